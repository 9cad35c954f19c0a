using System.Buffers;
using InitGen;

namespace AN22;

public struct Memory(int size)
{
    public float[] Cell = new float[size];
    public float[] Output = new float[size];
}

/// <summary>Opponent model for a fighting game; each opponent keeps a memory of its own.</summary>
public sealed partial class OpponentModel
{
    private const int Frame = 22, Features = 40, Cells = 32, Moves = 14;
    private const float Sqrt2 = 1.41421356f;

    [XavierNormal] private readonly float[,] _features = new float[Features, Frame];
    [LecunNormal] private readonly float[,] _gates = new float[4 * Cells, Features];
    [Orthogonal(Parts = 4)] private readonly float[,] _feedback = new float[4 * Cells, Cells];
    [Zeros] private readonly float[] _bias = new float[4 * Cells];
    [Uniform(-0.003, 0.003)] private readonly float[,] _moves = new float[Moves, Cells];

    public OpponentModel(ulong seed) => InitializeParameters(seed);

    public void Observe(ref Memory memory, ReadOnlySpan<float> frame, Span<float> moves)
    {
        float[] rented = ArrayPool<float>.Shared.Rent(Features + 4 * Cells);
        Span<float> features = rented.AsSpan(0, Features);
        Span<float> z = rented.AsSpan(Features, 4 * Cells);

        for (int o = 0; o < Features; o++)
        {
            float s = 0f;
            for (int i = 0; i < Frame; i++)
            {
                s += _features[o, i] * frame[i];
            }

            features[o] = Sqrt2 * MathF.Max(s, 0f);
        }

        for (int o = 0; o < z.Length; o++)
        {
            float s = _bias[o];
            for (int i = 0; i < Features; i++)
            {
                s += _gates[o, i] * features[i];
            }

            for (int i = 0; i < Cells; i++)
            {
                s += _feedback[o, i] * memory.Output[i];
            }

            z[o] = s;
        }

        for (int k = 0; k < Cells; k++)
        {
            float keep = Sigmoid(z[Cells + k] + 1f);
            float write = Sigmoid(z[k]) * MathF.Tanh(z[2 * Cells + k]);
            memory.Cell[k] = keep * memory.Cell[k] + write;
            memory.Output[k] = Sigmoid(z[3 * Cells + k]) * MathF.Tanh(memory.Cell[k]);
        }

        for (int m = 0; m < Moves; m++)
        {
            moves[m] = 0f;
            for (int k = 0; k < Cells; k++)
            {
                moves[m] += _moves[m, k] * memory.Output[k];
            }
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));
}
