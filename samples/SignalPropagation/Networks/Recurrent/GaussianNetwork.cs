using InitGen;

namespace Propagation.Networks;

/// <summary>N(0, 1/256): it keeps the expected length for a step, and shears the state more with every further one.</summary>
internal sealed partial class GaussianNetwork : RecurrentNetwork
{
    public GaussianNetwork(ulong seed) => InitializeParameters(seed);

    [Normal(mean: 0, std: 1.0 / 16)]
    protected override float[,] Recurrent { get; } = new float[Width, Width];
}
