using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal static partial class Logarithm
{
    /// <summary>RN(w) + ½: a random number in [½, 2³²] with all bits of the word, and more of them the smaller it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NumberSingle(V word) =>
        W.AddSingle(W.UnsignedToSingle(word), W.Broadcast(0.5f));

    /// <summary>k + ½, rounded, of the 53 high bits k: a random number in [½, 2⁵³].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NumberDouble(V bits)
    {
        // k exactly, as 2³² · its high 21 bits + its low 32, each placed in a mantissa.
        V k = W.ShiftRight64(bits, 11);
        V highPart = W.SubtractDouble(
            W.Or(W.ShiftRight64(k, 32), W.Broadcast64(0x4530000000000000)), W.Broadcast(19342813113834066795298816.0 + 4503599627370496.0));
        V lowPart = W.Or(W.And(k, W.Broadcast64(0xFFFFFFFF)), W.Broadcast64(0x4330000000000000));
        return W.AddDouble(W.AddDouble(highPart, lowPart), W.Broadcast(0.5));
    }

    /// <summary>
    /// −2 ln(x · 2⁻ᵇ), at most 2 ulp off for x · 2⁻ᵇ in (0, 1]: with x = m · 2ᵉ, m in [√½, √2), t = m − 1, it is
    /// −2t + t² · Q(t) − 2 ln 2 · (e − b), Q minimax of degree 8.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusTwiceSingle(V number, [ConstantExpected] int binaryScale)
    {
        // The bits of √½, and the scale in the exponent's place.
        V bits = W.Subtract32(number, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V exponent = W.SignedToSingle(W.ShiftRightSigned32(bits, 23));
        V mantissa = W.Add32(W.And(bits, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V t = W.SubtractSingle(mantissa, W.Broadcast(1f));
        V square = W.MultiplySingle(t, t);
        V q = W.MultiplyAddSingle(W.Broadcast(Q8), t, W.Broadcast(Q7));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q6));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q5));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q4));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q3));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q2));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q1));
        q = W.MultiplyAddSingle(q, t, W.Broadcast(Q0));
        V linear = W.MultiplyAddSingle(t, W.Broadcast(-2f), W.MultiplySingle(exponent, W.Broadcast(-1.3862944f)));
        return W.MultiplyAddSingle(square, q, linear);
    }

    /// <summary>The same for two registers in turns, in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MinusTwiceSingle(ref V a, ref V b, [ConstantExpected] int binaryScale)
    {
        V bits0 = W.Subtract32(a, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V bits1 = W.Subtract32(b, W.Broadcast32((uint)(0x3F3504F3 + (binaryScale << 23))));
        V exponent0 = W.SignedToSingle(W.ShiftRightSigned32(bits0, 23));
        V exponent1 = W.SignedToSingle(W.ShiftRightSigned32(bits1, 23));
        V mantissa0 = W.Add32(W.And(bits0, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V mantissa1 = W.Add32(W.And(bits1, W.Broadcast32(0x007FFFFF)), W.Broadcast32(0x3F3504F3));
        V t0 = W.SubtractSingle(mantissa0, W.Broadcast(1f));
        V t1 = W.SubtractSingle(mantissa1, W.Broadcast(1f));
        V q0 = W.Broadcast(Q8);
        V q1 = q0;
        Horner.Step(ref q0, ref q1, t0, t1, Q7);
        Horner.Step(ref q0, ref q1, t0, t1, Q6);
        Horner.Step(ref q0, ref q1, t0, t1, Q5);
        Horner.Step(ref q0, ref q1, t0, t1, Q4);
        Horner.Step(ref q0, ref q1, t0, t1, Q3);
        Horner.Step(ref q0, ref q1, t0, t1, Q2);
        Horner.Step(ref q0, ref q1, t0, t1, Q1);
        Horner.Step(ref q0, ref q1, t0, t1, Q0);
        V linear0 = W.MultiplyAddSingle(t0, W.Broadcast(-2f), W.MultiplySingle(exponent0, W.Broadcast(-1.3862944f)));
        V linear1 = W.MultiplyAddSingle(t1, W.Broadcast(-2f), W.MultiplySingle(exponent1, W.Broadcast(-1.3862944f)));
        a = W.MultiplyAddSingle(W.MultiplySingle(t0, t0), q0, linear0);
        b = W.MultiplyAddSingle(W.MultiplySingle(t1, t1), q1, linear1);
    }

    /// <summary>
    /// −2 ln(x · 2⁻ᵇ), at most 2 ulp off for x · 2⁻ᵇ in (2⁻⁶⁰, 1]: the scheme of fdlibm's e_log.c (Sun Microsystems 1993) with
    /// s = (m − 1)/(m + 1) and a polynomial in s² of this library's own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V MinusTwiceDouble(V number, [ConstantExpected] int binaryScale)
    {
        // The bits of √½ · 2⁻⁶⁴, so that the exponent's difference is never negative.
        V scaled = W.Subtract64(number, W.Broadcast64(0x3BE6A09E667F3BCD));
        V exponent = W.SubtractDouble(
            W.Or(W.ShiftRight64(scaled, 52), W.Broadcast64(0x4330000000000000)), W.Broadcast(4503599627370496.0 + 64.0 + binaryScale));
        V mantissa = W.Add64(W.And(scaled, W.Broadcast64(0x000FFFFFFFFFFFFF)), W.Broadcast64(0x3FE6A09E667F3BCD));
        V f = W.SubtractDouble(mantissa, W.Broadcast(1.0));
        V s = W.DivideDouble(f, W.AddDouble(f, W.Broadcast(2.0)));
        V z = W.MultiplyDouble(s, s);
        V p = W.MultiplyAddDouble(W.Broadcast(0.1479194247604819), z, W.Broadcast(0.15314479303128678));
        p = W.MultiplyAddDouble(p, z, W.Broadcast(0.1818354617354898));
        p = W.MultiplyAddDouble(p, z, W.Broadcast(0.22222198957712458));
        p = W.MultiplyAddDouble(p, z, W.Broadcast(0.2857142873816361));
        p = W.MultiplyAddDouble(p, z, W.Broadcast(0.399999999994369));
        p = W.MultiplyAddDouble(p, z, W.Broadcast(0.6666666666666731));

        // ln m = f − (h − s · (h + z · p)) with h = f²/2; ln 2 is split so that exponent · its high part is exact.
        V half = W.MultiplyDouble(W.MultiplyDouble(f, f), W.Broadcast(0.5));
        V tail = W.MultiplyAddDouble(
            s, W.MultiplyAddDouble(z, p, half), W.MultiplyDouble(exponent, W.Broadcast(1.90821492927058770002e-10)));
        V small = W.SubtractDouble(W.SubtractDouble(half, tail), f);
        V logarithm = W.SubtractDouble(W.MultiplyDouble(exponent, W.Broadcast(6.93147180369123816490e-01)), small);
        return W.MultiplyDouble(logarithm, W.Broadcast(-2.0));
    }
}
