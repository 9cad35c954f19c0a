// A coupling layer of a normalizing flow: the last map zero, so it starts at the identity.
public sealed partial class Coupling
{
    [KaimingNormal] private readonly float[,] _hidden = new float[32, 2];
    [Zeros] private readonly float[,] _shift = new float[2, 32];
    [Zeros] private readonly float[,] _scale = new float[2, 32];

    public void Forward(ReadOnlySpan<float> fixedHalf, Span<float> half)
    {
        Span<float> h = stackalloc float[32];
        Span<float> t = stackalloc float[2];
        Span<float> s = stackalloc float[2];
        Ops.MatVec(_hidden, fixedHalf, h);
        Ops.Relu(h);
        Ops.MatVec(_shift, h, t);
        Ops.MatVec(_scale, h, s);
        for (int i = 0; i < 2; i++)
        {
            half[i] = half[i] * MathF.Exp(s[i]) + t[i];
        }
    }
}
