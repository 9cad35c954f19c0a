using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal readonly partial struct RandomBitsKernel : ITileKernel512
{
    public void Transform(ref V first, ref V second)
    {
    }
}
