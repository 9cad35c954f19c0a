// A self-normalizing net for tables, with alpha dropout, but drawn by Kaiming.
namespace Tabular;

public sealed partial class SeluTabular
{
    private const double Alpha = 1.6732632423543772848170429916717;
    private const double Lambda = 1.0507009873554804934193349852946;

    [KaimingNormal] // expect: INIT110
    private readonly double[,] _w1 = new double[64, 40];

    [Zeros]
    private readonly double[] _b1 = new double[64];

    [XavierNormal] // expect: INIT110
    private readonly double[,] _w2 = new double[48, 64];

    [Zeros]
    private readonly double[] _b2 = new double[48];

    [LecunNormal]
    private readonly double[,] _w3 = new double[32, 48];

    [Zeros]
    private readonly double[] _b3 = new double[32];

    [LecunNormal]
    private readonly double[,] _w4 = new double[1, 32];

    private readonly Random _random = new();

    public double Predict(double[] row) => 1.0 / (1.0 + Math.Exp(-Logit(row, 0.0)));

    private double Logit(double[] row, double dropout)
    {
        double[] h = AlphaDropout(Dense(_w1, _b1, row), dropout);
        h = AlphaDropout(Dense(_w2, _b2, h), dropout);
        h = AlphaDropout(Dense(_w3, _b3, h), dropout);
        double logit = 0.0;
        for (int i = 0; i < h.Length; i++)
        {
            logit += _w4[0, i] * h[i];
        }

        return logit;
    }

    private static double[] Dense(double[,] w, double[] b, double[] x)
    {
        var y = new double[b.Length];
        for (int j = 0; j < b.Length; j++)
        {
            double z = b[j];
            for (int i = 0; i < x.Length; i++)
            {
                z += w[j, i] * x[i];
            }

            y[j] = Selu(z);
        }

        return y;
    }

    private static double Selu(double z) => z > 0.0 ? Lambda * z : Lambda * Alpha * (Math.Exp(z) - 1.0);

    private double[] AlphaDropout(double[] h, double rate)
    {
        if (rate <= 0.0)
        {
            return h;
        }

        double dropped = -Lambda * Alpha;
        double keep = 1.0 - rate;
        double a = 1.0 / Math.Sqrt(keep + dropped * dropped * keep * rate);
        double b = -a * rate * dropped;
        return h.Select(v => a * (_random.NextDouble() < rate ? dropped : v) + b).ToArray();
    }
}
