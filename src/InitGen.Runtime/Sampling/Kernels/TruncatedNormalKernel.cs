using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// A normal distribution between two bounds, as its sampler inverts it: by the probability of the tail on the side of each value, so
/// that the far tail keeps its relative precision.
/// </summary>
/// <remarks>
/// A word w, its topmost bit flipped, is a place in the mass between the bounds. Below <see cref="Middle"/>, where the median of the
/// whole distribution lies, the lower tail is Φ(a) + (w + ½) · (Φ(b) − Φ(a)) · 2⁻³²; from it on, the upper tail is that of the complement
/// and Φ(−b). Bounds that are both below zero are mirrored.
/// </remarks>
internal readonly struct TruncatedNormalTails
{
    public readonly double LowerTail;
    public readonly double UpperTail;
    public readonly double Mass;
    public readonly double Middle;
    public readonly bool IsMirrored;
    public readonly double Farthest;

    public TruncatedNormalTails(double lowerSigmas, double upperSigmas)
    {
        Farthest = Math.Max(Math.Abs(lowerSigmas), Math.Abs(upperSigmas));
        IsMirrored = upperSigmas <= 0;
        if (IsMirrored)
        {
            (lowerSigmas, upperSigmas) = (-upperSigmas, -lowerSigmas);
        }

        LowerTail = StandardNormal.UpperTail(-lowerSigmas);
        UpperTail = StandardNormal.UpperTail(upperSigmas);
        if (lowerSigmas >= 0)
        {
            Mass = StandardNormal.UpperTail(lowerSigmas) - UpperTail;
            Middle = 0;
        }
        else
        {
            Mass = 1.0 - LowerTail - UpperTail;
            Middle = (0.5 - LowerTail) / Mass;
        }
    }
}

/// <summary>
/// Truncated normal floats by the inverse distribution function: with t the tail, L = −2 ln(4t(1 − t)) and y = 1 − 2t, the quantile is
/// y · C(L) for L ≤ 10.5, three standard deviations, and y · √L · D(1/√L) beyond, C and D minimax of degree 9 (in the manner of Giles,
/// Approximating the erfinv function, 2010).
/// </summary>
internal readonly struct TruncatedNormalSingleKernel<TReach> : ITileKernel<float>
    where TReach : struct
{
    private readonly float _mean;
    private readonly float _std;
    private readonly float _lowest;
    private readonly float _highest;
    private readonly float _lowerTail;
    private readonly float _upperTail;
    private readonly float _mass;
    private readonly int _middle;
    private readonly uint _sign;

    public TruncatedNormalSingleKernel(float mean, float std, float lowest, float highest, in TruncatedNormalTails tails)
    {
        _mean = mean;
        _std = std;
        _lowest = lowest;
        _highest = highest;
        _lowerTail = (float)tails.LowerTail;
        _upperTail = (float)tails.UpperTail;
        _mass = (float)(tails.Mass * (1.0 / (1L << 32)));
        _middle = (int)(Math.Floor(tails.Middle * (1L << 32)) - (1L << 31));
        _sign = tails.IsMirrored ? 0x80000000 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        V lower0 = W.Less<int>(first, W.Broadcast(_middle));
        V lower1 = W.Less<int>(second, W.Broadcast(_middle));
        V tail0 = Tail<W, V>(first, lower0);
        V tail1 = Tail<W, V>(second, lower1);
        V l0 = W.Multiply<float>(tail0, W.MultiplyAdd<float>(tail0, W.Broadcast(-4f), W.Broadcast(4f)));
        V l1 = W.Multiply<float>(tail1, W.MultiplyAdd<float>(tail1, W.Broadcast(-4f), W.Broadcast(4f)));
        Logarithm.MinusTwiceSingle<W, V>(ref l0, ref l1, 0);
        V c0 = W.Broadcast(-2.2429814949820326e-11f);
        V c1 = c0;
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 1.141529870629654e-09f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, -2.042250635270193e-08f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 7.452847938793639e-08f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 2.0439638319658116e-06f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, -1.1507154340506531e-05f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, -0.0004122216487303376f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 0.004082688130438328f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 0.16405867040157318f);
        Horner.Step<W, V>(ref c0, ref c1, l0, l1, 1.2533141374588013f);
        if (typeof(TReach) == typeof(FarTails))
        {
            V root0 = W.SquareRoot<float>(l0);
            V root1 = W.SquareRoot<float>(l1);
            V x0 = W.Subtract<float>(W.Divide<float>(W.Broadcast(1f), root0), W.Broadcast(0.21875f));
            V x1 = W.Subtract<float>(W.Divide<float>(W.Broadcast(1f), root1), W.Broadcast(0.21875f));
            V d0 = W.Broadcast(75935.234375f);
            V d1 = d0;
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 5095.18603515625f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, -3167.02099609375f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, -322.4101867675781f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 61.62441635131836f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 10.866914749145508f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 2.209275245666504f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 0.3765559196472168f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, -0.25821688771247864f);
            Horner.Step<W, V>(ref d0, ref d1, x0, x1, 0.9485830068588257f);
            c0 = W.Select(W.Less<float>(W.Broadcast(10.5f), l0), W.Multiply<float>(root0, d0), c0);
            c1 = W.Select(W.Less<float>(W.Broadcast(10.5f), l1), W.Multiply<float>(root1, d1), c1);
        }

        first = Place<W, V>(tail0, c0, lower0);
        second = Place<W, V>(tail1, c1, lower1);
    }

    // The probability of the tail on the value's side.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Tail<W, V>(V word, V isLower)
        where W : struct, ILanes<V>
        where V : struct
    {
        V rank = W.Xor(word, W.Select(isLower, W.Broadcast32(0x80000000), W.Broadcast32(0x7FFFFFFF)));
        V nearest = W.Select(isLower, W.Broadcast(_lowerTail), W.Broadcast(_upperTail));
        return W.MultiplyAdd<float>(Logarithm.NumberSingle<W, V>(rank), W.Broadcast(_mass), nearest);
    }

    // The value of a tail, whose quantile is (1 − 2 · tail) · c.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Place<W, V>(V tail, V c, V isLower)
        where W : struct, ILanes<V>
        where V : struct
    {
        V y = W.MultiplyAdd<float>(tail, W.Broadcast(-2f), W.Broadcast(1f));
        V quantile = W.Multiply<float>(y, c);
        quantile = W.Xor(quantile, W.And(isLower, W.Broadcast32(0x80000000)), W.Broadcast32(_sign));
        return Clamp.Between<W, V, float>(
            W.MultiplyAdd<float>(quantile, W.Broadcast(_std), W.Broadcast(_mean)), _lowest, _highest);
    }
}

