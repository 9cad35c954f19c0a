// Weights stored inputs first, as Keras has them.
public sealed partial class DenseNet
{
    [KaimingNormal] private readonly float[,] _w1 = new float[784, 64]; // expect: INIT108
    [XavierNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _w2 = new float[64, 10];

    public float[] Forward(float[] x)
    {
        float[] h = Multiply(x, _w1);
        for (int i = 0; i < h.Length; i++)
        {
            if (h[i] < 0f)
            {
                h[i] = 0f;
            }
        }

        return Multiply(h, _w2);
    }

    private static float[] Multiply(float[] x, float[,] w)
    {
        var y = new float[w.GetLength(1)];
        for (int i = 0; i < x.Length; i++)
        {
            for (int o = 0; o < y.Length; o++)
            {
                y[o] += x[i] * w[i, o];
            }
        }

        return y;
    }
}
