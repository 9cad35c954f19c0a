// A generator that ends in tanh, under Kaiming there.
public sealed partial class Generator
{
    [KaimingNormal] private readonly float[,] _w1 = new float[128, 16];
    [KaimingNormal] private readonly float[,] _w2 = new float[784, 128]; // expect: INIT103

    public float[] Generate(float[] noise)
    {
        var h = new float[128];
        var image = new float[784];
        Ops.MatVec(_w1, noise, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, image);
        Ops.Tanh(image);
        return image;
    }
}
