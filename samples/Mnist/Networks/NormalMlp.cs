using InitGen;

namespace Mnist.Networks;

// A spread that does not follow from the fans is what this class is there to show.
#pragma warning disable INIT107

/// <summary>N(0, 0.01²) everywhere, as was usual before scaled initializers: signal and gradient start far too small.</summary>
internal sealed partial class NormalMlp : Mlp
{
    public NormalMlp(ulong seed) => InitializeParameters(seed);

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
