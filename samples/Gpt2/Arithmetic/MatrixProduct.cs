using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gpt2.Arithmetic;

/// <summary>Products of activations with weights.</summary>
internal static class MatrixProduct
{
    // Rows of the weight that one thread takes at a time.
    private const int RowsPerTask = 64;

    /// <summary>For each token y = W · x + b.</summary>
    /// <param name="inputs">x: one row of W's columns a token.</param>
    /// <param name="tokens">The number of tokens.</param>
    /// <param name="weight">W: [outputs, inputs].</param>
    /// <param name="bias">b: one value an output; null for none.</param>
    /// <param name="outputs">y: one row of W's rows a token.</param>
    public static void Multiply(float[] inputs, int tokens, float[,] weight, float[]? bias, float[] outputs)
    {
        int rows = weight.GetLength(0);
        int tasks = (rows + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, task =>
        {
            int start = task * RowsPerTask;
            MultiplyRows(inputs, tokens, weight, bias, outputs, start, Math.Min(start + RowsPerTask, rows));
        });
    }

    private static void MultiplyRows(float[] inputs, int tokens, float[,] weight, float[]? bias, float[] outputs, int start, int end)
    {
        int rows = weight.GetLength(0);
        int columns = weight.GetLength(1);
        ref float w = ref weight[0, 0];
        ref float x = ref MemoryMarshal.GetArrayDataReference(inputs);
        for (int row = start; row < end; row += 2)
        {
            // An odd last row is computed with itself.
            int second = Math.Min(row + 1, end - 1);
            ref float w0 = ref Unsafe.Add(ref w, (nint)row * columns);
            ref float w1 = ref Unsafe.Add(ref w, (nint)second * columns);
            float b0 = bias is null ? 0f : bias[row];
            float b1 = bias is null ? 0f : bias[second];
            int t = 0;
            for (; t + 4 <= tokens; t += 4)
            {
                Vector<float> y00 = default, y01 = default, y02 = default, y03 = default;
                Vector<float> y10 = default, y11 = default, y12 = default, y13 = default;
                ref float x0 = ref Unsafe.Add(ref x, (nint)t * columns);
                ref float x1 = ref Unsafe.Add(ref x0, columns);
                ref float x2 = ref Unsafe.Add(ref x1, columns);
                ref float x3 = ref Unsafe.Add(ref x2, columns);
                int i = 0;
                for (; i + Vector<float>.Count <= columns; i += Vector<float>.Count)
                {
                    Vector<float> v0 = Vector.LoadUnsafe(ref w0, (nuint)i);
                    Vector<float> v1 = Vector.LoadUnsafe(ref w1, (nuint)i);
                    Vector<float> u = Vector.LoadUnsafe(ref x0, (nuint)i);
                    y00 = Vector.FusedMultiplyAdd(v0, u, y00);
                    y10 = Vector.FusedMultiplyAdd(v1, u, y10);
                    u = Vector.LoadUnsafe(ref x1, (nuint)i);
                    y01 = Vector.FusedMultiplyAdd(v0, u, y01);
                    y11 = Vector.FusedMultiplyAdd(v1, u, y11);
                    u = Vector.LoadUnsafe(ref x2, (nuint)i);
                    y02 = Vector.FusedMultiplyAdd(v0, u, y02);
                    y12 = Vector.FusedMultiplyAdd(v1, u, y12);
                    u = Vector.LoadUnsafe(ref x3, (nuint)i);
                    y03 = Vector.FusedMultiplyAdd(v0, u, y03);
                    y13 = Vector.FusedMultiplyAdd(v1, u, y13);
                }

                Span<float> rest = outputs.AsSpan(t * rows);
                rest[row] = Vector.Sum(y00) + Tail(ref w0, ref x0, i, columns) + b0;
                rest[second] = Vector.Sum(y10) + Tail(ref w1, ref x0, i, columns) + b1;
                rest = rest[rows..];
                rest[row] = Vector.Sum(y01) + Tail(ref w0, ref x1, i, columns) + b0;
                rest[second] = Vector.Sum(y11) + Tail(ref w1, ref x1, i, columns) + b1;
                rest = rest[rows..];
                rest[row] = Vector.Sum(y02) + Tail(ref w0, ref x2, i, columns) + b0;
                rest[second] = Vector.Sum(y12) + Tail(ref w1, ref x2, i, columns) + b1;
                rest = rest[rows..];
                rest[row] = Vector.Sum(y03) + Tail(ref w0, ref x3, i, columns) + b0;
                rest[second] = Vector.Sum(y13) + Tail(ref w1, ref x3, i, columns) + b1;
            }

            for (; t < tokens; t++)
            {
                ReadOnlySpan<float> token = inputs.AsSpan(t * columns, columns);
                outputs[t * rows + row] =
                    System.Numerics.Tensors.TensorPrimitives.Dot(MemoryMarshal.CreateReadOnlySpan(ref w0, columns), token) + b0;
                outputs[t * rows + second] =
                    System.Numerics.Tensors.TensorPrimitives.Dot(MemoryMarshal.CreateReadOnlySpan(ref w1, columns), token) + b1;
            }
        }
    }

    private static float Tail(ref float w, ref float x, int start, int end)
    {
        float sum = 0f;
        for (int i = start; i < end; i++)
        {
            sum += Unsafe.Add(ref w, i) * Unsafe.Add(ref x, i);
        }

        return sum;
    }
}
