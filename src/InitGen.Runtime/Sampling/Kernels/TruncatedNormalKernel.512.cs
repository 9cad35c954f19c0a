using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal readonly partial struct TruncatedNormalSingleKernel<TReach> : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        V lower0 = W.LessInt32(first, W.Broadcast(_middle));
        V lower1 = W.LessInt32(second, W.Broadcast(_middle));
        V tail0 = Tail(first, lower0);
        V tail1 = Tail(second, lower1);
        V l0 = W.MultiplySingle(tail0, W.MultiplyAddSingle(tail0, W.Broadcast(-4f), W.Broadcast(4f)));
        V l1 = W.MultiplySingle(tail1, W.MultiplyAddSingle(tail1, W.Broadcast(-4f), W.Broadcast(4f)));
        Logarithm.MinusTwiceSingle(ref l0, ref l1, 0);
        V c0 = W.Broadcast(-2.2429814949820326e-11f);
        V c1 = c0;
        Horner.Step(ref c0, ref c1, l0, l1, 1.141529870629654e-09f);
        Horner.Step(ref c0, ref c1, l0, l1, -2.042250635270193e-08f);
        Horner.Step(ref c0, ref c1, l0, l1, 7.452847938793639e-08f);
        Horner.Step(ref c0, ref c1, l0, l1, 2.0439638319658116e-06f);
        Horner.Step(ref c0, ref c1, l0, l1, -1.1507154340506531e-05f);
        Horner.Step(ref c0, ref c1, l0, l1, -0.0004122216487303376f);
        Horner.Step(ref c0, ref c1, l0, l1, 0.004082688130438328f);
        Horner.Step(ref c0, ref c1, l0, l1, 0.16405867040157318f);
        Horner.Step(ref c0, ref c1, l0, l1, 1.2533141374588013f);
        if (typeof(TReach) == typeof(FarTails))
        {
            V root0 = W.SquareRootSingle(l0);
            V root1 = W.SquareRootSingle(l1);
            V x0 = W.SubtractSingle(W.DivideSingle(W.Broadcast(1f), root0), W.Broadcast(0.21875f));
            V x1 = W.SubtractSingle(W.DivideSingle(W.Broadcast(1f), root1), W.Broadcast(0.21875f));
            V d0 = W.Broadcast(75935.234375f);
            V d1 = d0;
            Horner.Step(ref d0, ref d1, x0, x1, 5095.18603515625f);
            Horner.Step(ref d0, ref d1, x0, x1, -3167.02099609375f);
            Horner.Step(ref d0, ref d1, x0, x1, -322.4101867675781f);
            Horner.Step(ref d0, ref d1, x0, x1, 61.62441635131836f);
            Horner.Step(ref d0, ref d1, x0, x1, 10.866914749145508f);
            Horner.Step(ref d0, ref d1, x0, x1, 2.209275245666504f);
            Horner.Step(ref d0, ref d1, x0, x1, 0.3765559196472168f);
            Horner.Step(ref d0, ref d1, x0, x1, -0.25821688771247864f);
            Horner.Step(ref d0, ref d1, x0, x1, 0.9485830068588257f);
            c0 = W.Select(W.LessSingle(W.Broadcast(10.5f), l0), W.MultiplySingle(root0, d0), c0);
            c1 = W.Select(W.LessSingle(W.Broadcast(10.5f), l1), W.MultiplySingle(root1, d1), c1);
        }

        first = Place(tail0, c0, lower0);
        second = Place(tail1, c1, lower1);
    }

    // The probability of the tail on the value's side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Tail(V word, V isLower)
    {
        V rank = W.Xor(word, W.Select(isLower, W.Broadcast32(0x80000000), W.Broadcast32(0x7FFFFFFF)));
        V nearest = W.Select(isLower, W.Broadcast(_lowerTail), W.Broadcast(_upperTail));
        return W.MultiplyAddSingle(Logarithm.NumberSingle(rank), W.Broadcast(_mass), nearest);
    }

    // The value of a tail, whose quantile is (1 − 2 · tail) · c.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Place(V tail, V c, V isLower)
    {
        V y = W.MultiplyAddSingle(tail, W.Broadcast(-2f), W.Broadcast(1f));
        V quantile = W.MultiplySingle(y, c);
        quantile = W.Xor(quantile, W.And(isLower, W.Broadcast32(0x80000000)), W.Broadcast32(_sign));
        return Clamp.Between(
            W.MultiplyAddSingle(quantile, W.Broadcast(_std), W.Broadcast(_mean)), _lowest, _highest);
    }
}

internal readonly partial struct TruncatedNormalDoubleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        first = Value(first);
        second = Value(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Value(V bits)
    {
        V isLower = W.LessInt64(bits, W.Broadcast(_middle));
        V rank = W.Xor(bits, W.Select(isLower, W.Broadcast64(0x8000000000000000), W.Broadcast64(0x7FFFFFFFFFFFFFFF)));
        V nearest = W.Select(isLower, W.Broadcast(_lowerTail), W.Broadcast(_upperTail));
        V tail = W.MultiplyAddDouble(Logarithm.NumberDouble(rank), W.Broadcast(_mass), nearest);

        V q = W.SubtractDouble(W.Broadcast(0.5), tail);
        V r = W.SubtractDouble(W.Broadcast(0.180625), W.MultiplyDouble(q, q));
        V central = W.MultiplyDouble(
            q,
            Ratio(
                r,
                2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
                5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
                5394.1960214247511077, 687.1870074920579083, 42.313330701600911252));

        V root = W.SquareRootDouble(W.MultiplyDouble(Logarithm.MinusTwiceDouble(tail, 0), W.Broadcast(0.5)));
        V quantile = Ratio(
            W.SubtractDouble(root, W.Broadcast(1.6)),
            7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
            3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
            1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
            0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187);
        if (_isFar)
        {
            V far = Ratio(
                W.SubtractDouble(root, W.Broadcast(5.0)),
                2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
                0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
                2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
                0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769);
            quantile = W.Select(W.LessDouble(W.Broadcast(5.0), root), far, quantile);
        }

        quantile = W.Select(W.LessDouble(W.Broadcast(0.425), q), quantile, central);
        quantile = W.Xor(quantile, W.And(isLower, W.Broadcast64(0x8000000000000000)), W.Broadcast64(_sign));
        return Clamp.Between(
            W.MultiplyAddDouble(quantile, W.Broadcast(_std), W.Broadcast(_mean)), _lowest, _highest);
    }

    /// <summary>Two polynomials of degree 7, highest coefficient first, divided; the second one's constant is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ratio(
        V x,
        double a7, double a6, double a5, double a4, double a3, double a2, double a1, double a0,
        double b7, double b6, double b5, double b4, double b3, double b2, double b1)
    {
        V a = W.MultiplyAddDouble(W.Broadcast(a7), x, W.Broadcast(a6));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a5));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a4));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a3));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a2));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a1));
        a = W.MultiplyAddDouble(a, x, W.Broadcast(a0));
        V b = W.MultiplyAddDouble(W.Broadcast(b7), x, W.Broadcast(b6));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(b5));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(b4));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(b3));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(b2));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(b1));
        b = W.MultiplyAddDouble(b, x, W.Broadcast(1.0));
        return W.DivideDouble(a, b);
    }
}
