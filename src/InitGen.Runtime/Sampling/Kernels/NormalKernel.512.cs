using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal readonly partial struct NormalSingleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        V radius = W.SquareRootSingle(Logarithm.MinusTwiceSingle(Logarithm.NumberSingle(first), 32));
        CirclePoint.Single(second, out V cosine, out V sine);
        V scaled = W.MultiplySingle(radius, W.Broadcast(std));
        first = W.MultiplyAddSingle(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAddSingle(scaled, sine, W.Broadcast(mean));
    }
}

internal readonly partial struct NormalDoubleKernel : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second)
    {
        V radius = W.SquareRootDouble(Logarithm.MinusTwiceDouble(Logarithm.NumberDouble(first), 53));
        CirclePoint.Double(second, out V cosine, out V sine);
        V scaled = W.MultiplyDouble(radius, W.Broadcast(std));
        first = W.MultiplyAddDouble(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAddDouble(scaled, sine, W.Broadcast(mean));
    }
}
