namespace InitGen;

/// <summary>
/// A convolution kernel that passes as many input channels as it can: 1 at the centre of the kernel from channel i to channel i of each
/// group, 0 elsewhere. The weight has one, two or three kernel axes.
/// </summary>
/// <remarks>torch.nn.init.dirac_; Zagoruyko and Komodakis, DiracNets, 2017.</remarks>
public sealed class DiracAttribute : InitializerAttribute
{
    /// <summary>The groups of a grouped convolution; each passes its channels.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Which axes are inputs and outputs; else the type's or the assembly's <see cref="ParameterLayoutAttribute"/>, else <see cref="ParameterLayout.OutIn"/>.</summary>
    public ParameterLayout Layout { get; init; }
}
