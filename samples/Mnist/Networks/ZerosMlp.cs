using InitGen;

namespace Mnist.Networks;

// Weights of zeros are what this class is there to show.
#pragma warning disable INIT101

/// <summary>Zeros everywhere: all units of a layer stay the same for ever, and the network never leaves chance.</summary>
internal sealed partial class ZerosMlp : Mlp
{
    public ZerosMlp(ulong seed) => InitializeParameters(seed);

    [Zeros]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [Zeros]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [Zeros]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
