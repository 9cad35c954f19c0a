using System.Numerics.Tensors;
using InitGen;

namespace Gpt2.Networks;

/// <summary>Layer normalization (Ba et al. 2016), with a learned scale and shift.</summary>
internal sealed partial class LayerNorm(int width)
{
    private const float Epsilon = 1e-5f;

    [Ones, Pretrained("weight")] private readonly float[] _scale = new float[width];
    [Zeros, Pretrained("bias")] private readonly float[] _shift = new float[width];

    /// <summary>Normalizes each row.</summary>
    /// <param name="input">Rows of the norm's width.</param>
    /// <param name="output">As many rows.</param>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (int start = 0; start < input.Length; start += width)
        {
            ReadOnlySpan<float> row = input.Slice(start, width);
            Span<float> normalized = output.Slice(start, width);
            float mean = TensorPrimitives.Sum(row) / width;
            TensorPrimitives.Subtract(row, mean, normalized);
            float variance = TensorPrimitives.SumOfSquares<float>(normalized) / width;
            TensorPrimitives.Multiply(normalized, 1f / MathF.Sqrt(variance + Epsilon), normalized);
            TensorPrimitives.MultiplyAdd(normalized, _scale, _shift, normalized);
        }
    }
}
