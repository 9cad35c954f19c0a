// An autoencoder: each half by its function.
public sealed partial class Autoencoder
{
    [KaimingNormal] private readonly float[,] _encoder = new float[32, 784];
    [Zeros] private readonly float[] _encoderBias = new float[32];
    [XavierNormal(Nonlinearity.Sigmoid)] private readonly float[,] _decoder = new float[784, 32];
    [Zeros] private readonly float[] _decoderBias = new float[784];

    public float[] Encode(float[] x) => Layer(_encoder, _encoderBias, x, static v => Math.Max(v, 0f));

    public float[] Decode(float[] code) => Layer(_decoder, _decoderBias, code, static v => 1f / (1f + MathF.Exp(-v)));

    public float[] Reconstruct(float[] x) => Decode(Encode(x));

    private static float[] Layer(float[,] w, float[] b, float[] x, Func<float, float> activation)
    {
        var y = new float[b.Length];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = b[j];
            for (int i = 0; i < x.Length; i++)
            {
                sum += w[j, i] * x[i];
            }

            y[j] = activation(sum);
        }

        return y;
    }
}
