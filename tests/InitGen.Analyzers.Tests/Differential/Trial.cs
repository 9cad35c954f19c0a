extern alias compiler;

using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.Loader;
using compiler::InitGen.Analyzers.Flow;
using InitGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelFacts = compiler::InitGen.Analyzers.Rules.ModelFacts;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>What a trial found out about one network.</summary>
/// <param name="Plan">The network.</param>
/// <param name="Source">How it was written.</param>
/// <param name="Styles">The ways of writing that were chosen, by place.</param>
/// <param name="Wrong">What the engine is certain of, and is not so.</param>
/// <param name="Known">How many facts the engine knew.</param>
/// <param name="Facts">How many facts there are to know.</param>
/// <param name="Unconfirmed">The weights that no change of theirs could be seen of.</param>
internal sealed record Verdict(
    Plan Plan, string Source, IReadOnlyDictionary<string, string> Styles, ImmutableArray<string> Wrong, int Known, int Facts, ImmutableArray<string> Unconfirmed)
{
    /// <summary>The facts that the engine does not know, with the ways in which the network is written.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>What the network is made of and how it is written, each once: <c>dense:linq</c>, <c>op:Residual</c>.</summary>
    public IEnumerable<string> Features =>
        Styles.Select(static style => style.Key[(style.Key.IndexOf('/', StringComparison.Ordinal) + 1)..] + ":" + style.Value)
            .Concat(Plan.Features)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}

/// <summary>
/// Writes networks, compiles many at once, holds each to its plan by numbers, and what the engine says of it to what is true of the plan.
/// </summary>
internal static class Trial
{
    private const string Prelude = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Numerics;
        global using System.Numerics.Tensors;
        global using System.Threading.Tasks;
        global using InitGen;

        internal static class Batches
        {
            public static double[,] Rectangle(double[][] rows)
            {
                var result = new double[rows.Length, rows[0].Length];
                for (int i = 0; i < rows.Length; i++)
                {
                    for (int j = 0; j < rows[i].Length; j++)
                    {
                        result[i, j] = rows[i][j];
                    }
                }

                return result;
            }

            public static double[,] Transposed(double[,] m)
            {
                var result = new double[m.GetLength(1), m.GetLength(0)];
                for (int i = 0; i < m.GetLength(0); i++)
                {
                    for (int j = 0; j < m.GetLength(1); j++)
                    {
                        result[j, i] = m[i, j];
                    }
                }

                return result;
            }

            public static double[][] Rows(double[,] m) =>
                Enumerable.Range(0, m.GetLength(0)).Select(i => Enumerable.Range(0, m.GetLength(1)).Select(j => m[i, j]).ToArray()).ToArray();

