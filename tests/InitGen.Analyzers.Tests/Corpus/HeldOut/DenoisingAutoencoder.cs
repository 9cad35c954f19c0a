// A denoising autoencoder in LINQ, as one writes it in a notebook.
namespace Notebook;

public partial class DenoisingAutoencoder
{
    [KaimingNormal] readonly float[][] encode1;
    [KaimingNormal] readonly float[][] encode2;
    [KaimingNormal] readonly float[][] decode1;
    [XavierNormal(Nonlinearity.Sigmoid)] readonly float[][] decode2;
    [Zeros] readonly float[] be1, be2, bd1, bd2;
    readonly Random noise = new(99);

    public DenoisingAutoencoder(int pixels, int wide, int code)
    {
        encode1 = Rows(wide, pixels);
        encode2 = Rows(code, wide);
        decode1 = Rows(wide, code);
        decode2 = Rows(pixels, wide);
        be1 = new float[wide];
        be2 = new float[code];
        bd1 = new float[wide];
        bd2 = new float[pixels];
    }

    static float[][] Rows(int rows, int columns) => Enumerable.Range(0, rows).Select(_ => new float[columns]).ToArray();

    static float[] Layer(float[][] w, float[] b, IEnumerable<float> x, Func<float, float> f)
    {
        float[] input = x as float[] ?? x.ToArray();
        return w.Select((row, j) => f(row.Zip(input, (a, v) => a * v).Sum() + b[j])).ToArray();
    }

    static float Relu(float v) => v > 0 ? v : 0;

    static float Sigmoid(float v) => 1 / (1 + MathF.Exp(-v));

    public IEnumerable<float> Corrupt(IEnumerable<float> image) =>
        image.Select(v => noise.NextSingle() < 0.3f ? 0f : v);

    public float[] Encode(IEnumerable<float> image) =>
        Layer(encode2, be2, Layer(encode1, be1, image, Relu), Relu);

    public float[] Decode(float[] code) =>
        Layer(decode2, bd2, Layer(decode1, bd1, code, Relu), Sigmoid);

    public float[] Reconstruct(float[] image) => Decode(Encode(Corrupt(image)));

    public float Loss(float[] image)
    {
        float[] y = Reconstruct(image);
        return image.Zip(y, (t, o) => (t - o) * (t - o)).Average();
    }
}
