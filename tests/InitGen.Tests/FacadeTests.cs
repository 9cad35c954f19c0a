using System.Numerics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>Generated code gives the bits of the facade, for every initializer, element type and way of storing.</summary>
public sealed class FacadeTests
{
    private const ulong Seed = 11;

    // T is replaced; N is 0 where shapes are constant in the source, and given at run time in the second class.
    private const string Source = """
        using System;
        using InitGen;
        using T = System.Half;

        public sealed partial class Constant
        {
            [TruncatedNormal(0.1, 0.5, LowerSigmas = -1, UpperSigmas = 3, ResidualBranches = 4)] public T[] Truncated { get; } = new T[70];
            [TruncatedNormal(0, 0.02, PreserveStd = true)] public T[,] Preserved { get; } = new T[9, 7];
            [Orthogonal(Nonlinearity.Tanh, ResidualBranches = 2)] public T[,] Orthogonal { get; } = new T[9, 7];
            [Orthogonal(Gain = 2, Parts = 3, Layout = ParameterLayout.InOut)] public T[,,] OrthogonalParts { get; } = new T[2, 4, 9];
            [DeltaOrthogonal(Nonlinearity.Relu)] public T[,,,] Delta { get; } = new T[8, 6, 3, 3];
            [Identity(0.5)] public T[,] Identity { get; } = new T[5, 7];
            [Dirac(Groups = 2)] public T[,,] Dirac { get; } = new T[6, 3, 3];
            [Sparse(0.3, Std = 0.1)] public T[,] Sparse { get; } = new T[10, 6];
            [BiasUniform(nameof(Weight))] public T[] Bias { get; } = new T[8];
            [KaimingUniform(Groups = 2)] public T[,,,] Weight { get; } = new T[8, 3, 3, 3];
            [LstmBias(ForgetGate = 2, Order = GateOrder.InputCellForgetOutput)] public T[] Lstm { get; } = new T[12];
            [Icnr(2, IcnrInitializer.KaimingNormal, Nonlinearity.LeakyRelu, Slope = 0.2)] public T[,,,] Icnr { get; } = new T[8, 5, 3, 3];
            [Icnr(2, IcnrInitializer.XavierUniform, Nonlinearity.Linear)] public T[,,,] IcnrUniform { get; } = new T[8, 5, 3, 3];
            [Bilinear] public T[,,,] Bilinear { get; } = new T[4, 2, 3, 3];
            [VarianceScaling(2, FanMode.FanOut)] public T[,] Scaled { get; } = new T[9, 7];
            [Uniform(-0.25, 0.5, ResidualBranches = 3)] public T[,] Uniform { get; } = new T[9, 7];
        }

        public sealed partial class RunTime(int n)
        {
            [TruncatedNormal(0.1, 0.5, LowerSigmas = -1, UpperSigmas = 3, ResidualBranches = 4)] public T[] Truncated { get; } = new T[70 * n];
            [TruncatedNormal(0, 0.02, PreserveStd = true)] public T[,] Preserved { get; } = new T[9, 7 * n];
            [Orthogonal(Nonlinearity.Tanh, ResidualBranches = 2)] public T[][] Orthogonal { get; } = Rows(9 * n, 7);
            [Orthogonal(Gain = 2, Parts = 3, Layout = ParameterLayout.InOut)] public T[,,] OrthogonalParts { get; } = new T[2 * n, 4, 9];
            [DeltaOrthogonal(Nonlinearity.Relu)] public T[,,,] Delta { get; } = new T[8 * n, 6, 3, 3];
            [Identity(0.5)] public T[][] Identity { get; } = Rows(5 * n, 7);
            [Dirac(Groups = 2)] public T[,,] Dirac { get; } = new T[6 * n, 3, 3];
            [Sparse(0.3, Std = 0.1)] public T[][] Sparse { get; } = Rows(10 * n, 6);
            [BiasUniform(nameof(Weight))] public T[] Bias { get; } = new T[8];
            [KaimingUniform(Groups = 2)] public T[,,,] Weight { get; } = new T[8, 3 * n, 3, 3];
            [LstmBias(ForgetGate = 2, Order = GateOrder.InputCellForgetOutput)] public T[] Lstm { get; } = new T[12 * n];
            [Icnr(2, IcnrInitializer.KaimingNormal, Nonlinearity.LeakyRelu, Slope = 0.2)] public T[,,,] Icnr { get; } = new T[8 * n, 5, 3, 3];
            [Icnr(2, IcnrInitializer.XavierUniform)] public T[,,,] IcnrUniform { get; } = new T[8, 5 * n, 3, 3];
            [Bilinear] public T[,,,] Bilinear { get; } = new T[4, 2 * n, 3, 3];
            [VarianceScaling(2, FanMode.FanOut)] public T[][] Scaled { get; } = Rows(9 * n, 7);
            [Uniform(-0.25, 0.5, ResidualBranches = 3)] public T[][] Uniform { get; } = Rows(9, 7 * n);

            private static T[][] Rows(int rows, int columns)
            {
                var matrix = new T[rows][];
                for (int i = 0; i < rows; i++) matrix[i] = new T[columns];
                return matrix;
            }
        }
        """;

