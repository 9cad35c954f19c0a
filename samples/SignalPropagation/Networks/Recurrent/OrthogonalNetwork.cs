using InitGen;

namespace Propagation.Networks;

/// <summary>A rotation: it keeps the length of every state, for ever.</summary>
internal sealed partial class OrthogonalNetwork : RecurrentNetwork
{
    public OrthogonalNetwork(ulong seed) => InitializeParameters(seed);

    [Orthogonal]
    protected override float[,] Recurrent { get; } = new float[Width, Width];
}
