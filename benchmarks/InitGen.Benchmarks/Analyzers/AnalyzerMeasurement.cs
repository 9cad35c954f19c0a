using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InitGen.Benchmarks;

/// <summary>One row: medians of the rounds, in milliseconds.</summary>
internal sealed record AnalyzerRow(
    [property: JsonPropertyName("files")] int Files,
    [property: JsonPropertyName("models")] int Models,
    [property: JsonPropertyName("compiler")] string Compiler,
    [property: JsonPropertyName("others")] string Others,
    [property: JsonPropertyName("rounds")] int Rounds,
    [property: JsonPropertyName("without_ms")] double Without,
    [property: JsonPropertyName("with_ms")] double With,
    [property: JsonPropertyName("difference_ms")] double Difference,
    [property: JsonPropertyName("processor_without_ms")] double? ProcessorWithout,
    [property: JsonPropertyName("processor_difference_ms")] double? ProcessorDifference,
    [property: JsonPropertyName("reported_analyzers_ms")] double Analyzers,
    [property: JsonPropertyName("reported_generator_ms")] double Generator,
    [property: JsonPropertyName("reported_by_analyzer_ms")] IReadOnlyDictionary<string, double> ByAnalyzer);

/// <summary>
/// What InitGen adds to a build: <c>-- analyzers</c> compiles 1,000 ordinary files by the SDK's compiler, without and with InitGen in turn,
/// once without a model and once with 100 annotated networks among them, and prints the difference and the compiler's own report; and then
/// what a key typed in a network, and a network that is costly to read, cost in an editor. <c>--edits</c> measures these alone.
/// </summary>
internal static class AnalyzerMeasurement
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };
    private static readonly string[] s_assemblies = ["InitGen", "InitGen.Analyzers", "InitGen.CodeFixes"];

    public static int Run(string[] args)
    {
        int files = Number(args, "--files", 1000);
        int models = Number(args, "--models", Math.Min(100, files));
        int rounds = Number(args, "--rounds", 9);
        if (args.Contains("--edits"))
        {
            Console.WriteLine(EditMeasurement.Run(files, models, rounds));
            return 0;
        }

        string folder = Option(args, "--keep") ?? Path.Combine(Path.GetTempPath(), "initgen-analyzers-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var rows = new List<AnalyzerRow>();
        try
        {
            foreach (int annotated in models == 0 ? new[] { 0 } : [0, models])
            {
                string sources = Path.Combine(folder, "models-" + annotated.ToString(CultureInfo.InvariantCulture));
                Write(sources, files, annotated);
                foreach (bool isServer in args.Contains("--process") ? new[] { true, false } : [true])
                {
                    foreach (bool hasOthers in args.Contains("--bare") ? new[] { true, false } : [true])
                    {
                        rows.Add(Measure(sources, files, annotated, isServer, hasOthers, rounds));
                        Console.Error.WriteLine(Line(rows[^1]));
                    }
                }
            }
        }
        finally
        {
            if (Option(args, "--keep") is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        Console.WriteLine($"SDK {Compiler.Version}, {Environment.ProcessorCount} processors\n");
        Console.WriteLine(Table(rows));
        Console.WriteLine(EditMeasurement.Run(files, models, rounds));
        if (Option(args, "--json") is { } json)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(rows, s_json) + "\n");
        }

        return 0;
    }

    private static void Write(string folder, int files, int models)
    {
        Directory.CreateDirectory(folder);
        for (int i = 0; i < files - models; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"File{i.ToString("D4", CultureInfo.InvariantCulture)}.cs"), OrdinarySources.File(i) + "\n");
        }

        // The networks' imports are the project's: they may cost the ordinary files too, so both projects have them.
        File.WriteAllText(Path.Combine(folder, "Prelude.cs"), NetworkSources.Prelude);
        foreach ((string name, string code) in NetworkSources.Read(models))
        {
            File.WriteAllText(Path.Combine(folder, $"Network.{name}.cs"), code);
        }
    }

    private static AnalyzerRow Measure(string folder, int files, int models, bool isServer, bool hasOthers, int rounds)
    {
        using var compiler = new Compiler(isServer);

        // The side without InitGen gets what the generator wrote as plain files: the same program, so that only the making differs.
        string generated = Path.Combine(folder, "generated");
        Directory.CreateDirectory(generated);
        _ = compiler.Run(Response(folder, "generate", hasInitGen: true, hasOthers: false, $"-generatedfilesout:\"{generated}\""));
        string with = Response(folder, "with", hasInitGen: true, hasOthers);
        string without = Response(folder, "without", hasInitGen: false, hasOthers, $"-recurse:\"{Path.Combine(generated, "*.cs")}\"");

        var runs = new List<(CompilerRun Without, CompilerRun With)>();
        for (int round = -1; round < rounds; round++)
        {
            // The two take turns at going first. The first round warms up, as the compilation that generates has done.
            CompilerRun first = compiler.Run(round % 2 == 0 ? without : with);
            CompilerRun second = compiler.Run(round % 2 == 0 ? with : without);
            if (round >= 0)
            {
                runs.Add(round % 2 == 0 ? (first, second) : (second, first));
            }
        }

        return new AnalyzerRow(
            files,
            models,
            isServer ? "server" : "process",
            hasOthers ? "the SDK's" : "none",
            rounds,
            Median(runs.Select(run => run.Without.WallMilliseconds)),
            Median(runs.Select(run => run.With.WallMilliseconds)),
            Median(runs.Select(run => run.With.WallMilliseconds - run.Without.WallMilliseconds)),
            Median(runs.Select(run => run.Without.ProcessorMilliseconds)),
            Median(runs.Select(run => run.With.ProcessorMilliseconds - run.Without.ProcessorMilliseconds)),
            Median(runs.Select(run => run.With.Of("InitGen.Analyzers"))),
            Median(runs.Select(run => run.With.Of("InitGen"))),
            runs[0].With.ReportedMilliseconds.Keys
                .Where(name => name.StartsWith("InitGen.", StringComparison.Ordinal) && !s_assemblies.Contains(name))
                .ToDictionary(name => name, name => Median(runs.Select(run => run.With.Of(name))))
                .OrderByDescending(pair => pair.Value)
                .ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    private static string Response(string folder, string name, bool hasInitGen, bool hasOthers, params string[] more)
    {
        var text = new StringBuilder();
        text.AppendLine("-target:library -optimize+ -debug:portable -deterministic+ -unsafe+ -nullable:enable -langversion:14.0 -utf8output -reportanalyzer -nostdlib+");
        text.AppendLine(CultureInfo.InvariantCulture, $"-out:\"{Path.Combine(folder, "bin", name + ".dll")}\"");
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        foreach (string reference in (string[])[.. Compiler.References, Beside("System.Numerics.Tensors.dll"), Beside("InitGen.Runtime.dll")])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"-reference:\"{reference}\"");
        }

        if (hasOthers)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"-analyzerconfig:\"{Compiler.DefaultConfiguration}\"");
        }

        foreach (string analyzer in (string[])
            [.. hasOthers ? Compiler.DefaultAnalyzers : [], .. hasInitGen ? s_assemblies.Select(assembly => Beside(Path.Combine("compiler", assembly + ".dll"))) : []])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"-analyzer:\"{analyzer}\"");
        }

        foreach (string line in more)
        {
            text.AppendLine(line);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"\"{Path.Combine(folder, "*.cs")}\"");
        string path = Path.Combine(folder, name + ".rsp");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static string Table(IEnumerable<AnalyzerRow> rows)
    {
        var text = new StringBuilder(
            "| files | models | compiler | other analyzers | without, ms | with, ms | difference, ms | % | processor, ms | difference, ms | % | reported: analyzers, ms | generator, ms | % |\n"
            + "| ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (AnalyzerRow row in rows)
        {
            text.Append(Line(row)).Append('\n');
        }

        foreach (AnalyzerRow row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{row.Models} models, {row.Compiler}, other analyzers {row.Others}; reported by analyzer, ms: ");
            text.AppendJoin(", ", row.ByAnalyzer.Take(12).Select(pair => string.Create(
                CultureInfo.InvariantCulture, $"{pair.Key[(pair.Key.LastIndexOf('.') + 1)..]} {pair.Value:F0}")));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Line(AnalyzerRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Files} | {row.Models} | {row.Compiler} | {row.Others} | {row.Without:F0} | {row.With:F0} | {row.Difference:F0} | {100 * row.Difference / row.Without:F1} | {row.ProcessorWithout:F0} | {row.ProcessorDifference:F0} | {100 * row.ProcessorDifference / row.ProcessorWithout:F1} | {row.Analyzers:F0} | {row.Generator:F0} | {100 * (row.Analyzers + row.Generator) / row.With:F2} |");

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }

    private static double? Median(IEnumerable<double?> values)
    {
        double?[] all = [.. values];
        return all.Contains(null) ? null : Median(all.Select(static value => value!.Value));
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int otherwise) =>
        Option(args, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
