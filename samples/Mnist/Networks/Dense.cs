using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Mnist.Networks;

/// <summary>
/// A fully connected layer y = W·x + b on a batch, one example a row. Weights are [outputs, inputs], so that every inner loop runs
/// over contiguous memory. Sums are taken in the order of the batch, on one thread: a run repeats to the bit.
/// </summary>
internal static class Dense
{
    /// <summary>The layer's outputs for the first <paramref name="count"/> examples.</summary>
    public static void Forward(float[,] weight, float[] bias, float[,] inputs, float[,] outputs, int count)
    {
        for (int output = 0; output < bias.Length; output++)
        {
            ReadOnlySpan<float> row = Row(weight, output);
            for (int example = 0; example < count; example++)
            {
                outputs[example, output] = TensorPrimitives.Dot(row, Row(inputs, example)) + bias[output];
            }
        }
    }

    /// <summary>∂L/∂W and ∂L/∂b from ∂L/∂y: sums over the batch of error·inputᵀ and of error.</summary>
    public static void BackwardToParameters(
        float[,] inputs, float[,] errors, Span<float> weightGradient, Span<float> biasGradient, int count)
    {
        weightGradient.Clear();
        biasGradient.Clear();
        int width = inputs.GetLength(1);
        for (int output = 0; output < biasGradient.Length; output++)
        {
            Span<float> row = weightGradient.Slice(output * width, width);
            for (int example = 0; example < count; example++)
            {
                float error = errors[example, output];
                if (error != 0)
                {
                    TensorPrimitives.FusedMultiplyAdd(Row(inputs, example), error, row, row);
                    biasGradient[output] += error;
                }
            }
        }
    }

    /// <summary>∂L/∂x from ∂L/∂y: Wᵀ·error.</summary>
    public static void BackwardToInputs(float[,] weight, float[,] errors, float[,] inputErrors, int count)
    {
        for (int example = 0; example < count; example++)
        {
            Span<float> inputError = Row(inputErrors, example);
            inputError.Clear();
            for (int output = 0; output < weight.GetLength(0); output++)
            {
                float error = errors[example, output];
                if (error != 0)
                {
                    TensorPrimitives.FusedMultiplyAdd(Row(weight, output), error, inputError, inputError);
                }
            }
        }
    }

    /// <summary>A row of a matrix, in place.</summary>
    public static Span<float> Row(float[,] matrix, int row) => MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));
}
