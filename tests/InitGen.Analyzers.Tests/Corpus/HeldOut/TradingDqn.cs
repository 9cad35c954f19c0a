// Double DQN for a trading agent: Kaiming on all three maps, the last of which gives the action values.
namespace Quant.Agents;

public enum Side
{
    Hold,
    Buy,
    Sell,
}

public sealed partial class TradingDqn
{
    private const int Features = 24, Width = 96, Sides = 3;

    [KaimingNormal]
    private readonly double[,] layer1 = new double[Width, Features];
    [Zeros]
    private readonly double[] bias1 = new double[Width];
    [KaimingNormal]
    private readonly double[,] layer2 = new double[Width, Width];
    [Zeros]
    private readonly double[] bias2 = new double[Width];
    [KaimingNormal] // expect: INIT106
    private readonly double[,] values = new double[Sides, Width];
    [Zeros]
    private readonly double[] valuesBias = new double[Sides];

    public double[] QValues(double[] state)
    {
        double[] h1 = Relu(Linear(layer1, bias1, state));
        double[] h2 = Relu(Linear(layer2, bias2, h1));
        return Linear(values, valuesBias, h2);
    }

    public Side Decide(double[] state)
    {
        double[] q = QValues(state);
        return (Side)Array.IndexOf(q, q.Max());
    }

    public double DoubleTarget(TradingDqn target, double reward, double[] next, double gamma)
    {
        double[] q = QValues(next);
        int best = Array.IndexOf(q, q.Max());
        return reward + gamma * target.QValues(next)[best];
    }

    private static double[] Linear(double[,] w, double[] b, double[] x)
    {
        var y = new double[b.Length];
        for (int i = 0; i < b.Length; i++)
        {
            double sum = 0.0;
            for (int j = 0; j < x.Length; j++)
            {
                sum += w[i, j] * x[j];
            }

            y[i] = sum + b[i];
        }

        return y;
    }

    private static double[] Relu(double[] v)
    {
        var result = new double[v.Length];
        for (int i = 0; i < v.Length; i++)
        {
            if (v[i] > 0)
            {
                result[i] = v[i];
            }
        }

        return result;
    }
}
