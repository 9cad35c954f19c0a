using MathNet.Numerics.Distributions;

namespace InitGen.Benchmarks;

/// <summary>What people write today, and what they take from MathNet.Numerics.</summary>
internal static class ScalarBaselines
{
    /// <summary><see cref="Random"/> and the scalar transformation of the textbook; null where there is no usual one.</summary>
    public static Action? Scalar(string work, Array destination) => (work, destination) switch
    {
        ("uniform", float[] values) => () => Uniform(values),
        ("uniform", double[] values) => () => Uniform(values),
        ("normal", float[] values) => () => BoxMuller(values),
        ("normal", double[] values) => () => BoxMuller(values),
        ("truncated-normal", float[] values) => () => RejectedBoxMuller(values),
        _ => null,
    };

    /// <summary>MathNet.Numerics, where it has the distribution; it fills doubles.</summary>
    public static Action? MathNet(string work, Array destination) => (work, destination) switch
    {
        ("uniform", double[] values) => () => ContinuousUniform.Samples(new Random(42), values, -0.1, 0.1),
        ("normal", double[] values) => () => Normal.Samples(new Random(42), values, 0.0, 0.02),
        ("uniform", float[] values) => Rounded(values, buffer => ContinuousUniform.Samples(new Random(42), buffer, -0.1, 0.1)),
        ("normal", float[] values) => Rounded(values, buffer => Normal.Samples(new Random(42), buffer, 0.0, 0.02)),
        _ => null,
    };

    private static Action Rounded(float[] values, Action<double[]> fill)
    {
        var buffer = new double[values.Length];
        return () =>
        {
            fill(buffer);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)buffer[i];
            }
        };
    }

    private static void Uniform(float[] values)
    {
        var random = new Random(42);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(random.NextDouble() * 0.2 - 0.1);
        }
    }

    private static void Uniform(double[] values)
    {
        var random = new Random(42);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble() * 0.2 - 0.1;
        }
    }

    private static void BoxMuller(float[] values)
    {
        var random = new Random(42);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(0.02 * BoxMuller(random));
        }
    }

    private static void BoxMuller(double[] values)
    {
        var random = new Random(42);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 0.02 * BoxMuller(random);
        }
    }

    private static void RejectedBoxMuller(float[] values)
    {
        var random = new Random(42);
        for (int i = 0; i < values.Length; i++)
        {
            double z;
            do
            {
                z = BoxMuller(random);
            }
            while (Math.Abs(z) > 2.0);
            values[i] = (float)(0.02 * z);
        }
    }

    private static double BoxMuller(Random random) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());
}
