using InitGen;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>What biases do to rectifiers.</summary>
internal sealed class BiasExperiment : IExperiment
{
    public int Number => 11;

    public string Title => "Biases and dead units";

    public ExperimentResult Run()
    {
        var rows = new List<string[]>();
        foreach (DigitRun run in DigitRun.Of(DigitCase.Kaiming, DigitCase.SmallBias, DigitCase.NegativeBias))
        {
            SignalPrediction prediction = run.Start.Predict();
            for (int layer = 0; layer < 2; layer++)
            {
                rows.Add(
                [
                    run.Start == DigitCase.Kaiming ? "0" : run.Start.Name["Kaiming, biases ".Length..],
                    Numbers.Text(layer + 1),
                    Numbers.Percent(ActiveShare(prediction.Layers[layer])),
                    Numbers.Percent(run.Before.ActiveShare[layer]),
                    Numbers.Text(run.Before.Dead[layer]),
                    Numbers.Text(run.After.Dead[layer]),
                    Numbers.Percent(run.Accuracies[^1]),
                ]);
            }
        }

        return new ExperimentResult(
            Number,
            Title,
            "The rectifiers of the network of experiment 8 on the 2,000 test digits: the part of their answers above 0 (predicted and measured), and the units of 256 and 128 that answer 0 to every digit, before and after training. A bias of 0.01 changes next to nothing; one that outweighs the signal closes units for good.",
            [
                new ResultTable(
                    ["biases", "layer", "active", "measured", "dead", "after", "known"], rows),
            ],
            []);
    }

    /// <summary>The part of a Gaussian's values above 0: Φ(μ/σ).</summary>
    public static double ActiveShare(SignalLayer layer)
    {
        // By the trapezoidal rule from 0 outward, which is exact to far more than the digits shown.
        double z = layer.PreActivationMean / layer.PreActivationStd;
        const int Steps = 1000;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double x = z * i / Steps;
            sum += (i is 0 or Steps ? 0.5 : 1.0) * Math.Exp(-0.5 * x * x);
        }

        return 0.5 + sum * z / Steps / Math.Sqrt(2 * Math.PI);
    }
}
