using InitGen;
using Propagation.Measurement;
using Propagation.Networks;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>Histograms of every layer of six-layer networks.</summary>
internal sealed class SixLayerExperiment : IExperiment
{
    public int Number => 6;

    public string Title => "Six layers, four initializations";

    public ExperimentResult Run()
    {
        SixLayerCase[] cases = [SixLayerCase.UnitNormalSigmoid, SixLayerCase.XavierSigmoid, SixLayerCase.XavierRelu, SixLayerCase.KaimingRelu];
        var tables = new List<ResultTable>();
        var panels = new List<HistogramPanel>();
        foreach (SixLayerCase network in cases)
        {
            SignalPrediction prediction = network.Predict();
            float[][,] outputs = network.Run(seed: 1);
            var rows = new List<string[]>();
            var histograms = new List<Histogram>();
            for (int layer = 0; layer < SixLayerNetwork.Depth; layer++)
            {
                SignalLayer predicted = prediction.Layers[layer];
                Moments measured = Moments.Of(outputs[layer]);
                rows.Add(
                [
                    Numbers.Text(layer + 1),
                    Numbers.Text(predicted.Mean),
                    Numbers.Text(measured.Mean),
                    Numbers.Text(predicted.Std),
                    Numbers.Text(measured.Std),
                    Numbers.Text(predicted.GradientRms),
                ]);
                histograms.Add(Histogram.Of("layer " + Numbers.Text(layer + 1), outputs[layer], network.Low, network.High));
            }

            tables.Add(new ResultTable(["layer", "mean", "measured", "σ", "measured", "gradient"], rows) { Title = network.Name });
            panels.Add(new HistogramPanel(network.Name, network.Caption, histograms));
        }

        return new ExperimentResult(
            Number,
            Title,
            "Six fully connected layers of 256 units on inputs of N(0, 1): how the outputs of each layer are distributed (Glorot and Bengio 2010; He et al. 2015). Mean, σ and gradient are predicted, mean and σ measured beside; the gradient is that of the layer's sums, for one of 1 at the last layer's output.",
            tables,
            [new HistogramGrid("Outputs by layer", panels)]);
    }
}
