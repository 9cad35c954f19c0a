using InitGen;

namespace AN15;

public sealed partial class Block
{
    [KaimingNormal, Shape(nameof(Width), nameof(Width))] private readonly float[] _up;
    [KaimingNormal(Nonlinearity.Linear), Shape(nameof(Width), nameof(Width))] private readonly float[] _down;
    private readonly float[] _scratch;
    private readonly float _share;

    public Block(int width, float share)
    {
        Width = width;
        _up = new float[width * width];
        _down = new float[width * width];
        _scratch = new float[width];
        _share = share;
    }

    public int Width { get; }

    public void AddTo(Span<float> stream)
    {
        for (int o = 0; o < Width; o++)
        {
            float s = 0f;
            for (int i = 0; i < Width; i++)
            {
                s += _up[o * Width + i] * stream[i];
            }

            _scratch[o] = Math.Max(0f, s);
        }

        for (int o = 0; o < Width; o++)
        {
            float s = 0f;
            for (int i = 0; i < Width; i++)
            {
                s += _down[o * Width + i] * _scratch[i];
            }

            stream[o] += _share * s;
        }
    }
}

/// <summary>Inverse dynamics of a leg, with every block weighted by its share of the depth.</summary>
public sealed partial class InverseDynamics
{
    public const int Depth = 16;

    [LecunNormal] private readonly float[,] _in = new float[48, 21];
    [Module] private readonly Block[] _blocks = new Block[Depth];
    [XavierUniform] private readonly float[,] _out = new float[7, 48];

    public InverseDynamics(ulong seed)
    {
        for (int d = 0; d < Depth; d++)
        {
            _blocks[d] = new Block(48, 1f / MathF.Sqrt(Depth));
        }

        InitializeParameters(seed);
    }

    public void Torques(ReadOnlySpan<float> motion, Span<float> torques)
    {
        Span<float> stream = stackalloc float[48];
        Times(_in, motion, stream);
        foreach (Block block in _blocks)
        {
            block.AddTo(stream);
        }

        Times(_out, stream, torques);
    }

    private static void Times(float[,] w, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += w[o, i] * x[i];
            }
        }
    }
}
