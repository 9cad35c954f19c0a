using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>−2 ln u for the u of random words, by polynomials of IEEE-exact operations.</summary>
internal static class Logarithm
{
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
        V q = W.MultiplyAdd<float>(W.Broadcast(0.15649430453777313f), t, W.Broadcast(-0.26008158922195435f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(0.26415684819221497f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(-0.2832711935043335f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(0.3322257995605469f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(-0.4000602662563324f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(0.5000302791595459f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(-0.6666661500930786f));
        q = W.MultiplyAdd<float>(q, t, W.Broadcast(0.9999997615814209f));
        V linear = W.MultiplyAdd<float>(t, W.Broadcast(-2f), W.Multiply<float>(exponent, W.Broadcast(-1.3862944f)));
        return W.MultiplyAdd<float>(square, q, linear);
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
