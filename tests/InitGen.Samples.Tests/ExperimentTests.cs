using InitGen;
using Propagation.Experiments;
using Propagation.Measurement;
using Propagation.Networks;
using Propagation.Output;
using Propagation.Results;

namespace InitGen.Samples.Tests;

/// <summary>Experiments 6 to 11, and the report.</summary>
public sealed class ExperimentTests
{
    [Fact]
    public void Unit_normals_saturate_the_sigmoid()
    {
        foreach (float[,] output in SixLayerCase.UnitNormalSigmoid.Run(seed: 1))
        {
            Histogram histogram = Histogram.Of("", output, 0, 1);
            // Piled up at both ends: more there than in all of the middle half, in which a uniform distribution would have half.
            Assert.True(histogram.Shares[0] + histogram.Shares[^1] > histogram.Shares[10..30].Sum() && histogram.Shares[10..30].Sum() < 0.25);
        }
    }

    [Fact]
    public void Xavier_keeps_the_sigmoid_bell_shaped()
    {
        foreach (float[,] output in SixLayerCase.XavierSigmoid.Run(seed: 1))
        {
            Histogram histogram = Histogram.Of("", output, 0, 1);
            Assert.InRange(histogram.Mean, 0.45, 0.55);
            // Between ¼ and ¾, where the sums are within ln 3: 73 % of those of N(0, 1), more of narrower ones.
            Assert.True(histogram.Shares[10..30].Sum() > 0.70 && histogram.Shares[0] + histogram.Shares[^1] < 0.01);
        }
    }

    /// <summary>One draw of 64 inputs: six layers stray by up to √(5 · 6/256)/2 = 17 % for one input, and less for 64.</summary>
    [Fact]
    public void Xavier_drifts_to_zero_before_relu_and_kaiming_holds()
    {
        float[][,] xavier = SixLayerCase.XavierRelu.Run(seed: 1);
        float[][,] kaiming = SixLayerCase.KaimingRelu.Run(seed: 1);
        for (int layer = 0; layer < SixLayerNetwork.Depth; layer++)
        {
            DepthTests.Near(0.826 * Math.Pow(0.5, (layer + 1) / 2.0), Moments.Of(xavier[layer]).Std, 0.2);
            DepthTests.Near(0.826, Moments.Of(kaiming[layer]).Std, 0.2);
        }
    }

    [Fact]
    public void Every_six_layer_prediction_holds()
    {
        foreach (SixLayerCase network in (SixLayerCase[])[SixLayerCase.UnitNormalSigmoid, SixLayerCase.XavierSigmoid, SixLayerCase.XavierRelu, SixLayerCase.KaimingRelu])
        {
            SignalPrediction prediction = network.Predict();
            const int Draws = 5;
            double[] std = new double[SixLayerNetwork.Depth];
            for (int draw = 0; draw < Draws; draw++)
            {
                float[][,] outputs = network.Run((ulong)draw + 1);
                for (int layer = 0; layer < std.Length; layer++)
                {
                    std[layer] += Moments.Of(outputs[layer]).Std / Draws;
                }
            }

            // Five draws of the ReLU's σ at layer 6 stray by 17 %/√5 = 8 % at most.
            for (int layer = 0; layer < std.Length; layer++)
            {
                DepthTests.Near(prediction.Layers[layer].Std, std[layer], 0.12);
            }
        }
    }

