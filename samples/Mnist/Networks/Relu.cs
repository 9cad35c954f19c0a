using System.Numerics.Tensors;

namespace Mnist.Networks;

/// <summary>The rectifier max(0, x) on a batch, in place.</summary>
internal static class Relu
{
    /// <summary>Replaces each value by max(0, value).</summary>
    public static void Forward(float[,] values, int count)
    {
        for (int example = 0; example < count; example++)
        {
            Span<float> row = Dense.Row(values, example);
            TensorPrimitives.Max(row, 0f, row);
        }
    }

    /// <summary>Lets the error pass where the unit was active.</summary>
    /// <param name="outputs">What <see cref="Forward"/> left.</param>
    /// <param name="errors">∂L/∂output, replaced by ∂L/∂input.</param>
    /// <param name="count">The examples of the batch.</param>
    public static void Backward(float[,] outputs, float[,] errors, int count)
    {
        for (int example = 0; example < count; example++)
        {
            ReadOnlySpan<float> output = Dense.Row(outputs, example);
            Span<float> error = Dense.Row(errors, example);
            for (int unit = 0; unit < output.Length; unit++)
            {
                error[unit] = output[unit] > 0 ? error[unit] : 0;
            }
        }
    }
}
