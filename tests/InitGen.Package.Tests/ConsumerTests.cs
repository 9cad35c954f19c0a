namespace InitGen.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackedPackage package)
{
    private const string Model = """
        using InitGen;

        public sealed partial class Mlp
        {
            [XavierUniform]
            private readonly float[,] _w1 = new float[256, 784];

            [Zeros]
            private readonly float[] _b1 = new float[256];

            [KaimingNormal(Nonlinearity.Relu)]
            private readonly float[,] _w2 = new float[128, 256];

            [XavierNormal]
            private readonly float[][] _w3 = Rows(10, 128);

            public Mlp(ulong seed) => InitializeParameters(seed);

            public float[] Forward(float[] x)
            {
                float[] h1 = new float[256];
                for (int j = 0; j < h1.Length; j++)
                {
                    float sum = _b1[j];
                    for (int i = 0; i < x.Length; i++)
                    {
                        sum += _w1[j, i] * x[i];
                    }

                    h1[j] = MathF.Max(0, sum);
                }

                float[] h2 = new float[128];
                for (int j = 0; j < h2.Length; j++)
                {
                    float sum = 0;
                    for (int i = 0; i < h1.Length; i++)
                    {
                        sum += _w2[j, i] * h1[i];
                    }

                    h2[j] = MathF.Max(0, sum);
                }

                float[] logits = new float[10];
                for (int j = 0; j < logits.Length; j++)
                {
                    float sum = 0;
                    for (int i = 0; i < h2.Length; i++)
                    {
                        sum += _w3[j][i] * h2[i];
                    }

                    logits[j] = sum;
                }

                return logits;
            }

            private static float[][] Rows(int rows, int columns)
            {
                float[][] matrix = new float[rows][];
                for (int row = 0; row < rows; row++)
                {
                    matrix[row] = new float[columns];
                }

                return matrix;
            }
        }
        """;

    private const string Program = """
        using System.Globalization;
        using System.Runtime.InteropServices;
        using InitGen;

        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        foreach (ParameterInfo parameter in Mlp.Parameters)
        {
            Console.WriteLine($"{parameter.Path} {string.Join('x', parameter.Shape)} {parameter.Initializer} {parameter.FanIn} {parameter.Std:G9}");
        }

        var model = new Mlp(seed: 42);
        var first = new FirstValues();
        model.VisitParameters(ref first);

        internal struct FirstValues : IParameterVisitor
        {
            public readonly void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
                where T : unmanaged
            {
                if (offset == 0)
                {
                    Console.WriteLine($"{parameter.Path} {string.Join(' ', MemoryMarshal.Cast<T, float>(values)[..3].ToArray().Select(value => value.ToString("G9")))}");
                }
            }
        }
        """;

    [Fact]
    public async Task A_clean_project_builds_with_the_package_alone_and_is_warned_of_Xavier_before_ReLU()
    {
        using var consumer = new ConsumerProject(package);
        consumer.Write("Mlp.cs", Model);
        consumer.Write("Program.cs", Program);

        string build = await consumer.BuildAsync();
        Assert.True(ConsumerProject.Diagnostics(build) is ["Mlp.cs(5): warning INIT102"], build);

        string run = await consumer.RunAsync();
        Assert.Equal(
            """
            w1 256x784 XavierUniform 784 0.043852901
            b1 256 Zeros  0
            w2 128x256 KaimingNormal 256 0.0883883476
            w3  XavierNormal  
            w1 0.0738481283 -0.00908727292 0.0237198435
            b1 0 0 0
            w2 -0.0396510214 0.0284651816 -0.208970949
            w3 -0.0190615393 0.0150355855 -0.0309217256

            """,
            run.ReplaceLineEndings("\n"));
    }
}
