using System.Numerics.Tensors;
using Mnist.Digits;
using Mnist.Networks;

namespace Propagation.Measurement;

/// <summary>How the rectifiers of a digit network answer to a set of digits.</summary>
/// <param name="ActiveShare">The part of all answers that is above 0, by hidden layer.</param>
/// <param name="Dead">The units that answer 0 to every digit, by hidden layer.</param>
/// <param name="Units">The units, by hidden layer.</param>
internal sealed record HiddenUnits(double[] ActiveShare, int[] Dead, int[] Units)
{
    /// <summary>Runs the digits through the hidden layers.</summary>
    public static HiddenUnits Of(Mlp network, DigitSet digits)
    {
        Dictionary<string, float[]> weights = Weights.Of(network);
        float[][] signals = new float[digits.Count][];
        for (int digit = 0; digit < digits.Count; digit++)
        {
            signals[digit] = new float[DigitSet.Pixels];
            digits.CopyImage(digit, signals[digit]);
        }

        double[] active = new double[2];
        int[] dead = new int[2];
        int[] units = new int[2];
        for (int layer = 0; layer < 2; layer++)
        {
            float[] weight = weights[layer == 0 ? "w1" : "w2"];
            float[] bias = weights[layer == 0 ? "b1" : "b2"];
            units[layer] = bias.Length;
            int[] answers = new int[bias.Length];
            for (int digit = 0; digit < signals.Length; digit++)
            {
                float[] outputs = new float[bias.Length];
                for (int unit = 0; unit < bias.Length; unit++)
                {
                    int width = signals[digit].Length;
                    outputs[unit] = Math.Max(0, TensorPrimitives.Dot<float>(weight.AsSpan(unit * width, width), signals[digit]) + bias[unit]);
                    answers[unit] += outputs[unit] > 0 ? 1 : 0;
                }

                signals[digit] = outputs;
            }

            active[layer] = answers.Sum() / ((double)bias.Length * signals.Length);
            dead[layer] = answers.Count(count => count == 0);
        }

        return new HiddenUnits(active, dead, units);
    }
}