/// <summary>Marks a kernel with a bound farther than three standard deviations.</summary>
internal readonly struct FarTails;

/// <summary>Marks a kernel whose bounds are within three standard deviations.</summary>
internal readonly struct NearTails;

/// <summary>
/// Truncated normal doubles by the inverse distribution function of Wichura (Algorithm AS 241, PPND16, Applied Statistics 1988), whose
/// error is about 10⁻¹⁶.
/// </summary>
internal readonly struct TruncatedNormalDoubleKernel : ITileKernel<double>
{
    private readonly double _mean;
    private readonly double _std;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly double _lowerTail;
    private readonly double _upperTail;
    private readonly double _mass;
    private readonly long _middle;
    private readonly ulong _sign;
    private readonly bool _isFar;

    public TruncatedNormalDoubleKernel(double mean, double std, double lowest, double highest, in TruncatedNormalTails tails)
    {
        _mean = mean;
        _std = std;
        _lowest = lowest;
        _highest = highest;
        _lowerTail = tails.LowerTail;
        _upperTail = tails.UpperTail;
        _mass = tails.Mass * (1.0 / (1L << 53));
        _middle = (long)((tails.Middle - 0.5) * 18446744073709551616.0);
        _sign = tails.IsMirrored ? 0x8000000000000000 : 0;
        _isFar = tails.Farthest > 6.5;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        first = Value<W, V>(first);
        second = Value<W, V>(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Value<W, V>(V bits)
        where W : struct, ILanes<V>
        where V : struct
    {
        V isLower = W.Less<long>(bits, W.Broadcast(_middle));
        V rank = W.Xor(bits, W.Select(isLower, W.Broadcast64(0x8000000000000000), W.Broadcast64(0x7FFFFFFFFFFFFFFF)));
        V nearest = W.Select(isLower, W.Broadcast(_lowerTail), W.Broadcast(_upperTail));
        V tail = W.MultiplyAdd<double>(Logarithm.NumberDouble<W, V>(rank), W.Broadcast(_mass), nearest);

        V q = W.Subtract<double>(W.Broadcast(0.5), tail);
        V r = W.Subtract<double>(W.Broadcast(0.180625), W.Multiply<double>(q, q));
        V central = W.Multiply<double>(
            q,
            Ratio<W, V>(
                r,
                2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
                13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
                5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
                5394.1960214247511077, 687.1870074920579083, 42.313330701600911252));

        V root = W.SquareRoot<double>(W.Multiply<double>(Logarithm.MinusTwiceDouble<W, V>(tail, 0), W.Broadcast(0.5)));
        V quantile = Ratio<W, V>(
            W.Subtract<double>(root, W.Broadcast(1.6)),
            7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
            3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
            1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
            0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187);
        if (_isFar)
        {
            V far = Ratio<W, V>(
                W.Subtract<double>(root, W.Broadcast(5.0)),
                2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
                0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
                2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
                0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769);
            quantile = W.Select(W.Less<double>(W.Broadcast(5.0), root), far, quantile);
        }

        quantile = W.Select(W.Less<double>(W.Broadcast(0.425), q), quantile, central);
        quantile = W.Xor(quantile, W.And(isLower, W.Broadcast64(0x8000000000000000)), W.Broadcast64(_sign));
        return Clamp.Between<W, V, double>(
            W.MultiplyAdd<double>(quantile, W.Broadcast(_std), W.Broadcast(_mean)), _lowest, _highest);
    }

    /// <summary>Two polynomials of degree 7, highest coefficient first, divided; the second one's constant is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Ratio<W, V>(
        V x,
        double a7, double a6, double a5, double a4, double a3, double a2, double a1, double a0,
        double b7, double b6, double b5, double b4, double b3, double b2, double b1)
        where W : struct, ILanes<V>
        where V : struct
    {
        V a = W.MultiplyAdd<double>(W.Broadcast(a7), x, W.Broadcast(a6));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a5));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a4));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a3));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a2));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a1));
        a = W.MultiplyAdd<double>(a, x, W.Broadcast(a0));
        V b = W.MultiplyAdd<double>(W.Broadcast(b7), x, W.Broadcast(b6));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(b5));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(b4));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(b3));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(b2));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(b1));
        b = W.MultiplyAdd<double>(b, x, W.Broadcast(1.0));
        return W.Divide<double>(a, b);
    }
}
