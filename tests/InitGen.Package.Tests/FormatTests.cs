namespace InitGen.Package.Tests;

/// <summary>The code fixes in the package, applied from the command line.</summary>
[Collection(PackageCollection.Name)]
public sealed class FormatTests(PackedPackage package)
{
    private static readonly string[] s_rules =
        ["INIT001", "INIT101", "INIT102", "INIT103", "INIT104", "INIT106", "INIT108", "INIT110"];

    // One layer a rule, in the order of the signal; comments and the other arguments have to stay.
    private const string Model = """
        using System;
        using InitGen;

        /// <summary>A network with one mistake a layer.</summary>
        public sealed class Mlp
        {
            [Zeros] private readonly float[,] _w1 = new float[16, 16]; // ReLU
            [XavierUniform(Groups = 1)] private readonly float[,] _w2 = new float[16, 16]; // ReLU
            [KaimingNormal] private readonly float[,] _w3 = new float[16, 16]; // tanh
            [KaimingUniform(Nonlinearity.LeakyRelu)] private readonly float[,] _w4 = new float[16, 16]; // slope 0.2
            [XavierNormal] private readonly float[,] _w5 = new float[16, 16]; // SELU
            [KaimingNormal] private readonly float[,] _w6 = new float[16, 16]; // inputs first
            [KaimingNormal] private readonly float[,] _w7 = new float[4, 16]; // output

            public float[] Forward(float[] x)
            {
                float[] h = Apply(Product(_w1, x), v => Math.Max(0f, v));
                h = Apply(Product(_w2, h), v => v > 0f ? v : 0f);
                h = Apply(Product(_w3, h), MathF.Tanh);
                h = Apply(Product(_w4, h), v => v > 0f ? v : 0.2f * v);
                h = Apply(Product(_w5, h), Selu);
                float[] g = new float[16];
                for (int i = 0; i < 16; i++)
                {
                    for (int j = 0; j < 16; j++)
                    {
                        g[j] += h[i] * _w6[i, j];
                    }
                }

                return Product(_w7, Apply(g, v => Math.Max(0f, v)));
            }

            private static float Selu(float v) => 1.0507009873554805f * (v > 0f ? v : 1.6732632423543772f * (MathF.Exp(v) - 1f));

            private static float[] Apply(float[] x, Func<float, float> function) => Array.ConvertAll(x, v => function(v));

            private static float[] Product(float[,] w, float[] x)
            {
                float[] y = new float[w.GetLength(0)];
                for (int j = 0; j < y.Length; j++)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        y[j] += w[j, i] * x[i];
                    }
                }

                return y;
            }
        }
        """;

    private static readonly string[] s_repaired =
    [
        "public sealed partial class Mlp",
        "    [KaimingNormal] private readonly float[,] _w1 = new float[16, 16]; // ReLU",
        "    [KaimingUniform(Groups = 1)] private readonly float[,] _w2 = new float[16, 16]; // ReLU",
        "    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _w3 = new float[16, 16]; // tanh",
        "    [KaimingUniform(Nonlinearity.LeakyRelu, Slope = 0.2)] private readonly float[,] _w4 = new float[16, 16]; // slope 0.2",
        "    [LecunNormal] private readonly float[,] _w5 = new float[16, 16]; // SELU",
        "    [KaimingNormal(Layout = ParameterLayout.InOut)] private readonly float[,] _w6 = new float[16, 16]; // inputs first",
        "    [XavierNormal] private readonly float[,] _w7 = new float[4, 16]; // output",
    ];

    [Fact]
    public async Task Dotnet_format_repairs_a_project_in_one_go()
    {
        using var consumer = new ConsumerProject(package);
        consumer.Write("Mlp.cs", Model);
        consumer.Write("Program.cs", "System.Console.WriteLine(new Mlp().Forward(new float[16]).Length);");

        await consumer.FormatAsync(s_rules);
        string[] lines = consumer.Read("Mlp.cs").ReplaceLineEndings("\n").Split('\n');
        Assert.All(s_repaired, line => Assert.Contains(line, lines));

        string build = await consumer.BuildAsync();
        Assert.DoesNotContain(ConsumerProject.Diagnostics(build), diagnostic => s_rules.Any(rule => diagnostic.EndsWith(rule, StringComparison.Ordinal)));
    }
}
