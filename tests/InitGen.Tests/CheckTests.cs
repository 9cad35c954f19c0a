using System.Reflection;

namespace InitGen.Tests;

/// <summary>Nothing is half-written: all storage and all numbers are checked once, from the root, before the first write.</summary>
public sealed class CheckTests
{
    // Members that are right for n = 1, and what is wrong with them for n = 0.
    public static TheoryData<string, string> Damages { get; } = new()
    {
        { "[KaimingNormal] public float[,] W = new float[n, 3];", "W: expected sizes of 1 or more; found [0, 3]." },
        { "[XavierUniform, Shape(nameof(N), nameof(M))] public float[] W = new float[3 * n]; public int N => n; public int M = 3;", "W: expected the elements of float[0, 3], each size at least 1; found 0 elements." },
        { "[LecunNormal(Parts = 3)] public float[,] W = new float[4 + 2 * n, 3];", "W: expected a size that 3 divides; found 4." },
        { "[KaimingNormal(Groups = 3)] public float[,,] W = new float[4 + 2 * n, 3, 3];", "W: expected a size that 3 divides; found 4." },
        { "[KaimingNormal] public double[][] W = [new double[n]];", "W: expected sizes of 1 or more; found [1, 0]." },
        { "[KaimingNormal] public double[][] W = [new double[1], new double[n]];", "W: expected row 1 of 1 elements; found 0." },
        { "[Normal] public float[][] W = [new float[1], n > 0 ? new float[n] : null!];", "W: expected row 1 of 1 elements; found null." },
        { "[KaimingNormal] public List<float[,]> W = [new float[2, 3], new float[n, 3]];", "W[1]: expected sizes of 1 or more; found [0, 3]." },
        { "[KaimingNormal] public Linear W = new(n);", "W.W: expected sizes of 1 or more; found [2, 0]." },
        { "[KaimingNormal] public Linear[] W = [new(1), new(n)];", "W[1].W: expected sizes of 1 or more; found [2, 0]." },
        { "[VarianceScaling(1, FanMode.FanAverage)] public Matrix W = new(n, 3);", "W: expected the elements of float[0, 3], each size at least 1; found 0 elements." },
        { "[KaimingNormal(NonlinearityFrom = nameof(F))] public float[,] W = new float[2, 3]; public Nonlinearity F = (Nonlinearity)(99 - 98 * n);", "W: expected a member of Nonlinearity; found 99." },
        { "[Orthogonal(NonlinearityFrom = nameof(F))] public float[,] W = new float[2, 3]; public Nonlinearity F = (Nonlinearity)(n - 1);", "W: expected a member of Nonlinearity; found -1." },
        { "[Orthogonal(Parts = 3)] public float[,] W = new float[4 + 2 * n, 3];", "W: expected a size that 3 divides; found 4." },
        { "[Orthogonal(Parts = 3, Layout = ParameterLayout.InOut)] public float[,] W = new float[3, 4 + 2 * n];", "W: expected a size that 3 divides; found 4." },
        { "[DeltaOrthogonal] public float[,,] W = new float[n + 2, 3, 3];", "W: expected at least as many outputs as inputs; found 2 of 3." },
        { "[DeltaOrthogonal(Layout = ParameterLayout.InOut)] public float[,,] W = new float[3, 3, n + 2];", "W: expected at least as many outputs as inputs; found 2 of 3." },
        { "[Dirac(Groups = 3)] public float[,,] W = new float[4 + 2 * n, 3, 3];", "W: expected a size that 3 divides; found 4." },
        { "[Icnr(2, IcnrInitializer.KaimingNormal)] public float[,,,] W = new float[6 + 2 * n, 3, 3, 3];", "W: expected a size that 4 divides; found 6." },
        { "[Icnr(2, IcnrInitializer.KaimingNormal, Layout = ParameterLayout.InOut)] public float[,,,] W = new float[3, 3, n, 8];", "W: expected sizes of 1 or more; found [3, 3, 0, 8]." },
        { "[LstmBias] public float[] W = new float[6 + 2 * n];", "W: expected a size that 4 divides; found 6." },
        { "[LstmBias] public List<float[]> W = [new float[4], new float[6 + 2 * n]];", "W[1]: expected a size that 4 divides; found 6." },
        { "[BiasUniform(nameof(V))] public float[] W = new float[2]; public float[,] V = new float[2, n];", "V: expected sizes of 1 or more; found [2, 0]." },
        { "[BiasUniform(nameof(V))] public float[] W = new float[2]; public float[,]? V = n > 0 ? new float[2, n] : null;", "V: expected float[,]; found null." },
        { "[BiasUniform(nameof(V))] public float[] W = new float[2]; public double[][] V = n > 0 ? [new double[3]] : [];", "V: expected double[][] with a first row that tells the columns; found no row." },
        { "[BiasUniform(nameof(V))] public List<float[]> W = [new float[2], new float[2]]; public float[][,] V = n > 0 ? [new float[2, n], new float[2, 3]] : [new float[2, 3]];", "V: expected an element 1; found 1 elements." },
        { "[BiasUniform(nameof(V))] public List<float[]> W = [new float[2]]; public float[][,]? V = n > 0 ? [new float[2, n]] : null;", "V: expected an object; found null." },
        { "[BiasUniform(nameof(V))] public List<float[]> W = [new float[2]]; public float[][,] V = [new float[n, 3]];", "V[0]: expected sizes of 1 or more; found [0, 3]." },
        { "[Normal, Shape(3)] public float[] W = new float[3 * n];", "W: expected float[3]; found float[0]." },
        { "[Normal] public float[] W = n > 0 ? new float[n] : null!;", "W: expected float[]; found null." },
    };

