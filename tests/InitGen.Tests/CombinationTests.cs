using System.Reflection;

namespace InitGen.Tests;

/// <summary>What users combine: kinds of types, accessibilities, names and contexts that meet in one model.</summary>
public sealed class CombinationTests
{
    [Fact]
    public void Private_nested_types_serve_as_models_layers_and_bases()
    {
        object net = Net("""
            public sealed partial class Net
            {
                private sealed class Layer(int n) { [Weight] internal float[,] W { get; } = new float[n, n]; [Bias] internal readonly float[] B = new float[n]; }
                private partial class Base { [Normal] private readonly float[] _a = new float[2]; }
                private sealed partial class Inner : Base { [Normal] private readonly float[] _b = new float[3]; [KaimingNormal] private readonly Layer _l = new(2); }
                private partial struct Pair { public Pair() { } [Normal] internal readonly float[] W = new float[2]; }
                [KaimingNormal] private readonly Layer _l = new(3);
                [Module] private readonly Inner _i = new();
                [Module] private readonly Pair[] _p = [new()];
            }
            """);
        Assert.Equal(["l.w", "l.b", "i.a", "i.b", "i.l.w", "i.l.b", "p.0.w"], ModelProbe.ValuesOf(net).Select(entry => entry.Key));
        Assert.Equal(["l.w", "l.b", "i.a", "i.b", "i.l.w", "i.l.b", "p.*.w"], ModelProbe.ManifestOf(net).Select(entry => entry.Path));
    }

    [Fact]
    public void Structs_in_structs_arrays_and_lists_are_written_in_place()
    {
        object net = Net("""
            [System.Runtime.CompilerServices.InlineArray(4)] public struct Four { private float _x; }
            public partial struct Deep { [Normal] public Four W; [Normal, Shape(2, 2)] public Four V; }
            public partial struct Middle { [Module] public Deep D; }
            public sealed partial class Net
            {
                [Module] private readonly Middle _m;
                [Module] private readonly Middle[] _array = new Middle[2];
                [Module] private readonly List<Middle> _list = [default, default];
            }
            """);
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(net);
        string[] owners = ["m", "array.0", "array.1", "list.0", "list.1"];
        Assert.Equal(owners.SelectMany(owner => new[] { owner + ".d.w", owner + ".d.v" }), values.Select(entry => entry.Key));
        Assert.All(values, entry => Assert.Equal(
            ModelProbe.Expected<float>(3, entry.Key, 4, (span, stream) => Init.Normal<float>(span, stream)), entry.Value));
    }

    [Fact]
    public void Modules_of_type_parameters_may_be_structs_classes_or_generated()
    {
        object net = Net("""
            public interface ILayer : IParameterized;
            public partial struct Small : ILayer { public Small() { } [Normal] public float[] W = new float[2]; }
            public sealed partial class Large : ILayer { [Normal] public float[] W = new float[2]; }
            public partial class Block { [Normal] public float[] W = new float[2]; }
            public sealed partial class Any<T>(T t) where T : ILayer { [Module] private readonly T _t = t; [Module] private readonly T[] _ts = [t]; [Module] private readonly List<T> _list = [t]; }
            public sealed partial class Blocks<T>(T t) where T : Block { [Module] private readonly T _t = t; [Module] private readonly T[] _ts = [t]; }
            public sealed partial class Net
            {
                [Module] private readonly Any<Small> _small = new(new());
                [Module] private readonly Any<Large> _large = new(new());
                [Module] private readonly Blocks<Block> _blocks = new(new());
            }
            """);
        Assert.Equal(
            [
                "small.t.w", "small.ts.0.w", "small.list.0.w", "large.t.w", "large.ts.0.w", "large.list.0.w", "blocks.t.w", "blocks.ts.0.w",
            ],
            ModelProbe.ValuesOf(net).Select(entry => entry.Key));
        Assert.All(ModelProbe.ValuesOf(net), entry => Assert.DoesNotContain(0, entry.Value));
    }

