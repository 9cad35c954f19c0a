//// fires: helpers over arrays
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up3 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down3 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up4 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down4 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up5 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down5 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up6 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down6 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up7 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down7 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up8 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down8 = new float[16, 16];

    private static void Block(float[,] up, float[,] down, float[] h)
    {
        var a = new float[16];
        var b = new float[16];
        Ops.MatVec(up, h, a);
        Ops.Relu(a);
        Ops.MatVec(down, a, b);
        for (int i = 0; i < 16; i++)
        {
            h[i] += b[i];
        }
    }

    public float[] Forward(float[] x)
    {
        var h = (float[])x.Clone();
        Block(_up1, _down1, h);
        Block(_up2, _down2, h);
        Block(_up3, _down3, h);
        Block(_up4, _down4, h);
        Block(_up5, _down5, h);
        Block(_up6, _down6, h);
        Block(_up7, _down7, h);
        Block(_up8, _down8, h);
        return h;
    }
}

//// fires: nested loops, a lower threshold [initgen.residual_depth = 2]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = (float[])x.Clone();
        float[] a, b;
        a = new float[16];
        b = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _up1[j, i] * h[i];
            }

            a[j] = MathF.Max(0f, sum);
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                b[j] += _down1[j, i] * a[i];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] += b[j];
        }

        a = new float[16];
        b = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _up2[j, i] * h[i];
            }

            a[j] = MathF.Max(0f, sum);
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                b[j] += _down2[j, i] * a[i];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] += b[j];
        }

        return h;
    }
}

//// fires: block objects in a list
public sealed class Block(float[,] up, float[,] down)
{
    public float[] Forward(float[] x) =>
        [.. x.Zip(Product(down, Array.ConvertAll(Product(up, x), v => Math.Max(v, 0f))), (a, b) => a + b)];

    private static float[] Product(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up3 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down3 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up4 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down4 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up5 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down5 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up6 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down6 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up7 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down7 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up8 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down8 = new float[16, 16];
    private readonly List<Block> _blocks;

    public Net() => _blocks =
    [
        new Block(_up1, _down1),
        new Block(_up2, _down2),
        new Block(_up3, _down3),
        new Block(_up4, _down4),
        new Block(_up5, _down5),
        new Block(_up6, _down6),
        new Block(_up7, _down7),
        new Block(_up8, _down8),
    ];

    public float[] Forward(float[] x)
    {
        foreach (Block block in _blocks)
        {
            x = block.Forward(x);
        }

        return x;
    }
}

//// silent: scaled by depth
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up3 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down3 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up4 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down4 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up5 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down5 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up6 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down6 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up7 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down7 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up8 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 8)] private readonly float[,] _down8 = new float[16, 16];

    private static void Block(float[,] up, float[,] down, float[] h)
    {
        var a = new float[16];
        var b = new float[16];
        Ops.MatVec(up, h, a);
        Ops.Relu(a);
        Ops.MatVec(down, a, b);
        for (int i = 0; i < 16; i++)
        {
            h[i] += b[i];
        }
    }

    public float[] Forward(float[] x)
    {
        var h = (float[])x.Clone();
        Block(_up1, _down1, h);
        Block(_up2, _down2, h);
        Block(_up3, _down3, h);
        Block(_up4, _down4, h);
        Block(_up5, _down5, h);
        Block(_up6, _down6, h);
        Block(_up7, _down7, h);
        Block(_up8, _down8, h);
        return h;
    }
}

//// silent: a zero last map, nested loops [initgen.residual_depth = 2]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [Zeros] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [Zeros] private readonly float[,] _down2 = new float[16, 16];

    public float[] Forward(float[] x)
    {
        var h = (float[])x.Clone();
        float[] a, b;
        a = new float[16];
        b = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _up1[j, i] * h[i];
            }

            a[j] = MathF.Max(0f, sum);
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                b[j] += _down1[j, i] * a[i];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] += b[j];
        }

        a = new float[16];
        b = new float[16];
        for (int j = 0; j < 16; j++)
        {
            float sum = 0f;
            for (int i = 0; i < 16; i++)
            {
                sum += _up2[j, i] * h[i];
            }

            a[j] = MathF.Max(0f, sum);
        }

        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                b[j] += _down2[j, i] * a[i];
            }
        }

        for (int j = 0; j < 16; j++)
        {
            h[j] += b[j];
        }

        return h;
    }
}

