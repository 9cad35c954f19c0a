extern alias compiler;

using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using InitGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using InitializerGenerator = compiler::InitGen.InitializerGenerator;

namespace InitGen.Benchmarks;

/// <summary>
/// What InitGen's analyzers cost in an editor: a key typed in a forward method, with the diagnostics of its file asked for as an IDE does,
/// and whole compilations of a network that is costly to read.
/// </summary>
internal static class EditMeasurement
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp13);

    private static readonly Lazy<ImmutableArray<DiagnosticAnalyzer>> s_analyzers = new(static () =>
    [
        .. Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "compiler", "InitGen.Analyzers.dll")).GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.FullName, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ]);

    public static string Run(int files, int models, int rounds)
    {
        var text = new StringBuilder(
            "| edit | files | models | compiler and generator, ms | with the analyzers, ms | difference, ms |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        if (models > 0)
        {
            text.Append(Keystrokes(files, models, rounds));
        }

        foreach ((string name, string code) in LargeNetworks.All)
        {
            CSharpCompilation compilation = Compile([("Prelude.cs", NetworkSources.Prelude), ("Network.cs", code)]);
            text.Append(Row(name, 1, 1, rounds, _ => compilation.Clone(), static changed => changed.SyntaxTrees.ElementAt(1)));
        }

        return text.ToString();
    }

    // One key in the body of a network's first method, in another network each time; the next key restores it.
    private static string Keystrokes(int files, int models, int rounds)
    {
        (string, string)[] sources =
        [
            ("Prelude.cs", NetworkSources.Prelude),
            .. NetworkSources.Read(models).Select(static network => ($"Network.{network.Name}.cs", network.Code)),
            .. Enumerable.Range(0, files - models).Select(static i => ($"File{i.ToString("D4", CultureInfo.InvariantCulture)}.cs", OrdinarySources.File(i))),
        ];
        CSharpCompilation compilation = Compile(sources);
        SyntaxTree[] networks = [.. compilation.SyntaxTrees.Where(static tree => tree.FilePath.StartsWith("Network.", StringComparison.Ordinal) && Body(tree) is not null)];
        string edited = "";
        return Row("a key in a forward method", files, models, rounds, Type, changed => changed.SyntaxTrees.First(tree => tree.FilePath == edited));

        CSharpCompilation Type(int round)
        {
            SyntaxTree tree = networks[round % networks.Length];
            SourceText old = tree.GetText();
            SyntaxTree changed = tree.WithChangedText(old.WithChanges(new TextChange(new TextSpan(Body(tree)!.OpenBraceToken.Span.End, 0), ";")));
            edited = tree.FilePath;
            return compilation.ReplaceSyntaxTree(tree, changed);
        }
    }

    private static BlockSyntax? Body(SyntaxTree tree) =>
        tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(static method => method.Body is not null && method.Identifier.ValueText is "Forward" or "Predict" or "Evaluate" or "Infer")?.Body;

    private static string Row(string name, int files, int models, int rounds, Func<int, CSharpCompilation> change, Func<Compilation, SyntaxTree> tree)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new InitializerGenerator().AsSourceGenerator()], parseOptions: s_parse);
        driver = driver.RunGenerators(change(0));
        var without = new List<double>();
        var with = new List<double>();
        for (int round = -2; round < rounds; round++)
        {
            // Both sides start from a compilation that nothing has asked anything yet; the first two rounds warm up.
            double plain = Time(change(round + 2), isAnalyzed: false);
            double analyzed = Time(change(round + 2), isAnalyzed: true);
            if (round >= 0)
            {
                without.Add(plain);
                with.Add(analyzed);
            }
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {files} | {models} | {Median(without):F1} | {Median(with):F1} | {Median(with.Zip(without, static (a, b) => a - b)):F1} |\n");

        double Time(CSharpCompilation compilation, bool isAnalyzed)
        {
            long start = Stopwatch.GetTimestamp();
            driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
            SyntaxTree changed = tree(output);
            SemanticModel model = output.GetSemanticModel(changed);
            if (isAnalyzed)
            {
                var analysis = new CompilationWithAnalyzers(
                    output,
                    s_analyzers.Value,
                    new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
                _ = model.GetDiagnostics();
                AnalysisResult result = analysis.GetAnalysisResultAsync(model, filterSpan: null, CancellationToken.None).GetAwaiter().GetResult();
                if (result.GetAllDiagnostics().Any(static diagnostic => diagnostic.Id == "AD0001"))
                {
                    throw new InvalidOperationException(string.Join('\n', result.GetAllDiagnostics()));
                }
            }
            else
            {
                _ = model.GetDiagnostics();
            }

            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static CSharpCompilation Compile(IEnumerable<(string Path, string Code)> sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Edited",
            sources.Select(static source => CSharpSyntaxTree.ParseText(source.Code, s_parse, source.Path)),
            [
                .. Compiler.References.Select(static path => MetadataReference.CreateFromFile(path)),
                MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "System.Numerics.Tensors.dll")),
                MetadataReference.CreateFromFile(typeof(RandomStream).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new InitializerGenerator().AsSourceGenerator()], parseOptions: s_parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        Diagnostic? error = output.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return error is null ? compilation : throw new InvalidOperationException(error.ToString());
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return 0.5 * (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]);
    }
}
