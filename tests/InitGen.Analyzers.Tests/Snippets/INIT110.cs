//// fires: Kaiming and Xavier, nested loops
public sealed partial class Net
{
    [{|INIT110:KaimingNormal|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT110:XavierUniform|}] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];

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

            h1[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
        }

        var h2 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
        }

        var h3 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// fires: Kaiming and Xavier, span helpers
public sealed partial class Net
{
    [{|INIT110:KaimingNormal|}, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [{|INIT110:XavierUniform|}, Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w3 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Span<float> h2 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Selu(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Selu(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// fires: Kaiming and Xavier, layer objects
public sealed class Layer(float[,] w, Func<float, float> activation)
{
    public float[] Forward(float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = activation(sum);
        }

        return y;
    }
}

public sealed partial class Net
{
    [{|INIT110:KaimingNormal|}] private readonly float[,] _w1 = new float[16, 8];
    [{|INIT110:XavierUniform|}] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;
    private readonly Layer _w3Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f)));
        _w2Layer = new Layer(_w2, v => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f)));
        _w3Layer = new Layer(_w3, v => v);
    }

    public float[] Forward(float[] x) => _w3Layer.Forward(_w2Layer.Forward(_w1Layer.Forward(x)));
}

//// silent: LeCun normal, nested loops
public sealed partial class Net
{
    [LecunNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];

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

            h1[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
        }

        var h2 = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
        }

        var h3 = new float[4];
        for (int j = 0; j < 4; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// silent: LeCun normal, span helpers
public sealed partial class Net
{
    [LecunNormal, Shape(16, 8)] private readonly float[] _w1 = new float[128];
    [KaimingNormal(Nonlinearity.Linear), Shape(16, 16)] private readonly float[] _w2 = new float[256];
    [XavierNormal, Shape(4, 16)] private readonly float[] _w3 = new float[64];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[16];
        Span<float> h2 = stackalloc float[16];
        Ops.MatVec(_w1, x, h1);
        Ops.Selu(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Selu(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: LeCun normal, layer objects
public sealed class Layer(float[,] w, Func<float, float> activation)
{
    public float[] Forward(float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = 0f;
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = activation(sum);
        }

        return y;
    }
}

public sealed partial class Net
{
    [LecunNormal] private readonly float[,] _w1 = new float[16, 8];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _w2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _w3 = new float[4, 16];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;
    private readonly Layer _w3Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f)));
        _w2Layer = new Layer(_w2, v => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f)));
        _w3Layer = new Layer(_w3, v => v);
    }

    public float[] Forward(float[] x) => _w3Layer.Forward(_w2Layer.Forward(_w1Layer.Forward(x)));
}

//// silent: another function
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 8];
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

            h1[j] = sum > 0f ? sum : MathF.Exp(sum) - 1f;
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

//// fires: a list of weights
public sealed partial class Net
{
    [{|INIT110:KaimingNormal|}] private readonly float[][,] _w;
    [Zeros] private readonly float[][] _b;

    public Net(params int[] sizes)
    {
        _w = new float[sizes.Length - 1][,];
        _b = new float[sizes.Length - 1][];
        for (int l = 0; l < _w.Length; l++)
        {
            _w[l] = new float[sizes[l + 1], sizes[l]];
            _b[l] = new float[sizes[l + 1]];
        }
    }

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _w.Length; l++)
        {
            var y = new float[_b[l].Length];
            Ops.MatVec(_w[l], x, y);
            Ops.AddBias(y, _b[l]);
            if (l < _w.Length - 1)
            {
                Ops.Selu(y);
            }

            x = y;
        }

        return x;
    }
}

//// fix: LeCun normal
public sealed partial class Net
{
    [{|INIT110:KaimingNormal(Nonlinearity.Selu, Groups = 1)|}] private readonly float[,] _w1 = new float[16, 8];
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

            h1[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
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

//// fixed
public sealed partial class Net
{
    [LecunNormal(Groups = 1)] private readonly float[,] _w1 = new float[16, 8];
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

            h1[j] = 1.0507009873554805f * (sum > 0f ? sum : 1.6732632423543772f * (MathF.Exp(sum) - 1f));
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

//// fires: the facade
public sealed class Net
{
    private readonly float[] _w1 = new float[16 * 8];
    private readonly float[] _w2 = new float[4 * 16];

    public Net(RandomStream stream)
    {
        {|INIT110:Init.XavierNormal<float>|}(_w1, [16, 8], stream.Child("w1"), groups: 1);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Selu(h);
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
        Init.XavierNormal<float>(_w1, [16, 8], stream.Child("w1"), groups: 1);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Selu(h);
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
        Init.LecunNormal<float>(_w1, [16, 8], stream.Child("w1"), groups: 1);
        Init.XavierUniform<float>(_w2, [4, 16], stream.Child("w2"));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Selu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}

//// silent: the forward pass scales the sum
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 64];

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }
        
            h[j] = (0.5f * sum) > 0f ? 1.0507009873554805f * (0.5f * sum) : 1.7580993408473768f * (MathF.Exp((0.5f * sum)) - 1f);
        }
        
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
