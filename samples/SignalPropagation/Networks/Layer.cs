namespace Propagation.Networks;

/// <summary>The layers of a network by hand: an input a row, weights [outputs, inputs].</summary>
internal static class Layer
{
    /// <summary>y = W·x for every row.</summary>
    public static float[,] Linear(float[,] weight, float[,] inputs)
    {
        int rows = inputs.GetLength(0);
        int outputs = weight.GetLength(0);
        int width = weight.GetLength(1);
        float[,] result = new float[rows, outputs];
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                float sum = 0;
                for (int i = 0; i < width; i++)
                {
                    sum += weight[output, i] * inputs[row, i];
                }

                result[row, output] = sum;
            }
        }

        return result;
    }

    /// <summary>tanh(x), element by element.</summary>
    public static float[,] Tanh(float[,] inputs)
    {
        float[,] result = new float[inputs.GetLength(0), inputs.GetLength(1)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int i = 0; i < result.GetLength(1); i++)
            {
                result[row, i] = MathF.Tanh(inputs[row, i]);
            }
        }

        return result;
    }

    /// <summary>max(0, x), element by element.</summary>
    public static float[,] Relu(float[,] inputs)
    {
        float[,] result = new float[inputs.GetLength(0), inputs.GetLength(1)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int i = 0; i < result.GetLength(1); i++)
            {
                result[row, i] = MathF.Max(0, inputs[row, i]);
            }
        }

        return result;
    }

    /// <summary>1 / (1 + e⁻ˣ), element by element.</summary>
    public static float[,] Sigmoid(float[,] inputs)
    {
        float[,] result = new float[inputs.GetLength(0), inputs.GetLength(1)];
        for (int row = 0; row < result.GetLength(0); row++)
        {
            for (int i = 0; i < result.GetLength(1); i++)
            {
                result[row, i] = 1 / (1 + MathF.Exp(-inputs[row, i]));
            }
        }

        return result;
    }
}
