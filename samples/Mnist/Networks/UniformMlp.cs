using InitGen;

namespace Mnist.Networks;

// A range that does not follow from the fans is what this class is there to show.
#pragma warning disable INIT107

/// <summary>U(−1, 1) everywhere: in the first layer σ is eleven times what ReLU asks for, and the first steps kill units.</summary>
internal sealed partial class UniformMlp : Mlp
{
    public UniformMlp(ulong seed) => InitializeParameters(seed);

    [Uniform(low: -1, high: 1)]
    protected override float[,] W1 { get; } = new float[Hidden1, Inputs];

    [Zeros]
    protected override float[] B1 { get; } = new float[Hidden1];

    [Uniform(low: -1, high: 1)]
    protected override float[,] W2 { get; } = new float[Hidden2, Hidden1];

    [Zeros]
    protected override float[] B2 { get; } = new float[Hidden2];

    [Uniform(low: -1, high: 1)]
    protected override float[,] W3 { get; } = new float[Outputs, Hidden2];

    [Zeros]
    protected override float[] B3 { get; } = new float[Outputs];

    public override void Visit<TVisitor>(ref TVisitor visitor) => VisitParameters(ref visitor);
}
