// Dropout between a rectifier and the head; only in training.
public sealed partial class DropoutNet
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 100];
    [XavierNormal] private readonly float[,] _w2 = new float[4, 64];
    private readonly Random _random = new(1);

    public float[] Forward(float[] x, bool training)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        if (training)
        {
            for (int i = 0; i < h.Length; i++)
            {
                h[i] = _random.NextSingle() < 0.5f ? 0f : 2f * h[i];
            }
        }

        Ops.MatVec(_w2, h, y);
        return y;
    }
}
