using InitGen;

namespace AN16;

/// <summary>Value of a walking robot's state; layer norm because the sensors drift.</summary>
public sealed partial class GaitValue
{
    private const int Sensors = 45, Units = 100;

    [KaimingUniform] private readonly double[,] _w = new double[Units, Sensors];
    [Zeros] private readonly double[] _b = new double[Units]; //! INIT118
    [Zeros] private readonly double[] _gain = new double[Units]; //! INIT117
    [Zeros] private readonly double[] _shift = new double[Units];
    [XavierUniform] private readonly double[,] _head = new double[1, Units];
    [Zeros] private readonly double[] _headBias = new double[1];

    public double Value(double[] sensors)
    {
        var h = new double[Units];
        for (int u = 0; u < Units; u++)
        {
            double sum = 0;
            for (int s = 0; s < Sensors; s++)
            {
                sum += _w[u, s] * sensors[s];
            }

            h[u] = sum + _b[u];
        }

        LayerNorm(h, _gain, _shift);

        double value = _headBias[0];
        for (int u = 0; u < Units; u++)
        {
            value += _head[0, u] * Math.Max(h[u], 0);
        }

        return value;
    }

    private static void LayerNorm(double[] h, double[] gain, double[] shift)
    {
        double mean = 0;
        foreach (double v in h)
        {
            mean += v;
        }

        mean /= h.Length;
        double variance = 0;
        foreach (double v in h)
        {
            variance += (v - mean) * (v - mean);
        }

        double scale = 1 / Math.Sqrt(variance / h.Length + 1e-5);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = (h[i] - mean) * scale * gain[i] + shift[i];
        }
    }
}
