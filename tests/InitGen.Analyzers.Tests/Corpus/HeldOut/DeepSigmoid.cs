// Eight sigmoid layers for a fault detector. Each returns a quarter of the gradient at best, so the first ones never learn.
namespace Plant.Diagnostics;

public sealed partial class DeepSigmoid
{
    private const int Depth = 8, Width = 64, Channels = 64;

    [XavierUniform(Nonlinearity.Sigmoid)] // expect: INIT116
    private readonly double[][,] layers = new double[Depth][,];

    [XavierUniform(Nonlinearity.Sigmoid)]
    private readonly double[,] alarm = new double[3, Width];

    public DeepSigmoid(ulong seed)
    {
        for (int l = 0; l < Depth; l++)
        {
            layers[l] = new double[Width, Width];
        }

        InitializeParameters(seed);
    }

    public double[] Diagnose(double[] channels)
    {
        double[] x = channels;
        for (int l = 0; l < layers.Length; l++)
        {
            x = Layer(layers[l], x);
        }

        return Layer(alarm, x);
    }

    public bool IsFaulty(double[] channels, double threshold = 0.5) => Diagnose(channels).Any(p => p > threshold);

    private static double[] Layer(double[,] weights, double[] input)
    {
        var output = new double[weights.GetLength(0)];
        for (int j = 0; j < output.Length; j++)
        {
            double net = 0;
            for (int i = 0; i < input.Length; i++)
            {
                net += weights[j, i] * input[i];
            }

            output[j] = Logistic(net);
        }

        return output;
    }

    private static double Logistic(double net) => 1 / (1 + Math.Exp(-net));
}
