using Xunit;

namespace InitGen.Tests;

/// <summary>
/// Holds the prediction to networks that were drawn and run. Seeds are fixed, so that a test either always passes or always fails;
/// the chance stated is that of an unlucky choice of seeds.
/// </summary>
public sealed class SignalMeasurementTests
{
    private const int Width = 256;
    private const int Batch = 16;

    public static TheoryData<Nonlinearity> Nonlinearities => [.. Enum.GetValues<Nonlinearity>()];

    /// <summary>
    /// Six layers, mean over 24 draws. One draw's ln σ strays by √(κ·depth/n)/2 (0.17 for ReLU, κ = 5, at the sixth layer), the mean
    /// of 24 by 0.035 less what 16 inputs a draw average away: 5 % is 2 such errors for ReLU, more for the others. ReLU², whose κ
    /// is 22 and whose fluctuations double from layer to layer, is measured at width 1024 over two layers.
    /// </summary>
    [Theory]
    [MemberData(nameof(Nonlinearities))]
    public void Six_layers_of_every_nonlinearity_are_within_five_percent_of_the_mean_over_seeds(Nonlinearity nonlinearity)
    {
        bool isSquare = nonlinearity == Nonlinearity.ReluSquared;
        int width = isSquare ? 1024 : Width;
        double gain = Gain.Of(nonlinearity, convention: GainConvention.SecondMoment);
        Compare(Chain(isSquare ? 2 : 6, width, gain / Math.Sqrt(width), new ActivationStep(nonlinearity)), new(width, Batch), draws: 24);
    }

    /// <summary>
    /// The tuned tanh forgets fluctuations, so that layer 100 is as certain as layer 10: the mean of 16 draws strays by under 1 %.
    /// </summary>
    [Fact]
    public void A_hundred_layers_of_tuned_tanh_are_within_five_percent_of_the_mean_over_seeds()
    {
        var network = new MeasuredNetwork(Width, Batch)
        {
            Fill = (values, weight, stream) =>
            {
                float bound = (float)Scale.UniformBound(weight.Std);
                Sampler.Uniform(values, stream, -bound, bound);
            },
        };
        Compare(
            Chain(100, Width, Scale.XavierStd(Width, Width, 5.0 / 3.0), new ActivationStep(Nonlinearity.Tanh)), network, draws: 16, gradients: false);
    }

    /// <summary>
    /// At the edge of chaos every fluctuation is remembered, so that the mean over networks of width 256 is not that of infinite
    /// width: the prediction for this width is held to the mean of 400 draws. One draw's σ strays by up to 25 % at layer 100 (tanh)
    /// or 45 % (linear), the mean of 400 by 1.3 % or 2.3 %: 5 % is 3.9 or 2.2 standard errors at the last layer, more before.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Tanh)]
    public void A_hundred_critical_layers_are_within_five_percent_of_the_mean_over_seeds(Nonlinearity nonlinearity)
    {
        const int Draws = 400;
        List<SignalStep> steps = Chain(100, Width, Scale.LecunStd(Width), new ActivationStep(nonlinearity));
        SignalPrediction prediction = SignalPropagation.Predict(steps);
        var network = new MeasuredNetwork(Width, batch: 1);
        double[] std = new double[100];
        for (int draw = 0; draw < Draws; draw++)
        {
            List<MeasuredLayer> layers = network.Draw(steps, (ulong)draw, gradients: false);
            for (int layer = 0; layer < std.Length; layer++)
            {
                std[layer] += layers[layer].Std / Draws;
            }
        }

        for (int layer = 0; layer < std.Length; layer++)
        {
            Within(0.05, prediction.Layers[layer].ExpectedStd, std[layer], "σ", layer);
        }
    }

