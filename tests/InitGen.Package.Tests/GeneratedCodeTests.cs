using System.Globalization;
using System.Text;

namespace InitGen.Package.Tests;

/// <summary>Generated code in a project that asks for everything: all analyzers, nullable, trimming and AOT; compiled by the SDK's own compiler.</summary>
[Collection(PackageCollection.Name)]
public sealed class GeneratedCodeTests(PackedPackage package)
{
    private const string Transformer = """
        using InitGen;

        namespace Gpt;

        public sealed class Linear(int inputs, int outputs)
        {
            [Weight] public float[,] Weight { get; } = new float[outputs, inputs];
            [Bias] public float[] Bias { get; } = new float[outputs];
        }

        public sealed class Norm(int width)
        {
            [Weight] public float[] Gain { get; } = new float[width];
            [Bias] public float[] Bias { get; } = new float[width];
        }

        public sealed partial class Attention(int width)
        {
            [Normal(0, 0.02)] private readonly Linear _qkv = new(width, 3 * width);
            [Normal(0, 0.02, ResidualBranches = 24)] private readonly Linear _proj = new(width, width);
        }

        public sealed partial class Mlp(int width)
        {
            [KaimingNormal(Nonlinearity.Gelu)] private readonly Linear _fc = new(width, 4 * width);
            [Normal(0, 0.02, ResidualBranches = 24)] private readonly Linear _proj = new(4 * width, width);
        }

        public sealed partial class Block(int width)
        {
            [Ones] private readonly Norm _ln1 = new(width);
            [Module] private readonly Attention _attn = new(width);
            [Ones] private readonly Norm _ln2 = new(width);
            [Module] private readonly Mlp _mlp = new(width);
        }

        public sealed partial class Transformer
        {
            [Normal(0, 0.02), ParameterName("wte")] private readonly float[,] _tokens;
            [Normal(0, 0.01), ParameterName("wpe")] private readonly float[,] _positions;
            [Module, ParameterName("h")] private readonly Block[] _blocks = new Block[12];
            [Ones, ParameterName("ln_f")] private readonly Norm _norm;

            public Transformer(int width, int vocabulary)
            {
                _tokens = new float[vocabulary, width];
                _positions = new float[64, width];
                for (int i = 0; i < _blocks.Length; i++)
                {
                    _blocks[i] = new Block(width);
                }

                _norm = new Norm(width);
            }
        }
        """;

    // C# 14: properties that write their field, partial constructors, extension members and assignment operators in the same file.
    private const string NewSyntax = """
        using InitGen;

        namespace Consumer;

        public sealed partial class Lazy
        {
            [Zeros] public float[] Get { get => field; } = new float[10];
            [KaimingNormal] public float[,] Set { get; set => field = value; } = new float[8, 6];
            [KaimingNormal] public float[,] Late => field ??= new float[256, 784];
            [Ones] public partial float[] Part { get; }
            public partial float[] Part { get => field; } = new float[7];
            [XavierUniform] private readonly float[,] _w;
            private int _steps;

            public partial Lazy(int outputs);
            public partial Lazy(int outputs) => _w = new float[outputs, 4];

            public int Steps => _steps;
            public void operator +=(int steps) => _steps += steps;
            public static void Copy(Lazy? from, Lazy? to) => to?._steps = from?._steps ?? 0;
        }

        public static class Extensions
        {
            extension(Lazy lazy)
            {
                public int Count => lazy.Get.Length + lazy.Part.Length;
                public static Lazy Create() => new(3);
                public void Reset() => lazy.InitializeParameters(0);
            }

            extension<T>(T[] items)
            {
                public T Final => items[^1];
            }
        }
        """;