    /// <summary>10,000 normals determine the ratio to 0.6 %.</summary>
    [Fact]
    public void The_gain_of_tanh_is_about_1_6()
    {
        double measured = TanhGainExperiment.Measure(seed: 1).Gain;
        DepthTests.Near(1.5925, measured, 0.02);
        Assert.Equal("1.6", measured.ToString("F1", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Digits_are_learned_from_the_starts_that_should_and_not_from_the_others()
    {
        DigitRun[] runs = DigitRun.Of(
            DigitCase.Zeros, DigitCase.Constant, DigitCase.Uniform, DigitCase.SmallNormal, DigitCase.Xavier, DigitCase.Kaiming);
        (DigitRun zeros, DigitRun constant, DigitRun uniform, DigitRun small, DigitRun xavier, DigitRun kaiming) =
            (runs[0], runs[1], runs[2], runs[3], runs[4], runs[5]);

        // Chance is the part of the commonest digit, 11 %.
        Assert.InRange(zeros.Accuracies.Max(), 0.08, 0.13);
        Assert.InRange(zeros.Losses[^50..].Average(), 2.25, 2.35);
        Assert.True(constant.Accuracies[^1] < 0.5);
        Assert.True(uniform.Accuracies[^1] < small.Accuracies[^1] && uniform.Losses[0] > 100);
        Assert.True(xavier.Accuracies[^1] > 0.92 && kaiming.Accuracies[^1] > 0.92);
        Assert.True(kaiming.StepsTo(0.9) <= xavier.StepsTo(0.9) && xavier.StepsTo(0.9) < small.StepsTo(0.9));

        // The logits that the weights alone predict; fifty digits and ten logits determine their σ to about 10 %.
        Assert.All((DigitRun[])[uniform, small, xavier, kaiming], run => DepthTests.Near(run.Start.Predict().Layers[^1].Std, run.LogitStd, 0.25));
    }

    [Fact]
    public void Equal_rows_stay_equal_to_the_bit()
    {
        DigitRun[] runs = DigitRun.Of(DigitCase.Zeros, DigitCase.Constant, DigitCase.Kaiming);
        Assert.Equal([1, 1, 256], runs.Select(run => Weights.DistinctRows(run.Weights["w1"], 256)));
        Assert.Equal([1, 1, 128], runs.Select(run => Weights.DistinctRows(run.Weights["w2"], 128)));
    }

    [Fact]
    public void Orthogonal_weights_keep_the_length_and_gaussian_ones_do_not()
    {
        double[] orthogonal = RecurrentExperiment.MeasureLength(new OrthogonalNetwork(1), 1);
        Assert.All(orthogonal, length => Assert.InRange(length, 0.999, 1.001));
        double[][] gaussian = [.. Enumerable.Range(1, 5).Select(seed => RecurrentExperiment.MeasureLength(new GaussianNetwork((ulong)seed), (ulong)seed))];
        Assert.All(gaussian, draw => Assert.InRange(draw[0], 0.85, 1.15));
        Assert.True(gaussian.Max(draw => Math.Abs(Math.Log(draw[^1]))) > Math.Log(1.5));
    }

    /// <summary>Gates of width 0.08 about their bias: 200 of them stray from σ(b)²⁰⁰ by about a half.</summary>
    [Fact]
    public void Forget_gates_keep_what_their_bias_says()
    {
        LstmNetwork[] networks = [new ForgetfulLstm(1), new UsualLstm(1), new TenaciousLstm(1)];
        for (int bias = 0; bias < 3; bias++)
        {
            double predicted = RecurrentExperiment.PredictMemory(bias, RecurrentExperiment.Steps);
            double measured = RecurrentExperiment.MeasureMemory(networks[bias], seed: 1)[^1];
            Assert.InRange(Math.Log(measured / predicted), -0.7, 0.7);
        }

        Assert.InRange(RecurrentExperiment.PredictMemory(0, 200), 6e-61, 6.5e-61);
    }

    [Fact]
    public void Biases_open_and_close_rectifiers_as_predicted()
    {
        DigitRun[] runs = DigitRun.Of(DigitCase.Kaiming, DigitCase.SmallBias, DigitCase.NegativeBias);
        double[] predicted = [.. runs.Select(run => BiasExperiment.ActiveShare(run.Start.Predict().Layers[0]))];
        DepthTests.Near(0.5, predicted[0], 1e-9);
        DepthTests.Near(0.0786, predicted[2], 0.01);
        for (int i = 0; i < 3; i++)
        {
            // Digits are not independent elements: their common background opens and closes units together.
            Assert.InRange(runs[i].Before.ActiveShare[0] - predicted[i], -0.06, 0.06);
        }

        Assert.Equal(0, runs[0].Before.Dead[0]);
        Assert.Equal(0, runs[1].Before.Dead[0]);
        Assert.True(runs[2].Before.Dead[1] > 64 && runs[2].Accuracies[^1] < runs[0].Accuracies[^1]);
    }

    [Fact]
    public void The_report_is_one_page_with_everything_inside()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".html");
        try
        {
            HtmlReport.Write(path, [new TanhGainExperiment().Run(), new SixLayerExperiment().Run()]);
            string page = File.ReadAllText(path);
            Assert.Contains("The MIT License", page, StringComparison.Ordinal);
            Assert.Contains("\"number\":7", page, StringComparison.Ordinal);
            Assert.Contains("\"histograms\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("src=\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
            Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void All_eleven_experiments_are_there() =>
        Assert.Equal(Enumerable.Range(1, 11), AllExperiments.List.Select(experiment => experiment.Number));
}
