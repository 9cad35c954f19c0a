using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal readonly partial struct HalfKernel<TKernel> : ITileKernel512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform(ref V first, ref V second) =>
        inner.Transform(ref first, ref second);
}
