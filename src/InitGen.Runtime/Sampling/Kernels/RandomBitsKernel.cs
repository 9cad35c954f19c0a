namespace InitGen;

/// <summary>The random 64-bit numbers themselves, in the order of the double samplers.</summary>
internal readonly struct RandomBitsKernel : ITileKernel<ulong>
{
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
    }
}