    // All in one compilation, each in a namespace of its own.
    private static readonly Lazy<Assembly> s_damaged = new(() => ModelProbe.Load(
    [
        """
        using InitGen;

        public sealed class Linear(int inputs) { [Weight] public float[,] W = new float[2, inputs]; }

        [ParameterStorage("Data", "Rows", "Columns")]
        public sealed class Matrix(int rows, int columns) { public float[] Data = new float[rows * columns]; public int Rows = rows, Columns = columns; }
        """,
        .. Damages.Select((damage, index) => $$"""
            using System.Collections.Generic;
            using InitGen;

            namespace D{{index}};

            public sealed partial class Last(int n) { [Ones] public float[] First = [5]; {{damage[0]}} }

            public partial class Open(int n) { [Ones] public float[] First = [5]; {{damage[0]}} }

            public sealed partial class Derived(int n) : Open(n) { [Ones] public float[] Second = [5]; }

            public sealed partial class Middle(object last)
            {
                [Ones] public float[] First = [5];
                [Module] public Last? Sealed = last as Last;
                [Module] public Open? Open = last as Open;
                [Module] public IInitializable Any = (IInitializable)last;
            }

            public sealed partial class Root(object last)
            {
                [Ones] public float[] First = [5];
                [Normal] public float[] Second = [5];
                [Module] public Middle[] Modules = [new(new Last(1)), new(last)];
            }
            """),
    ]));

