using System.Collections.Immutable;
using InitGen;

namespace Mnist.Networks;

/// <summary>A way to start the network, and the annotated class that takes it.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Create">Makes the network from a seed.</param>
/// <param name="Parameters">What the generator knows of its parameters.</param>
internal sealed record Initialization(string Name, Func<ulong, Mlp> Create, ImmutableArray<ParameterInfo> Parameters)
{
    /// <summary>All of them, the right one first.</summary>
    public static ImmutableArray<Initialization> All { get; } =
    [
        new("kaiming", seed => new KaimingMlp(seed), KaimingMlp.Parameters),
        new("xavier", seed => new XavierMlp(seed), XavierMlp.Parameters),
        new("normal", seed => new NormalMlp(seed), NormalMlp.Parameters),
        new("uniform", seed => new UniformMlp(seed), UniformMlp.Parameters),
        new("zeros", seed => new ZerosMlp(seed), ZerosMlp.Parameters),
    ];

    /// <summary>The name, as <c>--help</c> shows it.</summary>
    public override string ToString() => Name;
}
