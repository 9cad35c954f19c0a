using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Propagation.Networks;

/// <summary>
/// A long short-term memory (Hochreiter and Schmidhuber 1997; with forget gates, Gers et al. 2000): how its bias starts is the matter
/// of the classes that derive from it.
/// </summary>
internal abstract class LstmNetwork
{
    /// <summary>The units of the state, and of every input.</summary>
    public const int Hidden = 64;

    /// <summary>What the gates make of the input, [4 · hidden, inputs].</summary>
    protected abstract float[,] Input { get; }

    /// <summary>What the gates make of the last output, [4 · hidden, hidden].</summary>
    protected abstract float[,] Recurrent { get; }

    /// <summary>The biases of the gates: input, forget, cell, output.</summary>
    protected abstract float[] Bias { get; }

    /// <summary>
    /// The geometric mean over units of ∂cₜ/∂c₀ along the cell, ∏ fₜ: what is left of a memory, and of a gradient, after each step.
    /// </summary>
    public double[] Remember(float[][] inputs)
    {
        float[] output = new float[Hidden];
        float[] cell = new float[Hidden];
        float[] gates = new float[4 * Hidden];
        double[] remembered = new double[inputs.Length];
        double logarithms = 0;
        for (int step = 0; step < inputs.Length; step++)
        {
            for (int gate = 0; gate < gates.Length; gate++)
            {
                gates[gate] = Bias[gate]
                    + TensorPrimitives.Dot<float>(MemoryMarshal.CreateReadOnlySpan(ref Input[gate, 0], Hidden), inputs[step])
                    + TensorPrimitives.Dot<float>(MemoryMarshal.CreateReadOnlySpan(ref Recurrent[gate, 0], Hidden), output);
            }

            for (int unit = 0; unit < Hidden; unit++)
            {
                float forget = Sigmoid(gates[Hidden + unit]);
                logarithms += Math.Log(forget) / Hidden;
                cell[unit] = forget * cell[unit] + Sigmoid(gates[unit]) * MathF.Tanh(gates[2 * Hidden + unit]);
                output[unit] = Sigmoid(gates[3 * Hidden + unit]) * MathF.Tanh(cell[unit]);
            }

            remembered[step] = Math.Exp(logarithms);
        }

        return remembered;
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
