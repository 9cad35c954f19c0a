using InitGen;

namespace Mnist.Networks;

/// <summary>As it should be: Kaiming before ReLU, Xavier before the softmax (He et al. 2015; Glorot and Bengio 2010).</summary>
internal sealed partial class KaimingMlp : Mlp
{
    public KaimingMlp(ulong seed) => InitializeParameters(seed);

    [KaimingNormal(Nonlinearity.Relu)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [KaimingNormal(Nonlinearity.Relu)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [XavierNormal]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