    /// <summary>
    /// Layers without a scale of their own (linear, ReLU) hand every fluctuation on, so that single networks part from the
    /// infinite-width value with √depth. Layer by layer the factor is within 5 %; 40 draws determine its logarithm to
    /// √(κ/n/40)/2 = 0.011 for ReLU and 0.007 for linear layers, so that 5 % is over 4 standard errors: a chance of 1e-5 a layer.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Relu)]
    public void Each_of_a_hundred_scale_free_layers_grows_within_five_percent(Nonlinearity nonlinearity)
    {
        double std = Gain.Of(nonlinearity) / Math.Sqrt(Width);
        List<SignalStep> steps = Chain(100, Width, std, new ActivationStep(nonlinearity));
        SignalPrediction prediction = SignalPropagation.Predict(steps);
        double[] logs = MeanLogRms(steps, draws: 40);
        for (int layer = 1; layer < logs.Length; layer++)
        {
            Within(0.05, prediction.Layers[layer].Growth, Math.Exp(logs[layer] - logs[layer - 1]), "growth", layer);
        }
    }

    /// <summary>
    /// The spread at finite width: mean and standard deviation of ln rms over 400 single-input draws of 50 layers, each within 4 of
    /// its standard errors (s/√400 and s/√800): a chance of 6e-5 each.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Linear)]
    [InlineData(Nonlinearity.Relu)]
    [InlineData(Nonlinearity.Tanh)]
    public void Single_networks_scatter_as_predicted(Nonlinearity nonlinearity)
    {
        const int Depth = 50;
        const int Draws = 400;
        const int NarrowWidth = 128;
        List<SignalStep> steps = Chain(Depth, NarrowWidth, Gain.Of(nonlinearity) / Math.Sqrt(NarrowWidth), new ActivationStep(nonlinearity));
        SignalLayer last = SignalPropagation.Predict(steps).Layers[^1];
        var network = new MeasuredNetwork(NarrowWidth, batch: 1);
        double[] logs = [.. Enumerable.Range(0, Draws).Select(draw => Math.Log(network.Draw(steps, (ulong)draw, gradients: false)[^1].Rms))];
        double mean = logs.Average();
        double spread = Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));

        Assert.InRange(mean - Math.Log(last.TypicalRms), -4.0 * last.LogSpread / Math.Sqrt(Draws), 4.0 * last.LogSpread / Math.Sqrt(Draws));
        Assert.InRange(spread / last.LogSpread, 1.0 - 4.0 / Math.Sqrt(2.0 * Draws), 1.0 + 4.0 / Math.Sqrt(2.0 * Draws));
    }

    [Theory]
    [InlineData(Nonlinearity.Relu, 0.3, 0.0)]
    [InlineData(Nonlinearity.Relu, 0.0, 0.1)]
    [InlineData(Nonlinearity.Tanh, 0.5, 0.2)]
    [InlineData(Nonlinearity.Sigmoid, 1.0, -1.0)]
    public void Biases_are_carried(Nonlinearity nonlinearity, double biasStd, double biasMean)
    {
        double std = Gain.Of(nonlinearity) / Math.Sqrt(Width);
        List<SignalStep> steps = [];
        for (int layer = 0; layer < 6; layer++)
        {
            steps.Add(new WeightStep("w", Width, Width, std) { BiasStd = biasStd, BiasMean = biasMean });
            steps.Add(new ActivationStep(nonlinearity));
        }

        Compare(steps, new(Width, Batch), draws: 24);
    }

    /// <summary>Weights of mean 0.05 on 256 units: the mean of the signal grows like a rank-one network of its own.</summary>
    [Fact]
    public void Weights_with_a_mean_are_carried()
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < 4; layer++)
        {
            steps.Add(new WeightStep("w", Width, Width, 0.06) { Mean = 0.01 });
            steps.Add(new ActivationStep(Nonlinearity.Sigmoid));
        }

        Compare(steps, new(Width, Batch), draws: 24, gradients: false);
    }

    /// <summary>Twelve pre-activation branches: σ grows like √blocks without a norm; the gradient alike.</summary>
    [Fact]
    public void Residual_branches_add_up()
    {
        var block = new ResidualStep(
            "sum",
            [
                new ActivationStep(Nonlinearity.Relu),
                new WeightStep("a", Width, Width, Math.Sqrt(2.0 / Width)),
                new ActivationStep(Nonlinearity.Relu),
                new WeightStep("b", Width, Width, 0.5 * Math.Sqrt(2.0 / Width)),
            ]);
        Compare([new WeightStep("in", Width, Width, Scale.LecunStd(Width)), .. Enumerable.Repeat(block, 12)], new(Width, Batch), draws: 24);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Norms_reset_the_signal(bool isCentered)
    {
        var norm = new NormStep { IsCentered = isCentered, Gain = 1.5, Shift = isCentered ? 0.2 : 0.0 };
        var preNorm = new ResidualStep(
            "sum",
            [
                norm,
                new WeightStep("a", Width, Width, 0.2),
                new ActivationStep(Nonlinearity.Gelu),
                new WeightStep("b", Width, Width, 0.1),
            ]);
        List<SignalStep> steps =
        [
            new WeightStep("in", Width, Width, 1.0),
            norm,
            new ActivationStep(Nonlinearity.Relu),
            .. Enumerable.Repeat(preNorm, 6),
            norm,
            new WeightStep("head", Width, Width, 0.3),
        ];
        Compare(steps, new(Width, Batch), draws: 16);
    }

    /// <summary>
    /// A second nonlinearity behind a norm meets no Gaussian: the first one's law was taken for one, GELU would be 26 % off behind a
    /// rectifier, and SiLU 22 % behind a SiLU. Norms let no fluctuation through: the mean of 16 draws strays by under 1 %.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Relu, true, Nonlinearity.Gelu)]
    [InlineData(Nonlinearity.Silu, false, Nonlinearity.Silu)]
    [InlineData(Nonlinearity.Relu, false, Nonlinearity.Tanh)]
    [InlineData(Nonlinearity.Gelu, true, Nonlinearity.Relu)]
    [InlineData(Nonlinearity.Tanh, true, Nonlinearity.Softplus)]
    [InlineData(Nonlinearity.HardTanh, false, Nonlinearity.Sin)]
    public void A_nonlinearity_behind_another_and_a_norm_meets_its_law(Nonlinearity first, bool isCentered, Nonlinearity second)
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < 3; layer++)
        {
            steps.Add(new WeightStep("w", Width, Width, 1.5 / Math.Sqrt(Width)));
            steps.Add(new ActivationStep(first));
            steps.Add(new NormStep { IsCentered = isCentered, Gain = 1.2, Shift = isCentered ? -0.1 : 0.0 });
            steps.Add(new ActivationStep(second));
        }

        Compare(steps, new(Width, Batch), draws: 16);
    }

    [Theory]
    [InlineData(Nonlinearity.Relu, Nonlinearity.Gelu)]
    [InlineData(Nonlinearity.Silu, Nonlinearity.Silu)]
    [InlineData(Nonlinearity.Sigmoid, Nonlinearity.Mish)]
    public void A_nonlinearity_of_another_meets_its_law(Nonlinearity first, Nonlinearity second)
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < 3; layer++)
        {
            steps.AddRange([new WeightStep("w", Width, Width, 1.5 / Math.Sqrt(Width)), new ActivationStep(first), new ActivationStep(second)]);
        }

        Compare(steps, new(Width, Batch), draws: 24);
    }

    /// <summary>
    /// A nonlinearity behind the sum, as in the first residual networks (He et al. 2016): the shortcut's law is never Gaussian, and a
    /// rectifier would be 8 % off at the tenth block. The gradient's way back along the shortcuts is not held to 5 %, see the remarks of
    /// <see cref="SignalPropagation"/>.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Relu, true)]
    [InlineData(Nonlinearity.Relu, false)]
    [InlineData(Nonlinearity.Gelu, true)]
    [InlineData(Nonlinearity.Tanh, false)]
    public void A_nonlinearity_behind_a_residual_sum_meets_its_law(Nonlinearity nonlinearity, bool endsInWeight)
    {
        SignalStep[] branch = [new WeightStep("a", Width, Width, 0.7 / Math.Sqrt(Width)), new ActivationStep(nonlinearity)];
        var sum = new ResidualStep("sum", endsInWeight ? [.. branch, new WeightStep("b", Width, Width, 0.7 / Math.Sqrt(Width))] : branch);
        List<SignalStep> steps = [new WeightStep("in", Width, Width, Scale.LecunStd(Width))];
        for (int block = 0; block < 10; block++)
        {
            steps.AddRange([sum, new ActivationStep(nonlinearity)]);
        }

        Compare(steps, new(Width, Batch), draws: 24, gradients: false);
    }

    [Fact]
    public void Projections_on_the_shortcut_are_carried()
    {
        var block = new ResidualStep("sum", [new WeightStep("a", Width, Width, 0.05), new ActivationStep(Nonlinearity.Tanh), new WeightStep("b", Width, Width, 0.1)])
        {
            Shortcut = [new WeightStep("project", Width, Width, 0.04)],
        };
        Compare([.. Enumerable.Repeat(block, 4)], new(Width, Batch), draws: 16);
    }

    /// <summary>
    /// One draw at width 4096, four inputs, four layers: √(κ·depth/n)/2 is 0.5 % for GELU, tanh and sigmoid before inputs are
    /// averaged; 1 % is over 3 standard errors with them.
    /// </summary>
    [Theory]
    [InlineData(Nonlinearity.Tanh)]
    [InlineData(Nonlinearity.Sigmoid)]
    [InlineData(Nonlinearity.Linear)]
    public void At_large_width_one_draw_is_within_one_percent(Nonlinearity nonlinearity)
    {
        const int Large = 4096;
        List<SignalStep> steps = Chain(4, Large, Gain.Of(nonlinearity) / Math.Sqrt(Large), new ActivationStep(nonlinearity));
        SignalPrediction prediction = SignalPropagation.Predict(steps);
        List<MeasuredLayer> measured = new MeasuredNetwork(Large, batch: 4).Draw(steps, 1);
        for (int layer = 0; layer < measured.Count; layer++)
        {
            Within(0.01, prediction.Layers[layer].Rms, measured[layer].Rms, "rms", layer);
        }
    }

    private static List<SignalStep> Chain(int depth, int width, double std, ActivationStep activation)
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < depth; layer++)
        {
            steps.Add(new WeightStep("w", width, width, std));
            steps.Add(activation);
        }

        return steps;
    }

    private static void Compare(List<SignalStep> steps, MeasuredNetwork network, int draws, bool gradients = true)
    {
        SignalPrediction prediction = SignalPropagation.Predict(steps);
        int depth = prediction.Layers.Count;
        double[] std = new double[depth];
        double[] rms = new double[depth];
        double[] gradient = new double[depth];
        for (int draw = 0; draw < draws; draw++)
        {
            List<MeasuredLayer> layers = network.Draw(steps, (ulong)draw, gradients);
            Assert.Equal(depth, layers.Count);
            for (int layer = 0; layer < depth; layer++)
            {
                std[layer] += layers[layer].Std / draws;
                rms[layer] += layers[layer].Rms / draws;
                gradient[layer] += layers[layer].GradientRms / draws;
            }
        }

        for (int layer = 0; layer < depth; layer++)
        {
            Within(0.05, prediction.Layers[layer].Std, std[layer], "σ", layer);
            Within(0.05, prediction.Layers[layer].Rms, rms[layer], "rms", layer);
            if (gradients)
            {
                Within(0.05, prediction.Layers[layer].GradientRms, gradient[layer], "gradient", layer);
            }
        }
    }

    private static double[] MeanLogRms(List<SignalStep> steps, int draws)
    {
        var network = new MeasuredNetwork(Width, batch: 1);
        double[] logs = new double[100];
        for (int draw = 0; draw < draws; draw++)
        {
            List<MeasuredLayer> layers = network.Draw(steps, (ulong)draw, gradients: false);
            for (int layer = 0; layer < logs.Length; layer++)
            {
                logs[layer] += Math.Log(layers[layer].Rms) / draws;
            }
        }

        return logs;
    }

    private static void Within(double tolerance, double predicted, double measured, string what, int layer) =>
        Assert.True(
            Math.Abs(measured - predicted) <= tolerance * predicted,
            FormattableString.Invariant($"{what}, layer {layer + 1}: predicted {predicted:G6}, measured {measured:G6}, ratio {measured / predicted:F4}"));
}
