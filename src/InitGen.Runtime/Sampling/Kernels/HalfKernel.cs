using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>Half values: the floats of another kernel, which the driver rounds once.</summary>
internal readonly struct HalfKernel<TKernel>(TKernel inner) : ITileKernel<Half>
    where TKernel : struct, ITileKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct =>
        inner.Transform<W, V>(ref first, ref second);
}
