using InitGen;
using Mnist.Networks;

namespace Propagation.Networks;

/// <summary>Kaiming with biases of 0.01, so that every rectifier starts a little open.</summary>
internal sealed partial class SmallBiasMlp : Mlp
{
    public SmallBiasMlp(ulong seed) => InitializeParameters(seed);

    [KaimingNormal(Nonlinearity.Relu)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Constant(0.01)]
    protected override float[] B1 { get; } = new float[Hidden1];

    [KaimingNormal(Nonlinearity.Relu)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Constant(0.01)]
    protected override float[] B2 { get; } = new float[Hidden2];

    [XavierNormal]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