    [Fact]
    public void Any_name_that_C_sharp_takes_is_a_parameters_name()
    {
        string[] names =
        [
            "Ünïcödé", "変数", "_", "__", "m_", "_1", "\\u0041bc", "field", "value", "@params", "@await", "@record", "InitGen", "System", "global",
            "i", "row", "stream", "scope", "check", "visitor", "Net_", "NetParameters", "_largeFanIn", "_large",
        ];
        object net = Net($$"""
            public sealed partial class Net(int n)
            {
                {{string.Join("\n    ", names.Select(name => $"[KaimingNormal] private readonly float[,] {name} = new float[2, n];"))}}
                public Net() : this(2) { }
            }
            public sealed partial class @file<@class> { [Normal] private readonly float[] _w = new float[2]; }
            namespace @class.@namespace { public partial class @event { [Normal] private readonly float[] _w = new float[2]; public sealed partial class @required { [Normal] private readonly float[] _w = new float[2]; } } }
            namespace InitGen.Mine { public sealed partial class Model { [Normal] private readonly float[] _w = new float[2]; [Module] public Model? Next { get; set; } } }
            namespace A.System.InitGen { public sealed partial class Model { [KaimingNormal] private readonly float[,] _w = new float[2, 2]; [Zeros] private readonly Half[] _h = new Half[2]; } }
            """);
        Assert.Equal(names.Length, ModelProbe.ValuesOf(net).Count);
        Assert.All(ModelProbe.ValuesOf(net), entry => Assert.DoesNotContain(0, entry.Value));
        Assert.Contains("1", ModelProbe.ValuesOf(net).Select(entry => entry.Key));
    }

    [Fact]
    public void A_type_or_member_with_the_manifests_name_is_left_alone()
    {
        GeneratorRun run = Valid("""
            public class NetParameters;
            public class Base { public int OneParameters; }
            public sealed partial class Net { [Normal] private readonly float[] _w = new float[2]; }
            public sealed partial class One : Base { [Normal] private readonly float[] _w = new float[2]; public float[] OneParametersManifest => _w; }
            public sealed partial class Two<T> where T : IFloatingPointIeee754<T> { public class TwoParameters; [Normal] private readonly T[] _w = new T[2]; }
            """);
        Assert.Equal(3, run.Result.GeneratedTrees.Length);
    }

    [Fact]
    public void Obsolete_members_and_compliant_assemblies_draw_no_warning() => Valid("""
        [assembly: CLSCompliant(true)]
        public partial class Net
        {
            [Normal, Obsolete] private readonly float[] _w = new float[3];
            [Normal, Obsolete("Use _w.")] public System.Collections.Generic.IList<float[]> V { get; } = [new float[3]];
            [Module] public Net? Next { get; set; }
        }
        """);

    [Fact]
    public void Virtual_properties_have_the_size_that_the_derived_type_gives_them()
    {
        object net = Net("""
            public abstract partial class Root
            {
                [Normal] public virtual float[] B { get; } = new float[2];
                [KaimingNormal] public virtual float[][,] C { get; } = [new float[2, 2]];
            }
            public sealed partial class Net : Root
            {
                public override float[] B { get; } = new float[4];
                public override float[][,] C { get; } = [new float[3, 3], new float[3, 3]];
                [Ones] private readonly float[] _own = new float[1];
            }
            """);
        Assert.Equal([("b", 4), ("c.0", 9), ("c.1", 9), ("own", 1)], ModelProbe.ValuesOf(net).Select(entry => (entry.Key, entry.Value.Length)));
    }

    [Fact]
    public void Records_required_members_and_initializers_are_written_in_place()
    {
        object net = Net("""
            public partial record Base([property: Normal] float[] A);
            public sealed partial record Inner([field: Normal, ParameterName("q")] float[] B, [property: KaimingNormal] float[,] W) : Base(new float[3]);
            public readonly partial record struct Value([property: Normal] float[] A);
            public sealed partial class Needs { [KaimingNormal] public required float[,] W { get; init; } [Normal] public required float[] B; }
            public sealed partial class Net
            {
                [Module] public Inner Record { get; } = new(new float[2], new float[2, 3]);
                [Module] private Value _value = new(new float[2]);
                [Module] public Needs Needs { get; init; } = new() { W = new float[2, 3], B = new float[2] };
                [Normal] public float[]? Maybe { get; init; } = new float[2];
            }
            """);
        Assert.Equal(
            ["record.a", "record.q", "record.w", "value.a", "needs.w", "needs.b", "maybe"], ModelProbe.ValuesOf(net).Select(entry => entry.Key));
        Assert.All(ModelProbe.ValuesOf(net), entry => Assert.DoesNotContain(0, entry.Value));
    }

