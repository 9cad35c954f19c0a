using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Uniform floats. One word w gives the centred fraction c = ((k XOR 2²²) + ½) · 2⁻²² − 1 in (−1, 1) with k = w / 2⁹, symmetric about
/// zero and never an endpoint, and the value c · (high − low)/2 + (low + high)/2, rounded once.
/// </summary>
/// <remarks>For an interval whose values stay inside by themselves, and whose radius · 2⁻²³ is exact: most do and are.</remarks>
internal readonly struct UniformSingleKernel(float centre, float radius) : ITileKernel<float>
{
    private readonly float _step = radius * UniformFraction.SingleStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        first = W.MultiplyAdd<float>(UniformFraction.SingleSteps<W, V>(first), W.Broadcast(_step), W.Broadcast(centre));
        second = W.MultiplyAdd<float>(UniformFraction.SingleSteps<W, V>(second), W.Broadcast(_step), W.Broadcast(centre));
    }
}

/// <summary>
/// The same for any interval: values that rounding took to an endpoint of a narrow interval, or of one far from zero, step inside.
/// </summary>
internal readonly struct BoundedUniformSingleKernel(float centre, float radius, float lowest, float highest) : ITileKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        first = Value<W, V>(first);
        second = Value<W, V>(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Value<W, V>(V word)
        where W : struct, ILanes<V>
        where V : struct
    {
        V fraction = W.Multiply<float>(UniformFraction.SingleSteps<W, V>(word), W.Broadcast(UniformFraction.SingleStep));
        return Clamp.Between<W, V, float>(
            W.MultiplyAdd<float>(fraction, W.Broadcast(radius), W.Broadcast(centre)), lowest, highest);
    }
}

/// <summary>
/// Uniform doubles. Words 0 and 1 of a block, low word first, and words 2 and 3, are 64-bit numbers x; c = ((k XOR 2⁵¹) + ½) · 2⁻⁵¹ − 1
/// with k = x / 2¹², and the value is c · (high − low)/2 + (low + high)/2, rounded once.
/// </summary>
internal readonly struct UniformDoubleKernel(double centre, double radius, double lowest, double highest) : ITileKernel<double>
{
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
        where V : struct =>
        Clamp.Between<W, V, double>(
            W.MultiplyAdd<double>(UniformFraction.Double<W, V>(bits), W.Broadcast(radius), W.Broadcast(centre)), lowest, highest);
}

/// <summary>Fractions in (−1, 1) from random words: odd multiples of 2⁻²³ or 2⁻⁵².</summary>
internal static class UniformFraction
{
    /// <summary>2⁻²³.</summary>
    public const float SingleStep = 1f / (1 << 23);

    /// <summary>The odd number of steps: the word's 23 high bits, signed, and a one, which a float holds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SingleSteps<W, V>(V word)
        where W : struct, ILanes<V>
        where V : struct =>
        W.SignedToSingle(W.Or(W.ShiftRightSigned32(word, 8), W.Broadcast32(1)));

    /// <summary>The 52 high bits become the mantissa of a number in [2, 4); both differences are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Double<W, V>(V bits)
        where W : struct, ILanes<V>
        where V : struct
    {
        V twoToFour = W.Xor(W.ShiftRight64(bits, 12), W.Broadcast(3.0));
        return W.Add<double>(W.Subtract<double>(twoToFour, W.Broadcast(3.0)), W.Broadcast(1.0 / (1L << 52)));
    }
}

/// <summary>Bounds on the lanes of a register.</summary>
internal static class Clamp
{
    // By comparison and selection: the minimum and maximum instructions of different machines disagree about the sign of zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Between<W, V, T>(V value, T lowest, T highest)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        V low = W.Broadcast(lowest);
        V high = W.Broadcast(highest);
        value = W.Select(W.Less<T>(value, low), low, value);
        return W.Select(W.Less<T>(high, value), high, value);
    }
}
