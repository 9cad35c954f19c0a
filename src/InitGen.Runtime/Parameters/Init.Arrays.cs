namespace InitGen;

/// <content>Parameters that tell their own shape.</content>
public abstract partial class Init
{
    /// <summary>Sets every element to 0; rows may differ in their lengths.</summary>
    /// <inheritdoc cref="Zeros{T}"/>
    public static void Zeros(ParameterArray destination) =>
        destination.FillPieces(new ConstantFill(0.0));

    /// <summary>Sets every element to 1; rows may differ in their lengths.</summary>
    /// <inheritdoc cref="Ones{T}"/>
    public static void Ones(ParameterArray destination) =>
        destination.FillPieces(new ConstantFill(1.0));

    /// <summary>Sets every element to one value; rows may differ in their lengths.</summary>
    /// <inheritdoc cref="Constant{T}"/>
    public static void Constant(ParameterArray destination, double value) =>
        destination.FillPieces(new ConstantFill(value));

    /// <summary>Draws from the uniform distribution on (low, high).</summary>
    /// <inheritdoc cref="Uniform{T}"/>
    public static void Uniform(
        ParameterArray destination,
        RandomStream stream,
        double low = 0.0,
        double high = 1.0,
        int residualBranches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        (low, high) = Scale.ResidualInterval(low, high, residualBranches);
        destination.Fill(new UniformFill(stream, low, high));
    }

    /// <summary>Draws from the normal distribution N(mean, std²).</summary>
    /// <inheritdoc cref="Normal{T}"/>
    public static void Normal(
        ParameterArray destination,
        RandomStream stream,
        double mean = 0.0,
        double std = 1.0,
        int residualBranches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        destination.Fill(new NormalFill(stream, mean, Scale.ResidualStd(std, residualBranches)));
    }

    /// <summary>Xavier (Glorot) uniform, by the parameter's own shape.</summary>
    /// <inheritdoc cref="XavierUniform{T}"/>
    public static void XavierUniform(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = XavierStd(destination.RequireShape(), nonlinearity, slope, gain, convention, layout, fanIn, fanOut, groups, parts, residualBranches);
        destination.Fill(UniformOf(stream, std));
    }

    /// <summary>Xavier (Glorot) normal, by the parameter's own shape.</summary>
    /// <inheritdoc cref="XavierNormal{T}"/>
    public static void XavierNormal(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = XavierStd(destination.RequireShape(), nonlinearity, slope, gain, convention, layout, fanIn, fanOut, groups, parts, residualBranches);
        destination.Fill(new NormalFill(stream, 0.0, std));
    }

