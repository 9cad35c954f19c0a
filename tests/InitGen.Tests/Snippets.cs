using System.Reflection;

namespace InitGen.Tests;

/// <summary>The sources that the suites share: snapshots, caching, and every prefix of each.</summary>
internal static class Snippets
{
    public const string Perceptron = """
        using InitGen;

        namespace Demo;

        public sealed partial class Mlp
        {
            [KaimingNormal(Nonlinearity.Relu)]   private readonly float[,] _w1 = new float[256, 784];   // out, in
            [Zeros]                              private readonly float[]  _b1 = new float[256];
            [XavierUniform]                      private readonly float[,] _w2 = new float[10, 256];
            [Zeros]                              private readonly float[]  _b2 = new float[10];

            public Mlp(ulong seed) => InitializeParameters(seed);
        }
        """;

    public const string EveryInitializer = """
        using System;
        using InitGen;

        public sealed partial class Every
        {
            [Zeros] public double[] Zeros { get; } = new double[4];
            [Ones] public Half[] Ones { get; } = new Half[4];
            [Constant(0.1)] public float[] Constant { get; } = new float[4];
            [Uniform(-0.1, 0.2)] public float[] Uniform { get; } = new float[4];
            [Uniform(-1, 1, ResidualBranches = 4)] public double[] ResidualUniform { get; } = new double[4];
            [Normal] public double[] Normal { get; } = new double[4];
            [Normal(1, 0.02, ResidualBranches = 24)] public Half[] ResidualNormal { get; } = new Half[4];
            [XavierUniform(Nonlinearity.Tanh)] public float[,] XavierUniform { get; } = new float[8, 6];
            [XavierNormal(Nonlinearity.Tanh, GainConvention = GainConvention.SecondMoment)] public double[,] XavierNormal { get; } = new double[8, 6];
            [KaimingUniform(Nonlinearity.LeakyRelu, Slope = 0.2)] public float[,] KaimingUniform { get; } = new float[8, 6];
            [KaimingNormal(FanMode = FanMode.FanOut)] public float[,,,] KaimingNormal { get; } = new float[8, 6, 3, 3];
            [KaimingNormal(Gain = 2, FanIn = 9)] public float[] ExplicitFans { get; } = new float[9];
            [LecunUniform] public Half[,] LecunUniform { get; } = new Half[8, 6];
            [LecunNormal(Parts = 2)] public double[,] LecunNormal { get; } = new double[8, 6];
            [XavierNormal(Parts = 3)] public float[,] Packed { get; } = new float[24, 8];
            [KaimingNormal(Groups = 2)] public float[,,,] Grouped { get; } = new float[8, 3, 3, 3];
            [VarianceScaling] public float[,] VarianceScaling { get; } = new float[8, 6];
            [VarianceScaling(2, FanMode.FanAverage, Distribution.Normal)] public float[,] VarianceScalingNormal { get; } = new float[8, 6];
            [VarianceScaling(1, FanMode.FanGeometric, Distribution.Uniform)] public double[,,] VarianceScalingUniform { get; } = new double[8, 6, 3];
        }
        """;

    public const string RunTimeShapes = """
        using InitGen;

        public sealed partial class Net
        {
            private const int Outputs = 10;

            [KaimingNormal] private readonly float[,] _w1;
            [XavierUniform] private readonly double[,,,] _w2;
            [Zeros] private readonly float[] _b1;
            [LecunNormal, Shape(nameof(Outputs), nameof(Inputs))] private readonly float[] _w3;
            [KaimingUniform(FanMode = FanMode.FanAverage, Parts = 2), Shape(nameof(_hidden), nameof(Inputs))] private readonly float[] _w4;
            [XavierNormal, Shape(10, 20)] private readonly float[] _w5 = new float[200];
            [VarianceScaling] private float[,] _w6 = new float[2, 3];
            private readonly int _hidden;

            public Net(int inputs, int hidden)
            {
                Inputs = inputs;
                _hidden = hidden;
                _w1 = new float[hidden, inputs];
                (_w2, _b1) = (new double[hidden, 3, 5, 5], new float[hidden]);
                this._w3 = new float[Outputs * inputs];
                _w4 = new float[hidden * inputs];
            }

            public int Inputs { get; }

            public void Grow() => _w6 = new float[4, 3];
        }
        """;

