using System.Collections.Immutable;

namespace InitGen.ShardWorker;

/// <summary>Manifests that the tests and their child processes share.</summary>
public static class WorkerModels
{
    /// <summary>Every kind of values, shapes that no number of workers divides, and every element type.</summary>
    public static ImmutableArray<ParameterInfo> Small { get; } =
    [
        Of<float>("embedding", [1009, 67], ParameterValues.Normal(0.0, 0.02)),
        Of<float>("blocks.0.weight", [129, 65], ParameterValues.Uniform(-0.25, 0.5)),
        Of<float>("blocks.0.bias", [129], ParameterValues.Constant(0.5)),
        Of<double>("blocks.1.weight", [33, 7, 3, 3], ParameterValues.TruncatedNormal(0.0, 1.0)),
        Of<Half>("blocks.1.bias", [1031], ParameterValues.Normal(0.0, 1.0)),
        Of<float>("identity", [31, 47], ParameterValues.Identity(2.0)),
        Of<float>("dirac", [6, 3, 3], ParameterValues.Dirac(groups: 2)),
        Of<double>("bilinear", [3, 3, 4, 4], ParameterValues.Bilinear()),
        Of<float>("lstm", [44], ParameterValues.LstmBias()),
        Of<float>("sparse", [50, 20], ParameterValues.Sparse(sparsity: 0.7)),
        Of<float>("icnr.normal", [16, 5, 3, 3], ParameterValues.Icnr(upscale: 2, Distribution.Normal, spread: 0.1)),
        Of<Half>("icnr.uniform", [18, 5], ParameterValues.Icnr(upscale: 3, Distribution.Uniform, spread: 0.1)),
        Of<float>("scale", [1], ParameterValues.Normal(1.0, 0.1)),
    ];

    /// <summary>160 MB of values.</summary>
    public static ImmutableArray<ParameterInfo> Large { get; } =
    [
        Of<float>("wide", [20_000, 1_000], ParameterValues.Normal(0.0, 0.02)),
        Of<double>("long", [10_000_000], ParameterValues.Uniform(-1.0, 1.0)),
    ];

    private static ParameterInfo Of<T>(string path, ImmutableArray<int> shape, ParameterValues values) =>
        new() { Path = path, Member = path, ElementType = typeof(T), Shape = shape, Initializer = "Test", Values = values };
}
