using InitGen;

namespace Mnist.Networks;

// Xavier before ReLU is what this class is there to show.
#pragma warning disable INIT102

/// <summary>Xavier everywhere: before ReLU it loses half of the second moment a layer (He et al. 2015), little at this depth.</summary>
internal sealed partial class XavierMlp : Mlp
{
    public XavierMlp(ulong seed) => InitializeParameters(seed);

    [XavierNormal]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [XavierNormal]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [XavierNormal]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
