using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>−2 ln u for the u of random words, by polynomials of IEEE-exact operations.</summary>
internal static class Logarithm
{
    // Q of the single-precision logarithm, highest power first.
    private const float Q8 = 0.15649430453777313f;
    private const float Q7 = -0.26008158922195435f;
    private const float Q6 = 0.26415684819221497f;
    private const float Q5 = -0.2832711935043335f;
    private const float Q4 = 0.3322257995605469f;
    private const float Q3 = -0.4000602662563324f;
    private const float Q2 = 0.5000302791595459f;
    private const float Q1 = -0.6666661500930786f;
    private const float Q0 = 0.9999997615814209f;

    /// <summary>RN(w) + ½: a random number in [½, 2³²] with all bits of the word, and more of them the smaller it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NumberSingle<W, V>(V word)
        where W : struct, ILanes<V>
        where V : struct =>
        W.Add<float>(W.UnsignedToSingle(word), W.Broadcast(0.5f));

    /// <summary>k + ½, rounded, of the 53 high bits k: a random number in [½, 2⁵³].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NumberDouble<W, V>(V bits)
        where W : struct, ILanes<V>
        where V : struct
    {
        // k exactly, as 2³² · its high 21 bits + its low 32, each placed in a mantissa.
        V k = W.ShiftRight64(bits, 11);
        V highPart = W.Subtract<double>(
            W.Or(W.ShiftRight64(k, 32), W.Broadcast64(0x4530000000000000)), W.Broadcast(19342813113834066795298816.0 + 4503599627370496.0));
        V lowPart = W.Or(W.And(k, W.Broadcast64(0xFFFFFFFF)), W.Broadcast64(0x4330000000000000));
        return W.Add<double>(W.Add<double>(highPart, lowPart), W.Broadcast(0.5));
    }

    /// <summary>
    /// −2 ln(x · 2⁻ᵇ), at most 2 ulp off for x · 2⁻ᵇ in (0, 1]: with x = m · 2ᵉ, m in [√½, √2), t = m − 1, it is
    /// −2t + t² · Q(t) − 2 ln 2 · (e − b), Q minimax of degree 8.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusTwiceSingle<W, V>(V number, [ConstantExpected] int binaryScale)
        where W : struct, ILanes<V>
        where V : struct
    {
        // The bits of √½, and the scale in the exponent's place.
        V bits = W.Subtract32(number, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V exponent = W.SignedToSingle(W.ShiftRightSigned32(bits, 23));
        V mantissa = W.Add32(W.And(bits, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V t = W.Subtract<float>(mantissa, W.Broadcast(1f));
        V square = W.Multiply<float>(t, t);
        V q = W.MultiplyAdd<float>(W.Broadcast(Q8), t, W.Broadcast(Q7));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q6));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q5));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q4));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q3));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q2));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q1));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(Q0));
        V linear = W.MultiplyAdd<float>(t, W.Broadcast(-2f), W.Multiply<float>(exponent, W.Broadcast(-1.3862944f)));
        return W.MultiplyAdd<float>(square, q, linear);
    }

    /// <summary>The same for two registers in turns, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MinusTwiceSingle<W, V>(ref V a, ref V b, [ConstantExpected] int binaryScale)
        where W : struct, ILanes<V>
        where V : struct
    {
        V bits0 = W.Subtract32(a, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V bits1 = W.Subtract32(b, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V exponent0 = W.SignedToSingle(W.ShiftRightSigned32(bits0, 23));
        V exponent1 = W.SignedToSingle(W.ShiftRightSigned32(bits1, 23));
        V mantissa0 = W.Add32(W.And(bits0, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V mantissa1 = W.Add32(W.And(bits1, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V t0 = W.Subtract<float>(mantissa0, W.Broadcast(1f));
        V t1 = W.Subtract<float>(mantissa1, W.Broadcast(1f));
        V q0 = W.Broadcast(Q8);
        V q1 = q0;
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q7);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q6);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q5);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q4);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q3);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q2);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q1);
        Horner.Step<W, V>(ref q0, ref q1, t0, t1, Q0);
        V linear0 = W.MultiplyAdd<float>(t0, W.Broadcast(-2f), W.Multiply<float>(exponent0, W.Broadcast(-1.3862944f)));
        V linear1 = W.MultiplyAdd<float>(t1, W.Broadcast(-2f), W.Multiply<float>(exponent1, W.Broadcast(-1.3862944f)));
        a = W.MultiplyAdd<float>(W.Multiply<float>(t0, t0), q0, linear0);
        b = W.MultiplyAdd<float>(W.Multiply<float>(t1, t1), q1, linear1);
    }

    /// <summary>
    /// −2 ln(x · 2⁻ᵇ), at most 2 ulp off for x · 2⁻ᵇ in (2⁻⁶⁰, 1]: the scheme of fdlibm's e_log.c (Sun Microsystems 1993) with
    /// s = (m − 1)/(m + 1) and a polynomial in s² of this library's own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusTwiceDouble<W, V>(V number, [ConstantExpected] int binaryScale)
        where W : struct, ILanes<V>
        where V : struct
    {
        // The bits of √½ · 2⁻⁶⁴, so that the exponent's difference is never negative.
        V scaled = W.Subtract64(number, W.Broadcast64(0x3BE6A09E667F3BCD));
        V exponent = W.Subtract<double>(
            W.Or(W.ShiftRight64(scaled, 52), W.Broadcast64(0x4330000000000000)), W.Broadcast(4503599627370496.0 + 64.0 + binaryScale));
        V mantissa = W.Add64(W.And(scaled, W.Broadcast64(0x000FFFFFFFFFFFFF)), W.Broadcast64(0x3FE6A09E667F3BCD));
        V f = W.Subtract<double>(mantissa, W.Broadcast(1.0));
        V s = W.Divide<double>(f, W.Add<double>(f, W.Broadcast(2.0)));
        V z = W.Multiply<double>(s, s);
        V p = W.MultiplyAdd<double>(W.Broadcast(0.1479194247604819), z, W.Broadcast(0.15314479303128678));
        p = W.MultiplyAdd<double>(p, z, W.Broadcast(0.1818354617354898));
        p = W.MultiplyAdd<double>(p, z, W.Broadcast(0.22222198957712458));
        p = W.MultiplyAdd<double>(p, z, W.Broadcast(0.2857142873816361));
        p = W.MultiplyAdd<double>(p, z, W.Broadcast(0.399999999994369));
        p = W.MultiplyAdd<double>(p, z, W.Broadcast(0.6666666666666731));

        // ln m = f − (h − s · (h + z · p)) with h = f²/2; ln 2 is split so that exponent · its high part is exact.
        V half = W.Multiply<double>(W.Multiply<double>(f, f), W.Broadcast(0.5));
        V tail = W.MultiplyAdd<double>(
            s, W.MultiplyAdd<double>(z, p, half), W.Multiply<double>(exponent, W.Broadcast(1.90821492927058770002e-10)));
        V small = W.Subtract<double>(W.Subtract<double>(half, tail), f);
        V logarithm = W.Subtract<double>(W.Multiply<double>(exponent, W.Broadcast(6.93147180369123816490e-01)), small);
        return W.Multiply<double>(logarithm, W.Broadcast(-2.0));
    }
}
