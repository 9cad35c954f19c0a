//// fires: too small and too large, nested loops
public sealed partial class Net
{
    [{|INIT107:Normal(0, 0.01)|}] private readonly float[,] _w1 = new float[64, 64];
    [{|INIT107:Normal(0, 1)|}] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// fires: too small and too large, span helpers
public sealed partial class Net
{
    [{|INIT107:Normal(0, 0.01)|}, Shape(64, 64)] private readonly float[] _w1 = new float[4096];
    [{|INIT107:Normal(0, 1)|}, Shape(64, 64)] private readonly float[] _w2 = new float[4096];
    [Normal(0, 0.01), Shape(10, 64)] private readonly float[] _w3 = new float[640];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[64];
        Span<float> h2 = stackalloc float[64];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// fires: too small and too large, layer objects
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
    [{|INIT107:Normal(0, 0.01)|}] private readonly float[,] _w1 = new float[64, 64];
    [{|INIT107:Normal(0, 1)|}] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;
    private readonly Layer _w3Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => MathF.Tanh(v));
        _w3Layer = new Layer(_w3, v => v);
    }

    public float[] Forward(float[] x) => _w3Layer.Forward(_w2Layer.Forward(_w1Layer.Forward(x)));
}

//// fires: a range
public sealed partial class Net
{
    [{|INIT107:Uniform(-1, 1)|}, Shape(64, 64)] private readonly float[] _w1 = new float[4096];
    [Uniform(-0.25, 0.25), Shape(64, 64)] private readonly float[] _w2 = new float[4096];
    [XavierNormal, Shape(10, 64)] private readonly float[] _w3 = new float[640];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[64];
        Span<float> h2 = stackalloc float[64];
        Ops.MatVec(_w1, x, h1);
        Ops.Tanh(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: about right, nested loops
public sealed partial class Net
{
    [Normal(0, 0.17)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 0.2)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// silent: about right, span helpers
public sealed partial class Net
{
    [Normal(0, 0.17), Shape(64, 64)] private readonly float[] _w1 = new float[4096];
    [Normal(0, 0.2), Shape(64, 64)] private readonly float[] _w2 = new float[4096];
    [Normal(0, 0.01), Shape(10, 64)] private readonly float[] _w3 = new float[640];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[64];
        Span<float> h2 = stackalloc float[64];
        Ops.MatVec(_w1, x, h1);
        Ops.Relu(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Tanh(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: about right, layer objects
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
    [Normal(0, 0.17)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 0.2)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];
    private readonly Layer _w1Layer;
    private readonly Layer _w2Layer;
    private readonly Layer _w3Layer;

    public Net()
    {
        _w1Layer = new Layer(_w1, v => MathF.Max(0f, v));
        _w2Layer = new Layer(_w2, v => MathF.Tanh(v));
        _w3Layer = new Layer(_w3, v => v);
    }

    public float[] Forward(float[] x) => _w3Layer.Forward(_w2Layer.Forward(_w1Layer.Forward(x)));
}

//// silent: not deep
public sealed partial class Net
{
    [Normal(0, 0.01)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w2 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = sum;
        }

        return h2;
    }
}

//// silent: with norms
public sealed partial class Net
{
    [Normal(0, 0.02), Shape(64, 64)] private readonly float[] _w1 = new float[4096];
    [Normal(0, 0.02), Shape(64, 64)] private readonly float[] _w2 = new float[4096];
    [Normal(0, 0.02), Shape(10, 64)] private readonly float[] _w3 = new float[640];

    public void Predict(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> h1 = stackalloc float[64];
        Span<float> h2 = stackalloc float[64];
        Ops.MatVec(_w1, x, h1);
        Ops.LayerNorm(h1);
        Ops.MatVec(_w2, h1, h2);
        Ops.Relu(h2);
        Ops.MatVec(_w3, h2, y);
    }
}

//// silent: wider bounds by option [initgen.sigma_ratio = 20]
public sealed partial class Net
{
    [Normal(0, 0.01)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// silent: deeper by option [initgen.minimal_depth = 4]
public sealed partial class Net
{
    [Normal(0, 0.01)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// silent: an embedding and the output
public sealed partial class Net
{
    [Normal(0, 0.02)] private readonly float[,] _embedding = new float[1000, 64];
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [KaimingNormal] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.001)] private readonly float[,] _head = new float[4, 64];

    public float[] Forward(int word)
    {
        var x = new float[64];
        for (int i = 0; i < 64; i++)
        {
            x[i] = _embedding[word, i];
        }

        var h = new float[64];
        var g = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_head, g, y);
        return y;
    }
}

//// fix: a spread that follows from fan-in
public sealed partial class Net
{
    [{|INIT107:Normal(0, 0.01)|}] private readonly float[,] _w1 = new float[64, 64];
    [{|INIT107:Normal(0, 1)|}] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// fixed
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 0.01)] private readonly float[,] _w3 = new float[10, 64];

    public float[] Forward(float[] x)
    {
        var h1 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h1[j] = MathF.Max(0f, sum);
        }

        var h2 = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w2[j, i] * h1[i];
            }

            h2[j] = MathF.Tanh(sum);
        }

