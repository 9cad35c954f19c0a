// A small GPT over flat arrays and spans: RMS norms, several heads, keys and values cached, embedding and head tied.
namespace TinyGpt;

internal static class Config
{
    public const int Vocabulary = 512, Width = 64, Heads = 4, HeadSize = Width / Heads, Layers = 6, Context = 128;
}

public sealed partial class Block
{
    private const int D = Config.Width;

    [Ones] private readonly float[] _norm1 = new float[D];
    [XavierUniform(Parts = 3), Shape(3 * D, D)] private readonly float[] _qkv = new float[3 * D * D];
    [Normal(0, 0.02, ResidualBranches = 2 * Config.Layers)] private readonly float[] _proj = new float[D * D];
    [Ones] private readonly float[] _norm2 = new float[D];
    [KaimingNormal(Nonlinearity.GeluTanh), Shape(4 * D, D)] private readonly float[] _fc = new float[4 * D * D];
    [Normal(0, 0.02, ResidualBranches = 2 * Config.Layers)] private readonly float[] _out = new float[D * 4 * D];

    private readonly float[] _keys = new float[Config.Context * D];
    private readonly float[] _values = new float[Config.Context * D];

    public void Forward(Span<float> x, int position)
    {
        Span<float> normed = stackalloc float[D];
        Span<float> qkv = stackalloc float[3 * D];
        Span<float> mixed = stackalloc float[D];
        Span<float> delta = stackalloc float[D];
        Span<float> hidden = stackalloc float[4 * D];

        RmsNorm(x, _norm1, normed);
        MatMul(_qkv, normed, qkv);
        qkv.Slice(D, D).CopyTo(_keys.AsSpan(position * D, D));
        qkv.Slice(2 * D, D).CopyTo(_values.AsSpan(position * D, D));
        Attend(qkv[..D], mixed, position);
        MatMul(_proj, mixed, delta);
        TensorPrimitives.Add(x, delta, x);

        RmsNorm(x, _norm2, normed);
        MatMul(_fc, normed, hidden);
        for (int i = 0; i < hidden.Length; i++)
        {
            float v = hidden[i];
            hidden[i] = 0.5f * v * (1f + MathF.Tanh(0.7978846f * (v + 0.044715f * v * v * v)));
        }

        MatMul(_out, hidden, delta);
        TensorPrimitives.Add(x, delta, x);
    }

    private void Attend(ReadOnlySpan<float> q, Span<float> mixed, int position)
    {
        const int n = Config.HeadSize;
        Span<float> scores = stackalloc float[Config.Context];
        mixed.Clear();
        for (int head = 0; head < Config.Heads; head++)
        {
            ReadOnlySpan<float> query = q.Slice(head * n, n);
            for (int t = 0; t <= position; t++)
            {
                scores[t] = TensorPrimitives.Dot(query, _keys.AsSpan(t * D + head * n, n)) / MathF.Sqrt(n);
            }

            Span<float> weights = scores[..(position + 1)];
            TensorPrimitives.SoftMax(weights, weights);
            for (int t = 0; t <= position; t++)
            {
                for (int i = 0; i < n; i++)
                {
                    mixed[head * n + i] += weights[t] * _values[t * D + head * n + i];
                }
            }
        }
    }

    internal static void RmsNorm(ReadOnlySpan<float> x, ReadOnlySpan<float> gain, Span<float> y)
    {
        float scale = 1f / MathF.Sqrt(TensorPrimitives.SumOfSquares(x) / x.Length + 1e-5f);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = gain[i] * (x[i] * scale);
        }
    }

    internal static void MatMul(float[] w, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int o = 0; o < y.Length; o++)
        {
            y[o] = TensorPrimitives.Dot(w.AsSpan(o * x.Length, x.Length), x);
        }
    }
}

public sealed partial class Gpt
{
    [Normal(0, 0.02)] private readonly float[,] _tokens = new float[Config.Vocabulary, Config.Width];
    [Normal(0, 0.02)] private readonly float[,] _positions = new float[Config.Context, Config.Width];
    [Module] private readonly Block[] _blocks = [new(), new(), new(), new(), new(), new()];
    [Ones] private readonly float[] _norm = new float[Config.Width];

    public void Forward(int token, int position, Span<float> logits)
    {
        Span<float> x = stackalloc float[Config.Width];
        for (int d = 0; d < x.Length; d++)
        {
            x[d] = _tokens[token, d] + _positions[position, d];
        }

        foreach (Block block in _blocks)
        {
            block.Forward(x, position);
        }

        Block.RmsNorm(x, _norm, x);
        for (int v = 0; v < Config.Vocabulary; v++)
        {
            float sum = 0f;
            for (int d = 0; d < x.Length; d++)
            {
                sum += _tokens[v, d] * x[d];
            }

            logits[v] = sum;
        }
    }
}