            public static double[][] Rows(double[][] m) => m;
        }
        """;

    private const double Tolerance = 1e-9;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create(
        "Differential",
        [CSharpSyntaxTree.ParseText(Prelude, s_parse, "Prelude.cs")],
        [.. FrameworkReferences.All, MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location)],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Tries networks of distinct numbers in one compilation.</summary>
    public static List<Verdict> Run(IReadOnlyList<Plan> plans, IReadOnlySet<string> left)
    {
        (Plan Plan, string Source, Styles Styles)[] written =
        [
            .. plans.Select(plan =>
            {
                var writer = new SourceWriter(plan, left);
                return (plan, writer.Write(), writer.Styles);
            }),
        ];
        CSharpCompilation compilation = s_empty.AddSyntaxTrees(
            written.Select(network => CSharpSyntaxTree.ParseText(network.Source, s_parse, network.Plan.Name + ".cs")));
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = compilation.Emit(image);
        Diagnostic[] errors = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (errors.Length > 0)
        {
            (Plan Plan, string Source, Styles Styles) broken = Array.Find(written, network => network.Plan.Name + ".cs" == errors[0].Location.SourceTree?.FilePath);
            throw new InvalidOperationException($"The test writes wrong C#: {string.Join("\n", errors.Take(20).Select(static error => error.ToString()))}\n{broken.Source}");
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("Differential", isCollectible: true);
        try
        {
            Assembly assembly = context.LoadFromStream(image);
            return [.. written.Select(network => Judge(network.Plan, network.Source, network.Styles, compilation, assembly, left))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static Verdict Judge(Plan plan, string source, Styles styles, Compilation compilation, Assembly assembly, IReadOnlySet<string> left)
    {
        (Truth truth, HashSet<string> confirmed) = Confirm(plan, source, assembly);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(plan.Name)!;
        FlowGraph graph = ModelFacts.Of(type, compilation).Graph(CancellationToken.None);
        var wrong = new List<string>();
        var unknown = new List<string>();
        int known = 0, facts = 0;
        foreach (Parameter parameter in plan.Parameters.Where(parameter => parameter.IsMatrix && confirmed.Contains(parameter.Name)))
        {
            Fate[] fates = truth.FatesOf(parameter.Name);
            Weight weight = new(parameter.Name, type, 2) { IsList = parameter.Count > 0 };
            Fate? fate = left.Contains("fate:inner-scale") && truth.InnerScaled.Contains(parameter.Name) ? null : graph.FateOf(weight);
            if (fates is [{ Kind: not FateKind.Unknown }])
            {
                facts++;
            }

            if (fate is { Kind: not FateKind.Unknown } certain)
            {
                if (fates is [var only] && Agrees(certain, only))
                {
                    known++;
                    if (only.Kind is FateKind.Linear or FateKind.Activation && truth.ScalesOf(parameter.Name) is { } scales)
                    {
                        facts += scales is [not double.NaN] ? 1 : 0;
                        double scale = graph.ScaleOf(weight);
                        if (!double.IsNaN(scale))
                        {
                            if (scales is [var factor] && Math.Abs(scale - factor) <= 1e-5 * Math.Abs(factor))
                            {
                                known++;
                            }
                            else
                            {
                                wrong.Add(FormattableString.Invariant($"{parameter.Name} is said to be scaled by {scale}; it is by {string.Join(" and ", scales.Select(static of => of.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"));
                            }
                        }
                        else if (scales is [not double.NaN])
                        {
                            unknown.Add($"{parameter.Name}: scale");
                        }
                    }
                }
                else
                {
                    wrong.Add($"{parameter.Name} is said to pass {certain}; it passes {string.Join(" and ", fates)}");
                }
            }
            else if (fates is [{ Kind: not FateKind.Unknown }])
            {
                unknown.Add($"{parameter.Name}: {fates[0]}");
            }

            bool[] ways = [.. truth.Axes.Where(axis => axis.Parameter == parameter.Name).Select(axis => axis.OutputsFirst).Distinct()];
            facts += ways.Length == 1 ? 1 : 0;
            AxisUse use = graph.AxisUse(weight);
            if (use != AxisUse.Unknown)
            {
                if (ways is [var outputsFirst] && use == (outputsFirst ? AxisUse.OutputsFirst : AxisUse.OutputsLast))
                {
                    known++;
                }
                else
                {
                    wrong.Add($"{parameter.Name} is said to be used with {use}; outputs first: {string.Join(" and ", ways)}");
                }
            }
            else if (ways.Length == 1)
            {
                unknown.Add($"{parameter.Name}: axes");
            }
        }

        if (graph.IsComplete)
        {
            foreach ((Weight bias, Weight matrix) in graph.Biases.Where(pair => !truth.Biases.Contains((pair.Bias.Path, pair.Matrix.Path))))
            {
                // A gain's shift or a residual's other bias may be added to a matrix' output too: what is no vector of biases is none.
                if (truth.Biases.Any(pair => pair.Bias == bias.Path) && !graph.MixedBiases.Contains(bias))
                {
                    wrong.Add($"{bias} is said to be the bias of {matrix}");
                }
            }
        }

        return new Verdict(
            plan, source, styles.Chosen, [.. wrong], known, facts,
            [.. plan.Parameters.Where(parameter => parameter.IsMatrix && !confirmed.Contains(parameter.Name)).Select(parameter => parameter.Name)])
        {
            Unknown = [.. unknown],
        };
    }

    private static bool Agrees(Fate said, Fate is_) =>
        said == is_ || (said.Kind == FateKind.Activation && is_.Kind == FateKind.Activation && said.Nonlinearity == is_.Nonlinearity
            && (double.IsNaN(said.Slope) || Math.Abs(said.Slope - is_.Slope) < 1e-6));

    // Runs source and plan side by side, on random weights and with each weight and each input changed; what is true over both flags, and
    // the parameters whose change was seen.
    private static (Truth Truth, HashSet<string> Confirmed) Confirm(Plan plan, string source, Assembly assembly)
    {
        var random = new Random(plan.Seed);
        Type type = assembly.GetType(plan.Name, throwOnError: true)!;
        MethodInfo run = assembly.GetType(plan.Name + "Entry", throwOnError: true)!.GetMethod("Run")!;
        object model = Activator.CreateInstance(type)!;
        var truth = new Truth();
        var confirmed = new HashSet<string>(StringComparer.Ordinal);
        Parameter[] parameters = plan.Parameters;
        foreach (double spread in new[] { 0.6, 1.5 })
        {
            Dictionary<string, double[]> values = parameters.ToDictionary(
                parameter => parameter.Name, parameter => Draw(parameter.Length, parameter.Name[1] is 'f' or 'g' or 'v' ? 0.3 : spread, parameter.Name[1] is 'f' or 'g' or 'v' ? 1.0 : 0.0), StringComparer.Ordinal);
            double[][] inputs = [.. Enumerable.Range(0, plan.Batch).Select(_ => Draw(plan.Inputs, 1.0, 0.0))];
            foreach (bool flag in new[] { false, true })
            {
                double[][] before = Compare(flag, values, inputs);
                foreach (Parameter parameter in parameters)
                {
                    double[] kept = values[parameter.Name];
                    values[parameter.Name] = [.. kept.Zip(Draw(kept.Length, 0.2, 0.0), static (value, change) => value + change)];
                    double[][] after = Compare(flag, values, inputs);
                    values[parameter.Name] = kept;
                    if (before.Zip(after).Any(static pair => !pair.First.AsSpan().SequenceEqual(pair.Second)))
                    {
                        confirmed.Add(parameter.Name);
                    }
                }

                for (int i = 0; i < plan.Inputs; i++)
                {
                    double[][] changed = [.. inputs.Select(sample => (double[])sample.Clone())];
                    changed[^1][i] += 0.5;
                    Compare(flag, values, changed);
                }
            }
        }

        return (truth, confirmed);

        double[] Draw(int count, double spread, double mean) => [.. Enumerable.Range(0, count).Select(_ => mean + (spread * ((2.0 * random.NextDouble()) - 1.0)))];

        double[][] Compare(bool flag, Dictionary<string, double[]> values, double[][] inputs)
        {
            foreach (Parameter parameter in parameters)
            {
                Set(type.GetField(parameter.Name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(model)!, values[parameter.Name]);
            }

            var reference = new Reference(plan, values, flag);
            double[][] expected = reference.Run([.. inputs.Select(sample => (double[])sample.Clone())]);
            truth.Edges.UnionWith(reference.Truth.Edges);
            truth.Axes.UnionWith(reference.Truth.Axes);
            truth.Biases.UnionWith(reference.Truth.Biases);
            truth.Gains.UnionWith(reference.Truth.Gains);
            truth.Lists.UnionWith(reference.Truth.Lists);
            truth.InnerScaled.UnionWith(reference.Truth.InnerScaled);
            var actual = (double[][])run.Invoke(null, [model, inputs, flag])!;
            for (int b = 0; b < expected.Length; b++)
            {
                for (int i = 0; i < expected[b].Length; i++)
                {
                    if (!(Math.Abs(expected[b][i] - actual[b][i]) <= Tolerance * Math.Max(1.0, Math.Abs(expected[b][i]))))
                    {
                        throw new InvalidOperationException(FormattableString.Invariant(
                            $"The test's source is not its plan: {actual[b][i]} for {expected[b][i]}, flag {flag}, seed {plan.Seed}\n{Describe(plan.Ops)}\n{source}"));
                    }
                }
            }

            return expected;
        }
    }

    public static string Describe(IEnumerable<Op> ops) => string.Join("\n", Plan.All(ops).Select(static op => op.ToString()));

    private static void Set(object storage, double[] values)
    {
        switch (storage)
        {
            case double[] vector:
                values.CopyTo(vector, 0);
                break;
            case double[,] matrix:
                Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
                break;
            case double[][] rows:
                for (int i = 0; i < rows.Length; i++)
                {
                    Array.Copy(values, i * rows[0].Length, rows[i], 0, rows[0].Length);
                }

                break;
            case double[][,] list:
                for (int i = 0; i < list.Length; i++)
                {
                    Buffer.BlockCopy(values, i * list[0].Length * sizeof(double), list[i], 0, list[0].Length * sizeof(double));
                }

                break;
            default:
                throw new InvalidOperationException(storage.GetType().Name);
        }
    }
}
