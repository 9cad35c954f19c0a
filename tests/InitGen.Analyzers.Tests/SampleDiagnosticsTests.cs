using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Tests;

/// <summary>The six-layer and hundred-layer networks of the sample, as they stand there: each draws what it should, and nothing else.</summary>
public sealed class SampleDiagnosticsTests
{
    private static readonly string s_networks =
        Path.GetFullPath(Path.Combine(Here(), "..", "..", "samples", "SignalPropagation", "Networks"));

    [Theory]
    [InlineData("Deep", "UnitNormalNetwork", "INIT116 From '_weights' on, each layer multiplies the signal's standard deviation by 16.0, together by 2.1e+37 over 31 layers; float overflows at layer 32")]
    [InlineData("Deep", "ScaledNormalNetwork")]
    [InlineData("Deep", "ScaledTanhNetwork")]
    [InlineData("Deep", "TunedTanhNetwork")]
    [InlineData("Deep", "XavierReluDeepNetwork", "INIT102", "INIT116 From '_weights' on, each layer multiplies the signal's standard deviation by 0.707, together by 8.9e-16 over 100 layers")]
    [InlineData("Deep", "KaimingReluDeepNetwork")]
    [InlineData("Deep", "UnitNormalReluNetwork", "INIT116 From '_weights' on, each layer multiplies the signal's standard deviation by 11.3, together by 8.5e+37 over 36 layers; float overflows at layer 37")]
    [InlineData("SixLayers", "UnitNormalSigmoidNetwork")]
    [InlineData("SixLayers", "XavierSigmoidNetwork", "INIT116 From '_w1' on, the layers multiply the gradient's standard deviation by 0.231 on average, together by 6.5e-4 over 5 layers")]
    [InlineData("SixLayers", "XavierReluNetwork", "INIT102", "INIT102", "INIT102", "INIT102", "INIT102", "INIT102")]
    [InlineData("SixLayers", "KaimingReluNetwork")]
    public async Task A_network_draws_what_it_should(string folder, string network, params string[] expected)
    {
        // What the sample suppresses is what is looked for here.
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(
            null,
            [
                .. new[] { "Layer.cs", $"{folder}/{(folder == "Deep" ? "DeepNetwork" : "SixLayerNetwork")}.cs", $"{folder}/{network}.cs" }.Select(file =>
                    (file, File.ReadAllText(Path.Combine(s_networks, file)).Replace("#pragma warning disable", "//", StringComparison.Ordinal))),
            ]));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        ImmutableArray<Diagnostic> found = await AnalyzerRun.Analyze(compilation);
        string[] described =
        [
            .. found.Select(diagnostic => diagnostic.Id == "INIT116"
                    ? diagnostic.Id + " " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)
                    : diagnostic.Id)
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(expected, described);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
