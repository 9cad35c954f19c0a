using System.Reflection;

namespace InitGen.Tests;

/// <summary>Generated code, compiled and run.</summary>
public sealed class BehaviourTests
{
    [Fact]
    public void Values_are_those_of_the_samplers_at_the_path()
    {
        object model = Create(Snippets.Perceptron, "Demo.Mlp", 42UL);
        var root = new RandomStream(42);
        var w1 = new float[256 * 784];
        Sampler.Normal(w1, root.Child("w1"), 0f, (float)Scale.KaimingStd(784, Gain.Of(Nonlinearity.Relu)));
        Assert.Equal(w1, Values<float>(model, "_w1"));

        var w2 = new float[10 * 256];
        float bound = (float)Scale.UniformBound(Scale.XavierStd(256, 10));
        Sampler.Uniform(w2, root.Child("w2"), -bound, bound);
        Assert.Equal(w2, Values<float>(model, "_w2"));
        Assert.All(Values<float>(model, "_b1"), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Constant_and_run_time_shapes_give_the_same_bits()
    {
        const string Source = """
            using InitGen;
            public abstract class Shared { }
            public sealed partial class Constant
            {
                [KaimingNormal(Nonlinearity.Gelu)] public readonly float[,] a = new float[12, 7];
                [XavierUniform(ResidualBranches = 3)] public readonly double[,,,] b = new double[4, 6, 3, 2];
                [VarianceScaling(2, FanMode.FanGeometric, Distribution.Uniform, Layout = ParameterLayout.InOut)] public readonly System.Half[,] c = new System.Half[12, 7];
                [LecunNormal, Shape(12, 7)] public readonly float[] d = new float[84];
            }
            public sealed partial class RunTime(int n)
            {
                [KaimingNormal(Nonlinearity.Gelu)] public readonly float[,] a = new float[n, 7];
                [XavierUniform(ResidualBranches = 3)] public readonly double[,,,] b = new double[4, 6, n / 4, 2];
                [VarianceScaling(2, FanMode.FanGeometric, Distribution.Uniform, Layout = ParameterLayout.InOut)] public readonly System.Half[,] c = new System.Half[n, 7];
                [LecunNormal, Shape(nameof(N), nameof(M))] public readonly float[] d = new float[7 * n];
                public int N => n;
                public int M { get; } = 7;
            }
            public sealed partial class Jagged
            {
                [KaimingNormal(Nonlinearity.Gelu)] public readonly float[][] a = new float[12][];
                public Jagged() { for (int i = 0; i < 12; i++) a[i] = new float[7]; }
            }
            """;
        Assembly assembly = GeneratorRun.OfValid(Source).Load();
        object constant = Initialized(assembly, "Constant", 7);
        object runTime = Initialized(assembly, "RunTime", 7, 12);
        Assert.Equal(Values<float>(constant, "a"), Values<float>(runTime, "a"));
        Assert.Equal(Values<double>(constant, "b"), Values<double>(runTime, "b"));
        Assert.Equal(Values<Half>(constant, "c"), Values<Half>(runTime, "c"));
        Assert.Equal(Values<float>(constant, "d"), Values<float>(runTime, "d"));

        var rows = (float[][])Field(Initialized(assembly, "Jagged", 7), "a").GetValue(Initialized(assembly, "Jagged", 7))!;
        Assert.NotEqual(0f, rows[0][0]);
        object jagged = Initialized(assembly, "Jagged", 7);
        Assert.Equal(Values<float>(constant, "a"), ((float[][])Field(jagged, "a").GetValue(jagged)!).SelectMany(row => row));
    }

    [Fact]
    public void Generic_models_have_the_bits_of_their_element_type()
    {
        Assembly assembly = GeneratorRun.OfValid("""
            using InitGen;
            public sealed partial class Net<T> where T : System.Numerics.IFloatingPointIeee754<T>
            {
                [KaimingNormal] public readonly T[,] w = new T[12, 7];
                [Constant(0.1)] public readonly T[] b = new T[3];
            }
            public sealed partial class Single
            {
                [KaimingNormal] public readonly float[,] w = new float[12, 7];
                [Constant(0.1)] public readonly float[] b = new float[3];
            }
            public sealed partial class Halves
            {
                [KaimingNormal] public readonly System.Half[,] w = new System.Half[12, 7];
                [Constant(0.1)] public readonly System.Half[] b = new System.Half[3];
            }
            """).Load();
        Type generic = assembly.GetType("Net`1", throwOnError: true)!;
        object ofFloat = Initialized(generic.MakeGenericType(typeof(float)), 3);
        object ofHalf = Initialized(generic.MakeGenericType(typeof(Half)), 3);
        Assert.Equal(Values<float>(Initialized(assembly, "Single", 3), "w"), Values<float>(ofFloat, "w"));
        Assert.Equal(Values<float>(Initialized(assembly, "Single", 3), "b"), Values<float>(ofFloat, "b"));
        Assert.Equal(Values<Half>(Initialized(assembly, "Halves", 3), "w"), Values<Half>(ofHalf, "w"));
        Assert.Equal(Values<Half>(Initialized(assembly, "Halves", 3), "b"), Values<Half>(ofHalf, "b"));
    }

    [Fact]
    public void Base_parameters_come_first_and_keep_their_paths()
    {
        Assembly assembly = GeneratorRun.OfValid(Snippets.Inheritance).Load();
        object derived = Initialized(assembly, "Derived", 5);
        object parent = Initialized(assembly, "Base", 5);
        Assert.Equal(Values<float>(parent, "_w1"), Values<float>(derived, "_w1"));
        Assert.NotEqual(0f, Values<float>(derived, "_w2")[0]);
        Assert.Equal(["w1", "w2"], Manifest(derived).Select(parameter => parameter.Path));
    }

    [Fact]
    public void The_manifest_tells_what_is_known()
    {
        ParameterInfo[] parameters = Manifest(Create(Snippets.Perceptron, "Demo.Mlp", 1UL));
        Assert.Equal(["w1", "b1", "w2", "b2"], parameters.Select(parameter => parameter.Path));
        ParameterInfo w1 = parameters[0];
        Assert.Equal("_w1", w1.Member);
        Assert.Equal(typeof(float), w1.ElementType);
        Assert.Equal([256, 784], w1.Shape.AsEnumerable());
        Assert.Equal("KaimingNormal", w1.Initializer);
        Assert.Equal(Nonlinearity.Relu, w1.Nonlinearity);
        Assert.Equal((784L, 256L), (w1.FanIn, w1.FanOut));
        Assert.Equal(Math.Sqrt(2), w1.Gain);
        Assert.Equal(Math.Sqrt(2.0) / Math.Sqrt(784.0), w1.Std);
        Assert.Null(w1.Low);
        Assert.Equal(Math.Sqrt(3.0) * Math.Sqrt(2.0 / 266.0), parameters[2].High);
    }

    [Fact]
    public void A_visitor_sees_every_piece_once_in_order()
    {
        object model = Create(Snippets.Jagged, "Rows", 4, 3);
        ((IInitializable)model).InitializeParameters(new RandomStream(1));
        var visitor = new Recorder();
        Visit(model, ref visitor);
        Assert.Equal(
            [
                .. Enumerable.Range(0, 5).Select(row => ("w1", row * 7L, 7)), .. Enumerable.Range(0, 4).Select(row => ("w2", row * 3L, 3)),
                .. Enumerable.Range(0, 4).Select(row => ("w3", row * 3L, 3)), .. Enumerable.Range(0, 4).Select(row => ("w4", row * 3L, 3)),
            ],
            visitor.Pieces);
    }

    [Theory]
    [InlineData("new float[3, 784]", "Mlp._w1: expected float[256, 784]; found float[3, 784].")]
    [InlineData("null!", "Mlp._w1: expected float[256, 784]; found null.")]
    public void A_storage_that_does_not_fit_is_named_and_nothing_is_written(string storage, string message)
    {
        Assembly assembly = GeneratorRun.Of($$"""
            using InitGen;
            public sealed partial class Mlp
            {
                [Ones] public readonly float[] b1 = new float[3];
                [KaimingNormal, Shape(256, 784)] public readonly float[,] _w1;
                public Mlp(float[,] w1) => _w1 = w1;
                public static Mlp Create() => new({{storage}});
            }
            """).Load();
        object model = assembly.GetType("Mlp")!.GetMethod("Create")!.Invoke(null, null)!;
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
        Assert.Equal(message, error.Message);
        Assert.All(Values<float>(model, "b1"), value => Assert.Equal(0f, value));
        var visitor = new Recorder();
        Assert.Throws<InvalidOperationException>(() => Visit(model, ref visitor));
        Assert.Empty(visitor.Pieces);
    }

    [Fact]
    public void Initializing_and_visiting_allocate_nothing()
    {
        foreach ((string source, string type, object[] arguments) in new (string, string, object[])[]
        {
            (Snippets.Perceptron, "Demo.Mlp", [1UL]),
            (Snippets.EveryInitializer, "Every", []),
            (Snippets.RunTimeShapes, "Net", [6, 8]),
            (Snippets.Jagged, "Rows", [4, 3]),
        })
        {
            var model = (IInitializable)Create(source, type, arguments);
            var visitor = new Counter();
            CounterCall visit = VisitCall(model);
            for (int i = 0; i < 3; i++)
            {
                model.InitializeParameters(new RandomStream(1));
                visit(ref visitor);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            model.InitializeParameters(new RandomStream(1));
            visit(ref visitor);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before == 0, type);
            Assert.True(visitor.Elements > 0);
        }
    }

    [Fact]
    public void Other_members_change_nothing()
    {
        object before = Create(Snippets.Perceptron, "Demo.Mlp", 9UL);
        object after = Create(
            Snippets.Perceptron.Replace("[Zeros]                              private readonly float[]  _b1", "[Normal] private readonly float[] _first = new float[5]; [Normal] private readonly float[] _b1", StringComparison.Ordinal),
            "Demo.Mlp",
            9UL);
        Assert.Equal(Values<float>(before, "_w1"), Values<float>(after, "_w1"));
        Assert.Equal(Values<float>(before, "_w2"), Values<float>(after, "_w2"));
    }

    private static object Create(string source, string type, params object[] arguments) =>
        Activator.CreateInstance(GeneratorRun.OfValid(source).Load().GetType(type, throwOnError: true)!, arguments)!;

    private static object Initialized(Assembly assembly, string type, ulong seed, params object[] arguments) =>
        Initialized(assembly.GetType(type, throwOnError: true)!, seed, arguments);

    private static object Initialized(Type type, ulong seed, params object[] arguments)
    {
        object model = Activator.CreateInstance(type, arguments)!;
        ((IInitializable)model).InitializeParameters(new RandomStream(seed));
        return model;
    }

    private static FieldInfo Field(object model, string name)
    {
        for (Type? type = model.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) is { } field)
            {
                return field;
            }
        }

        throw new ArgumentException($"No field {name}.", nameof(name));
    }

