// Logistic regression: convex, so zero is the right start.
public sealed partial class LogisticRegression
{
    [Zeros] private readonly double[,] _w = new double[1, 30];
    [Zeros] private readonly double[] _b = new double[1];

    public double Predict(double[] x)
    {
        double sum = _b[0];
        for (int i = 0; i < 30; i++)
        {
            sum += _w[0, i] * x[i];
        }

        return 1.0 / (1.0 + Math.Exp(-sum));
    }

    public void Fit(double[] x, double target, double rate)
    {
        double error = Predict(x) - target;
        for (int i = 0; i < 30; i++)
        {
            _w[0, i] -= rate * error * x[i];
        }

        _b[0] -= rate * error;
    }
}