    /// <summary>Kaiming (He) uniform, by the parameter's own shape.</summary>
    /// <inheritdoc cref="KaimingUniform{T}"/>
    public static void KaimingUniform(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Relu,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = KaimingStd(
            destination.RequireShape(), nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        destination.Fill(UniformOf(stream, std));
    }

    /// <summary>Kaiming (He) normal, by the parameter's own shape.</summary>
    /// <inheritdoc cref="KaimingNormal{T}"/>
    public static void KaimingNormal(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Relu,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = KaimingStd(
            destination.RequireShape(), nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        destination.Fill(new NormalFill(stream, 0.0, std));
    }

    /// <summary>LeCun uniform, by the parameter's own shape.</summary>
    /// <inheritdoc cref="LecunUniform{T}"/>
    public static void LecunUniform(
        ParameterArray destination,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = LecunStd(destination.RequireShape(), layout, fanIn, groups, parts, residualBranches);
        destination.Fill(UniformOf(stream, std));
    }

    /// <summary>LeCun normal, by the parameter's own shape.</summary>
    /// <inheritdoc cref="LecunNormal{T}"/>
    public static void LecunNormal(
        ParameterArray destination,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = LecunStd(destination.RequireShape(), layout, fanIn, groups, parts, residualBranches);
        destination.Fill(new NormalFill(stream, 0.0, std));
    }

    /// <summary>Draws from a normal distribution N(mean, std²) between two bounds.</summary>
    /// <inheritdoc cref="TruncatedNormal{T}"/>
    public static void TruncatedNormal(
        ParameterArray destination,
        RandomStream stream,
        double mean = 0.0,
        double std = 1.0,
        double lowerSigmas = -2.0,
        double upperSigmas = 2.0,
        bool preserveStd = false,
        int residualBranches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        std = TruncatedStd(std, lowerSigmas, upperSigmas, preserveStd, residualBranches);
        destination.Fill(new TruncatedNormalFill(stream, mean, std, lowerSigmas, upperSigmas));
    }

    /// <summary>Variance scaling as in Keras and JAX, by the parameter's own shape.</summary>
    /// <inheritdoc cref="VarianceScaling{T}"/>
    public static void VarianceScaling(
        ParameterArray destination,
        RandomStream stream,
        double scale = 1.0,
        FanMode fanMode = FanMode.FanIn,
        Distribution distribution = Distribution.TruncatedNormal,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = VarianceScalingStd(destination.RequireShape(), scale, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        switch (distribution)
        {
            case Distribution.TruncatedNormal:
                destination.Fill(new TruncatedNormalFill(stream, 0.0, std / Scale.TruncatedNormalStd, -2.0, 2.0));
                break;
            case Distribution.Normal:
                destination.Fill(new NormalFill(stream, 0.0, std));
                break;
            case Distribution.Uniform:
                destination.Fill(UniformOf(stream, std));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(distribution), distribution, "Expected a member of Distribution.");
        }
    }

    /// <summary>Sets a matrix to a multiple of the identity, by its own shape.</summary>
    /// <inheritdoc cref="Identity{T}"/>
    public static void Identity(ParameterArray destination, double gain = 1.0) =>
        destination.Fill(new IdentityFill(gain));

    /// <summary>Sets a convolution kernel to pass its channels, by its own shape.</summary>
    /// <inheritdoc cref="Dirac{T}"/>
    public static void Dirac(ParameterArray destination, int groups = 1, ParameterLayout layout = ParameterLayout.OutIn) =>
        destination.Fill(new DiracFill(groups, layout));

    /// <summary>Sets the kernel of a transposed convolution to upsample linearly, by its own shape.</summary>
    /// <inheritdoc cref="Bilinear{T}"/>
    public static void Bilinear(ParameterArray destination, ParameterLayout layout = ParameterLayout.OutIn) =>
        destination.Fill(new BilinearFill(layout));

    /// <summary>Draws a matrix with zeros in each column, by its own shape.</summary>
    /// <inheritdoc cref="Sparse{T}"/>
    public static void Sparse(ParameterArray destination, RandomStream stream, double sparsity, double std = 0.01) =>
        destination.Fill(new SparseFill(stream, sparsity, std));

    /// <summary>Draws the kernel of a sub-pixel convolution, by its own shape.</summary>
    /// <inheritdoc cref="Icnr{T}"/>
    public static void Icnr(
        ParameterArray destination,
        RandomStream stream,
        int upscale,
        IcnrInitializer initializer = IcnrInitializer.KaimingNormal,
        Nonlinearity? nonlinearity = null,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        FanMode fanMode = FanMode.FanIn,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        int? fanOut = null,
        int groups = 1,
        int parts = 1,
        int residualBranches = 1)
    {
        double std = IcnrStd(
            destination.RequireShape(), upscale, initializer, nonlinearity, slope, gain, convention, fanMode, layout, fanIn, fanOut, groups, parts, residualBranches);
        if (initializer is IcnrInitializer.KaimingNormal or IcnrInitializer.XavierNormal or IcnrInitializer.LecunNormal)
        {
            destination.Fill(new IcnrNormalFill(stream, upscale, std, layout));
        }
        else
        {
            destination.Fill(new IcnrUniformFill(stream, upscale, Scale.UniformBound(std), layout));
        }
    }

    /// <summary>Draws an orthogonal matrix, by its own shape.</summary>
    /// <inheritdoc cref="Orthogonal{T}"/>
    public static void Orthogonal(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int parts = 1,
        int residualBranches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        double scale = Scale.ResidualStd(RequireGain(gain, nonlinearity, slope, convention), residualBranches);
        destination.FillOrthogonal(new OrthogonalFill(stream, scale, layout, parts));
    }

    /// <summary>Draws a convolution kernel with an orthogonal matrix at its centre, by its own shape.</summary>
    /// <inheritdoc cref="DeltaOrthogonal{T}"/>
    public static void DeltaOrthogonal(
        ParameterArray destination,
        RandomStream stream,
        Nonlinearity nonlinearity = Nonlinearity.Linear,
        double slope = InitGen.Gain.DefaultSlope,
        double? gain = null,
        GainConvention convention = GainConvention.Torch,
        ParameterLayout layout = ParameterLayout.OutIn,
        int residualBranches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(residualBranches, 1);
        double scale = Scale.ResidualStd(RequireGain(gain, nonlinearity, slope, convention), residualBranches);
        destination.Fill(new DeltaOrthogonalFill(stream, scale, layout));
    }

    /// <summary>Sets the bias of an LSTM's four gates: a vector, or a matrix of shape [4, hidden].</summary>
    /// <param name="destination">The bias: four times as many elements as a gate has.</param>
    /// <param name="forgetGate">The bias of the forget gate; finite.</param>
    /// <param name="order">The order of the gates.</param>
    /// <exception cref="ArgumentException">The number of elements is not a multiple of 4, or an argument is not as stated.</exception>
    /// <remarks>Gers et al. 2000; Jozefowicz et al., ICML 2015.</remarks>
    public static void LstmBias(ParameterArray destination, double forgetGate = 1.0, GateOrder order = GateOrder.InputForgetCellOutput)
    {
        ReadOnlySpan<int> shape = destination.RequireShape();
        long count = ParameterShape.RequireCount(shape);
        if (count % 4 != 0)
        {
            throw new ArgumentException($"Expected four gates of equal length; found the shape {ParameterShape.Describe(shape)}.", nameof(destination));
        }

        destination.Fill(new LstmBiasFill(checked((int)(count / 4)), forgetGate, order));
    }

    /// <summary>Draws a bias from U(−b, b) with b = 1 / √fan_in of its weight, whose own shape tells it: the default of torch's layers.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The bias.</param>
    /// <param name="weight">The weight; it is not written.</param>
    /// <param name="stream">The bias' stream.</param>
    /// <param name="layout">Which axes of the weight are inputs and outputs.</param>
    /// <param name="fanIn">The weight's fan-in, in place of the shape's.</param>
    /// <param name="offset">The index of the first element in the whole bias.</param>
    /// <exception cref="ArgumentException">An argument is not as stated.</exception>
    public static void BiasUniform<T>(
        Span<T> destination,
        ParameterArray weight,
        RandomStream stream,
        ParameterLayout layout = ParameterLayout.OutIn,
        int? fanIn = null,
        long offset = 0)
        where T : System.Numerics.IFloatingPointIeee754<T> =>
        BiasUniform(destination, weight.RequireShape(nameof(weight)), stream, layout, fanIn, offset);

    private static UniformFill UniformOf(RandomStream stream, double std)
    {
        double bound = Scale.UniformBound(std);
        return new UniformFill(stream, -bound, bound);
    }
}
