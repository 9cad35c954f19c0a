// A dilated causal convolution net over prices: rectified taps, a residual path per level, the last tap of a branch at zero.
namespace Quant.Temporal;

public sealed partial class TemporalLevel(int channels, int dilation)
{
    private const int Taps = 3;

    [KaimingNormal] private readonly float[,,] _first = new float[channels, channels, Taps];
    [Zeros] private readonly float[] _firstBias = new float[channels];
    [Zeros] private readonly float[,,] _second = new float[channels, channels, Taps];
    [Zeros] private readonly float[] _secondBias = new float[channels];

    public float[][] Forward(float[][] x)
    {
        float[][] h = Causal(_first, _firstBias, x);
        foreach (float[] series in h)
        {
            for (int t = 0; t < series.Length; t++)
            {
                series[t] = MathF.Max(series[t], 0f);
            }
        }

        float[][] g = Causal(_second, _secondBias, h);
        for (int c = 0; c < channels; c++)
        {
            for (int t = 0; t < x[c].Length; t++)
            {
                g[c][t] += x[c][t];
            }
        }

        return g;
    }

    private float[][] Causal(float[,,] kernel, float[] bias, float[][] x)
    {
        int length = x[0].Length;
        var y = new float[channels][];
        for (int o = 0; o < channels; o++)
        {
            y[o] = new float[length];
            for (int t = 0; t < length; t++)
            {
                float sum = bias[o];
                for (int i = 0; i < channels; i++)
                {
                    for (int k = 0; k < Taps; k++)
                    {
                        int past = t - k * dilation;
                        if (past >= 0)
                        {
                            sum += kernel[o, i, k] * x[i][past];
                        }
                    }
                }

                y[o][t] = sum;
            }
        }

        return y;
    }
}

public sealed partial class TemporalConvolution
{
    private const int Channels = 8;

    [XavierNormal] private readonly float[,] _lift = new float[Channels, 1];
    [Module] private readonly List<TemporalLevel> _levels = [.. Enumerable.Range(0, 6).Select(l => new TemporalLevel(Channels, 1 << l))];
    [XavierNormal] private readonly float[,] _readout = new float[1, Channels];

    public float Predict(float[] prices)
    {
        var x = new float[Channels][];
        for (int c = 0; c < Channels; c++)
        {
            x[c] = new float[prices.Length];
            for (int t = 0; t < prices.Length; t++)
            {
                x[c][t] = _lift[c, 0] * prices[t];
            }
        }

        foreach (TemporalLevel level in _levels)
        {
            x = level.Forward(x);
        }

        float next = 0f;
        for (int c = 0; c < Channels; c++)
        {
            next += _readout[0, c] * x[c][^1];
        }

        return next;
    }
}
