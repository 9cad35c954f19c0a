extern alias compiler;

using System.Collections.Immutable;
using System.Numerics.Tensors;
using InitGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using InitializerGenerator = compiler::InitGen.InitializerGenerator;
using ModelAnalyzer = compiler::InitGen.Analyzers.Rules.ModelAnalyzer;

namespace InitGen.Analyzers.Tests;

/// <summary>Compiles code with the generator and runs every analyzer over it.</summary>
internal static class AnalyzerRun
{
    public const string SnippetPath = "Snippet.cs";

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, documentationMode: DocumentationMode.Diagnose);

    /// <summary>Every analyzer of the assembly.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
    [
        .. typeof(ModelAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Rules { get; } =
    [
        .. Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. FrameworkReferences.All, MetadataReference.CreateFromFile(typeof(TensorPrimitives).Assembly.Location)];

    public static string Prelude { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snippets", "Prelude.cs"));

    // The helpers are of the newest language.
    private static readonly string s_imports = string.Join('\n', Prelude.Split('\n').Where(line => line.StartsWith("global using", StringComparison.Ordinal)));

    // All compilations grow from one, which has read the references already.
    private static readonly CSharpCompilation s_empty = CSharpCompilation.Create(
        "Snippet",
        [CSharpSyntaxTree.ParseText(Prelude, ParseOptions, "Prelude.cs")],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A compilation of sources beside the prelude; rules that are off unless asked for are on where named.</summary>
    public static CSharpCompilation Compile(string? enabledRule, params (string Path, string Code)[] sources)
    {
        CSharpCompilation compilation = s_empty.AddSyntaxTrees(
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Code, ParseOptions, source.Path)));
        return enabledRule is { Length: > 0 } && Rules.FirstOrDefault(rule => rule.Id == enabledRule) is { IsEnabledByDefault: false }
            ? compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new(enabledRule, ReportDiagnostic.Info)]))
            : compilation;
    }

    /// <summary>The same compilation in another version of the language.</summary>
    public static CSharpCompilation In(this CSharpCompilation compilation, LanguageVersion language) => CSharpCompilation.Create(
        compilation.AssemblyName,
        compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(
            tree.FilePath == "Prelude.cs" ? s_imports : tree.GetText().ToString(), ParseOptions.WithLanguageVersion(language), tree.FilePath)),
        compilation.References,
        compilation.Options);

    /// <summary>The generator's output beside a compilation.</summary>
    public static Compilation Generate(Compilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new InitializerGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> diagnostics);
        Assert.Empty(diagnostics);
        return output;
    }

    /// <summary>What all analyzers say, and an AD0001 for each that threw.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, ImmutableDictionary<string, string>? options = null)
    {
        var analysis = new CompilationWithAnalyzers(
            compilation,
            Analyzers,
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([], new FixedOptions(options ?? ImmutableDictionary<string, string>.Empty)),
                onAnalyzerException: null,
                concurrentAnalysis: true,
                logAnalyzerExecutionTime: false));
        return await analysis.GetAnalyzerDiagnosticsAsync();
    }

    /// <summary>The same options for every file, as an .editorconfig at the root gives them.</summary>
    private sealed class FixedOptions(ImmutableDictionary<string, string> options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(ImmutableDictionary<string, string>.Empty);

        private readonly AnalyzerConfigOptions _values = new Values(options);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;
    }

    private sealed class Values(ImmutableDictionary<string, string> options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            options.TryGetValue(key, out value);
    }
}