    public const string Layouts = """
        using InitGen;

        [assembly: ParameterLayout(ParameterLayout.InOut)]

        public sealed partial class Keras
        {
            private const int Inputs = 784, Outputs = 2 * 128;
            [KaimingNormal] private readonly float[,] _w1 = new float[Inputs, Outputs];
            [KaimingNormal(Layout = ParameterLayout.OutIn)] private readonly float[,] _w2 = new float[10, 256];
            [KaimingNormal] private readonly float[,,,] _kernel = new float[3, 3, 16, 32];
            [KaimingNormal] private readonly float[,] _late;
            public Keras(int n) => _late = new float[n, n];
        }

        [ParameterLayout(ParameterLayout.OutIn)]
        public sealed partial class Torch
        {
            [KaimingNormal] private readonly float[,] _w1 = new float[Size.Outputs, Size.Inputs];
        }

        public static class Size { public const int Inputs = 784, Outputs = 256; }
        """;

    public const string Jagged = """
        using InitGen;

        public sealed partial class Rows
        {
            [KaimingNormal, Shape(5, 7)] private readonly float[][] _w1 = new float[5][];
            [XavierUniform] private readonly double[][] _w2;
            [Zeros] private readonly float[][] _w3;
            [Constant(0.5)] private readonly float[][] _w4;

            public Rows(int outputs, int inputs)
            {
                _w2 = new double[outputs][];
                _w3 = new float[outputs][];
                _w4 = new float[outputs][];
                for (int i = 0; i < outputs; i++) (_w2[i], _w3[i], _w4[i]) = (new double[inputs], new float[inputs], new float[inputs]);
                for (int i = 0; i < 5; i++) _w1[i] = new float[7];
            }
        }
        """;

    public const string Generic = """
        using System.Numerics;
        using InitGen;

        namespace Demo.Generic;

        public static partial class Outer<TKey>
        {
            public sealed partial class Net<T>
                where T : IFloatingPointIeee754<T>
            {
                [KaimingNormal] private readonly T[,] _w1 = new T[8, 6];
                [XavierUniform] private readonly T[,] _w2;
                [Uniform(-0.5, 0.5)] private readonly T[][] _w3 = [new T[3], new T[3]];
                [Constant(0.1)] private readonly T[] _b1 = new T[8];
                [Ones] private readonly float[] _gain = new float[8];

                public Net(int n) => _w2 = new T[n, 8];
            }
        }
        """;

    public const string KindsOfTypes = """
        using InitGen;

        namespace Demo
        {
            public partial struct Pair
            {
                [Zeros] public readonly float[] B = new float[3];
                public Pair() { }
            }

            public sealed partial record Linear(int Inputs, int Outputs)
            {
                [XavierNormal] public float[,] W { get; } = new float[Outputs, Inputs];
            }

            internal partial record struct Point
            {
                public Point() { }
                [Zeros] internal float[] B { get; } = new float[3];
            }

            public abstract partial class Open
            {
                private protected partial class Nested
                {
                    [Zeros] protected readonly float[] m_bias = new float[3];
                }
            }
        }
        """;

    public const string Inheritance = """
        using InitGen;

        public partial class Base
        {
            [KaimingNormal] private readonly float[,] _w1 = new float[8, 6];
        }

        public class Between : Base;

        public sealed partial class Derived : Between
        {
            [XavierUniform] private readonly float[,] _w2 = new float[3, 8];
        }
        """;

    public const string Names = """
        using InitGen;

        namespace @event.Demo;

        public sealed partial class @class
        {
            [Zeros] public readonly float[] @base = new float[3];
            [Zeros] public readonly float[] stream = new float[3];
            [Zeros] public readonly float[] w = new float[3];
            [Normal] public readonly float[] Größe = new float[3];
            [Zeros] public readonly float[] all = new float[3];
        }
        """;

    public const string HandWritten = """
        using InitGen;

        public sealed partial class Net : IInitializable
        {
            [Zeros] private readonly float[] _b = new float[3];

            public static int Parameters => 3;

            public void InitializeParameters(RandomStream stream) => System.Array.Fill(_b, 1f);

            public void VisitParameters<TVisitor>(ref TVisitor visitor)
                where TVisitor : IParameterVisitor, allows ref struct
            {
            }
        }
        """;

    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(Snippets).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
