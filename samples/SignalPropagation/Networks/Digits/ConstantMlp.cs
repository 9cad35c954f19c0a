using InitGen;
using Mnist.Networks;

namespace Propagation.Networks;

// Weights of one number are what this class is there to show.
#pragma warning disable INIT105

/// <summary>One number everywhere: the units of a layer get one gradient, and stay one unit for ever.</summary>
internal sealed partial class ConstantMlp : Mlp
{
    public ConstantMlp(ulong seed) => InitializeParameters(seed);

    [Constant(0.05)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [Constant(0.05)]
    [Activation(Nonlinearity.Relu)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [Constant(0.05)]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
