using System.Text;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT202: the model's table of shapes, standard deviations, and predicted signal and gradient.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SignalTableAnalyzer() : ModelAnalyzer(Descriptor)
{
    // Of a deep network, the first and last layers say enough.
    private const int Shown = 6;

    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT202",
        "The model's signal by depth",
        "{0}: {1}",
        "The shapes and standard deviations of the model's weights, and the signal and gradient that they are predicted to give.",
        isEnabled: false);

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        SignalOptions options = SignalOptions.Of(model.Type, context.Options);
        var text = new StringBuilder();
        if (SignalChain.Read(model, options.AssumedDepth, context.CancellationToken) is { } chain)
        {
            SignalPrediction prediction = SignalPropagation.Predict(chain.Steps, options.InputStd);
            Dictionary<string, WeightStep> weights = WeightsOf(chain.Steps);
            int count = prediction.Layers.Count;
            for (int i = 0; i < count; i++)
            {
                if (count > 2 * Shown && i == Shown)
                {
                    text.Append(" … ");
                    i = count - Shown;
                }
                else if (i > 0)
                {
                    text.Append("; ");
                }

                SignalLayer layer = prediction.Layers[i];
                text.Append(layer.Name);
                if (weights.TryGetValue(layer.Name, out WeightStep? weight))
                {
                    text.Append(' ').Append(Shape(chain.Find(layer.Name))).Append(" σ ").Append(SignalText.Of(weight.Std));
                }

                text.Append(", signal ").Append(SignalText.Of(layer.Rms)).Append(", gradient ").Append(SignalText.Of(layer.GradientRms));
            }
        }
        else
        {
            foreach (WeightStart parameter in model.Starts(context.CancellationToken))
            {
                string std = parameter.Model?.Scale.Std is { } known ? " σ " + SignalText.Of(known) : "";
                text.Append(parameter.Name).Append(' ').Append(Shape(parameter)).Append(std).Append("; ");
            }

            text.Append("the signal is not predicted, because part of the forward pass is not known");
        }

        Report(context, At(model.Type), model.Type.Name, text.ToString());
    }

    private static string Shape(WeightStart? parameter) => parameter?.Model is not { } model
        ? ""
        : "[" + string.Join(", ", model.Shape.Sizes.Select(static size => size.Constant is { } constant ? SignalText.Of(constant) : size.Member ?? "·")) + "]";

    private static Dictionary<string, WeightStep> WeightsOf(IEnumerable<SignalStep> steps)
    {
        var weights = new Dictionary<string, WeightStep>(StringComparer.Ordinal);
        var open = new Stack<SignalStep>(steps);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case WeightStep weight:
                    weights[weight.Name] = weight;
                    break;
                case ResidualStep residual:
                    foreach (SignalStep step in residual.Branch)
                    {
                        open.Push(step);
                    }

                    break;
            }
        }

        return weights;
    }
}
