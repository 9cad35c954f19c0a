// A tied autoencoder: one weight, used both ways.
public sealed partial class TiedAutoencoder
{
    [XavierNormal] private readonly float[,] _w = new float[32, 784];

    public float[] Reconstruct(float[] x)
    {
        var code = new float[32];
        for (int j = 0; j < 32; j++)
        {
            for (int i = 0; i < 784; i++)
            {
                code[j] += _w[j, i] * x[i];
            }

            code[j] = MathF.Max(code[j], 0f);
        }

        var y = new float[784];
        for (int i = 0; i < 784; i++)
        {
            for (int j = 0; j < 32; j++)
            {
                y[i] += _w[j, i] * code[j];
            }
        }

        return y;
    }
}
