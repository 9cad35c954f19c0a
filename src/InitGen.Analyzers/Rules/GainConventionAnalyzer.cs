using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT203: the implied gain differs from the second-moment gain by more than 5 %.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GainConventionAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT203",
        "The gain differs from the second moment",
        "'{0}' has an implied gain of {1} on its fan-in, where {2} keeps the second moment with {3}",
        "Averaged fans and the gains of torch keep the signal only approximately. Off by default.", isEnabled: false);

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model is not { Initializer: { ExplicitGain: null, ResidualBranches: 1 } initializer, Scale: { Std: { } std, FanIn: { } fanIn } }
                || !initializer.Kind.HasGain() || !parameter.IsMatrix)
            {
                continue;
            }

            Fate named = Fate.Activation(initializer.Nonlinearity, initializer.Slope);
            Fate applied = parameter.Follows(model, context.CancellationToken) is { Kind: FateKind.Activation } follows ? follows : named;
            double slope = double.IsNaN(applied.Slope) ? Gain.DefaultSlope : applied.Slope;
            double needed = Gain.Of(applied.Nonlinearity, slope, GainConvention.SecondMoment);
            double implied = std * Math.Sqrt(fanIn);
            double tolerance = RuleOptions.Number(
                context.Options, parameter.Attribute.ApplicationSyntaxReference?.SyntaxTree, "initgen.gain_tolerance", 0.05);
            if (Math.Abs((implied / needed) - 1.0) > tolerance)
            {
                Report(
                    context,
                    At(parameter.Attribute, parameter.Member, context.CancellationToken),
                    parameter.Name,
                    implied.ToString("G4", System.Globalization.CultureInfo.InvariantCulture),
                    applied.ToString(),
                    needed.ToString("G4", System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }
}
