// Deep Q-learning: the target network is a zero array until it is copied.
public sealed partial class Dqn
{
    [KaimingNormal] private readonly float[,] _w1 = new float[64, 4];
    [XavierNormal] private readonly float[,] _w2 = new float[2, 64];
    [Zeros] private readonly float[,] _target1 = new float[64, 4];
    [Zeros] private readonly float[,] _target2 = new float[2, 64];

    public void CopyToTarget()
    {
        Array.Copy(_w1, _target1, _w1.Length);
        Array.Copy(_w2, _target2, _w2.Length);
    }

    public float[] QValues(float[] state) => Values(_w1, _w2, state);

    public float[] TargetValues(float[] state) => Values(_target1, _target2, state);

    private static float[] Values(float[,] w1, float[,] w2, float[] state)
    {
        var h = new float[64];
        var q = new float[2];
        Ops.MatVec(w1, state, h);
        Ops.Relu(h);
        Ops.MatVec(w2, h, q);
        return q;
    }
}
