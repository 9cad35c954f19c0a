using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal readonly partial struct UniformSingleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        first = W.MultiplyAddSingle(UniformFraction.SingleSteps(first), W.Broadcast(_step), W.Broadcast(centre));
        second = W.MultiplyAddSingle(UniformFraction.SingleSteps(second), W.Broadcast(_step), W.Broadcast(centre));
    }
}

internal readonly partial struct BoundedUniformSingleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        first = Value(first);
        second = Value(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Value(V word)
    {
        V fraction = W.MultiplySingle(UniformFraction.SingleSteps(word), W.Broadcast(UniformFraction.SingleStep));
        return Clamp.Between(
            W.MultiplyAddSingle(fraction, W.Broadcast(radius), W.Broadcast(centre)), lowest, highest);
    }
}

internal readonly partial struct UniformDoubleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        first = Value(first);
        second = Value(second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Value(V bits) =>
        Clamp.Between(
            W.MultiplyAddDouble(UniformFraction.Double(bits), W.Broadcast(radius), W.Broadcast(centre)), lowest, highest);
}

internal static partial class UniformFraction
{
    /// <summary>The odd number of steps: the word's 23 high bits, signed, and a one, which a float holds exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V SingleSteps(V word) =>
        W.SignedToSingle(W.Or(W.ShiftRightSigned32(word, 8), W.Broadcast32(1)));

    /// <summary>The 52 high bits become the mantissa of a number in [2, 4); both differences are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Double(V bits)
    {
        V twoToFour = W.Xor(W.ShiftRight64(bits, 12), W.Broadcast(3.0));
        return W.AddDouble(W.SubtractDouble(twoToFour, W.Broadcast(3.0)), W.Broadcast(1.0 / (1L << 52)));
    }
}

/// <summary>Bounds on the lanes of a register.</summary>
internal static partial class Clamp
{
    // By comparison and selection: the minimum and maximum instructions of different machines disagree about the sign of zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Between(V value, float lowest, float highest)
    {
        V low = W.Broadcast(lowest);
        V high = W.Broadcast(highest);
        value = W.Select(W.LessSingle(value, low), low, value);
        return W.Select(W.LessSingle(high, value), high, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Between(V value, double lowest, double highest)
    {
        V low = W.Broadcast(lowest);
        V high = W.Broadcast(highest);
        value = W.Select(W.LessDouble(value, low), low, value);
        return W.Select(W.LessDouble(high, value), high, value);
    }
}
