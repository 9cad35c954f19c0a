using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT116: the predicted signal or gradient grows or shrinks too far over the depth.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignalRangeAnalyzer() : ModelAnalyzer(Descriptor)
{
    // Two layers are no depth over which anything could pile up.
    private const int MinDepth = 3;

    // Optimizers that scale each parameter's step take up a slow drift of the gradient: tanh with torch's gain 5/3 has 1.097 a layer.
    private const double SlowDrift = 1.1;

    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT116",
        "The signal leaves its range with depth",
        "From '{0}' on, {1}",
        "The second moment of the signal, or of its gradient, is multiplied by nearly the same factor in every layer; over many layers it explodes or vanishes (Poole et al. 2016; Schoenholz et al. 2017).");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        SignalOptions options = SignalOptions.Of(model.Type, context.Options);
        if (SignalChain.Read(model, options.AssumedDepth, context.CancellationToken) is not { } chain)
        {
            return;
        }

        SignalPrediction prediction = SignalPropagation.Predict(chain.Steps, options.InputStd);
        SignalLayer[] layers = [.. prediction.Layers.Where(static layer => layer.FanIn > 0)];
        int hidden = layers.Length - (chain.HasHead ? 1 : 0);
        if (hidden < MinDepth)
        {
            return;
        }

        FloatRange? range = chain.Element switch
        {
            ElementType.Single => FloatRange.Single,
            ElementType.Double => FloatRange.Double,
            ElementType.Half => FloatRange.Half,
            _ => null,
        };
        (string Text, SignalLayer Blamed)? finding =
            Signal(prediction, layers, hidden, range, options) ?? Gradient(layers, hidden, options);
        if (finding is var (text, blamed) && chain.Find(blamed.Name) is { } parameter)
        {
            Report(context, parameter.Evidence, parameter.Name, text);
        }
    }

    private static (string, SignalLayer)? Signal(
        SignalPrediction prediction, SignalLayer[] layers, int hidden, FloatRange? range, SignalOptions options)
    {
        // Sums count where they are: the layers that are looked at are all.
        int overflow = range is null ? -1 : prediction.FirstOverflow(range);
        int last = overflow >= 0 ? Math.Min(hidden, Math.Max(1, overflow)) - 1 : hidden - 1;
        double reached = layers[last].Rms / prediction.InputRms;
        int underflow = range is null ? -1 : Array.FindIndex(layers, 0, hidden, layer => layer.Rms < range.Smallest);
        if (overflow < 0 && underflow < 0 && reached <= options.Ratio && reached >= 1.0 / options.Ratio)
        {
            return null;
        }

        double[] factors = [.. layers.Take(last + 1).Select(static layer => layer.Growth)];
        string leaves = overflow >= 0 ? "; " + range!.Name + " overflows at layer " + SignalText.Of(overflow + 1)
            : underflow >= 0 ? "; " + range!.Name + " loses it at layer " + SignalText.Of(underflow + 1)
            : "";
        return Describe("signal", layers, factors, reached, last + 1, leaves);
    }

    private static (string, SignalLayer)? Gradient(SignalLayer[] layers, int hidden, SignalOptions options)
    {
        double reached = layers[0].GradientRms / layers[hidden - 1].GradientRms;
        if (double.IsNaN(reached) || (reached <= options.Ratio && reached >= 1.0 / options.Ratio))
        {
            return null;
        }

        if (Math.Abs(Math.Log(reached)) / (hidden - 1) < Math.Log(SlowDrift))
        {
            return null;
        }

        double[] factors = [.. layers.Take(hidden - 1).Select((layer, index) => layer.GradientRms / layers[index + 1].GradientRms)];
        return Describe("gradient", layers, factors, reached, hidden - 1, "");
    }

    private static (string, SignalLayer) Describe(
        string what, SignalLayer[] layers, double[] factors, double reached, int depth, string range)
    {
        // To blame is the first layer that does at least half of its share.
        double share = Math.Log(reached) / depth;
        int blamed = Math.Max(0, Array.FindIndex(factors, factor => Math.Log(factor) / share >= 0.5));
        double[] from = [.. factors.Skip(blamed)];
        double mean = Math.Exp(from.Average(Math.Log));
        bool isUniform = from.All(factor => Math.Abs(factor / mean - 1.0) <= 0.05);
        string each = isUniform
            ? "each layer multiplies the " + what + "'s standard deviation by " + SignalText.Of(mean)
            : "the layers multiply the " + what + "'s standard deviation by " + SignalText.Of(mean) + " on average";
        string total = double.IsInfinity(reached) || double.IsNaN(reached) ? "" : ", together by " + SignalText.Of(reached) + " over " + SignalText.Of(depth) + " layers";
        return (each + total + range, layers[blamed]);
    }
}
