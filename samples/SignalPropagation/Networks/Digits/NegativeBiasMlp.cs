using InitGen;
using Mnist.Networks;

namespace Propagation.Networks;

// Biases that close the rectifiers are what this class is there to show.
#pragma warning disable INIT119

/// <summary>Kaiming with biases of −2: most rectifiers start closed.</summary>
internal sealed partial class NegativeBiasMlp : Mlp
{
    public NegativeBiasMlp(ulong seed) => InitializeParameters(seed);

    [KaimingNormal(Nonlinearity.Relu)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Constant(-2)]
    protected override float[] B1 { get; } = new float[Hidden1];

    [KaimingNormal(Nonlinearity.Relu)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Constant(-2)]
    protected override float[] B2 { get; } = new float[Hidden2];

    [XavierNormal]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
