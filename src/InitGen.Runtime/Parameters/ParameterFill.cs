namespace InitGen;

/// <summary>A sampler with its numbers: what <see cref="ParameterArray"/> fills its pieces by.</summary>
internal interface IParameterFill
{
    /// <summary>Fills one piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="shape">The sizes of the whole parameter.</param>
    /// <param name="offset">The index of the piece's first element.</param>
    void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset);
}

internal readonly struct ConstantFill(double value) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Constant(piece, value);
}

internal readonly struct UniformFill(RandomStream stream, double low, double high) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Uniform(piece, stream, low, high, offset);
}

internal readonly struct NormalFill(RandomStream stream, double mean, double std) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Normal(piece, stream, mean, std, offset);
}

internal readonly struct TruncatedNormalFill(RandomStream stream, double mean, double std, double lowerSigmas, double upperSigmas) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) =>
        Sampler.TruncatedNormal(piece, stream, mean, std, lowerSigmas, upperSigmas, offset);
}

internal readonly struct IdentityFill(double gain) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Identity(piece, shape, gain, offset);
}

internal readonly struct DiracFill(int groups, ParameterLayout layout) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Dirac(piece, shape, groups, layout, offset);
}

internal readonly struct BilinearFill(ParameterLayout layout) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Bilinear(piece, shape, layout, offset);
}

internal readonly struct LstmBiasFill(int hidden, double forgetGate, GateOrder order) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.LstmBias(piece, hidden, forgetGate, order, offset);
}

internal readonly struct SparseFill(RandomStream stream, double sparsity, double std) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) => Sampler.Sparse(piece, shape, stream, sparsity, std, offset);
}

internal readonly struct IcnrNormalFill(RandomStream stream, int upscale, double std, ParameterLayout layout) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) =>
        Sampler.IcnrNormal(piece, shape, stream, upscale, std, layout, offset);
}

internal readonly struct IcnrUniformFill(RandomStream stream, int upscale, double bound, ParameterLayout layout) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) =>
        Sampler.IcnrUniform(piece, shape, stream, upscale, bound, layout, offset);
}

internal readonly struct DeltaOrthogonalFill(RandomStream stream, double gain, ParameterLayout layout) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) =>
        Sampler.DeltaOrthogonal(piece, shape, stream, gain, layout, offset);
}

/// <summary>Every element of an orthogonal matrix depends on every other: rows are filled together.</summary>
internal readonly struct OrthogonalFill(RandomStream stream, double gain, ParameterLayout layout, int parts) : IParameterFill
{
    public void Fill<T>(Span<T> piece, ReadOnlySpan<int> shape, long offset) =>
        Sampler.Orthogonal(piece, shape, stream, gain, layout, parts, offset);

    public void FillRows<T>(T[][] rows, int columns) => Sampler.Orthogonal(rows, columns, stream, gain, layout, parts);
}
