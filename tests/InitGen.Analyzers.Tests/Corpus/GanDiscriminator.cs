// A discriminator with leaky rectifiers and a logit.
public sealed partial class Discriminator
{
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w1 = new float[128, 784];
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w2 = new float[64, 128];
    [XavierNormal] private readonly float[,] _w3 = new float[1, 64];

    public float Score(float[] image)
    {
        var h = new float[128];
        var g = new float[64];
        var y = new float[1];
        Ops.MatVec(_w1, image, h);
        Ops.LeakyRelu(h, 0.2f);
        Ops.MatVec(_w2, h, g);
        Ops.LeakyRelu(g, 0.2f);
        Ops.MatVec(_w3, g, y);
        return y[0];
    }
}
