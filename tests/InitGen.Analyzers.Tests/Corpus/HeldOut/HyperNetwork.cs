// A hypernetwork: one net writes the weights of a small control net from a description of the task.
namespace Meta;

public sealed partial class HyperNetwork
{
    private const int Task = 8, Embed = 32, In = 6, Hidden = 16, Out = 2;
    private const int Generated = Hidden * In + Hidden + Out * Hidden + Out;

    [KaimingNormal] private readonly float[,] _embed = new float[Embed, Task];
    [Zeros] private readonly float[] _embedBias = new float[Embed];
    [VarianceScaling(1.0 / In, FanMode.FanIn, Distribution.Uniform)]
    private readonly float[,] _generate = new float[Generated, Embed];
    [Zeros] private readonly float[] _generateBias = new float[Generated];

    public float[] Write(float[] task)
    {
        var e = new float[Embed];
        for (int j = 0; j < Embed; j++)
        {
            float sum = _embedBias[j];
            for (int i = 0; i < Task; i++)
            {
                sum += _embed[j, i] * task[i];
            }

            e[j] = sum > 0f ? sum : 0f;
        }

        var weights = new float[Generated];
        for (int g = 0; g < Generated; g++)
        {
            float sum = _generateBias[g];
            for (int j = 0; j < Embed; j++)
            {
                sum += _generate[g, j] * e[j];
            }

            weights[g] = sum;
        }

        return weights;
    }

    public float[] Forward(float[] task, float[] x)
    {
        ReadOnlySpan<float> rest = Write(task);
        ReadOnlySpan<float> w1 = Take(ref rest, Hidden * In);
        ReadOnlySpan<float> b1 = Take(ref rest, Hidden);
        ReadOnlySpan<float> w2 = Take(ref rest, Out * Hidden);
        ReadOnlySpan<float> b2 = Take(ref rest, Out);

        Span<float> h = stackalloc float[Hidden];
        for (int j = 0; j < Hidden; j++)
        {
            h[j] = MathF.Tanh(TensorPrimitives.Dot(w1.Slice(j * In, In), x) + b1[j]);
        }

        var y = new float[Out];
        for (int o = 0; o < Out; o++)
        {
            y[o] = TensorPrimitives.Dot(w2.Slice(o * Hidden, Hidden), h) + b2[o];
        }

        return y;
    }

    private static ReadOnlySpan<float> Take(ref ReadOnlySpan<float> rest, int count)
    {
        ReadOnlySpan<float> taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