    [Theory]
    [MemberData(nameof(Damages))]
    public void What_an_initializer_cannot_use_is_found_before_anything_is_written(string member, string message)
    {
        Assembly assembly = s_damaged.Value;
        string space = "D" + Damages.TakeWhile(damage => (string)damage[0] != member).Count().ToString(System.Globalization.CultureInfo.InvariantCulture) + ".";
        foreach (string type in new[] { "Last", "Open", "Derived" })
        {
            object last = assembly.Create(space + type, 0);
            Fails(last, type);
            object root = assembly.Create(space + "Root", last);
            Fails(root, type);
            Assert.Equal([5f], Values(root, "Second"));
            Array modules = (Array)root.GetType().GetField("Modules")!.GetValue(root)!;
            foreach (object module in modules)
            {
                Assert.Equal([5f], Values(module, "First"));
            }

            Assert.Equal([5f], Values(last, "First"));
        }

        // The same with numbers that fit, or the damage would be the test's.
        object valid = assembly.Initialized(space + "Root", 1, assembly.Create(space + "Last", 1));
        Assert.Equal([1f], Values(valid, "First"));

        void Fails(object model, string last)
        {
            var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(1)));
            Assert.Equal((last == "Derived" ? "Open" : last) + "." + message, error.Message);
            Assert.Equal([5f], Values(model, "First"));
        }
    }

    [Theory]
    [InlineData("sealed")]
    [InlineData("")]
    public void An_element_type_that_no_sampler_knows_is_found_before_anything_is_written(string modifier)
    {
        Type type = ModelProbe.Load($$"""
            using InitGen;
            public {{modifier}} partial class Net<T> where T : System.Numerics.IFloatingPointIeee754<T>
            {
                [Ones] public float[] First = [5];
                [Normal] public T[] W = new T[3];
            }
            """).GetType("Net`1")!.MakeGenericType(typeof(System.Runtime.InteropServices.NFloat));
        object net = ModelProbe.Create(type);
        var error = Assert.Throws<NotSupportedException>(() => ((IInitializable)net).InitializeParameters(new RandomStream(1)));
        Assert.EndsWith("float, double or Half; found System.Runtime.InteropServices.NFloat.", error.Message, StringComparison.Ordinal);
        Assert.Equal([5f], Values(net, "First"));
    }

    [Theory]
    [InlineData("sealed", 1)]
    [InlineData("sealed", 6)]
    [InlineData("", 6)]
    public void A_parameter_is_looked_at_twice_however_deep_it_lies(string modifier, int depth)
    {
        Assembly assembly = ModelProbe.Load($$"""
            using System;
            using InitGen;

            public sealed class Counted
            {
                public static int Looks;
                private readonly float[] _values = new float[3];
                public Span<float> AsSpan() { Looks++; return _values; }
            }

            public interface ILayer : IInitializable;

            public {{modifier}} partial class Level(int depth) : ILayer
            {
                [Normal] public Counted W = new();
                [Module] private readonly Level? _next = depth % 2 == 1 && depth > 0 ? new(depth - 1) : null;
                [Module] private readonly ILayer[] _any = depth % 2 == 0 && depth > 0 ? [new Level(depth - 1)] : [];
            }
            """);
        object root = assembly.Create("Level", depth);
        FieldInfo looks = assembly.GetType("Counted")!.GetField("Looks")!;
        looks.SetValue(null, 0);
        ((IInitializable)root).InitializeParameters(new RandomStream(1));
        Assert.Equal(2 * (depth + 1), looks.GetValue(null));
    }

    [Fact]
    public void Models_written_by_hand_are_initialized_by_their_own_method_once()
    {
        Assembly assembly = ModelProbe.Load("""
            using System;
            using System.Collections.Generic;
            using InitGen;

            public partial class Layer
            {
                [Ones] public float[] W = new float[2];
                public static readonly List<string> Calls = [];
            }

            // Derived by hand: does more after the generated part.
            public sealed class Scaled : Layer
            {
                public override void InitializeCheckedParameters(RandomStream stream)
                {
                    base.InitializeCheckedParameters(stream);
                    W[0] = 7;
                    Calls.Add("scaled");
                }
            }

            // Shows its parameters, and knows nothing of the check.
            public sealed class Parameterized : IParameterized
            {
                public readonly Layer Inner = new();
                public void InitializeParameters(RandomStream stream) { Inner.InitializeParameters(stream); Layer.Calls.Add("parameterized"); }
                public void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope) where TVisitor : IParameterVisitor, allows ref struct =>
                    Inner.VisitParameters(ref visitor, scope);
            }

            public sealed class Plain : IInitializable
            {
                public readonly Scaled Inner = new();
                public void InitializeParameters(RandomStream stream) { Inner.InitializeParameters(stream.Child("inner")); Layer.Calls.Add("plain"); }
            }

            // Its initializer is its author's, the rest is generated.
            public sealed partial class Half : IInitializable
            {
                [Zeros] public float[] B = [4];
                [Module] public Layer Inner = new();
                public void InitializeParameters(RandomStream stream) { B[0] = 9; Layer.Calls.Add("half"); }
            }

            public struct ByValue : IInitializable
            {
                public readonly float[] W = new float[1];
                public ByValue() { }
                public void InitializeParameters(RandomStream stream) { W[0] = 3; Layer.Calls.Add("value"); }
            }

            public sealed partial class Root
            {
                [Module] public Layer Layer = new Scaled();
                [Module] public Scaled Scaled = new();
                [Module] public Parameterized Parameterized = new();
                [Module] public Plain Plain = new();
                [Module] public Half Half = new();
                [Module] public ByValue Value = new();
                [Module] public IInitializable[] Any = [new Scaled(), new Parameterized(), new Plain(), new Half(), new ByValue()];
            }
            """);
        object root = assembly.Initialized("Root", 1);
        Assert.Equal(
            [
                "scaled", "scaled", "parameterized", "scaled", "plain", "half", "value",
                "scaled", "parameterized", "scaled", "plain", "half", "value",
            ],
            (List<string>)assembly.GetType("Layer")!.GetField("Calls")!.GetValue(null)!);
        object layer = root.GetType().GetField("Layer")!.GetValue(root)!;
        Assert.Equal([7f, 1f], Values(layer, "W"));
    }

    [Fact]
    public void Bases_written_by_hand_are_initialized_first()
    {
        Assembly assembly = ModelProbe.Load("""
            using InitGen;
            public abstract class Abstract : IInitializable { public abstract void InitializeParameters(RandomStream stream); }
            public partial class OfAbstract : Abstract { [Ones] public float[] W = new float[1]; }
            public sealed partial class Further : OfAbstract { [Ones] public float[] V = new float[1]; }

            public class Virtual : IInitializable { public float X; public virtual void InitializeParameters(RandomStream stream) => X++; }
            public sealed partial class OfVirtual : Virtual { [Ones] public float[] W = new float[1]; [Module] public Further Inner = new(); }
            public partial class Open : Virtual { [Ones] public float[] W = new float[1]; }

            public class Plain : IInitializable { public float X; public void InitializeParameters(RandomStream stream) => X++; }
            public sealed partial class OfPlain : Plain { [Ones] public float[] W = new float[1]; }

            public class Shown : IParameterized
            {
                public float X;
                public virtual void InitializeParameters(RandomStream stream) => X++;
                public virtual void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope) where TVisitor : IParameterVisitor, allows ref struct { }
            }
            public sealed partial class OfShown : Shown { [Ones] public float[] W = new float[1]; }
            public partial class OpenShown : Shown { [Ones] public float[] W = new float[1]; }

            public sealed partial class Root
            {
                [Module] public Abstract A = new Further();
                [Module] public Virtual B = new OfVirtual();
                [Module] public Virtual C = new Open();
                [Module] public OfPlain D = new();
                [Module] public Shown E = new OfShown();
                [Module] public Shown F = new OpenShown();
                [Module] public IInitializable G = new OpenShown();
                [Module] public OpenShown H = new();
            }
            """);
        object root = assembly.Initialized("Root", 1);
        Assert.Equal([1f], Values(Of("A"), "W"));
        Assert.Equal([1f], Values(Of("A"), "V"));
        Assert.Equal([1f], Values(Of("B").GetType().GetField("Inner")!.GetValue(Of("B"))!, "V"));
        foreach (string member in new[] { "B", "C", "D", "E", "F", "G", "H" })
        {
            Assert.Equal([1f], Values(Of(member), "W"));
            Assert.Equal(1f, Of(member).GetType().GetField("X")!.GetValue(Of(member)));
        }

        object Of(string member) => root.GetType().GetField(member)!.GetValue(root)!;
    }

    [Fact]
    public void Models_of_other_assemblies_are_checked_once_too()
    {
        GeneratorRun library = GeneratorRun.OfValid(GeneratorRun.Compile("""
            using System;
            using InitGen;
            namespace Library;
            public sealed class Counted
            {
                public static int Looks;
                private readonly float[] _values = new float[3];
                public Span<float> AsSpan() { Looks++; return _values; }
            }
            public partial class Base { [Normal] public readonly Counted W = new(); }
            public sealed partial class Leaf(int n) { [Normal] public readonly Counted W = new(); [KaimingNormal] public readonly float[,] V = new float[n, 3]; }
            public sealed partial class Block(int n) { [Module] public readonly Base First = new(); [Module] public readonly Leaf Leaf = new(n); }
            """).WithAssemblyName("Library"));
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        GeneratorRun run = GeneratorRun.OfReferencing(image.ToArray(), """
            using InitGen;
            public sealed partial class Derived(int n) : Library.Base
            {
                [Ones] public readonly float[] First = [5];
                [Module] private readonly Library.Block[] _blocks = [new(1), new(n)];
                public static int Looks => Library.Counted.Looks;
            }
            """);
        Assembly assembly = run.Load(image.ToArray());
        _ = assembly.Initialized("Derived", 1, 1);
        Assert.Equal(2 * 5, assembly.GetType("Derived")!.GetProperty("Looks")!.GetValue(null));
        object damaged = assembly.Create("Derived", 0);
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)damaged).InitializeParameters(new RandomStream(1)));
        Assert.Equal("Leaf.V: expected sizes of 1 or more; found [0, 3].", error.Message);
        Assert.Equal([5f], Values(damaged, "First"));
    }

    private static float[] Values(object model, string name) => (float[])model.GetType().GetField(name)!.GetValue(model)!;
}
