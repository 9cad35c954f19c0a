namespace InitGen;

/// <summary>
/// The kernel of a transposed convolution that upsamples linearly along each of its one, two or three kernel axes. Channel i goes to
/// channel i; where one channel axis is shorter, as in grouped convolutions, its channels repeat.
/// </summary>
/// <remarks>Long et al., Fully convolutional networks for semantic segmentation, CVPR 2015.</remarks>
public sealed class BilinearAttribute : InitializerAttribute
{
    /// <summary>Which axes are inputs and outputs; else the type's or the assembly's <see cref="ParameterLayoutAttribute"/>, else <see cref="ParameterLayout.OutIn"/>.</summary>
    public ParameterLayout Layout { get; init; }
}
