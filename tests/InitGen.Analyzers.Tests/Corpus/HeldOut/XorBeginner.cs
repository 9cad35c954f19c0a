// XOR, first attempt: all weights zero, online gradient descent, and the question why it says 0.5 forever.
using System.Globalization;

namespace Xor;

internal static class Program
{
    public static void Run()
    {
        var network = new XorBeginner();
        double[][] inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
        double[] targets = [0, 1, 1, 0];
        for (int epoch = 0; epoch < 10000; epoch++)
        {
            for (int i = 0; i < 4; i++)
            {
                network.Train(inputs[i], targets[i], 0.5);
            }
        }

        foreach (double[] input in inputs)
        {
            Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} {1} -> {2:F3}", input[0], input[1], network.Compute(input)));
        }
    }
}

internal partial class XorBeginner
{
    const int HiddenCount = 4;

    [Zeros] double[,] hiddenWeights = new double[HiddenCount, 2]; // expect: INIT101
    [Zeros] double[] hiddenBias = new double[HiddenCount];
    [Zeros] double[,] outputWeights = new double[1, HiddenCount]; // expect: INIT101
    [Zeros] double[] outputBias = new double[1];

    double[] hidden = new double[HiddenCount];

    static double Sigmoid(double x) { return 1 / (1 + Math.Exp(-x)); }

    public double Compute(double[] input)
    {
        for (int h = 0; h < HiddenCount; h++)
        {
            double sum = hiddenBias[h];
            for (int i = 0; i < 2; i++)
                sum += hiddenWeights[h, i] * input[i];
            hidden[h] = Sigmoid(sum);
        }

        double output = outputBias[0];
        for (int h = 0; h < HiddenCount; h++)
            output += outputWeights[0, h] * hidden[h];
        return Sigmoid(output);
    }

    public void Train(double[] input, double target, double learningRate)
    {
        double output = Compute(input);
        double outputDelta = (target - output) * output * (1 - output);
        for (int h = 0; h < HiddenCount; h++)
        {
            double hiddenDelta = outputDelta * outputWeights[0, h] * hidden[h] * (1 - hidden[h]);
            outputWeights[0, h] += learningRate * outputDelta * hidden[h];
            for (int i = 0; i < 2; i++)
                hiddenWeights[h, i] += learningRate * hiddenDelta * input[i];
            hiddenBias[h] += learningRate * hiddenDelta;
        }

        outputBias[0] += learningRate * outputDelta;
    }
}
