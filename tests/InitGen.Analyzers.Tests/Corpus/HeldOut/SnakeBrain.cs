// The brain of a snake in an evolving population: one jagged array for all layers, crossover and mutation in the class.
namespace Snake.Evolution;

public partial class SnakeBrain : IComparable<SnakeBrain>
{
    private readonly int[] layers;
    private readonly double[][] neurons;

    [XavierUniform(Nonlinearity.Tanh)]
    private readonly double[][][] weights;

    [Zeros]
    private readonly List<double[]> biases = [];

    public double Fitness { get; set; }

    public SnakeBrain(params int[] layers)
    {
        this.layers = (int[])layers.Clone();
        neurons = new double[layers.Length][];
        for (int i = 0; i < layers.Length; i++)
        {
            neurons[i] = new double[layers[i]];
        }

        weights = new double[layers.Length - 1][][];
        for (int i = 1; i < layers.Length; i++)
        {
            weights[i - 1] = new double[layers[i]][];
            for (int j = 0; j < layers[i]; j++)
            {
                weights[i - 1][j] = new double[layers[i - 1]];
            }

            biases.Add(new double[layers[i]]);
        }
    }

    public double[] FeedForward(double[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            neurons[0][i] = inputs[i];
        }

        for (int i = 1; i < layers.Length; i++)
        {
            for (int j = 0; j < layers[i]; j++)
            {
                double value = biases[i - 1][j];
                for (int k = 0; k < layers[i - 1]; k++)
                {
                    value += weights[i - 1][j][k] * neurons[i - 1][k];
                }

                neurons[i][j] = Math.Tanh(value);
            }
        }

        return neurons[^1];
    }

    public SnakeBrain Crossover(SnakeBrain other, Random random)
    {
        var child = new SnakeBrain(layers);
        for (int i = 0; i < weights.Length; i++)
        {
            for (int j = 0; j < weights[i].Length; j++)
            {
                for (int k = 0; k < weights[i][j].Length; k++)
                {
                    child.weights[i][j][k] = random.NextDouble() < 0.5 ? weights[i][j][k] : other.weights[i][j][k];
                }
            }
        }

        return child;
    }

    public void Mutate(Random random, double rate, double strength)
    {
        foreach (double[][] layer in weights)
        {
            foreach (double[] neuron in layer)
            {
                for (int k = 0; k < neuron.Length; k++)
                {
                    if (random.NextDouble() < rate)
                    {
                        neuron[k] += (random.NextDouble() * 2 - 1) * strength;
                    }
                }
            }
        }
    }

    public int CompareTo(SnakeBrain? other) => other is null ? 1 : Fitness.CompareTo(other.Fitness);
}
