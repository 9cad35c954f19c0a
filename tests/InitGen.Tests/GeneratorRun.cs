extern alias compiler;

using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using InitGen.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using InitializerGenerator = compiler::InitGen.InitializerGenerator;
using TrackingNames = compiler::InitGen.TrackingNames;

namespace InitGen.Tests;

/// <summary>A compilation with the generator run over it. Every run is repeated, and must then find every step cached.</summary>
internal sealed class GeneratorRun
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp13, documentationMode: DocumentationMode.Diagnose);

    /// <summary>C# 14, which this version of the compiler knows as a preview.</summary>
    public static readonly CSharpParseOptions PreviewOptions = ParseOptions.WithLanguageVersion(LanguageVersion.Preview);

    private GeneratorRun(CSharpCompilation input, CSharpCompilation output, GeneratorDriver driver)
    {
        Input = input;
        Output = output;
        Driver = driver;
        Result = driver.GetRunResult();
    }

    public CSharpCompilation Input { get; }

    public CSharpCompilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorDriverRunResult Result { get; }

    public string SingleSource => Assert.Single(Result.GeneratedTrees).GetText().ToString();

    public static CSharpCompilation Compile(params string[] sources) => Compile(ParseOptions, sources);

    public static CSharpCompilation Compile(CSharpParseOptions options, params string[] sources) => CSharpCompilation.Create(
        "Snippet",
        sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, options, path: $"File{index}.cs")),
        FrameworkReferences.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriver CreateDriver(CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        [new InitializerGenerator().AsSourceGenerator()],
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator twice over the same sources, and asserts that the second run re-ran nothing.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(Compile(sources));

    public static GeneratorRun Of(CSharpCompilation input)
    {
        GeneratorDriver driver = CreateDriver((CSharpParseOptions)input.SyntaxTrees[0].Options).RunGenerators(input);
        AssertNothingReruns(driver.RunGenerators(input.Clone()));
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new GeneratorRun(input, (CSharpCompilation)output, driver);
    }

    /// <summary>The generator's run over sources that must compile, the generated ones without a warning.</summary>
    public static GeneratorRun OfValid(params string[] sources) => OfValid(Compile(sources));

    public static GeneratorRun OfValid(CSharpCompilation input)
    {
        GeneratorRun run = Of(input);
        Assert.Empty(run.Result.Diagnostics);
        Diagnostic[] wrong =
        [
            .. run.Output.GetDiagnostics().Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error
                || (diagnostic.Severity == DiagnosticSeverity.Warning && !run.Input.ContainsSyntaxTree(diagnostic.Location.SourceTree))),
        ];
        Assert.True(wrong.Length == 0, string.Join<Diagnostic>('\n', wrong) + "\n" + string.Join('\n', run.Result.GeneratedTrees));
        return run;
    }

    /// <summary>The generator's run over valid sources that reference a library.</summary>
    public static GeneratorRun OfReferencing(byte[] library, params string[] sources) =>
        OfValid(Compile(sources).AddReferences(MetadataReference.CreateFromImage(library)));

    /// <summary>The compiled sources, loaded with the libraries that they reference.</summary>
    public Assembly Load(params byte[][] libraries)
    {
        using var image = new MemoryStream();
        EmitResult emitted = Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext(null, isCollectible: true);
        foreach (byte[] library in libraries)
        {
            using var stream = new MemoryStream(library);
            _ = context.LoadFromStream(stream);
        }

        return context.LoadFromStream(image);
    }

    public static void AssertNothingReruns(GeneratorDriver driver)
    {
        foreach (GeneratorRunResult result in driver.GetRunResult().Results)
        {
            Assert.Null(result.Exception);
            foreach (string name in TrackingNames.All)
            {
                if (result.TrackedSteps.TryGetValue(name, out ImmutableArray<IncrementalGeneratorRunStep> steps))
                {
                    Assert.All(
                        steps.SelectMany(step => step.Outputs),
                        output => Assert.True(
                            output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                            $"{name}: {output.Reason}"));
                }
            }

            Assert.All(
                result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
                output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        }
    }
}
