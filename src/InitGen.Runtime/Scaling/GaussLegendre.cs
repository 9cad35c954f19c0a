namespace InitGen;

/// <summary>The Gauss–Legendre rule on [−1, 1]: n nodes integrate every polynomial of degree 2n − 1 exactly.</summary>
internal static class GaussLegendre
{
    /// <summary>Computes nodes and weights by Newton's method on Pₙ, from Tricomi's estimate of its roots.</summary>
    /// <param name="count">n, at least 1.</param>
    /// <returns>The nodes in ascending order, and the weight of each; the weights sum to 2.</returns>
    public static (double[] Nodes, double[] Weights) Rule(int count)
    {
        double[] nodes = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = -Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
            double derivative = 1.0;
            for (int iteration = 0; iteration < 8; iteration++)
            {
                double previous = 1.0;
                double value = x;
                for (int degree = 2; degree <= count; degree++)
                {
                    (previous, value) = (value, ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree);
                }

                derivative = count * (x * value - previous) / (x * x - 1.0);
                x -= value / derivative;
            }

            nodes[i] = x;
            weights[i] = 2.0 / ((1.0 - x * x) * derivative * derivative);
        }

        return (nodes, weights);
    }
}
