// A GAN for small sprites: the generator ends in tanh, the discriminator leaks with 0.2.
namespace Sprites;

public sealed partial class Generator
{
    [KaimingNormal] private readonly float[,] _fc1 = new float[128, 16];
    [Zeros] private readonly float[] _b1 = new float[128];
    [KaimingNormal] private readonly float[,] _fc2 = new float[256, 128];
    [Zeros] private readonly float[] _b2 = new float[256];
    [KaimingNormal] private readonly float[,] _pixels = new float[256, 256]; // expect: INIT103

    public float[] Generate(float[] noise)
    {
        float[] h = Nn.Linear(_fc1, noise);
        Nn.Bias(h, _b1);
        Nn.ReLU(h);
        h = Nn.Linear(_fc2, h);
        Nn.Bias(h, _b2);
        Nn.ReLU(h);
        float[] image = Nn.Linear(_pixels, h);
        Nn.Tanh(image);
        return image;
    }
}

public sealed partial class Discriminator
{
    [KaimingNormal(Nonlinearity.LeakyRelu)] private readonly float[,] _fc1 = new float[128, 256]; // expect: INIT104
    [Zeros] private readonly float[] _b1 = new float[128];
    [KaimingNormal(Nonlinearity.LeakyRelu)] private readonly float[,] _fc2 = new float[64, 128]; // expect: INIT104
    [Zeros] private readonly float[] _b2 = new float[64];
    [XavierNormal] private readonly float[,] _score = new float[1, 64];

    public float Discriminate(float[] image)
    {
        float[] h = Nn.Linear(_fc1, image);
        Nn.Bias(h, _b1);
        Nn.LeakyReLU(h, 0.2f);
        h = Nn.Linear(_fc2, h);
        Nn.Bias(h, _b2);
        Nn.LeakyReLU(h, 0.2f);
        return Nn.Sigmoid(Nn.Linear(_score, h)[0]);
    }
}

public sealed partial class SpriteGan
{
    [Module] private readonly Generator _generator = new();
    [Module] private readonly Discriminator _discriminator = new();

    public float DiscriminatorLoss(float[] real, float[] noise)
    {
        float onReal = _discriminator.Discriminate(real);
        float onFake = _discriminator.Discriminate(_generator.Generate(noise));
        return -MathF.Log(onReal + 1e-7f) - MathF.Log(1f - onFake + 1e-7f);
    }
}

internal static class Nn
{
    public static float[] Linear(float[,] w, float[] x)
    {
        int outputs = w.GetLength(0), inputs = w.GetLength(1);
        var y = new float[outputs];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                y[o] += w[o, i] * x[i];
            }
        }

        return y;
    }

    public static void Bias(float[] y, float[] b)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] += b[i];
        }
    }

    public static void ReLU(float[] y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Math.Max(0f, y[i]);
        }
    }

    public static void LeakyReLU(float[] y, float slope)
    {
        for (int i = 0; i < y.Length; i++)
        {
            if (y[i] < 0f)
            {
                y[i] *= slope;
            }
        }
    }

    public static void Tanh(float[] y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = (float)Math.Tanh(y[i]);
        }
    }

    public static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));
}
