// The head has no initializer.
public sealed partial class Forgotten
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 100];
    private readonly float[,] _head = new float[4, 64]; // expect: INIT201

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_head, h, y);
        return y;
    }
}
