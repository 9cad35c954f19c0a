using InitGen;

namespace QuickStart;

/// <summary>A 784-256-10 network. The attributes say how it starts; InitializeParameters is generated from them.</summary>
internal sealed partial class Mlp
{
    [KaimingNormal(Nonlinearity.Relu)]
    private readonly float[,] _w1 = new float[256, 784]; // outputs, inputs

    [Zeros]
    private readonly float[] _b1 = new float[256];

    [XavierUniform]
    private readonly float[,] _w2 = new float[10, 256];

    [Zeros]
    private readonly float[] _b2 = new float[10];

    public Mlp(ulong seed) => InitializeParameters(seed);

    /// <summary>The logits of one input. The analyzers read here what follows each weight.</summary>
    public float[] Forward(ReadOnlySpan<float> input)
    {
        float[] hidden = new float[256];
        for (int j = 0; j < hidden.Length; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < input.Length; i++)
            {
                sum += _w1[j, i] * input[i];
            }

            hidden[j] = MathF.Max(0, sum);
        }

        float[] logits = new float[10];
        for (int k = 0; k < logits.Length; k++)
        {
            float sum = _b2[k];
            for (int j = 0; j < hidden.Length; j++)
            {
                sum += _w2[k, j] * hidden[j];
            }

            logits[k] = sum;
        }

        return logits;
    }
}
