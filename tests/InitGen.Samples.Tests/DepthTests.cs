using InitGen;
using Propagation.Experiments;

namespace InitGen.Samples.Tests;

/// <summary>
/// Experiments 1 to 5: the figures that torch.nn.init 1.13 gave in five draws, here in five draws of ours. Torch's range of five draws
/// is widened by the predicted scatter where single networks scatter; the chances stated are those of unlucky seeds.
/// </summary>
public sealed class DepthTests
{
    private const int Draws = DepthExperiment.Draws;

    [Fact]
    public void Unit_normals_grow_by_16_a_layer_and_leave_float_at_layer_32()
    {
        SignalPrediction prediction = DepthCase.UnitNormal.Predict();
        Near(16.0, prediction.Layers[0].Std, 1e-3);
        Near(2.1e37, prediction.Layers[30].Std, 0.02);
        Assert.Equal(31, prediction.FirstOverflow(FloatRange.Single));
        foreach (double[] draw in Measure(DepthCase.UnitNormal))
        {
            // One layer's σ over 4096 elements strays by 1 % to 2 %.
            Near(16.0, draw[0], 0.06);
            Near(256.0, draw[1], 0.10);
            Near(4107.0, draw[2], 0.12);
            Assert.InRange(FiniteLayers(draw), 31, 32);
        }
    }

    [Fact]
    public void Scaled_normals_stay_about_1()
    {
        Near(1.0, DepthCase.ScaledNormal.Predict().Layers[^1].Std, 1e-6);
        // Torch: 0.93 to 2.0. The band of 19 of 20 single inputs is 0.34 to 2.0; sixteen inputs together stray less.
        Assert.All(Measure(DepthCase.ScaledNormal), draw => Assert.InRange(draw[99], 0.34, 2.0));
    }

    [Fact]
    public void Tanh_of_scaled_normals_fades()
    {
        SignalPrediction prediction = DepthCase.ScaledTanh.Predict();
        Near(0.63, prediction.Layers[0].Std, 0.01);
        Near(0.49, prediction.Layers[1].Std, 0.01);
        Near(0.41, prediction.Layers[2].Std, 0.01);
        Assert.InRange(prediction.Layers[99].Std, 0.07, 0.10);
        double[][] draws = Measure(DepthCase.ScaledTanh);
        Near(0.63, draws.Average(draw => draw[0]), 0.03);
        Near(0.49, draws.Average(draw => draw[1]), 0.03);
        Near(0.41, draws.Average(draw => draw[2]), 0.03);
        // Torch: 0.07 to 0.10; the band of 19 of 20 goes from 0.040 on.
        Assert.All(draws, draw => Assert.InRange(draw[99], 0.040, 0.11));
    }

    [Fact]
    public void Tuned_tanh_settles()
    {
        SignalPrediction prediction = DepthCase.TunedTanh.Predict();
        double[][] draws = Measure(DepthCase.TunedTanh);
        (int Layer, double InTorch)[] figures = [(0, 0.76), (1, 0.69), (2, 0.66), (99, 0.65)];
        foreach ((int layer, double inTorch) in figures)
        {
            Near(inTorch, prediction.Layers[layer].Std, 0.02);
            Near(inTorch, draws.Average(draw => draw[layer]), 0.03);
        }
    }

    [Fact]
    public void Xavier_before_relu_is_gone_after_a_hundred_layers()
    {
        SignalPrediction prediction = DepthCase.XavierRelu.Predict();
        Near(7.3e-16, prediction.Layers[^1].Std, 0.01);
        // Torch: 2e-16 to 5e-16. e^±(2 · 0.7) about the median of 4.5e-16.
        Assert.All(Measure(DepthCase.XavierRelu), draw => Assert.InRange(draw[99], 1.1e-16, 1.9e-15));
    }

    [Fact]
    public void Kaiming_before_relu_keeps_its_order()
    {
        SignalPrediction prediction = DepthCase.KaimingRelu.Predict();
        Near(0.826, prediction.Layers[^1].Std, 0.001);
        // Torch: 0.15 to 0.58. The same scatter about the median of 0.51.
        Assert.All(Measure(DepthCase.KaimingRelu), draw => Assert.InRange(draw[99], 0.12, 2.1));
    }

    [Fact]
    public void Unit_normals_before_relu_leave_float_at_layer_37()
    {
        Assert.Equal(36, DepthCase.UnitNormalRelu.Predict().FirstOverflow(FloatRange.Single));
        // The last finite layer is 35, 36 or 37: one in five of the largest elements is beyond 3.5 σ.
        Assert.All(Measure(DepthCase.UnitNormalRelu), draw => Assert.InRange(FiniteLayers(draw), 35, 37));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Every_draw_lies_in_the_predicted_band(int index)
    {
        DepthCase network = ((DepthCase[])
        [
            DepthCase.UnitNormal, DepthCase.ScaledNormal, DepthCase.ScaledTanh, DepthCase.TunedTanh, DepthCase.XavierRelu,
            DepthCase.KaimingRelu, DepthCase.UnitNormalRelu,
        ])[index];
        SignalPrediction prediction = network.Predict();
        foreach (double[] draw in Measure(network))
        {
            for (int layer = 0; layer < FiniteLayers(draw); layer++)
            {
                // Three standard deviations of a single input's logarithm, for sixteen inputs together; 2 % for those that do not scatter.
                SignalLayer predicted = prediction.Layers[layer];
                double median = predicted.TypicalRms / predicted.Rms * predicted.Std;
                Assert.InRange(Math.Log(draw[layer] / median), -3 * predicted.LogSpread - 0.02, 3 * predicted.LogSpread + 0.02);
            }
        }
    }

    private static double[][] Measure(DepthCase network) => [.. Enumerable.Range(1, Draws).Select(seed => network.Measure((ulong)seed))];

    private static int FiniteLayers(double[] draw)
    {
        int first = Array.FindIndex(draw, std => !double.IsFinite(std));
        return first < 0 ? draw.Length : first;
    }

    internal static void Near(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * expected, FormattableString.Invariant($"expected {expected:G4}, found {actual:G6}"));
}
