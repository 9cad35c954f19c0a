//// fires: nested loops
public sealed partial class Net
{
    [{|INIT108:KaimingNormal|}] private readonly float[,] _w1 = new float[8, 16];
    [{|INIT108:XavierNormal|}] private readonly float[,] _w2 = new float[16, 4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[i, j] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[i, j] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: flat indexing, inputs outside
public sealed partial class Net
{
    [{|INIT108:LecunNormal|}, Shape(8, 16)] private readonly float[] _w1 = new float[128];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        y.Clear();
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 16; j++)
            {
                y[j] += x[i] * _w1[i * 16 + j];
            }
        }
    }
}

//// fires: a helper, square or not
public static class Product
{
    public static float[] Of(float[] x, float[,] w)
    {
        int inputs = w.GetLength(0), outputs = w.GetLength(1);
        var y = new float[outputs];
        for (int o = 0; o < outputs; o++)
        {
            for (int i = 0; i < inputs; i++)
            {
                y[o] += x[i] * w[i, o];
            }
        }

        return y;
    }
}

public sealed partial class Net
{
    [{|INIT108:KaimingNormal|}] private readonly float[,] _w1 = new float[8, 16];

    public float[] Forward(float[] x) => Array.ConvertAll(Product.Of(x, _w1), v => MathF.Max(0f, v));
}

//// fires: rows under the other layout
public sealed partial class Net
{
    [{|INIT108:KaimingNormal(Gain = 1, Layout = ParameterLayout.InOut)|}] private readonly float[][] _w1 = [new float[8], new float[8]];

    public float[] Forward(float[] x)
    {
        var y = new float[2];
        for (int j = 0; j < 2; j++)
        {
            y[j] = TensorPrimitives.Dot<float>(_w1[j], x);
        }

        return y;
    }
}

//// fires: a convolution with the kernel first
public sealed partial class Net
{
    [{|INIT108:KaimingNormal|}] private readonly float[,,,] _kernel = new float[3, 3, 4, 8];

    public float[,,] Forward(float[,,] image)
    {
        var map = new float[26, 26, 8];
        for (int y = 0; y < 26; y++)
        {
            for (int x = 0; x < 26; x++)
            {
                for (int o = 0; o < 8; o++)
                {
                    float sum = 0f;
                    for (int ky = 0; ky < 3; ky++)
                    {
                        for (int kx = 0; kx < 3; kx++)
                        {
                            for (int c = 0; c < 4; c++)
                            {
                                sum += image[y + ky, x + kx, c] * _kernel[ky, kx, c, o];
                            }
                        }
                    }

                    map[y, x, o] = MathF.Max(0f, sum);
                }
            }
        }

        return map;
    }
}

//// silent: nested loops under InOut
public sealed partial class Net
{
    [KaimingNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _w1 = new float[8, 16];
    [XavierNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _w2 = new float[16, 4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[i, j] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[i, j] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: the layout of the type
[ParameterLayout(ParameterLayout.InOut)]
public sealed partial class Net
{
    [LecunNormal, Shape(8, 16)] private readonly float[] _w1 = new float[128];

    public void Forward(ReadOnlySpan<float> x, Span<float> y)
    {
        y.Clear();
        for (int i = 0; i < 8; i++)
        {
            for (int j = 0; j < 16; j++)
            {
                y[j] += x[i] * _w1[i * 16 + j];
            }
        }
    }
}

//// silent: rows
public sealed partial class Net
{
    [KaimingNormal(Gain = 1)] private readonly float[][] _w1 = [new float[8], new float[8]];

    public float[] Forward(float[] x)
    {
        var y = new float[2];
        for (int j = 0; j < 2; j++)
        {
            y[j] = TensorPrimitives.Dot<float>(_w1[j], x);
        }

        return y;
    }
}

//// silent: a convolution that says so
public sealed partial class Net
{
    [KaimingNormal(Layout = ParameterLayout.InOut)] private readonly float[,,,] _kernel = new float[3, 3, 4, 8];

    public float[,,] Forward(float[,,] image)
    {
        var map = new float[26, 26, 8];
        for (int y = 0; y < 26; y++)
        {
            for (int x = 0; x < 26; x++)
            {
                for (int o = 0; o < 8; o++)
                {
                    float sum = 0f;
                    for (int ky = 0; ky < 3; ky++)
                    {
                        for (int kx = 0; kx < 3; kx++)
                        {
                            for (int c = 0; c < 4; c++)
                            {
                                sum += image[y + ky, x + kx, c] * _kernel[ky, kx, c, o];
                            }
                        }
                    }

                    map[y, x, o] = MathF.Max(0f, sum);
                }
            }
        }

        return map;
    }
}

//// silent: used both ways, as in a tied autoencoder
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _w = new float[8, 16];

    public float[] Forward(float[] x)
    {
        var code = new float[8];
        for (int j = 0; j < 8; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w[j, i] * x[i];
            }

            code[j] = MathF.Tanh(sum);
        }

        var y = new float[16];
        for (int i = 0; i < 16; i++)
        {
            for (int j = 0; j < 8; j++)
            {
                y[i] += _w[j, i] * code[j];
            }
        }

        return y;
    }
}

//// fix: the layout of the loops, the other arguments kept
public sealed partial class Net
{
    [{|INIT108:KaimingNormal(Nonlinearity.Relu, Groups = 1)|}] private readonly float[,] _w1 = new float[8, 16];
    [{|INIT108:XavierNormal(Layout = ParameterLayout.OutIn)|}] private readonly float[,] _w2 = new float[16, 4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[i, j] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[i, j] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fixed
public sealed partial class Net
{
    [KaimingNormal(Nonlinearity.Relu, Groups = 1, Layout = ParameterLayout.InOut)] private readonly float[,] _w1 = new float[8, 16];
    [XavierNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _w2 = new float[16, 4];

    public float[] Forward(float[] x)
    {
        var h1 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 8; i++)
            {
                sum += _w1[i, j] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[i, j] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT108:Init.KaimingNormal<float>|}(_w1, [16, 8], stream.Child("w1"), layout: ParameterLayout.InOut);
        {|INIT108:Init.XavierUniform<float>|}(_w2, [4, 16], stream.Child("w2"), Nonlinearity.Linear, 0.01, null, GainConvention.Torch, ParameterLayout.InOut);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// fix: a call of the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"), layout: ParameterLayout.InOut);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"), Nonlinearity.Linear, 0.01, null, GainConvention.Torch, ParameterLayout.InOut);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// fixed
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal<float>(_w1, [16, 8], stream.Child("w1"), layout: ParameterLayout.OutIn);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"), Nonlinearity.Linear, 0.01, null, GainConvention.Torch, ParameterLayout.OutIn);
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: a bilinear form under an initializer that takes both fans alike
public sealed partial class Net
{
    [XavierUniform] private readonly float[,] _w = new float[16, 8];

    public float Score(float[] left, float[] right)
    {
        float score = 0f;
        for (int i = 0; i < 8; i++)
        {
            float sum = 0f;
            for (int j = 0; j < 16; j++)
            {
                sum += left[j] * _w[j, i];
            }

            score += sum * right[i];
        }

        return score;
    }
}
