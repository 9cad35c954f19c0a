using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>
/// Normal floats by Box and Muller (1958): words 0 and 1 of a block, and words 2 and 3, give a radius and an angle, and by them two
/// values, those of the cosine at the first word's positions and those of the sine at the second's.
/// </summary>
/// <remarks>
/// The radius is √(−2 ln u), u = (RN(w) + ½) · 2⁻³² from all bits of the word, so it reaches 6.76 and never takes the logarithm of zero.
/// </remarks>
internal readonly struct NormalSingleKernel(float mean, float std) : ITileKernel<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        V radius = W.SquareRoot<float>(Logarithm.MinusTwiceSingle<W, V>(Logarithm.NumberSingle<W, V>(first), 32));
        CirclePoint.Single<W, V>(second, out V cosine, out V sine);
        V scaled = W.Multiply<float>(radius, W.Broadcast(std));
        first = W.MultiplyAdd<float>(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAdd<float>(scaled, sine, W.Broadcast(mean));
    }
}

/// <summary>
/// Normal doubles by Box and Muller (1958): the 64 bits of words 0 and 1 of a block give the radius, those of words 2 and 3 the angle.
/// </summary>
/// <remarks>The radius is √(−2 ln u), u = (k + ½) · 2⁻⁵³ rounded, from the 53 high bits k, so it reaches 8.65.</remarks>
internal readonly struct NormalDoubleKernel(double mean, double std) : ITileKernel<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct
    {
        V radius = W.SquareRoot<double>(Logarithm.MinusTwiceDouble<W, V>(Logarithm.NumberDouble<W, V>(first), 53));
        CirclePoint.Double<W, V>(second, out V cosine, out V sine);
        V scaled = W.Multiply<double>(radius, W.Broadcast(std));
        first = W.MultiplyAdd<double>(scaled, cosine, W.Broadcast(mean));
        second = W.MultiplyAdd<double>(scaled, sine, W.Broadcast(mean));
    }
}