    [Fact]
    public void Every_initializer_has_the_bits_of_the_facade()
    {
        Check<float>("float");
        Check<double>("double");
        Check<Half>("System.Half");
    }

    [Theory]
    [InlineData("Init.Zeros(new float[3, 4]);", true)]
    [InlineData("Init.Normal(new double[3][], stream);", true)]
    [InlineData("Init.KaimingNormal(new System.Half[3, 4, 5].AsParameter(), stream);", false)]
    [InlineData("Init.KaimingNormal(new System.Half[3, 4, 5], stream);", true)]
    [InlineData("Init.Zeros(new int[3, 4]);", false)]
    [InlineData("Init.Zeros(new int[3, 4, 5, 6, 7]);", false)]
    [InlineData("Init.Zeros(new System.Span<decimal>());", false)]
    [InlineData("Init.Ones(new System.Span<float[]>());", false)]
    [InlineData("Init.Normal(new long[3][], stream);", false)]
    [InlineData("Init.Zeros(new float[3][][]);", false)]
    [InlineData("Init.Normal(new float[3][,], stream);", false)]
    [InlineData("Init.KaimingNormal(\"text\", stream);", false)]
    [InlineData("Init.Constant(new System.Span<string>(), 1);", false)]
    [InlineData("ParameterInit.Zeros(new float[3, 4]);", true)]
    [InlineData("_ = stream.Child(5);", true)]
    [InlineData("_ = stream.Child(5u);", false)]
    [InlineData("_ = stream.Child(5UL);", false)]
    public void Nonsense_does_not_compile(string statement, bool isSense)
    {
        string source = "using InitGen; static class Calls { static void Call(RandomStream stream) { " + statement + " } }";
        foreach (CSharpParseOptions options in new[] { GeneratorRun.ParseOptions, GeneratorRun.PreviewOptions })
        {
            Diagnostic[] errors = [.. GeneratorRun.Compile(options, source).GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
            Assert.True(errors.Length == 0 == isSense, string.Join<Diagnostic>('\n', errors));
        }
    }

    [Fact]
    public void A_generic_class_and_one_with_an_Init_of_its_own_call_the_facade()
    {
        Assembly assembly = ModelProbe.Load("""
            using System.Numerics;
            using InitGen;

            public sealed class Generic<T> where T : IFloatingPointIeee754<T>
            {
                public T[,] Matrix { get; } = new T[3, 4];
                public T[] Flat { get; } = new T[12];
                public void Init(RandomStream stream)
                {
                    ParameterInit.KaimingNormal(ParameterArray.Of(Matrix), stream);
                    ParameterInit.KaimingNormal<T>(Flat, [3, 4], stream);
                }
            }

            public static class Program
            {
                public static double[] Run(ulong seed)
                {
                    var model = new Generic<double>();
                    model.Init(new RandomStream(seed));
                    double[] values = new double[24];
                    int i = 0;
                    foreach (double value in model.Matrix) values[i++] = value;
                    foreach (double value in model.Flat) values[i++] = value;
                    return values;
                }
            }
            """);
        var values = (double[])assembly.GetType("Program")!.GetMethod("Run")!.Invoke(null, [Seed])!;
        double[] expected = new double[12];
        Init.KaimingNormal<double>(expected, [3, 4], new RandomStream(Seed));
        Assert.Equal([.. expected, .. expected], values);
    }

    private static void Check<T>(string name)
        where T : struct, IFloatingPointIeee754<T>
    {
        Assembly assembly = ModelProbe.Load(Source.Replace("System.Half", name, StringComparison.Ordinal));
        List<KeyValuePair<string, double[]>> constant = ModelProbe.ValuesOf(assembly.Initialized("Constant", Seed));
        List<KeyValuePair<string, double[]>> runTime = ModelProbe.ValuesOf(assembly.Initialized("RunTime", Seed, 1));
        (string Path, int Length, Action<T[], RandomStream> Fill)[] expected =
        [
            ("truncated", 70, (values, stream) => Init.TruncatedNormal<T>(values, stream, 0.1, 0.5, -1, 3, residualBranches: 4)),
            ("preserved", 63, (values, stream) => Init.TruncatedNormal<T>(values, stream, 0, 0.02, preserveStd: true)),
            ("orthogonal", 63, (values, stream) => Sampler.Orthogonal<T>(values, [9, 7], stream, Scale.ResidualStd(5.0 / 3.0, 2))),
            ("orthogonalParts", 72, (values, stream) => Sampler.Orthogonal<T>(values, [2, 4, 9], stream, 2, ParameterLayout.InOut, 3)),
            ("delta", 432, (values, stream) => Sampler.DeltaOrthogonal<T>(values, [8, 6, 3, 3], stream, Math.Sqrt(2.0))),
            ("identity", 35, (values, _) => Init.Identity<T>(values, [5, 7], 0.5)),
            ("dirac", 54, (values, _) => Init.Dirac<T>(values, [6, 3, 3], groups: 2)),
            ("sparse", 60, (values, stream) => Init.Sparse<T>(values, [10, 6], stream, 0.3, 0.1)),
            ("bias", 8, (values, stream) => Init.BiasUniform<T>(values, [8, 3, 3, 3], stream)),
            ("weight", 216, (values, stream) => Init.KaimingUniform<T>(values, [8, 3, 3, 3], stream, groups: 2)),
            ("lstm", 12, (values, _) => Init.LstmBias<T>(values, 3, 2, GateOrder.InputCellForgetOutput)),
            ("icnr", 360, (values, stream) => Init.Icnr<T>(values, [8, 5, 3, 3], stream, 2, nonlinearity: Nonlinearity.LeakyRelu, slope: 0.2)),
            ("icnrUniform", 360, (values, stream) => Init.Icnr<T>(values, [8, 5, 3, 3], stream, 2, IcnrInitializer.XavierUniform, Nonlinearity.Linear)),
            ("bilinear", 72, (values, _) => Init.Bilinear<T>(values, [4, 2, 3, 3])),
            ("scaled", 63, (values, stream) => Init.VarianceScaling<T>(values, [9, 7], stream, 2, FanMode.FanOut)),
            ("uniform", 63, (values, stream) => Init.Uniform<T>(values, stream, -0.25, 0.5, residualBranches: 3)),
        ];
        Assert.Equal(expected.Select(entry => entry.Path), constant.Select(entry => entry.Key));
        foreach ((string path, int length, Action<T[], RandomStream> fill) in expected)
        {
            double[] values = ModelProbe.Expected(Seed, path, length, fill);
            Assert.True(values.AsSpan().SequenceEqual(constant.Of(path)), $"{path} of {name}, constant");
            Assert.True(values.AsSpan().SequenceEqual(runTime.Of(path)), $"{path} of {name}, at run time");
            Assert.Contains(values, value => value != 0);
        }
    }
}
