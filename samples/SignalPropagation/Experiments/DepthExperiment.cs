using System.Globalization;
using InitGen;
using Propagation.Networks;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>The standard deviation of a hundred layers, five draws each.</summary>
internal sealed class DepthExperiment(int number, string title, string question, params DepthCase[] cases) : IExperiment
{
    /// <summary>The draws.</summary>
    public const int Draws = 5;

    private static readonly int[] s_shownLayers = [1, 2, 3, 10, 30, 31, 32, 36, 37, 50, 100];

    public int Number { get; } = number;

    public string Title { get; } = title;

    public ExperimentResult Run()
    {
        var tables = new List<ResultTable>();
        var charts = new List<Chart>();
        foreach (DepthCase network in cases)
        {
            SignalPrediction prediction = network.Predict();
            double[][] draws = new double[Draws][];
            Parallel.For(0, Draws, draw => draws[draw] = network.Measure((ulong)draw + 1));
            tables.Add(Table(network, prediction, draws));
            charts.Add(Chart(network, prediction, draws));
        }

        return new ExperimentResult(Number, Title, question, tables, charts);
    }

    private static ResultTable Table(DepthCase network, SignalPrediction prediction, double[][] draws)
    {
        int overflow = prediction.FirstOverflow(FloatRange.Single);
        var rows = new List<string[]>();
        foreach (int layer in s_shownLayers)
        {
            SignalLayer predicted = prediction.Layers[layer - 1];
            double[] measured = [.. draws.Select(draw => draw[layer - 1]).Where(double.IsFinite).Order()];
            if (layer is 31 or 32 or 36 or 37 && overflow < 0)
            {
                continue;
            }

            rows.Add(
            [
                Numbers.Text(layer),
                overflow >= 0 && layer > overflow ? "overflow" : Numbers.Text(predicted.Std),
                overflow >= 0 && layer > overflow ? "" : Numbers.Text(predicted.ExpectedStd),
                measured.Length == 0 ? "not finite" : Numbers.Text(measured.Average()),
                measured.Length == 0 ? "" : Numbers.Text(measured[0]) + "–" + Numbers.Text(measured[^1]),
                string.Create(CultureInfo.InvariantCulture, $"{measured.Length} of {Draws}"),
            ]);
        }

        return new ResultTable(["layer", "σ predicted", "at width 256", "measured", "range", "finite"], rows)
        {
            Title = network.Name + " (with torch: " + network.InTorch + ")",
        };
    }

    private static LineChart Chart(DepthCase network, SignalPrediction prediction, double[][] draws)
    {
        double[] layers = [.. Enumerable.Range(1, DeepNetwork.Depth).Select(layer => (double)layer)];
        int overflow = prediction.FirstOverflow(FloatRange.Single);
        int drawn = overflow < 0 ? DeepNetwork.Depth : overflow;
        double?[] Of(Func<SignalLayer, double> value) =>
            [.. prediction.Layers.Select((layer, index) => index < drawn ? value(layer) : (double?)null)];

        var series = new List<Series>
        {
            // Typical, with the range of 19 of 20 networks: ± 2 of the logarithm's standard deviation.
            new("19 of 20 networks of width 256", SeriesKind.Band, 0, Of(layer => layer.TypicalRms / layer.Rms * layer.Std * Math.Exp(2 * layer.LogSpread)))
            {
                Low = Of(layer => layer.TypicalRms / layer.Rms * layer.Std * Math.Exp(-2 * layer.LogSpread)),
            },
        };
        for (int draw = 0; draw < Draws; draw++)
        {
            series.Add(new("draw " + Numbers.Text(draw + 1), SeriesKind.Draw, 1, [.. draws[draw].Select(Finite)]));
        }

        series.Add(new("predicted", SeriesKind.Predicted, 0, Of(layer => layer.Std)));
        series.Add(new("measured, mean", SeriesKind.Measured, 1, [.. layers.Select((_, layer) => Finite(draws.Average(draw => draw[layer])))]));
        return new LineChart(network.Name, "layer", "standard deviation", layers, series)
        {
            IsLogarithmic = true,
            Mark = overflow < 0 ? null : new Mark(overflow + 1, "float overflows at layer " + Numbers.Text(overflow + 1)),
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) && value > 0 ? value : null;
}
