// Linear function approximation of action values: one weight row for each action, learned from zero by semi-gradient SARSA.
namespace GridWorld;

public partial class LinearQ
{
    [Zeros] private readonly double[,] theta = new double[Actions, Features];

    public const int Actions = 4;
    public const int Features = 48;

    private readonly Random random;
    private readonly double[] trace = new double[Features];

    public LinearQ(int seed)
    {
        random = new Random(seed);
        InitializeParameters((ulong)seed);
    }

    public double Evaluate(double[] features, int action)
    {
        double value = 0;
        for (int i = 0; i < Features; i++)
        {
            value += theta[action, i] * features[i];
        }

        return value;
    }

    public int Choose(double[] features, double epsilon)
    {
        if (random.NextDouble() < epsilon)
        {
            return random.Next(Actions);
        }

        return Enumerable.Range(0, Actions).MaxBy(a => Evaluate(features, a));
    }

    public void Learn(double[] s, int a, double reward, double[] next, int nextAction, double alpha, double gamma, double lambda)
    {
        double delta = reward + gamma * Evaluate(next, nextAction) - Evaluate(s, a);
        for (int i = 0; i < Features; i++)
        {
            trace[i] = gamma * lambda * trace[i] + s[i];
            theta[a, i] += alpha * delta * trace[i];
        }
    }
}
