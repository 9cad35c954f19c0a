using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Propagation.Networks;

/// <summary>One square weight, applied to a state again and again.</summary>
internal abstract class RecurrentNetwork
{
    /// <summary>The units of the state.</summary>
    public const int Width = 256;

    /// <summary>The weight, [next, previous].</summary>
    protected abstract float[,] Recurrent { get; }

    /// <summary>The length of the state after each of a number of steps, in units of its first.</summary>
    public double[] Run(float[] start, int steps)
    {
        double[] lengths = new double[steps];
        float[] state = start;
        for (int step = 0; step < steps; step++)
        {
            float[] next = new float[Width];
            for (int unit = 0; unit < Width; unit++)
            {
                next[unit] = TensorPrimitives.Dot(MemoryMarshal.CreateReadOnlySpan(ref Recurrent[unit, 0], Width), state);
            }

            state = next;
            lengths[step] = TensorPrimitives.Norm<float>(state) / TensorPrimitives.Norm<float>(start);
        }

        return lengths;
    }
}
