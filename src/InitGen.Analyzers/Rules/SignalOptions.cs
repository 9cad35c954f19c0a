using System.Globalization;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>What .editorconfig says about the prediction of the signal.</summary>
/// <param name="Ratio"><c>initgen.predicted_ratio</c>: how much the signal or gradient may grow or shrink over the depth.</param>
/// <param name="AssumedDepth"><c>initgen.assumed_depth</c>: the length of lists of layers whose length is not written down.</param>
/// <param name="InputStd"><c>initgen.input_scale</c>, or <c>[InputScale]</c> on the model: the standard deviation of the input.</param>
internal sealed record SignalOptions(double Ratio, int AssumedDepth, double InputStd)
{
    public const string AssumedDepthKey = "initgen.assumed_depth";
    public const int MaxDepth = 10_000;

    private const double DefaultRatio = 1e3;
    private const int DefaultDepth = 12;

    public static SignalOptions Of(INamedTypeSymbol model, AnalyzerOptions options)
    {
        SyntaxTree? tree = model.Locations.FirstOrDefault(static location => location.IsInSource)?.SourceTree;
        AnalyzerConfigOptions? config = tree is null ? null : options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        double ratio = Number(config, "initgen.predicted_ratio", value => value > 1.0) ?? DefaultRatio;
        double depth = Number(config, AssumedDepthKey, value => value is >= 1.0 and <= MaxDepth) ?? DefaultDepth;
        double? stated = KnownTypes.FindAttribute(model, "InputScaleAttribute") is { } attribute
            && new AttributeArguments(attribute).Double("std") is { } std and > 0.0 && !double.IsInfinity(std) ? std : null;
        double input = stated ?? Number(config, "initgen.input_scale", value => value > 0.0) ?? 1.0;
        return new SignalOptions(ratio, (int)depth, input);
    }

    // What is no number, or none that is allowed, leaves the default.
    private static double? Number(AnalyzerConfigOptions? config, string key, Func<double, bool> isAllowed) =>
        config is not null && config.TryGetValue(key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && isAllowed(value) && !double.IsInfinity(value)
            ? value
            : null;
}
