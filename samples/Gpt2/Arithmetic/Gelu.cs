using System.Numerics.Tensors;

namespace Gpt2.Arithmetic;

/// <summary>The Gaussian error linear unit, by its approximation with tanh, as GPT-2 has it (Hendrycks and Gimpel 2016).</summary>
internal static class Gelu
{
    private static readonly float s_scale = MathF.Sqrt(2f / MathF.PI);

    /// <summary>x · ½ · (1 + tanh(√(2/π) · (x + 0.044715 · x³))), in place.</summary>
    public static void Apply(float[] values) =>
        Parallel.For(0, (values.Length + PieceLength - 1) / PieceLength, piece =>
        {
            Span<float> x = values.AsSpan(piece * PieceLength, Math.Min(PieceLength, values.Length - piece * PieceLength));
            Span<float> inner = stackalloc float[PieceLength];
            inner = inner[..x.Length];
            TensorPrimitives.Multiply<float>(x, x, inner);
            TensorPrimitives.Multiply(inner, 0.044715f, inner);
            TensorPrimitives.Add(inner, 1f, inner);
            TensorPrimitives.Multiply<float>(inner, x, inner);
            TensorPrimitives.Multiply(inner, s_scale, inner);
            TensorPrimitives.Tanh<float>(inner, inner);
            TensorPrimitives.Add(inner, 1f, inner);
            TensorPrimitives.Multiply(inner, 0.5f, inner);
            TensorPrimitives.Multiply<float>(x, inner, x);
        });

    private const int PieceLength = 4096;
}