    [Fact]
    public void Code_without_nullable_annotations_is_as_good()
    {
        object net = Net("""
            #nullable disable
            public class Linear { [Weight] public float[,] W = new float[2, 2]; }
            public partial class Part { [Normal] float[] w = new float[2]; }
            public sealed partial class Net
            {
                [KaimingNormal] Linear l = new();
                [KaimingNormal] Linear[] ls = { new() };
                [Normal] List<float[]> li = new() { new float[2] };
                [Module] Part p = new();
                [Module] Part[] ps = { new(), null };
                [Normal] float[][] j = { new float[2] };
            }
            """);
        Assert.Equal(["l.w", "ls.0.w", "li.0", "p.w", "ps.0.w", "j"], ModelProbe.ValuesOf(net).Select(entry => entry.Key));
    }

    [Fact]
    public void Modules_that_implement_the_interfaces_explicitly_are_called()
    {
        object net = Net("""
            public sealed partial class Net
            {
                [Module] private readonly Hand _hand = new();
                [Module] private HandStruct _struct;
                [Ones] private readonly float[] _own = new float[1];

                public int Calls => _hand.Calls + _struct.Calls;

                private sealed class Hand : IParameterized
                {
                    public int Calls;
                    void IInitializable.InitializeParameters(RandomStream stream) => Calls++;
                    void IParameterized.VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope) => Calls += 10;
                }

                private struct HandStruct : IInitializable
                {
                    public int Calls;
                    public void InitializeParameters(RandomStream stream) => Calls += 100;
                }
            }
            """);

        // One check, one initialization.
        Assert.Equal(111, net.GetType().GetProperty("Calls")!.GetValue(net));
    }

    [Fact]
    public void Ref_structs_hold_modules()
    {
        GeneratorRun run = Valid("""
            public ref partial struct Inner { [Normal] public Span<float> W; }
            public ref partial struct Outer { [Module] public Inner Inner; [Normal] public Span<float> V; }
            public static class Run
            {
                public static float[] Values()
                {
                    var values = new float[5];
                    var outer = new Outer { V = values.AsSpan(0, 3), Inner = new Inner { W = values.AsSpan(3) } };
                    outer.InitializeParameters(3);
                    return values;
                }
            }
            """);
        var values = (float[])run.Load().GetType("Run")!.GetMethod("Values")!.Invoke(null, null)!;
        Assert.Equal(
            [
                .. ModelProbe.Expected<float>(3, "v", 3, (span, stream) => Init.Normal<float>(span, stream)),
                .. ModelProbe.Expected<float>(3, "inner.w", 2, (span, stream) => Init.Normal<float>(span, stream)),
            ],
            values.Select(value => (double)value));
    }

    [Theory]
    [InlineData("public static partial class Net { [Zeros] public static float[] W = new float[3]; }")]
    [InlineData("public static partial class Net { [Module] public static Part W = new(); } public sealed class Part : IInitializable { public void InitializeParameters(RandomStream stream) { } }")]
    public void Static_classes_get_nothing(string source) => Assert.Empty(Valid(source).Result.GeneratedTrees);

    [Theory]
    [InlineData("INIT002", "private readonly List<List<float[]>> _w = [];")]
    [InlineData("INIT002", "private readonly float[][][,] _w = [];")]
    [InlineData("INIT002", "private readonly (float[] W, float[] B) _w;")]
    [InlineData("INIT002", "private readonly Dictionary<string, float[]> _w = [];")]
    [InlineData("INIT002", "private readonly IEnumerable<float[]> _w = [];")]
    [InlineData("INIT002", "private readonly ReadOnlyMemory<float> _w;")]
    [InlineData("INIT002", "private readonly System.Collections.Immutable.ImmutableArray<float> _w = [];")]
    [InlineData("INIT002", "private readonly decimal[] _w = [];")]
    [InlineData("INIT002", "private readonly int _w;")]
    [InlineData("INIT011", "public float W { get; }")]
    [InlineData("INIT011", "public static float[] _w = [];")]
    [InlineData("INIT011", "public float[] W { set { } }")]
    [InlineData("INIT011", "float[] IHas._w { get; } = [];")]
    public void What_cannot_be_generated_is_left_out(string rule, string member)
    {
        string net = member.Contains("IHas", StringComparison.Ordinal) ? "Net : IHas" : "Net";
        string source = Valid($"public interface IHas {{ float[] _w {{ get; }} }} public sealed partial class {net} {{ [Normal] {member} }}").SingleSource;
        Assert.Contains("is left out: see " + rule + ".", source, StringComparison.Ordinal);
        Assert.DoesNotContain("Sampler", source, StringComparison.Ordinal);
    }

    private static GeneratorRun Valid(string source) => GeneratorRun.OfValid(
        "using System; using System.Collections.Generic; using System.Numerics; using InitGen;\n" + source);

    private static object Net(string source) => Valid(source).Load().Initialized("Net", 3);
}
