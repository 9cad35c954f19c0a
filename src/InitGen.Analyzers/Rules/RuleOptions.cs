using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>The rules' options, from .editorconfig: keys that begin with <c>initgen.</c>.</summary>
internal static class RuleOptions
{
    /// <summary>A number above zero, written with the invariant culture; the default where it is absent or makes no sense.</summary>
    public static double Number(AnalyzerOptions options, SyntaxTree? tree, string key, double absent) =>
        tree is not null && options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue(key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0.0 && !double.IsInfinity(value)
            ? value
            : absent;
}
