//// graph: factors inside the sum, on the weight, in a helper, on the input
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _pixels = new float[16, 16];
    [KaimingNormal] private readonly float[,] _inSum = new float[16, 16];
    [KaimingNormal] private readonly float[,] _onWeight = new float[16, 16];
    [KaimingNormal] private readonly float[,] _before = new float[16, 16];
    [KaimingNormal] private readonly float[,] _behind = new float[16, 16];
    [KaimingNormal] private readonly float[,] _helped = new float[16, 16];
    private readonly float _temperature;

    private static float Scaled(float v, float by) => v * by;

    private static float[] Product(float[,] w, float[] x, float inside)
    {
        var y = new float[16];
        for (int o = 0; o < 16; o++)
        {
            float s = 0f;
            for (int i = 0; i < 16; i++)
            {
                s += inside * w[o, i] * x[i];
            }

            y[o] = s;
        }

        return y;
    }

    public float[] Forward(float[] x)
    {
        var p = new float[16];
        for (int i = 0; i < 16; i++)
        {
            p[i] = x[i] / 255f;
        }

        float[] h = Product(_pixels, p, 1f);
        Ops.Relu(h);
        h = Product(_inSum, h, 0.125f);
        Ops.Relu(h);
        var g = new float[16];
        for (int o = 0; o < 16; o++)
        {
            for (int i = 0; i < 16; i++)
            {
                g[o] += _onWeight[o, i] / 4f * h[i];
            }

            g[o] = MathF.Tanh(g[o]);
        }

        h = Product(_before, g, 1f);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, 0.125f * h[i]);
        }

        h = Product(_behind, h, 1f);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, h[i]) * 1.4142135f;
        }

        h = Product(_helped, h, 1f);
        for (int i = 0; i < 16; i++)
        {
            h[i] = Scaled(h[i], 0.2f) / _temperature;
        }

        return h;
    }
}
//// edges
_before -ReLU×0.125-> _behind
_behind -ReLU×1.414-> _helped
_helped -linear×?-> output
_inSum -ReLU×0.125-> _onWeight
_onWeight -tanh×0.25-> _before
_pixels -ReLU×0.003922-> _inSum

//// graph: sines of a frequency, a magnitude, and a leaky rectifier that grows
public sealed partial class Net
{
    [XavierNormal] private readonly float[,] _sine = new float[16, 16];
    [XavierNormal] private readonly float[,] _magnitude = new float[16, 16];
    [XavierNormal] private readonly float[,] _grows = new float[16, 16];
    [XavierNormal] private readonly float[,] _out = new float[4, 16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        var y = new float[4];
        Ops.MatVec(_sine, x, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Sin(30f * h[i] + 0.5f);
        }

        Ops.MatVec(_magnitude, h, g);
        for (int i = 0; i < 16; i++)
        {
            g[i] = MathF.Abs(g[i]);
        }

        Ops.MatVec(_grows, g, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = h[i] > 0f ? h[i] : -h[i];
        }

        Ops.MatVec(_out, h, y);
        return y;
    }
}
//// edges
_grows -unknown-> _out
_magnitude -unknown-> _grows
_out -linear-> output
_sine -sine-> _magnitude

//// graph: residual scaling in code
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [XavierNormal] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [XavierNormal] private readonly float[,] _down2 = new float[16, 16];
    [Zeros] private readonly float[] _alpha = new float[1];

    public void Forward(float[] x)
    {
        var h = new float[16];
        var r = new float[16];
        Ops.MatVec(_up1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_down1, h, r);
        for (int i = 0; i < 16; i++)
        {
            x[i] += 0.1f * r[i];
        }

        Ops.MatVec(_up2, x, h);
        Ops.Relu(h);
        Ops.MatVec(_down2, h, r);
        for (int i = 0; i < 16; i++)
        {
            x[i] = (x[i] + _alpha[0] * r[i]) * 0.7071f;
        }
    }
}
//// edges
_alpha -linear×0.7071+-> output
_down1 -linear×0.07071+-> output
_down1 -linear×0.1+-> _up2
_down2 -linear×?+-> output
_up1 -ReLU-> _down1
_up2 -ReLU-> _down2

//// graph: a scale and a shift for each unit, of arrays that are no parameters
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _open = new float[16, 16];
    [KaimingNormal] private readonly float[,] _closed = new float[16, 16];
    [KaimingNormal] private readonly float[,] _shifted = new float[16, 16];
    private readonly float[] _scale = new float[16];
    private readonly float[] _shift = new float[16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        Ops.MatVec(_open, x, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, h[i] * _scale[i] + _shift[i]);
        }

        Ops.MatVec(_closed, h, g);
        for (int i = 0; i < 16; i++)
        {
            g[i] = MathF.Max(0f, g[i]) * _scale[i];
        }

        Ops.MatVec(_shifted, g, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Tanh(h[i] + 0.5f);
        }

        return h;
    }
}
//// edges
_closed -ReLU×?-> _shifted
_open -unknown-> _closed
_shifted -tanh-> output

//// graph: a batch norm by running statistics
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _w2 = new float[16, 16];
    private readonly float[] _mean = new float[16];
    private readonly float[] _var = new float[16];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var y = new float[16];
        Ops.MatVec(_w1, x, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, (h[i] - _mean[i]) / MathF.Sqrt(_var[i] + 1e-5f));
        }

        Ops.MatVec(_w2, h, y);
        return y;
    }
}
//// edges
_w1 -norm-> _w2
_w2 -linear-> output

//// graph: dropout behind an activation, by chance and by a mask
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _w2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _w3 = new float[4, 16];

    public float[] Forward(float[] x, float[] mask, Random random)
    {
        var h = new float[16];
        var g = new float[16];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(0f, h[i]) * (random.NextSingle() < 0.5f ? 0f : 2f);
        }

        Ops.MatVec(_w2, h, g);
        for (int i = 0; i < 16; i++)
        {
            g[i] = MathF.Max(0f, g[i]) * mask[i];
        }

        Ops.MatVec(_w3, g, y);
        return y;
    }
}
//// edges
_w1 -ReLU×?-> _w2
_w2 -ReLU×?-> _w3
_w3 -linear-> output

//// graph: the greater of two maps, and of one map in two places
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _a = new float[16, 16];
    [KaimingNormal] private readonly float[,] _b = new float[16, 16];
    [KaimingNormal] private readonly float[,] _pooled = new float[16, 16];
    [XavierNormal] private readonly float[,] _out = new float[4, 8];

    public float[] Forward(float[] x)
    {
        var h = new float[16];
        var g = new float[16];
        Ops.MatVec(_a, x, h);
        Ops.MatVec(_b, x, g);
        for (int i = 0; i < 16; i++)
        {
            h[i] = MathF.Max(h[i], g[i]);
        }

        Ops.MatVec(_pooled, h, g);
        var p = new float[8];
        for (int i = 0; i < 8; i++)
        {
            p[i] = MathF.Max(0f, MathF.Max(g[2 * i], g[2 * i + 1]));
        }

        var y = new float[4];
        Ops.MatVec(_out, p, y);
        return y;
    }
}
//// edges
_a -unknown-> _pooled
_b -unknown-> _pooled
_out -linear-> output
_pooled -ReLU-> _out
