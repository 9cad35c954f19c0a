using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT204: an orthogonal initializer on a matrix large enough to take seconds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LargeOrthogonalAnalyzer() : WeightAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT204",
        "A large orthogonal matrix",
        "'{0}' is an orthogonal matrix with {1} rows and {2} columns, which takes about {3} to draw",
        "An orthogonal matrix costs about 4·m·n² operations. From a few thousand rows on that takes seconds.");

    // 4·m·n² operations at the rate that benchmarks/README.md gives for 2048² on one core: 72 ms.
    private const double OperationsPerSecond = 4.8e11;

    private protected override bool AsksForwardPass => false;

    private protected override bool Concerns(WeightStart start, InitializerSpec initializer) =>
        initializer.Kind == InitializerKind.Orthogonal && start.Model is { Shape: { Rank: >= 2, IsConstant: true } };

    private protected override void Analyze(WeightUse weight)
    {
        // Parts are drawn one by one, each a matrix of its own.
        int[] sizes = weight.Parameter.Shape.ToConstants();
        long outputs = sizes[weight.Initializer.Layout == ParameterLayout.OutIn ? 0 : sizes.Length - 1];
        long parts = outputs > 0 && outputs % weight.Initializer.Parts == 0 ? weight.Initializer.Parts : 1;
        long rows = outputs / parts;
        double columns = outputs > 0 ? sizes.Aggregate(1.0, static (product, size) => product * size) / outputs : 0.0;
        double smaller = Math.Min(rows, columns);
        if (smaller >= weight.Option("initgen.orthogonal_size", 4096.0))
        {
            double seconds = 4.0 * parts * Math.Max(rows, columns) * smaller * smaller / OperationsPerSecond;
            Report(weight, weight.Name, Text(outputs), Text(columns), seconds < 0.95 ? Text(seconds, "0.0") + " s" : Text(seconds) + " s");
        }
    }

    private static string Text(double value, string format = "F0") => value.ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
