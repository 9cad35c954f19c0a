using System.Globalization;
using InitGen;
using Propagation.Results;
using Propagation.Training;

namespace Propagation.Experiments;

/// <summary>One network, one optimizer, one budget, six initializations.</summary>
internal sealed class DigitExperiment : IExperiment
{
    private const double Known = 0.90;
    private const int Smoothing = 10;

    public int Number => 8;

    public string Title => "Learning digits from six starts";

    public ExperimentResult Run()
    {
        DigitRun[] runs = DigitRun.Of(
            DigitCase.Zeros, DigitCase.Constant, DigitCase.Uniform, DigitCase.SmallNormal, DigitCase.Xavier, DigitCase.Kaiming);
        var rows = new List<string[]>();
        var losses = new List<Series>();
        var accuracies = new List<Series>();
        for (int i = 0; i < runs.Length; i++)
        {
            DigitRun run = runs[i];
            SignalLayer logits = run.Start.Predict().Layers[^1];
            rows.Add(
            [
                run.Start.Name,
                // The theory is about random weights: it says nothing of equal ones.
                run.Start == DigitCase.Constant ? "" : Numbers.Text(logits.Std),
                Numbers.Text(run.LogitStd),
                Numbers.Text(run.Losses[0]),
                run.StepsTo(Known) is { } steps ? Numbers.Text(steps) : "never",
                Numbers.Percent(run.Accuracies[^1]),
            ]);
            losses.Add(new(run.Start.Name, SeriesKind.Curve, i, [.. Smooth(run.Losses)]));
            accuracies.Add(new(run.Start.Name, SeriesKind.Curve, i, [.. run.Accuracies.Select(accuracy => (double?)(100 * accuracy))]));
        }

        string target = (100 * Known).ToString("F0", CultureInfo.InvariantCulture);
        return new ExperimentResult(
            Number,
            Title,
            "A 784-256-128-10 ReLU network on 8,000 MNIST digits, 480 steps of stochastic gradient descent with momentum. Guessing costs ln 10 = 2.30 and knows a tenth of the test digits. The σ of the logits before training is predicted and measured; then come the loss of the first batch, the steps to 90 % and what is known in the end.",
            [
                new ResultTable(
                    ["start", "logit σ", "measured", "first loss", "to " + target + " %", "digits known"], rows),
            ],
            [
                new LineChart("Loss by step (mean of ten)", "step", "cross-entropy", [.. Enumerable.Range(1, DigitTraining.Steps).Select(step => (double)step)], losses)
                {
                    IsLogarithmic = true,
                },
                new LineChart(
                    "Test digits known by step",
                    "step",
                    "percent",
                    [.. Enumerable.Range(0, runs[0].Accuracies.Length).Select(index => (double)index * DigitTraining.EvaluationInterval)],
                    accuracies),
            ]);
    }

    private static IEnumerable<double?> Smooth(double[] losses)
    {
        for (int i = 0; i < losses.Length; i++)
        {
            int first = Math.Max(0, i - Smoothing + 1);
            double mean = losses[first..(i + 1)].Average();
            yield return double.IsFinite(mean) && mean > 0 ? mean : null;
        }
    }
}