//// silent: with norms
public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up3 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down3 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up4 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down4 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up5 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down5 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up6 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down6 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up7 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down7 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up8 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down8 = new float[16, 16];

    private static void Block(float[,] up, float[,] down, float[] h)
    {
        var a = new float[16];
        var b = new float[16];
        var n = (float[])h.Clone();
        Ops.LayerNorm(n);
        Ops.MatVec(up, n, a);
        Ops.Relu(a);
        Ops.MatVec(down, a, b);
        for (int i = 0; i < 16; i++)
        {
            h[i] += b[i];
        }
    }

    public float[] Forward(float[] x)
    {
        var h = (float[])x.Clone();
        Block(_up1, _down1, h);
        Block(_up2, _down2, h);
        Block(_up3, _down3, h);
        Block(_up4, _down4, h);
        Block(_up5, _down5, h);
        Block(_up6, _down6, h);
        Block(_up7, _down7, h);
        Block(_up8, _down8, h);
        return h;
    }
}

//// silent: not deep
public sealed class Block(float[,] up, float[,] down)
{
    public float[] Forward(float[] x) =>
        [.. x.Zip(Product(down, Array.ConvertAll(Product(up, x), v => Math.Max(v, 0f))), (a, b) => a + b)];

    private static float[] Product(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down2 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up3 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear)] private readonly float[,] _down3 = new float[16, 16];
    private readonly List<Block> _blocks;

    public Net() => _blocks = [new Block(_up1, _down1), new Block(_up2, _down2), new Block(_up3, _down3)];

    public float[] Forward(float[] x)
    {
        foreach (Block block in _blocks)
        {
            x = block.Forward(x);
        }

        return x;
    }
}

//// fix: scales by depth [initgen.residual_depth = 2]
public sealed class Block(float[,] up, float[,] down)
{
    public float[] Forward(float[] x) =>
        [.. x.Zip(Product(down, Array.ConvertAll(Product(up, x), v => Math.Max(v, 0f))), (a, b) => a + b)];

    private static float[] Product(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [{|INIT115:KaimingNormal(Nonlinearity.Linear)|}] private readonly float[,] _down2 = new float[16, 16];
    private readonly List<Block> _blocks;

    public Net() => _blocks =
    [
        new Block(_up1, _down1),
        new Block(_up2, _down2),
    ];

    public float[] Forward(float[] x)
    {
        foreach (Block block in _blocks)
        {
            x = block.Forward(x);
        }

        return x;
    }
}
//// fixed
public sealed class Block(float[,] up, float[,] down)
{
    public float[] Forward(float[] x) =>
        [.. x.Zip(Product(down, Array.ConvertAll(Product(up, x), v => Math.Max(v, 0f))), (a, b) => a + b)];

    private static float[] Product(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        Ops.MatVec(w, x, y);
        return y;
    }
}

public sealed partial class Net
{
    [KaimingNormal] private readonly float[,] _up1 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 2)] private readonly float[,] _down1 = new float[16, 16];
    [KaimingNormal] private readonly float[,] _up2 = new float[16, 16];
    [KaimingNormal(Nonlinearity.Linear, ResidualBranches = 2)] private readonly float[,] _down2 = new float[16, 16];
    private readonly List<Block> _blocks;

    public Net() => _blocks =
    [
        new Block(_up1, _down1),
        new Block(_up2, _down2),
    ];

    public float[] Forward(float[] x)
    {
        foreach (Block block in _blocks)
        {
            x = block.Forward(x);
        }

        return x;
    }
}

