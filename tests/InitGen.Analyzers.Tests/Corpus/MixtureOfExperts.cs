// Two experts and a router that starts even.
public sealed partial class Mixture
{
    [Zeros] private readonly float[,] _router = new float[2, 16];
    [KaimingNormal] private readonly float[,] _up0 = new float[32, 16];
    [XavierNormal] private readonly float[,] _down0 = new float[8, 32];
    [KaimingNormal] private readonly float[,] _up1 = new float[32, 16];
    [XavierNormal] private readonly float[,] _down1 = new float[8, 32];

    public float[] Forward(float[] x)
    {
        var p = new float[2];
        Ops.MatVec(_router, x, p);
        Ops.Softmax(p);
        float[] a = Expert(_up0, _down0, x), b = Expert(_up1, _down1, x);
        var y = new float[8];
        for (int j = 0; j < 8; j++)
        {
            y[j] = p[0] * a[j] + p[1] * b[j];
        }

        return y;
    }

    private static float[] Expert(float[,] up, float[,] down, float[] x)
    {
        var h = new float[32];
        var y = new float[8];
        Ops.MatVec(up, x, h);
        Ops.Relu(h);
        Ops.MatVec(down, h, y);
        return y;
    }
}
