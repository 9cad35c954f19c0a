// SIREN: sines of 30 times the input, with ranges of its own.
public sealed partial class Siren
{
    [Uniform(-0.5, 0.5)] private readonly float[,] _first = new float[64, 2];
    [Uniform(-0.0102, 0.0102)] private readonly float[,] _second = new float[64, 64];
    [Uniform(-0.0102, 0.0102)] private readonly float[,] _color = new float[3, 64];

    public float[] Render(float[] position)
    {
        var h = new float[64];
        var g = new float[64];
        var c = new float[3];
        Ops.MatVec(_first, position, h);
        for (int i = 0; i < 64; i++)
        {
            h[i] = MathF.Sin(30f * h[i]);
        }

        Ops.MatVec(_second, h, g);
        for (int i = 0; i < 64; i++)
        {
            g[i] = MathF.Sin(30f * g[i]);
        }

        Ops.MatVec(_color, g, c);
        return c;
    }
}
