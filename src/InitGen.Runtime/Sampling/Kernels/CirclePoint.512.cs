using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

/// <summary>A point of the unit circle from random bits: the cosine and sine of a uniform angle.</summary>
/// <remarks>
/// All bits but the topmost two give t in [−1, 1) and the point (cos(πt/4), sin(πt/4)) of the circle's right quarter; the second bit
/// exchanges the coordinates, the first negates the one that was the cosine. That reaches each quarter once, without a quadrant's number.
/// </remarks>
internal static partial class CirclePoint
{
    /// <summary>The polynomials are minimax in t², the sine's of 4 terms and the cosine's of 4, each at most 2 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Single(V word, out V x, out V y)
    {
        V t = W.MultiplySingle(W.SignedToSingle(W.ShiftLeft32(word, 2)), W.Broadcast(1f / (1u << 31)));
        V square = W.MultiplySingle(t, t);
        V sine = W.MultiplyAddSingle(W.Broadcast(-3.59504520019982e-05f), square, W.Broadcast(0.00249000103212893f));
        sine = W.MultiplyAddSingle(sine, square, W.Broadcast(-0.08074543625116348f));
        sine = W.MultiplyAddSingle(sine, square, W.Broadcast(0.7853981852531433f));
        sine = W.MultiplySingle(sine, t);
        V cosine = W.MultiplyAddSingle(W.Broadcast(-0.0003187278634868562f), square, W.Broadcast(0.015849683433771133f));
        cosine = W.MultiplyAddSingle(cosine, square, W.Broadcast(-0.308424174785614f));
        cosine = W.MultiplyAddSingle(cosine, square, W.Broadcast(0.9999999403953552f));

        cosine = W.Xor(cosine, W.And(word, W.Broadcast32(0x80000000)));
        V exchange = W.ShiftLeft32(word, 1);
        x = W.SelectNegative32(exchange, sine, cosine);
        y = W.SelectNegative32(exchange, cosine, sine);
    }

    /// <summary>The polynomials are minimax in t², the sine's of 7 terms and the cosine's of 8, each at most 2 ulp off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Double(V bits, out V x, out V y)
    {
        V twoToFour = W.Or(W.ShiftRight64(W.ShiftLeft64(bits, 2), 12), W.Broadcast(2.0));
        V t = W.SubtractDouble(twoToFour, W.Broadcast(3.0));
        V square = W.MultiplyDouble(t, t);
        V sine = W.MultiplyAddDouble(W.Broadcast(6.877101878633448e-12), square, W.Broadcast(-1.7571492971313108e-09));
        sine = W.MultiplyAddDouble(sine, square, W.Broadcast(3.1336162166653737e-07));
        sine = W.MultiplyAddDouble(sine, square, W.Broadcast(-3.657620415845792e-05));
        sine = W.MultiplyAddDouble(sine, square, W.Broadcast(0.0024903945701887364));
        sine = W.MultiplyAddDouble(sine, square, W.Broadcast(-0.08074551218828054));
        sine = W.MultiplyAddDouble(sine, square, W.Broadcast(0.7853981633974483));
        sine = W.MultiplyDouble(sine, t);
        V cosine = W.MultiplyAddDouble(W.Broadcast(-3.857762610802318e-13), square, W.Broadcast(1.1500497043467322e-10));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(-2.461136382662051e-08));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(3.59086044588598e-06));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(-0.0003259918869266876));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(0.01585434424381541));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(-0.30842513753404244));
        cosine = W.MultiplyAddDouble(cosine, square, W.Broadcast(1.0));

        cosine = W.Xor(cosine, W.And(bits, W.Broadcast64(0x8000000000000000)));
        V exchange = W.ShiftLeft64(bits, 1);
        x = W.SelectNegative64(exchange, sine, cosine);
        y = W.SelectNegative64(exchange, cosine, sine);
    }
}
