// Every neuron an object with its own weights, as in the first chapter of many a book.
namespace FirstChapter;

public sealed partial class Neuron
{
    [LecunUniform(FanIn = 8)]
    private readonly double[] weights;

    [Zeros]
    private readonly double[] bias = new double[1];

    private double[] inputs = [];

    public Neuron(int inputs) => weights = new double[inputs];

    public double Output { get; private set; }

    public double Delta { get; set; }

    public double Activate(double[] signal)
    {
        inputs = signal;
        double sum = bias[0];
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * signal[i];
        }

        Output = 1.0 / (1.0 + Math.Exp(-sum));
        return Output;
    }

    public double WeightedDelta(int input) => weights[input] * Delta;

    public void Adjust(double rate)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= rate * Delta * inputs[i];
        }

        bias[0] -= rate * Delta;
    }
}

public sealed partial class NeuronLayer
{
    [Module] public Neuron[] Neurons { get; }

    public NeuronLayer(int count, int inputs)
    {
        Neurons = new Neuron[count];
        for (int i = 0; i < count; i++)
        {
            Neurons[i] = new Neuron(inputs);
        }
    }

    public double[] Activate(double[] signal)
    {
        var output = new double[Neurons.Length];
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = Neurons[i].Activate(signal);
        }

        return output;
    }
}

public sealed partial class NeuronNetwork
{
    [Module] private readonly NeuronLayer hidden = new(8, 8);
    [Module] private readonly NeuronLayer output = new(3, 8);

    public double[] Run(double[] input) => output.Activate(hidden.Activate(input));

    public void Train(double[] input, double[] target, double rate)
    {
        double[] y = Run(input);
        for (int o = 0; o < output.Neurons.Length; o++)
        {
            output.Neurons[o].Delta = (y[o] - target[o]) * y[o] * (1 - y[o]);
        }

        for (int h = 0; h < hidden.Neurons.Length; h++)
        {
            double error = output.Neurons.Sum(n => n.WeightedDelta(h));
            hidden.Neurons[h].Delta = error * hidden.Neurons[h].Output * (1 - hidden.Neurons[h].Output);
        }

        foreach (Neuron neuron in hidden.Neurons.Concat(output.Neurons))
        {
            neuron.Adjust(rate);
        }
    }
}
