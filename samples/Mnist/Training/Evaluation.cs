using System.Numerics.Tensors;
using Mnist.Digits;
using Mnist.Networks;

namespace Mnist.Training;

/// <summary>How well a network knows digits.</summary>
internal static class Evaluation
{
    /// <summary>The part of the digits, 0 to 1, whose label has the largest logit.</summary>
    public static double Accuracy(Mlp network, DigitSet digits)
    {
        int correct = 0;
        for (int start = 0; start < digits.Count; start += Mlp.MaxBatch)
        {
            int count = Math.Min(Mlp.MaxBatch, digits.Count - start);
            for (int example = 0; example < count; example++)
            {
                digits.CopyImage(start + example, Dense.Row(network.Images, example));
            }

            float[,] logits = network.Forward(count);
            for (int example = 0; example < count; example++)
            {
                int answer = TensorPrimitives.IndexOfMax<float>(Dense.Row(logits, example));
                correct += answer == digits.Label(start + example) ? 1 : 0;
            }
        }

        return (double)correct / digits.Count;
    }
}