    private static T[] Values<T>(object model, string name) => [.. ((Array)Field(model, name).GetValue(model)!).Cast<T>()];

    private static ParameterInfo[] Manifest(object model) =>
        [.. (System.Collections.Immutable.ImmutableArray<ParameterInfo>)model.GetType().GetProperty("Parameters")!.GetValue(null)!];

    private static void Visit(object model, ref Recorder visitor)
    {
        MethodInfo method = VisitMethod(model).MakeGenericMethod(typeof(Recorder));
        object[] arguments = [visitor];
        try
        {
            method.Invoke(model, arguments);
        }
        catch (TargetInvocationException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerException!);
        }

        visitor = (Recorder)arguments[0];
    }

    private delegate void CounterCall(ref Counter visitor);

    private static CounterCall VisitCall(object model) =>
        VisitMethod(model).MakeGenericMethod(typeof(Counter)).CreateDelegate<CounterCall>(model);

    private static MethodInfo VisitMethod(object model) => model.GetType().GetMethods()
        .Single(method => method.Name == "VisitParameters" && method.GetParameters().Length == 1);

    private struct Counter : IParameterVisitor
    {
        public long Elements;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged => Elements += values.Length;
    }

    private readonly struct Recorder() : IParameterVisitor
    {
        public List<(string Path, long Offset, int Length)> Pieces { get; } = [];

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged => Pieces.Add((parameter.Path, offset, values.Length));
    }
}
