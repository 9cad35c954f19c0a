namespace InitGen;

/// <summary>
/// Normal floats by Box and Muller (1958): words 0 and 1 of a block, and words 2 and 3, give a radius and an angle, and by them two
/// values, those of the cosine at the first word's positions and those of the sine at the second's.
/// </summary>
/// <remarks>
/// The radius is √(−2 ln u), u = (RN(w) + ½) · 2⁻³² from all bits of the word, so it reaches 6.76 and never takes the logarithm of zero.
/// </remarks>
internal readonly partial struct NormalSingleKernel(float mean, float std) : ITileKernel<float>;

/// <summary>
/// Normal doubles by Box and Muller (1958): the 64 bits of words 0 and 1 of a block give the radius, those of words 2 and 3 the angle.
/// </summary>
/// <remarks>The radius is √(−2 ln u), u = (k + ½) · 2⁻⁵³ rounded, from the 53 high bits k, so it reaches 8.65.</remarks>
internal readonly partial struct NormalDoubleKernel(double mean, double std) : ITileKernel<double>;
