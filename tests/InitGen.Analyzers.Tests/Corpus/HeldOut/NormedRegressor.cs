// Batch norm over a batch in training: a bias before it that it cancels, and gains that start at zero.
namespace Training;

public sealed partial class NormedRegressor
{
    private const int In = 20, Width = 50;

    [KaimingNormal] private readonly double[,] _w1 = new double[Width, In];
    [Zeros] private readonly double[] _b1 = new double[Width]; // expect: INIT118
    [Zeros] private readonly double[] _gamma = new double[Width]; // expect: INIT117
    [Zeros] private readonly double[] _beta = new double[Width];
    [XavierNormal] private readonly double[,] _w2 = new double[1, Width];
    [Zeros] private readonly double[] _b2 = new double[1];
    private readonly double[] _runningMean = new double[Width];
    private readonly double[] _runningVariance = new double[Width];

    public double[] Forward(double[][] batch, bool training)
    {
        int n = batch.Length;
        var h = new double[n][];
        for (int s = 0; s < n; s++)
        {
            h[s] = new double[Width];
            for (int j = 0; j < Width; j++)
            {
                h[s][j] = _b1[j];
                for (int i = 0; i < In; i++)
                {
                    h[s][j] += _w1[j, i] * batch[s][i];
                }
            }
        }

        BatchNorm(h, training);

        var y = new double[n];
        for (int s = 0; s < n; s++)
        {
            y[s] = _b2[0];
            for (int j = 0; j < Width; j++)
            {
                y[s] += _w2[0, j] * Math.Max(0.0, h[s][j]);
            }
        }

        return y;
    }

    private void BatchNorm(double[][] h, bool training)
    {
        for (int j = 0; j < Width; j++)
        {
            double mean = _runningMean[j], variance = _runningVariance[j];
            if (training)
            {
                mean = h.Average(row => row[j]);
                variance = h.Average(row => (row[j] - mean) * (row[j] - mean));
                _runningMean[j] = 0.9 * _runningMean[j] + 0.1 * mean;
                _runningVariance[j] = 0.9 * _runningVariance[j] + 0.1 * variance;
            }

            double scale = 1.0 / Math.Sqrt(variance + 1e-5);
            foreach (double[] row in h)
            {
                row[j] = _gamma[j] * ((row[j] - mean) * scale) + _beta[j];
            }
        }
    }
}
