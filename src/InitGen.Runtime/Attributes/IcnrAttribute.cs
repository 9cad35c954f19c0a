namespace InitGen;

/// <summary>
/// The kernel of a sub-pixel convolution, drawn at the low resolution and repeated for the upscale² outputs that become one channel, so
/// that the first images have no checkerboard. With <see cref="ParameterLayout.OutIn"/> these outputs are neighbours, as torch's
/// pixel_shuffle has them; with <see cref="ParameterLayout.InOut"/> they are a channel's number apart, as in TensorFlow's depth_to_space.
/// </summary>
/// <remarks>Aitken et al., Checkerboard artifact free sub-pixel convolution, 2017.</remarks>
public sealed class IcnrAttribute : GainInitializerAttribute
{
    /// <summary>Draws the kernel by an initializer with the nonlinearity that it has when it stands alone: linear for Xavier, ReLU for Kaiming.</summary>
    /// <param name="upscale">The factor r by which each image axis grows; the outputs are a multiple of r².</param>
    /// <param name="initializer">What draws the kernel; its fans are those of the kernel before it is repeated.</param>
    public IcnrAttribute(int upscale, IcnrInitializer initializer = IcnrInitializer.KaimingNormal)
        : this(
            upscale,
            initializer,
            initializer is IcnrInitializer.XavierNormal or IcnrInitializer.XavierUniform ? Nonlinearity.Linear : Nonlinearity.Relu)
    {
    }

    /// <summary>Draws the kernel by an initializer with the gain of a nonlinearity.</summary>
    /// <param name="upscale">The factor r by which each image axis grows; the outputs are a multiple of r².</param>
    /// <param name="initializer">What draws the kernel; its fans are those of the kernel before it is repeated.</param>
    /// <param name="nonlinearity">The function that the weight's output passes.</param>
    public IcnrAttribute(int upscale, IcnrInitializer initializer, Nonlinearity nonlinearity)
        : base(nonlinearity)
    {
        Upscale = upscale;
        Initializer = initializer;
    }

    /// <summary>The factor by which each image axis grows.</summary>
    public int Upscale { get; }

    /// <summary>What draws the kernel.</summary>
    public IcnrInitializer Initializer { get; }

    /// <summary>The fan that Kaiming's initializers divide by.</summary>
    public FanMode FanMode { get; init; }
}
