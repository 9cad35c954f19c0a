// Layers whose function is an enum that the caller picks: what a weight meets is known at run time only.
namespace Toolkit;

public enum ActivationType
{
    None,
    ReLU,
    Sigmoid,
    Tanh,
}

public sealed partial class Dense
{
    private readonly ActivationType activation;

    [XavierUniform] public double[,] Weights { get; }
    [Zeros] public double[] Biases { get; }

    private double[] lastInput = [];
    private double[] lastOutput = [];

    public Dense(int inputs, int outputs, ActivationType activation)
    {
        this.activation = activation;
        Weights = new double[outputs, inputs];
        Biases = new double[outputs];
    }

    public double[] Forward(double[] input)
    {
        lastInput = input;
        var output = new double[Biases.Length];
        for (int i = 0; i < output.Length; i++)
        {
            double sum = Biases[i];
            for (int j = 0; j < input.Length; j++)
            {
                sum += Weights[i, j] * input[j];
            }

            output[i] = Activate(sum);
        }

        lastOutput = output;
        return output;
    }

    public double[] Backward(double[] gradient, double rate)
    {
        var previous = new double[lastInput.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            double delta = gradient[i] * Derivative(lastOutput[i]);
            for (int j = 0; j < previous.Length; j++)
            {
                previous[j] += Weights[i, j] * delta;
                Weights[i, j] -= rate * delta * lastInput[j];
            }

            Biases[i] -= rate * delta;
        }

        return previous;
    }

    private double Activate(double x)
    {
        switch (activation)
        {
            case ActivationType.ReLU:
                return Math.Max(0, x);
            case ActivationType.Sigmoid:
                return 1 / (1 + Math.Exp(-x));
            case ActivationType.Tanh:
                return Math.Tanh(x);
            default:
                return x;
        }
    }

    private double Derivative(double y) => activation switch
    {
        ActivationType.ReLU => y > 0 ? 1 : 0,
        ActivationType.Sigmoid => y * (1 - y),
        ActivationType.Tanh => 1 - y * y,
        _ => 1,
    };
}

public sealed partial class ConfigurableNet
{
    [Module] private readonly List<Dense> layers = [];

    public ConfigurableNet Add(int inputs, int outputs, ActivationType activation)
    {
        layers.Add(new Dense(inputs, outputs, activation));
        return this;
    }

    public double[] Predict(double[] input) => layers.Aggregate(input, (x, layer) => layer.Forward(x));

    public void Fit(double[] input, double[] target, double rate)
    {
        double[] error = Predict(input).Zip(target, (y, t) => y - t).ToArray();
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            error = layers[i].Backward(error, rate);
        }
    }
}
