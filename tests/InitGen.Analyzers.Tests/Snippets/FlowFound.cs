//// graph: what is written through a reference to an element
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[8, 6];

    public float[] Forward(float[] x)
    {
        var h = new float[8];
        for (int j = 0; j < 8; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 6; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = sum;
        }

        for (int j = 0; j < 8; j++)
        {
            ref float v = ref h[j];
            v = MathF.Tanh(v);
        }

        return h;
    }
}
//// edges
_w1 -tanh-> output

//// graph: a local function that captures the signal
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w1 = new float[8, 4];
    [XavierNormal] private readonly float[,] _w2 = new float[8, 4];

    public float[] Forward(float[] x)
    {
        var h = new float[8];
        float Unit(int j)
        {
            float sum = 0f;
            for (int i = 0; i < 4; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            return sum;
        }

        for (int j = 0; j < 8; j++)
        {
            h[j] = MathF.Tanh(Unit(j));
        }

        var y = new float[8];
        for (int j = 0; j < 8; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 4; i++)
            {
                sum += _w2[j, i] * x[i];
            }

            y[j] = h[j] * sum;
        }

        return y;
    }
}
//// edges
_w1 -tanh*-> output
_w2 -gate*-> output
