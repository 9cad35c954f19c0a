using System.Globalization;
using System.Text;

namespace InitGen.Testing;

/// <summary>Sources of networks that cost a careless analysis time: tests bound the steps on them, the benchmark measures them.</summary>
internal static class LargeNetworks
{
    /// <summary>The networks by what they are called in the benchmark's table.</summary>
    public static IReadOnlyList<(string Name, string Code)> All { get; } =
    [
        ("30 residual blocks in fields", ResidualFields("Fields30", 30)),
        ("96 blocks in lists", Lists("Lists96", 96)),
        ("1,000 fields", Fields("Fields1000", 1000)),
        ("helpers that call the one before twice, 25 levels", Doubling("Doubling25", 25)),
    ];

    private const string MatVec = """
            private static float[] MatVec(float[,] w, float[] x)
            {
                var y = new float[w.GetLength(0)];
                for (int j = 0; j < y.Length; j++)
                {
                    for (int i = 0; i < x.Length; i++)
                    {
                        y[j] += w[j, i] * x[i];
                    }
                }

                return y;
            }

        """;

    private const string Relu = """
            private static float[] Relu(float[] x)
            {
                var y = new float[x.Length];
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = MathF.Max(0f, x[i]);
                }

                return y;
            }

        """;

    private const string Add = """
            private static float[] Add(float[] a, float[] b)
            {
                var y = new float[a.Length];
                for (int i = 0; i < a.Length; i++)
                {
                    y[i] = a[i] + b[i];
                }

                return y;
            }

        """;

    /// <summary>x + W₂ relu(W₁ x), again and again, each matrix in a field: 2^(blocks − 1) simple paths.</summary>
    public static string ResidualFields(string name, int blocks)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name}\n{{\n");
        for (int l = 0; l < blocks; l++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    [KaimingNormal] private readonly float[,] _up{l} = new float[64, 64];\n");
            text.Append(CultureInfo.InvariantCulture, $"    [Zeros] private readonly float[,] _down{l} = new float[64, 64];\n");
        }

        text.Append("    [XavierNormal] private readonly float[,] _head = new float[10, 64];\n\n    public float[] Forward(float[] x)\n    {\n");
        for (int l = 0; l < blocks; l++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        x = Add(x, MatVec(_down{l}, Relu(MatVec(_up{l}, x))));\n");
        }

        return text.Append("        return MatVec(_head, x);\n    }\n\n").Append(MatVec).Append(Relu).Append(Add).Append("}\n").ToString();
    }

    /// <summary>A transformer-like model: the matrices of its blocks stand in lists that a loop runs through.</summary>
    public static string Lists(string name, int blocks)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            public sealed partial class {{name}}
            {
                [XavierNormal] private readonly float[][,] _query = new float[{{blocks}}][,];
                [XavierNormal] private readonly float[][,] _value = new float[{{blocks}}][,];
                [XavierNormal] private readonly float[][,] _output = new float[{{blocks}}][,];
                [KaimingNormal] private readonly float[][,] _up = new float[{{blocks}}][,];
                [XavierNormal] private readonly float[][,] _down = new float[{{blocks}}][,];
                [Zeros] private readonly float[][] _bias = new float[{{blocks}}][];
                [XavierNormal] private readonly float[,] _head = new float[10, 64];

                public {{name}}()
                {
                    for (int l = 0; l < {{blocks}}; l++)
                    {
                        _query[l] = new float[64, 64];
                        _value[l] = new float[64, 64];
                        _output[l] = new float[64, 64];
                        _up[l] = new float[256, 64];
                        _down[l] = new float[64, 256];
                        _bias[l] = new float[256];
                    }
                }

                public float[] Forward(float[] x)
                {
                    for (int l = 0; l < {{blocks}}; l++)
                    {
                        float[] q = MatVec(_query[l], x);
                        float[] v = MatVec(_value[l], x);
                        for (int i = 0; i < v.Length; i++)
                        {
                            v[i] *= q[i];
                        }

                        x = Add(x, MatVec(_output[l], v));
                        x = Add(x, MatVec(_down[l], Relu(Add(MatVec(_up[l], x), _bias[l]))));
                    }

                    return MatVec(_head, x);
                }


            """);
        return text.Append(MatVec).Append(Relu).Append(Add).Append("}\n").ToString();
    }

    /// <summary>Many small parameters, each used once.</summary>
    public static string Fields(string name, int fields)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name}\n{{\n");
        for (int l = 0; l < fields; l++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    [{(l == fields - 1 ? "XavierNormal" : "KaimingNormal")}] private readonly float[,] _w{l} = new float[8, 8];\n");
        }

        text.Append("\n    public float[] Forward(float[] x)\n    {\n");
        for (int l = 0; l < fields - 1; l++)
        {
            text.Append(CultureInfo.InvariantCulture, $"        x = Relu(MatVec(_w{l}, x));\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"        return MatVec(_w{fields - 1}, x);\n    }}\n\n");
        return text.Append(MatVec).Append(Relu).Append("}\n").ToString();
    }

    /// <summary>Helpers that each call the one before twice: 2^levels calls of the first.</summary>
    public static string Doubling(string name, int levels)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""
            public sealed partial class {{name}}
            {
                [KaimingNormal] private readonly float[,] _w1 = new float[64, 64];
                [XavierNormal] private readonly float[,] _w2 = new float[10, 64];

                public float[] Forward(float[] x) => MatVec(_w2, Relu(Step{{levels}}(MatVec(_w1, x))));

                private static float[] Step0(float[] x) => Add(x, x);


            """);
        for (int l = 1; l <= levels; l++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    private static float[] Step{l}(float[] x) => Step{l - 1}(Step{l - 1}(x));\n\n");
        }

        return text.Append(MatVec).Append(Relu).Append(Add).Append("}\n").ToString();
    }
}
