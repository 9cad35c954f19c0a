using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT104: the nonlinearity, or slope, that the attribute names is not the one that the forward pass applies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NonlinearityAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Warning(
        "INIT104",
        "The attribute names another nonlinearity than the one applied",
        "'{0}' is initialized for {1}, but {2} follows; name the function that is applied",
        "The gain makes up for what the function behind the weight takes from the signal. It is right only for that function.");

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        foreach (ParameterFacts parameter in model.Parameters(context.CancellationToken))
        {
            if (parameter.Model?.Initializer is not { ExplicitGain: null } initializer || !initializer.Kind.HasGain() || !parameter.IsMatrix
                || !Names(parameter.Attribute)
                || parameter.Follows(model, context.CancellationToken) is not { } follows
                || !IsCertain(follows, parameter, model, context.CancellationToken))
            {
                continue;
            }

            Fate named = Fate.Activation(initializer.Nonlinearity, initializer.Nonlinearity == Nonlinearity.LeakyRelu ? initializer.Slope : 0.0);
            if (Agree(named, follows, initializer) || IsAnotherRules(initializer, follows))
            {
                continue;
            }

            var replacement = new Replacement(initializer.Kind.ToString(), follows.Nonlinearity, Replacement.SlopeOf(follows));
            Report(
                context,
                At(parameter.Attribute, parameter.Member, context.CancellationToken),
                replacement.ToProperties(),
                parameter.Name,
                named.ToString(),
                follows.ToString());
        }
    }

    // The default is not a statement about the forward pass.
    private static bool Names(AttributeData attribute)
    {
        var arguments = new AttributeArguments(attribute);
        return attribute.ApplicationSyntaxReference?.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.AttributeSyntax { ArgumentList.Arguments: { } given }
            && (given.Any(static argument => argument.NameEquals is null) || arguments.Has("Slope"));
    }

    // A result that leaves the model may meet its function outside.
    private static bool IsCertain(Fate follows, ParameterFacts parameter, ModelFacts model, CancellationToken cancellation) =>
        follows.Kind == FateKind.Activation
        || (follows.Kind == FateKind.Linear && parameter.Stated is null
            && model.Graph(cancellation).From(parameter.Weight).All(static edge => edge is { To.IsMatrix: true, IsSummed: false, IsGated: false }));

    private static bool Agree(Fate named, Fate follows, InitializerSpec initializer)
    {
        if (named == follows)
        {
            return true;
        }

        if (named.Is(Nonlinearity.LeakyRelu) && follows.Is(Nonlinearity.LeakyRelu))
        {
            return double.IsNaN(follows.Slope) || Math.Abs(named.Slope - follows.Slope) < 1e-6;
        }

        // Names for one curve, and functions of one gain: the number is the same.
        double slope = double.IsNaN(follows.Slope) ? Gain.DefaultSlope : follows.Slope;
        double expected = Gain.Of(follows.Nonlinearity, follows.Is(Nonlinearity.LeakyRelu) ? slope : Gain.DefaultSlope, initializer.GainConvention);
        double actual = Gain.Of(named.Nonlinearity, initializer.Slope, initializer.GainConvention);
        return Math.Abs(expected - actual) < 1e-3;
    }

    // Xavier before a rectifier is INIT102, Kaiming for a rectifier before sigmoid or tanh INIT103, whatever before SELU INIT110.
    private static bool IsAnotherRules(InitializerSpec initializer, Fate follows) =>
        follows.Is(Nonlinearity.Selu)
        || (initializer.Kind.IsXavier() && Activations.IsReluFamily(follows.Nonlinearity))
        || (initializer.Kind.IsKaiming() && Activations.IsReluFamily(initializer.Nonlinearity)
            && follows is { Kind: FateKind.Activation, Nonlinearity: Nonlinearity.Sigmoid or Nonlinearity.Tanh });
}