        var h3 = new float[10];
        for (int j = 0; j < 10; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += _w3[j, i] * h2[i];
            }

            h3[j] = sum;
        }

        return h3;
    }
}

//// fires: the facade
public sealed class Net
{
    private readonly float[,] _w1 = new float[256, 256];
    private readonly float[,] _w2 = new float[256, 256];
    private readonly float[,] _w3 = new float[256, 256];
    private readonly float[,] _w4 = new float[4, 256];

    public Net(RandomStream stream)
    {
        {|INIT107:Sampler.Normal|}(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w1[0, 0], _w1.Length), stream.Child(1), 0f, 1f);
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w2[0, 0], _w2.Length), [256, 256], stream.Child(2));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w3[0, 0], _w3.Length), [256, 256], stream.Child(3));
        Init.XavierNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w4[0, 0], _w4.Length), [4, 256], stream.Child(4));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[256];
        var g = new float[256];
        var k = new float[256];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, k);
        Ops.Relu(k);
        Ops.MatVec(_w4, k, y);
        return y;
    }
}

//// fix: a call of a sampler, whose shape is the array's
public sealed class Net
{
    private readonly float[,] _w1 = new float[256, 256];
    private readonly float[,] _w2 = new float[256, 256];
    private readonly float[,] _w3 = new float[256, 256];
    private readonly float[,] _w4 = new float[4, 256];

    public Net(RandomStream stream)
    {
        Sampler.Normal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w1[0, 0], _w1.Length), stream.Child(1), 0f, 1f);
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w2[0, 0], _w2.Length), [256, 256], stream.Child(2));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w3[0, 0], _w3.Length), [256, 256], stream.Child(3));
        Init.XavierNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w4[0, 0], _w4.Length), [4, 256], stream.Child(4));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[256];
        var g = new float[256];
        var k = new float[256];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, k);
        Ops.Relu(k);
        Ops.MatVec(_w4, k, y);
        return y;
    }
}
//// fixed
public sealed class Net
{
    private readonly float[,] _w1 = new float[256, 256];
    private readonly float[,] _w2 = new float[256, 256];
    private readonly float[,] _w3 = new float[256, 256];
    private readonly float[,] _w4 = new float[4, 256];

    public Net(RandomStream stream)
    {
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w1[0, 0], _w1.Length), [256, 256], stream.Child(1));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w2[0, 0], _w2.Length), [256, 256], stream.Child(2));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w3[0, 0], _w3.Length), [256, 256], stream.Child(3));
        Init.XavierNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w4[0, 0], _w4.Length), [4, 256], stream.Child(4));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[256];
        var g = new float[256];
        var k = new float[256];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, k);
        Ops.Relu(k);
        Ops.MatVec(_w4, k, y);
        return y;
    }
}

//// silent: the facade, with σ computed from fan-in
public sealed class Net
{
    private readonly float[,] _w1 = new float[256, 256];
    private readonly float[,] _w2 = new float[256, 256];
    private readonly float[,] _w3 = new float[256, 256];
    private readonly float[,] _w4 = new float[4, 256];

    public Net(RandomStream stream)
    {
        Init.Normal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w1[0, 0], _w1.Length), stream.Child(1), std: Math.Sqrt(2.0 / 256));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w2[0, 0], _w2.Length), [256, 256], stream.Child(2));
        Init.KaimingNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w3[0, 0], _w3.Length), [256, 256], stream.Child(3));
        Init.XavierNormal(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _w4[0, 0], _w4.Length), [4, 256], stream.Child(4));
    }

    public float[] Forward(float[] x)
    {
        var h = new float[256];
        var g = new float[256];
        var k = new float[256];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, g);
        Ops.Relu(g);
        Ops.MatVec(_w3, g, k);
        Ops.Relu(k);
        Ops.MatVec(_w4, k, y);
        return y;
    }
}

//// silent: the NTK parametrization scales in the code
public sealed partial class Net
{
    [Normal(0, 1)] private readonly float[,] _w1 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w2 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w3 = new float[64, 64];
    [Normal(0, 1)] private readonly float[,] _w4 = new float[64, 64];

    public float[] Forward(float[] x)
    {
        float[] a = Layer(_w1, x);
        float[] b = Layer(_w2, a);
        float[] c = Layer(_w3, b);
        return Layer(_w4, c);
    }

    private static float[] Layer(float[,] w, float[] x)
    {
        var y = new float[64];
        for (int j = 0; j < 64; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 64; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = MathF.Max(0f, 0.1767767f * sum);
        }

        return y;
    }
}