    private const string Program = """
        using System.Runtime.InteropServices;
        using Consumer;
        using InitGen;

        var net = new Net<float>(4, new Net<float>(4, null));
        net.InitializeParameters(1);
        Console.WriteLine(Net<float>.Parameters.Length);

        var transformer = new Gpt.Transformer(width: 16, vocabulary: 100);
        transformer.InitializeParameters(1);
        var counter = new Counter();
        transformer.VisitParameters(ref counter);
        Console.WriteLine($"{counter.Pieces} {counter.Elements}");

        var wide = new Wide1000();
        wide.InitializeParameters(1);
        counter = new Counter();
        wide.VisitParameters(ref counter);
        Console.WriteLine($"{counter.Pieces} {counter.Elements}");

        Lazy lazy = Extensions.Create();
        lazy += 5;
        lazy.Reset();
        float[] expected = new float[256 * 784];
        Init.KaimingNormal<float>(expected, [256, 784], new RandomStream(0).Child("late"));
        ReadOnlySpan<float> late = MemoryMarshal.CreateReadOnlySpan(ref lazy.Late[0, 0], lazy.Late.Length);
        Console.WriteLine($"{late.SequenceEqual(expected)} {lazy.Set[7, 5] != 0} {lazy.Part.Final} {lazy.Count} {lazy.Steps} {Lazy.Parameters.Length}");

        internal struct Counter : IParameterVisitor
        {
            public int Pieces;
            public long Elements;

            public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
                where T : unmanaged
            {
                Pieces++;
                Elements += values.Length;
            }
        }
        """;

    [Fact]
    public async Task It_draws_no_warning_from_any_analyzer()
    {
        using var project = new ConsumerProject(package);

        // The trim and AOT analyzers come with a package of the SDK, which the build of the runtime has brought.
        project.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <AnalysisMode>All</AnalysisMode>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <IsTrimmable>true</IsTrimmable>
                <IsAotCompatible>true</IsAotCompatible>
                {ConsumerProject.RepositoryPackages}
              </PropertyGroup>
            </Project>
            """);
        project.Write("Model.cs", """
            using System.Collections.Generic;
            using System.Numerics;
            using InitGen;

            namespace Consumer;

            public sealed class Linear(int inputs, int outputs)
            {
                [Weight] public float[,] W { get; } = new float[outputs, inputs];
                [Bias] public float[] B { get; } = new float[outputs];
            }

            public partial class Block(int width)
            {
                [KaimingNormal] private readonly Linear _fc = new(width, width);
                [Orthogonal] private readonly List<float[,]> _list = [new float[3, 4], new float[4, 3]];
            }

            public sealed partial class Wide(int width) : Block(width)
            {
                [XavierUniform] private readonly double[][] _rows = [new double[4], new double[4]];
            }

            public sealed partial class Net<T>(int width, Net<T>? next)
                where T : IFloatingPointIeee754<T>
            {
                [LecunNormal] private readonly T[,] _w = new T[width, width];
                [BiasUniform(nameof(_w))] private readonly T[] _b = new T[width];
                [Module] private readonly Block[] _blocks = [new(width), new Wide(width)];
                [Module] private readonly Net<T>? _next = next;
            }
            """);
        project.Write("Transformer.cs", Transformer);
        project.Write("NewSyntax.cs", NewSyntax);
        project.Write("Wide.cs", Wide());
        project.Write("Program.cs", Program);
        IReadOnlyList<string> diagnostics = ConsumerProject.Diagnostics(await project.BuildAsync());

        // The hand-written part is not to the taste of all analyzers: they ran.
        Assert.Contains(diagnostics, diagnostic => diagnostic.StartsWith("Model.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Contains(".g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Contains(" IL", StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Contains(" AD", StringComparison.Ordinal));
        Assert.Contains(": global::InitGen.IParameterized", project.GeneratedCode("Consumer.Net`1.g.cs"), StringComparison.Ordinal);
        Assert.All(
            project.GeneratedCode("Consumer.Wide1000.g.cs").Split('\n').Where(line => !line.Contains(" All = [", StringComparison.Ordinal)),
            line => Assert.True(line.Length < 200, line));
        Assert.Equal(
            $"""
            5
            {2 + 12 * 12 + 2} {12 * (12 * 16 * 16 + 13 * 16) + 164 * 16 + 2 * 16}
            1000 {Enumerable.Range(0, 1000).Sum(i => 3 * (1 + i % 7))}
            True True 1 17 5 5
            """,
            (await project.RunAsync()).Trim().ReplaceLineEndings("\n"));
    }

    private static string Wide()
    {
        var source = new StringBuilder("#pragma warning disable CA1814 // Its thousand arrays would be told twice each.\nnamespace Consumer;\n\npublic sealed partial class Wide1000\n{\n");
        for (int i = 0; i < 1000; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"    [InitGen.KaimingNormal] private readonly float[,] _w{i} = new float[{1 + i % 7}, 3];\n");
        }

        return source.Append("}\n").ToString();
    }
}
