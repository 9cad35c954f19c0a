//// fires: a normal
public sealed partial class Net
{
    [{|INIT120:Normal(0, 1e-5)|}] private readonly Half[,] _w1 = new Half[16, 8];
    [XavierNormal] private readonly Half[,] _w2 = new Half[4, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += (float)_w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += (float)_w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: a range
public sealed partial class Net
{
    [{|INIT120:Uniform(-5e-5, 5e-5)|}] private readonly Half[,] _w1 = new Half[16, 8];
    [XavierNormal] private readonly Half[,] _w2 = new Half[4, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += (float)_w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += (float)_w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: a residual of many branches
public sealed partial class Net
{
    [{|INIT120:Normal(0, 2e-4, ResidualBranches = 24)|}] private readonly Half[,] _w = new Half[16, 16];

    public Half At(int j, int i) => _w[j, i];
}

//// silent: in range
public sealed partial class Net
{
    [Normal(0, 0.02)] private readonly Half[,] _w1 = new Half[16, 8];
    [XavierNormal] private readonly Half[,] _w2 = new Half[4, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += (float)_w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += (float)_w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: single precision
public sealed partial class Net
{
    [Normal(0, 1e-5)] private readonly float[,] _w1 = new float[16, 8];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: zero
public sealed partial class Net
{
    [XavierNormal] private readonly Half[,] _w1 = new Half[16, 8];
    [XavierNormal] private readonly Half[,] _w2 = new Half[4, 16];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += (float)_w1[j, i] * x[i];
            }

            h1[j] = MathF.Tanh(sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += (float)_w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly Half[] _w = new Half[64 * 64];

    public Net(RandomStream stream) => {|INIT120:Init.Normal<Half>|}(_w, stream, 0, 1e-6);

    public Half At(int i) => _w[i];
}
