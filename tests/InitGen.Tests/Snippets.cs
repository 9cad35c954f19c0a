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

    /// <summary>Storages that tell their sizes by one member, by members of members, or as long, whose code is not seen, and a single number.</summary>
    public const string Owners = """
        using System;
        using InitGen;

        namespace Demo
        {
            [ParameterStorage(nameof(Data), nameof(Shape))]
            public sealed class NdArray(params int[] shape)
            {
                public float[] Data { get; } = new float[Array.IndexOf(shape, 0) < 0 ? Product(shape) : 0];
                public int[] Shape => shape;
                private static int Product(int[] shape) { int n = 1; foreach (int size in shape) n *= size; return n; }
            }

            [ParameterStorage(nameof(Data), nameof(Shape))]
            public sealed class Wide
            {
                public float[] Data { get; } = new float[12];
                public ReadOnlySpan<nint> Shape => new nint[] { 3, 4 };
            }

            public readonly record struct Extent(long Rows, nint Columns);

            [ParameterStorage(nameof(Data), "Extent.Rows", "Extent.Columns")]
            public sealed class Dotted
            {
                public float[] Data { get; } = new float[12];
                public Extent Extent => new(3, 4);
            }

            [ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
            public sealed class Lent(bool copies)
            {
                private readonly float[] _data = new float[12];
                public float[] Data => Find();
                public int Rows => 3;
                public int Columns => 4;
                private float[] Find() => copies ? _data.AsSpan().ToArray() : _data;
            }

            public sealed partial class Owners(bool copies, params int[] shape)
            {
                [Ones] private readonly float[] _first = new float[2];
                [KaimingNormal] private readonly NdArray _array = new(shape);
                [Orthogonal(Layout = ParameterLayout.InOut, Parts = 2)] private readonly NdArray _orthogonal = new(6, 4);
                [LecunNormal, Shape(3, 4)] private readonly NdArray _stated = new(3, 4);
                [KaimingNormal] private readonly Wide _wide = new();
                [XavierUniform] private readonly Dotted _dotted = new();
                [KaimingNormal] private readonly Lent _lent = new(copies);
                [Constant(0.5)] private readonly double _bias;
                [Normal] private float _noise;
                public double Bias => _bias + _noise - _noise;
                public float First => _first[0];
            }
        }
        """;

    /// <summary>Numbers that members hold until run time.</summary>
    public const string NamedNumbers = """
        using InitGen;
        public sealed partial class Named(double sigma, float gain, double value, int branches)
        {
            private readonly double _sigma = sigma;
            public double Sigma => _sigma;
            public float Gain => gain;
            public double Start => value;
            public int Branches { get; } = branches;
            public const int Two = 2;

            [Ones] private readonly float[] _first = new float[2];
            [Normal(StdFrom = nameof(Sigma))] private readonly float[,] _normal = new float[3, 4];
            [Normal(0.5, 0.1, ResidualBranchesFrom = nameof(Branches))] private readonly double[,] _scaled = new double[3, 4];
            [TruncatedNormal(StdFrom = nameof(_sigma), PreserveStd = true, ResidualBranchesFrom = nameof(Branches))] private readonly float[,] _truncated = new float[3, 4];
            [Uniform(-1, 3, ResidualBranchesFrom = nameof(Branches))] private readonly float[,] _uniform = new float[3, 4];
            [Constant(ValueFrom = nameof(Start))] private readonly System.Half[] _constant = new System.Half[3];
            [XavierUniform(GainFrom = nameof(Gain))] private readonly float[,] _xavier = new float[3, 4];
            [KaimingNormal(ResidualBranchesFrom = nameof(Branches))] private readonly float[,] _kaiming = new float[3, 4];
            [LecunNormal(ResidualBranchesFrom = nameof(Two))] private readonly float[,] _lecun = new float[3, 4];
            [Orthogonal(GainFrom = nameof(Gain), ResidualBranchesFrom = nameof(Branches))] private readonly float[,] _orthogonal = new float[3, 4];
            [Normal(StdFrom = nameof(Sigma))] private readonly float[][,] _list = [new float[3, 4], new float[2, 3]];
            public float First => _first[0];
        }
        """;

    /// <summary>Parameters, lists and layers that may be null.</summary>
    public const string Optional = """
        using System.Collections.Generic;
        using InitGen;
        public sealed class Dense(int inputs, int outputs)
        {
            [Weight] public float[,] W { get; } = new float[outputs, inputs];
            [Bias] public float[] B { get; } = new float[outputs];
        }
        public partial class Optional(bool some, int n)
        {
            [KaimingNormal] private readonly float[,] _w = new float[3, 4];
            [Constant(0.5)] private readonly float[]? _bias = some ? new float[3] : null;
            [XavierUniform] private readonly float[,]? _residual = some ? new float[n, 4] : null;
            [Normal] private readonly float[][]? _rows = some ? [new float[n], new float[n]] : null;
            [BiasUniform(nameof(_residual))] private readonly float[]? _spread = some ? new float[3] : null;
            [LecunNormal] private readonly List<float[,]>? _list = some ? [new float[n, 2]] : null;
            [KaimingNormal(Bias = 0.1)] private readonly Dense? _dense = some ? new Dense(4, n) : null;
        }
        """;

    /// <summary>Arrays of vectors: of unequal lengths by what is seen, of lengths that show at run time, and as the biases of several layers.</summary>
    public const string Vectors = """
        using InitGen;
        public sealed partial class Vectors
        {
            [Zeros] private readonly float[][] _biases = [new float[300], new float[100], new float[10]];
            [KaimingNormal] private readonly float[][,] _weights = [new float[300, 784], new float[100, 300], new float[10, 100]];
            [BiasUniform(nameof(_weights))] private readonly float[][] _spread = [new float[300], new float[100], new float[10]];
            [LstmBias] private readonly double[][] _gates = [new double[8], new double[4]];
            [Ones] private readonly float[][] _scales;
            [Normal(0, 0.1)] private readonly float[][] _noise;
            public Vectors(params int[] sizes)
            {
                _scales = new float[sizes.Length][];
                _noise = new float[sizes.Length][];
                for (int i = 0; i < sizes.Length; i++)
                {
                    _scales[i] = new float[sizes[i]];
                    _noise[i] = new float[sizes[i]];
                }
            }
        }
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

    public const string Storages = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using InitGen;

        [assembly: ParameterStorage(typeof(Vendor.Grid<>), "Cells", "Height", "Width")]

        namespace Vendor
        {
            public sealed class Grid<T>(int height, int width)
            {
                public readonly List<T> Cells = new(new T[height * width]);
                public int Height => height;
                public int Width => width;
            }
        }

        [ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
        public sealed class Matrix(int rows, int columns)
        {
            public double[] Data { get; } = new double[rows * columns];
            public int Rows => rows;
            public int Columns => columns;
        }

        public sealed class Block(int length)
        {
            private readonly float[] _values = new float[length];
            public Span<float> AsSpan() => _values;
        }

        public readonly struct Wrapped(float[] values)
        {
            public static implicit operator Span<float>(Wrapped wrapped) => wrapped.Values;
            public float[] Values { get; } = values;
        }

        [InlineArray(12)]
        public struct Twelve
        {
            private Half _first;
        }

        public sealed partial class Storages
        {
            [KaimingNormal] private readonly float[,,] _rank3 = new float[4, 3, 2];
            [KaimingNormal] private readonly double[,,,,] _rank5 = new double[4, 3, 2, 1, 2];
            [Normal] private readonly List<float> _list = [.. new float[6]];
            [XavierUniform, Shape(3, 4)] private readonly Memory<float> _memory = new float[12];
            [KaimingNormal] private readonly Matrix _matrix = new(6, 4);
            [XavierNormal, Shape(6, 4)] private readonly Matrix? _checked = new(6, 4);
            [LecunNormal] private readonly Vendor.Grid<float> _grid = new(5, 3);
            [KaimingUniform, Shape(4, 5)] private readonly Block _block = new(20);
            [Uniform(-1, 1)] private readonly Wrapped _wrapped = new(new float[7]);
            [KaimingNormal, Shape(3, 4)] private readonly Twelve _inline;

            public ReadOnlySpan<Half> Inline => _inline;
        }

        public unsafe partial struct Buffers
        {
            [KaimingNormal, Shape(4, 3)] public fixed float Fixed[12];
            [XavierNormal, Shape(nameof(Rows), nameof(Columns))] public Twelve Inline;
            [Normal, Shape(2, 5)] public double* Pointer;
            public const int Columns = 4;
            public int Rows => 3;
        }

        public readonly ref partial struct Views
        {
            [KaimingNormal, Shape(4, 3)] public readonly Span<float> W;
            [Zeros] public readonly Span<double> B;
            public Views(Span<float> w, Span<double> b) { W = w; B = b; }
        }
        """;

    public const string Lists = """
        using System.Collections.Generic;
        using InitGen;

        public sealed partial class Lists
        {
            [KaimingNormal] private readonly float[][,] _weights = new float[3][,];
            [BiasUniform(nameof(_weights))] private readonly List<float[]> _biases;
            [XavierUniform] private readonly List<double[,]> _grown = [];
            [LecunNormal] private readonly float[][][] _jagged = [[new float[3], new float[3]], [new float[2]]];
            [Normal(0, 0.02)] private readonly IReadOnlyList<float[,]?> _read = [new float[2, 3]];

            public Lists(int width)
            {
                _biases = new();
                for (int i = 0; i < _weights.Length; i++)
                {
                    _weights[i] = new float[8, 4];
                    _biases.Add(new float[8]);
                    _grown.Add(new double[width, i + 1]);
                }
            }
        }
        """;

    public const string Layers = """
        using System.Collections.Generic;
        using InitGen;

        [assembly: LayerContract(typeof(Vendor.Dense), Weight = "Kernel", Bias = "Offset", Layout = ParameterLayout.InOut)]

        namespace Vendor
        {
            public class Dense
            {
                public float[,] Kernel = new float[3, 4];
                public float[] Offset { get; } = new float[4];
            }
        }

        public class Linear(int inputs, int outputs)
        {
            [Weight] public float[,] W { get; } = new float[outputs, inputs];
            [Bias] public float[] B { get; } = new float[outputs];
        }

        public sealed class Flat<T>(int inputs, int outputs)
            where T : System.Numerics.IFloatingPointIeee754<T>
        {
            public int Inputs { get; } = inputs;
            public int Outputs { get; } = outputs;
            [Weight, ParameterName("weight"), Shape(nameof(Outputs), nameof(Inputs))] public readonly T[] Data = new T[outputs * inputs];
        }

        public sealed class Gated(int inputs, int outputs) : Linear(inputs, outputs)
        {
            [Weight] public double[][] Gate { get; } = [new double[inputs], new double[inputs]];
        }

        public sealed partial class Net
        {
            [KaimingNormal(Nonlinearity.Relu)] private readonly Linear _fc1 = new(784, 256);
            [XavierNormal(Bias = 0.01)] private readonly Linear _head;
            [XavierUniform] private readonly Vendor.Dense _dense = new();
            [LecunNormal] private readonly Flat<double>? _flat = new(outputs: 3, inputs: 4);
            [Orthogonal] private readonly Gated _gated = new(5, 6);
            [KaimingUniform] private readonly Linear[] _hidden = [new(4, 4), new(4, 4)];
            [KaimingUniform] private readonly List<Linear?> _more = [new(4, 5)];

            public Net(int classes) => _head = new Linear(256, classes);
        }
        """;

    public const string Modules = """
        using System.Collections.Generic;
        using InitGen;

        namespace Demo.Modules;

        public sealed partial class Attention(int width)
        {
            [XavierUniform(Parts = 3)] private readonly float[,] _qkv = new float[3 * width, width];
            [XavierUniform] private readonly float[,] _out = new float[width, width];
        }

        public abstract partial class Part
        {
            [Ones] private readonly float[] _gain = new float[4];
        }

        public sealed partial class Block(int width) : Part
        {
            [Module] private readonly Attention _attn = new(width);
            [KaimingNormal] private readonly float[][,] _mlp = [new float[8, 4], new float[4, 8]];
        }

        public sealed partial class Tree(int depth)
        {
            [Zeros] private readonly float[] _b = new float[2];
            [Module] private readonly Tree? _left = depth > 0 ? new Tree(depth - 1) : null;
            [Module] private readonly List<Tree> _right = depth > 1 ? [new Tree(depth - 1), new Tree(0)] : [];
        }

        public partial struct Small(int width)
        {
            [Normal] public readonly float[] W = new float[width];
        }

        public sealed class ByHand : IInitializable
        {
            public RandomStream Stream { get; private set; }

            void IInitializable.InitializeParameters(RandomStream stream) => Stream = stream;
        }

        public sealed partial class Net<TModule>(TModule module)
            where TModule : class, IInitializable
        {
            [Module] private readonly Block[] _blocks = [new(4), new(4)];
            [Module] private readonly Tree _tree = new(2);
            [Module] private readonly Small _small = new(3);
            [Module] private readonly Small[] _smalls = [new(3)];
            [Module] private readonly List<Small> _list = [new(3)];
            [Module] private readonly IInitializable[] _any = [new Attention(2), new ByHand()];
            [Module] private readonly ByHand _hand = new();
            [Module] private readonly TModule _module = module;
            [Zeros, ParameterName("head.bias")] private readonly float[] _b = new float[2];

            public RandomStream Hand => _hand.Stream;
        }
        """;

    public const string Shapes = """
        using InitGen;

        public static class Size
        {
            public const int Inputs = 28 * 28;
            public static readonly int Hidden = Inputs / 2 + 8;
        }

        public sealed partial class Shapes
        {
            private static readonly int s_width = 12;
            private readonly int _outputs;

            [KaimingNormal(NonlinearityFrom = nameof(_activation))] private readonly float[,] _w1 = new float[Size.Hidden, Size.Inputs];
            [BiasUniform(nameof(_w1))] private readonly float[] _b1 = new float[Size.Hidden];
            [XavierUniform(NonlinearityFrom = nameof(Activation), GainConvention = GainConvention.Variance, ResidualBranches = 4)]
            private readonly double[,] _w2;
            [BiasUniform(nameof(_w2))] private readonly double[] _b2;
            [LecunNormal, Shape(nameof(s_width), nameof(Inputs))] private readonly float[] _w3 = new float[12 * 5];
            [KaimingNormal] private readonly float[][] _w4 = new float[3][];
            [VarianceScaling] private readonly float[,] _w5 = new float[2 * s_width, 7];
            [TruncatedNormal(0, 0.02, LowerSigmas = -3, UpperSigmas = 3, PreserveStd = true)] private readonly float[] _w6 = new float[9];
            private readonly Nonlinearity _activation;

            public Shapes(int outputs, Nonlinearity activation)
            {
                _outputs = outputs;
                _activation = activation;
                _w2 = new double[_outputs, 6];
                _b2 = new double[outputs];
                for (int i = 0; i < _w4.Length; i++) _w4[i] = new float[5];
            }

            public int Inputs { get; } = 5;

            public Nonlinearity Activation => _activation;
        }
        """;

    public const string RunTimeNumbers = """
        using System.Collections.Generic;
        using InitGen;

        public sealed partial class Numbers(int n, Nonlinearity passed)
        {
            [Orthogonal(Parts = 4)] private readonly float[,] _recurrent = new float[4 * n, n];
            [LstmBias] private readonly float[] _gates = new float[4 * n];
            [DeltaOrthogonal(NonlinearityFrom = nameof(Passed))] private readonly float[,,] _delta = new float[n, n, 3];
            [Dirac(Groups = 2)] private readonly float[,,] _dirac = new float[2 * n, n, 3];
            [Icnr(2, IcnrInitializer.KaimingUniform)] private readonly double[,,,] _icnr = new double[4 * n, n, 3, 3];
            [BiasUniform(nameof(_icnr))] private readonly double[] _bias = new double[4 * n];
            [LstmBias] private readonly List<float[]> _more = [new float[4 * n]];
            [BiasUniform(nameof(_weights))] private readonly List<float[]> _biases = [new float[n]];
            private readonly List<float[,]?>? _weights = [new float[n, n]];

            public int Size => n;

            private Nonlinearity Passed => passed;
        }

        public sealed partial class Holder(Numbers numbers)
        {
            [Module] private readonly Numbers _numbers = numbers;
            [LstmBias] private readonly float[] _gates = new float[4 * numbers.Size];
        }
        """;

    public const string Properties = """
        using InitGen;

        public partial record Linear([property: KaimingNormal] float[,] W, [field: Zeros, Shape(3)] float[] B);

        public sealed partial class Properties
        {
            private readonly float[] _behind = new float[3];

            [KaimingNormal] public float[,] GetOnly { get; } = new float[2, 3];
            [KaimingNormal] public float[,] Init { get; init; } = new float[2, 3];
            [KaimingNormal] public required float[,] Set { get; set; }
            [field: Normal] public float[] OnField { get; } = new float[3];
            [Ones] public partial float[] Partial { get; }
            public partial float[] Partial => _behind;
        }
        """;

    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(Snippets).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>C# 14, which this compiler knows as a preview: properties that write their field themselves.</summary>
    public static string FieldKeyword { get; } = """
        using System;
        using InitGen;

        public sealed partial class Lazy
        {
            private readonly int _inputs;

            [Zeros] public float[] Get { get => field; } = new float[10];
            [KaimingNormal] public float[,] Set { get; set => field = value; } = new float[8, 6];
            [XavierUniform] public float[,] Init { get => field; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = new float[6, 8];
            [KaimingNormal] public float[,] Late => field ??= new float[256, 784];
            [LecunNormal] public double[][] Rows { get { return field; } } = [new double[3], new double[3]];
            [field: Ones] public partial float[] Partial { get; }
            [Normal] public float[] Resized { get; set => field = value.Length > 4 ? value : new float[4]; } = new float[5];
            [Orthogonal, Shape(nameof(Outputs), nameof(_inputs))] public float[] Flat { get { field ??= new float[Outputs * _inputs]; return field; } }
            public partial float[] Partial { get => field; } = new float[7];
            public int Outputs { get => field; } = 5;
            public int Doubled { get => 2 * field; } = 5;
            [XavierNormal] public float[,] OfSizes { get => field; }
            public Lazy(int inputs)
            {
                _inputs = inputs;
                OfSizes = new float[Outputs, Doubled];
            }
        }
        """;

    /// <summary>C# 14, which this compiler knows as a preview: what stands beside a model and in it without being a parameter.</summary>
    public static string NewSyntax { get; } = """
        using System;
        using System.Collections.Generic;
        using InitGen;

        public static class Extensions
        {
            extension(Net net)
            {
                [Obsolete] public int Count => net.B.Length;
                public static Net Empty => new(1);
                public void Reset() => net.InitializeParameters(0);
            }

            extension<T>(IEnumerable<T> items)
            {
                public bool IsEmpty { get { foreach (T item in items) return false; return true; } }
            }
        }

        public sealed partial class Net
        {
            [KaimingNormal] private readonly float[,] _w;
            [Zeros] public float[] B { get; } = new float[4];
            [Module] private readonly Net? _next;
            private int _steps;

            public partial Net(int n);
            public partial event Action? Changed;

            public partial Net(int n) => _w = new float[4, 3 * n];
            public partial event Action? Changed { add => _steps++; remove => _steps--; }

            public void Step(Net? other)
            {
                other?._steps = _steps;
                Parse parse = (text, out value) => int.TryParse(text, out value);
                _ = nameof(List<>) + parse("1", out _steps) + _next;
            }

            private delegate bool Parse(string text, out int value);
        }
        """;

    /// <summary>The sources in C# 14.</summary>
    public static IReadOnlyList<string> Preview { get; } = [FieldKeyword, NewSyntax];
}
