// A teaching network for digits: sigmoid units, softmax at the end, and a Train method that repeats the forward pass inline.
namespace Course.Lesson4;

public sealed partial class DigitNetwork
{
    public const int Pixels = 28 * 28;
    public const int Hidden = 100;
    public const int Classes = 10;

    [XavierNormal(Nonlinearity.Sigmoid)] private readonly double[,] weights1 = new double[Hidden, Pixels];
    [Zeros] private readonly double[] bias1 = new double[Hidden];
    [XavierNormal] private readonly double[,] weights2 = new double[Classes, Hidden];
    [Zeros] private readonly double[] bias2 = new double[Classes];

    public DigitNetwork(ulong seed)
    {
        InitializeParameters(seed);
    }

    public int Classify(double[] pixels)
    {
        double[] probabilities = Predict(pixels);
        int best = 0;
        for (int c = 1; c < Classes; c++)
        {
            if (probabilities[c] > probabilities[best])
            {
                best = c;
            }
        }

        return best;
    }

    public double[] Predict(double[] pixels)
    {
        var hidden = new double[Hidden];
        for (int h = 0; h < Hidden; h++)
        {
            double z = bias1[h];
            for (int p = 0; p < Pixels; p++)
            {
                z += weights1[h, p] * pixels[p];
            }

            hidden[h] = Sigmoid(z);
        }

        var scores = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            scores[c] = bias2[c];
            for (int h = 0; h < Hidden; h++)
            {
                scores[c] += weights2[c, h] * hidden[h];
            }
        }

        return Softmax(scores);
    }

    public double Train(double[] pixels, int label, double rate)
    {
        var hidden = new double[Hidden];
        for (int h = 0; h < Hidden; h++)
        {
            double z = bias1[h];
            for (int p = 0; p < Pixels; p++)
            {
                z += weights1[h, p] * pixels[p];
            }

            hidden[h] = Sigmoid(z);
        }

        var scores = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            scores[c] = bias2[c];
            for (int h = 0; h < Hidden; h++)
            {
                scores[c] += weights2[c, h] * hidden[h];
            }
        }

        double[] error = Softmax(scores);
        double loss = -Math.Log(error[label] + 1e-12);
        error[label] -= 1.0;

        var back = new double[Hidden];
        for (int h = 0; h < Hidden; h++)
        {
            for (int c = 0; c < Classes; c++)
            {
                back[h] += weights2[c, h] * error[c];
                weights2[c, h] -= rate * error[c] * hidden[h];
            }

            back[h] *= hidden[h] * (1.0 - hidden[h]);
        }

        for (int c = 0; c < Classes; c++)
        {
            bias2[c] -= rate * error[c];
        }

        for (int h = 0; h < Hidden; h++)
        {
            bias1[h] -= rate * back[h];
            for (int p = 0; p < Pixels; p++)
            {
                weights1[h, p] -= rate * back[h] * pixels[p];
            }
        }

        return loss;
    }

    private static double Sigmoid(double z) => 1.0 / (1.0 + Math.Exp(-z));

    private static double[] Softmax(double[] scores)
    {
        double max = scores.Max();
        double[] exp = scores.Select(s => Math.Exp(s - max)).ToArray();
        double sum = exp.Sum();
        return exp.Select(e => e / sum).ToArray();
    }
}
