namespace InitGen;

/// <summary>A matrix of normal values N(0, Std²) in which each column has exactly ⌈sparsity · rows⌉ zeros, at random rows.</summary>
/// <param name="sparsity">The fraction of zeros in a column; 0 to 1.</param>
/// <remarks>torch.nn.init.sparse_; Martens, Deep learning via Hessian-free optimization, ICML 2010.</remarks>
public sealed class SparseAttribute(double sparsity) : InitializerAttribute
{
    /// <summary>The fraction of zeros in a column.</summary>
    public double Sparsity { get; } = sparsity;

    /// <summary>The standard deviation of the other values; 0 or more, finite.</summary>
    public double Std { get; init; } = 0.01;
}
