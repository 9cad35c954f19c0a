// One body, a policy head that starts even and a value head.
public sealed partial class ActorCritic
{
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _body = new float[64, 8];
    [Normal(0, 0.01)] private readonly float[,] _policy = new float[4, 64];
    [XavierNormal] private readonly float[,] _value = new float[1, 64];

    private float[] Body(float[] state)
    {
        var h = new float[64];
        Ops.MatVec(_body, state, h);
        Ops.Tanh(h);
        return h;
    }

    public float[] Policy(float[] state)
    {
        var p = new float[4];
        Ops.MatVec(_policy, Body(state), p);
        Ops.Softmax(p);
        return p;
    }

    public float Value(float[] state)
    {
        var v = new float[1];
        Ops.MatVec(_value, Body(state), v);
        return v[0];
    }
}
