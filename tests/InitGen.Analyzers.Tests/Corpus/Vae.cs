// A variational autoencoder: two heads on one layer, and a sample between.
public sealed partial class Vae
{
    [KaimingNormal] private readonly float[,] _encode = new float[128, 784];
    [XavierNormal] private readonly float[,] _mean = new float[8, 128];
    [Zeros] private readonly float[,] _logVariance = new float[8, 128];
    [KaimingNormal] private readonly float[,] _decode = new float[128, 8];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _image = new float[784, 128];

    public (float[] Mean, float[] LogVariance) Encode(float[] x)
    {
        var h = new float[128];
        var mean = new float[8];
        var logVariance = new float[8];
        Ops.MatVec(_encode, x, h);
        Ops.Relu(h);
        Ops.MatVec(_mean, h, mean);
        Ops.MatVec(_logVariance, h, logVariance);
        return (mean, logVariance);
    }

    public float[] Decode(float[] code)
    {
        var h = new float[128];
        var y = new float[784];
        Ops.MatVec(_decode, code, h);
        Ops.Relu(h);
        Ops.MatVec(_image, h, y);
        Ops.Sigmoid(y);
        return y;
    }
}