//// fires: arrays of blocks in a loop, their number by option [initgen.assumed_depth = 12]
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _up;
    [{|INIT115:XavierNormal|}] private readonly float[][,] _down;

    public Net(int depth, ulong seed)
    {
        _up = new float[depth][,];
        _down = new float[depth][,];
        for (int b = 0; b < depth; b++)
        {
            _up[b] = new float[64, 64];
            _down[b] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public void Forward(Span<float> x)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        for (int b = 0; b < _up.Length; b++)
        {
            Ops.MatVec(_up[b], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[b], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }
    }
}

//// silent: arrays of blocks in a loop, their number not known
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _up;
    [XavierNormal] private readonly float[][,] _down;

    public Net(int depth, ulong seed)
    {
        _up = new float[depth][,];
        _down = new float[depth][,];
        for (int b = 0; b < depth; b++)
        {
            _up[b] = new float[64, 64];
            _down[b] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public void Forward(Span<float> x)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        for (int b = 0; b < _up.Length; b++)
        {
            Ops.MatVec(_up[b], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[b], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }
    }
}

//// fires: an array of blocks of a known number
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _up = new float[16][,];
    [{|INIT115:XavierNormal|}] private readonly float[][,] _down = new float[16][,];

    public Net(ulong seed)
    {
        for (int b = 0; b < _up.Length; b++)
        {
            _up[b] = new float[64, 64];
            _down[b] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public void Forward(Span<float> x)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        for (int b = 0; b < _up.Length; b++)
        {
            Ops.MatVec(_up[b], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[b], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }
    }
}

//// silent: an array of blocks, scaled
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _up = new float[16][,];
    [XavierNormal(ResidualBranches = 16)] private readonly float[][,] _down = new float[16][,];

    public Net(ulong seed)
    {
        for (int b = 0; b < _up.Length; b++)
        {
            _up[b] = new float[64, 64];
            _down[b] = new float[64, 64];
        }

        InitializeParameters(seed);
    }

    public void Forward(Span<float> x)
    {
        Span<float> h = stackalloc float[64];
        Span<float> g = stackalloc float[64];
        for (int b = 0; b < _up.Length; b++)
        {
            Ops.MatVec(_up[b], x, h);
            Ops.Relu(h);
            Ops.MatVec(_down[b], h, g);
            for (int i = 0; i < 64; i++)
            {
                x[i] += g[i];
            }
        }
    }
}

//// silent: the branch is scaled in the code
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _a = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];
    [XavierNormal] private readonly float[][,] _b = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _a.Length; l++)
        {
            var h = new float[64];
            var r = new float[64];
            Ops.MatVec(_a[l], x, h);
            Ops.Relu(h);
            Ops.MatVec(_b[l], h, r);
            for (int i = 0; i < 64; i++)
            {
                x[i] += 0.1f * r[i];
            }
        }
        
        return x;
    }
}

//// silent: the sum is scaled in the code
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _a = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];
    [XavierNormal] private readonly float[][,] _b = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _a.Length; l++)
        {
            var h = new float[64];
            var r = new float[64];
            Ops.MatVec(_a[l], x, h);
            Ops.Relu(h);
            Ops.MatVec(_b[l], h, r);
            for (int i = 0; i < 64; i++)
            {
                x[i] = (x[i] + r[i]) * 0.7071f;
            }
        }
        
        return x;
    }
}

//// silent: ReZero: a learned factor that starts at zero
public sealed partial class Net
{
    [KaimingNormal] private readonly float[][,] _a = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];
    [XavierNormal] private readonly float[][,] _b = [new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64], new float[64, 64]];

    [Zeros] private readonly float[] _alpha = new float[10];

    public float[] Forward(float[] x)
    {
        for (int l = 0; l < _a.Length; l++)
        {
            var h = new float[64];
            var r = new float[64];
            Ops.MatVec(_a[l], x, h);
            Ops.Relu(h);
            Ops.MatVec(_b[l], h, r);
            for (int i = 0; i < 64; i++)
            {
                x[i] += _alpha[l] * r[i];
            }
        }
        
        return x;
    }
}
