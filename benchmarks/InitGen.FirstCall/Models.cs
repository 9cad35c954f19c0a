namespace InitGen.FirstCall;

/// <summary>The README's network: Kaiming and Xavier, 784-256-10.</summary>
internal sealed partial class PlainNetwork
{
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[256, 784];
    [Zeros] private readonly float[] _b1 = new float[256];
    [XavierUniform] private readonly float[,] _w2 = new float[10, 256];
    [Zeros] private readonly float[] _b2 = new float[10];
}

/// <summary>The same with an orthogonal and a truncated normal matrix between.</summary>
internal sealed partial class MixedNetwork
{
    [KaimingNormal(Nonlinearity.Relu)] private readonly float[,] _w1 = new float[256, 784];
    [Zeros] private readonly float[] _b1 = new float[256];
    [Orthogonal] private readonly float[,] _w2 = new float[128, 256];
    [TruncatedNormal(0.0, 0.02)] private readonly float[,] _w3 = new float[128, 128];
    [XavierUniform] private readonly float[,] _w4 = new float[10, 128];
    [Zeros] private readonly float[] _b4 = new float[10];
}
