// Whole batches, a sample a row, as in NumPy: the weights are inputs by outputs, and nobody said so.
namespace Batches;

public sealed partial class BatchRows
{
    [KaimingNormal] private readonly float[,] _w1 = new float[30, 128]; // expect: INIT108
    [Zeros] private readonly float[] _b1 = new float[128];
    [KaimingNormal] private readonly float[,] _w2 = new float[128, 64]; // expect: INIT108
    [Zeros] private readonly float[] _b2 = new float[64];
    [LecunNormal] private readonly float[,] _w3 = new float[64, 2]; // expect: INIT108
    [Zeros] private readonly float[] _b3 = new float[2];

    public float[,] Forward(float[,] batch)
    {
        float[,] a1 = Relu(AddRow(MatMul(batch, _w1), _b1));
        float[,] a2 = Relu(AddRow(MatMul(a1, _w2), _b2));
        return AddRow(MatMul(a2, _w3), _b3);
    }

    public int[] Classify(float[,] batch)
    {
        float[,] logits = Forward(batch);
        var classes = new int[logits.GetLength(0)];
        for (int r = 0; r < classes.Length; r++)
        {
            classes[r] = logits[r, 1] > logits[r, 0] ? 1 : 0;
        }

        return classes;
    }

    private static float[,] MatMul(float[,] a, float[,] b)
    {
        int rows = a.GetLength(0), inner = a.GetLength(1), columns = b.GetLength(1);
        if (inner != b.GetLength(0))
        {
            throw new ArgumentException("The inner sizes differ.");
        }

        var c = new float[rows, columns];
        for (int i = 0; i < rows; i++)
        {
            for (int k = 0; k < inner; k++)
            {
                float value = a[i, k];
                for (int j = 0; j < columns; j++)
                {
                    c[i, j] += value * b[k, j];
                }
            }
        }

        return c;
    }

    private static float[,] AddRow(float[,] a, float[] row)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < row.Length; j++)
            {
                a[i, j] += row[j];
            }
        }

        return a;
    }

    private static float[,] Relu(float[,] a)
    {
        var result = new float[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                result[i, j] = Math.Max(0f, a[i, j]);
            }
        }

        return result;
    }
}
