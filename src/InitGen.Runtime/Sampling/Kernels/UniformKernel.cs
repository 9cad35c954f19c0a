namespace InitGen;

/// <summary>
/// Uniform floats. One word w gives the centred fraction c = ((k XOR 2²²) + ½) · 2⁻²² − 1 in (−1, 1) with k = w / 2⁹, symmetric about
/// zero and never an endpoint, and the value c · (high − low)/2 + (low + high)/2, rounded once.
/// </summary>
/// <remarks>For an interval whose values stay inside by themselves, and whose radius · 2⁻²³ is exact: most do and are.</remarks>
internal readonly partial struct UniformSingleKernel(float centre, float radius) : ITileKernel<float>
{
    private readonly float _step = radius * UniformFraction.SingleStep;
}

/// <summary>
/// The same for any interval: values that rounding took to an endpoint of a narrow interval, or of one far from zero, step inside.
/// </summary>
internal readonly partial struct BoundedUniformSingleKernel(float centre, float radius, float lowest, float highest) : ITileKernel<float>;

/// <summary>
/// Uniform doubles. Words 0 and 1 of a block, low word first, and words 2 and 3, are 64-bit numbers x; c = ((k XOR 2⁵¹) + ½) · 2⁻⁵¹ − 1
/// with k = x / 2¹², and the value is c · (high − low)/2 + (low + high)/2, rounded once.
/// </summary>
internal readonly partial struct UniformDoubleKernel(double centre, double radius, double lowest, double highest) : ITileKernel<double>;

/// <summary>Fractions in (−1, 1) from random words: odd multiples of 2⁻²³ or 2⁻⁵².</summary>
internal static partial class UniformFraction
{
    /// <summary>2⁻²³.</summary>
    public const float SingleStep = 1f / (1 << 23);
}
