using Xunit;

namespace InitGen.Tests;

/// <summary>The values of infinite width, where they are known in closed form, and the edges of the public interface.</summary>
public sealed class SignalPropagationTests
{
    [Fact]
    public void Unit_weights_multiply_a_linear_signal_by_the_root_of_the_width_until_float_overflows_at_layer_32()
    {
        SignalPrediction prediction = Chain(100, 256, 1.0, Nonlinearity.Linear);
        Close(16.0, prediction.Layers[0].Std);
        Close(256.0, prediction.Layers[1].Std);
        Close(4096.0, prediction.Layers[2].Std);
        Close(16.0, prediction.Layers[57].Growth);
        Close(Math.Pow(16.0, 31), prediction.Layers[30].Std);
        Assert.Equal(31, prediction.FirstOverflow(FloatRange.Single));
        Assert.Equal(3, prediction.FirstOverflow(FloatRange.Half));
        Assert.Equal(-1, prediction.FirstOverflow(FloatRange.Double));
        Close(Math.Pow(16.0, 100), prediction.InputGradientRms);
    }

    [Fact]
    public void Beyond_the_range_of_double_there_is_an_overflow_and_no_exception()
    {
        SignalPrediction prediction = Chain(300, 256, 1.0, Nonlinearity.Tanh);
        Assert.Equal(-1, prediction.FirstOverflow(FloatRange.Double));
        prediction = Chain(300, 256, 1.0, Nonlinearity.Relu);
        Assert.InRange(prediction.FirstOverflow(FloatRange.Double), 1, 299);
        Assert.InRange(Chain(300, 256, 1.0, Nonlinearity.ReluSquared).FirstOverflow(FloatRange.Double), 1, 20);
    }

    [Fact]
    public void Xavier_halves_the_second_moment_of_relu()
    {
        SignalPrediction prediction = Chain(100, 256, 1.0 / 16.0, Nonlinearity.Relu);
        for (int layer = 0; layer < 100; layer++)
        {
            double second = Math.Pow(0.5, layer + 1);
            Close(Math.Sqrt(second), prediction.Layers[layer].Rms);
            // Half-normal: E = σ/√(2π), Var = σ²(½ − 1/(2π)).
            Close(Math.Sqrt(2.0 * second / (2.0 * Math.PI)), prediction.Layers[layer].Mean);
            Close(Math.Sqrt(second * (1.0 - 1.0 / Math.PI)), prediction.Layers[layer].Std);
            // The output's own nonlinearity, and a weight and a nonlinearity for each layer behind it.
            Close(Math.Sqrt(Math.Pow(0.5, 100 - layer)), prediction.Layers[layer].GradientRms);
        }

        // 2^(−l/2) meets the smallest normal number, 2^−14, at layer 28: either neighbour by rounding.
        Assert.InRange(prediction.FirstUnderflow(FloatRange.Half), 27, 28);
        Assert.Equal(-1, prediction.FirstUnderflow(FloatRange.Single));
    }

    [Fact]
    public void Kaiming_holds_the_second_moment_of_relu_and_its_gradient()
    {
        foreach (SignalLayer layer in Chain(100, 256, Math.Sqrt(2.0) / 16.0, Nonlinearity.Relu).Layers)
        {
            Close(1.0, layer.Rms);
            Close(1.0, layer.Growth);
            Close(Math.Sqrt(0.5), layer.GradientRms);
        }
    }

    /// <summary>Against the recursion of Poole et al. written out anew, by the trapezoidal rule, which is exact to rounding for analytic functions.</summary>
    [Theory]
    [InlineData(1.0, 0.0)]
    [InlineData(5.0 / 3.0, 0.0)]
    [InlineData(1.3, 0.3)]
    public void Tanh_follows_the_recursion_to_far_within_one_percent(double gain, double biasStd)
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < 100; layer++)
        {
            steps.Add(new WeightStep("w", 256, 256, gain / 16.0) { BiasStd = biasStd });
            steps.Add(new ActivationStep(Nonlinearity.Tanh));
        }

        SignalPrediction prediction = SignalPropagation.Predict(steps);
        double q = 1.0;
        for (int layer = 0; layer < 100; layer++)
        {
            double v = gain * gain * q + biasStd * biasStd;
            q = 0.0;
            for (double z = -12.0; z <= 12.0; z += 1.0 / 64.0)
            {
                q += Math.Pow(Math.Tanh(Math.Sqrt(v) * z), 2) * Math.Exp(-0.5 * z * z) / 64.0 / Math.Sqrt(2.0 * Math.PI);
            }

            Close(Math.Sqrt(q), prediction.Layers[layer].Std, 1e-9);
        }
    }

    [Fact]
    public void Residual_sums_add_variances_forward_and_back()
    {
        var block = new ResidualStep("sum", [new WeightStep("w", 64, 64, 0.25)]);
        SignalPrediction prediction = SignalPropagation.Predict([block, block, block]);
        Assert.Equal(["w", "sum", "w", "sum", "w", "sum"], prediction.Layers.Select(layer => layer.Name));
        // Each branch multiplies the variance by 64/16 = 4, the sum by 5.
        Close(2.0, prediction.Layers[0].Std);
        Close(Math.Sqrt(5.0), prediction.Layers[1].Std);
        Close(Math.Sqrt(125.0), prediction.Layers[5].Std);
        Close(1.0, prediction.Layers[5].GradientRms);
        Close(1.0, prediction.Layers[4].GradientRms);
        Close(Math.Sqrt(5.0), prediction.Layers[3].GradientRms);
        Close(Math.Sqrt(125.0), prediction.InputGradientRms);
    }

    [Fact]
    public void A_norm_resets_the_signal_and_divides_the_gradient()
    {
        SignalPrediction prediction = SignalPropagation.Predict(
            [new WeightStep("a", 100, 50, 1.0), new NormStep { Gain = 3.0, Shift = 0.5 }, new WeightStep("b", 50, 10, 0.1)]);
        Close(10.0, prediction.Layers[0].PreActivationStd);
        Close(3.0, prediction.Layers[0].Std);
        Close(0.5, prediction.Layers[0].Mean);
        Close(0.1 * Math.Sqrt(10.0) * 0.3, prediction.Layers[0].GradientRms);
        Close(Math.Sqrt(50.0 * 0.01 * 9.25), prediction.Layers[1].Std);
        Assert.Equal(0.0, prediction.Layers[0].LogSpread);
    }

    [Fact]
    public void Zeros_are_carried_through_everything()
    {
        SignalPrediction prediction = SignalPropagation.Predict(
            [
                new WeightStep("zeros", 8, 8, 0.0),
                new ActivationStep(Nonlinearity.Sigmoid),
                new NormStep(),
                new WeightStep("zeros", 8, 8, 0.0),
                new ActivationStep(Nonlinearity.Relu),
                new NormStep { IsCentered = false },
            ]);
        Assert.Equal(0.0, prediction.Layers[1].Rms);
        Assert.Equal(0.0, prediction.InputGradientRms);
        Assert.All(prediction.Layers, layer => Assert.False(double.IsNaN(layer.LogSpread) || double.IsNaN(layer.TypicalRms)));
    }

    [Fact]
    public void A_manifest_is_a_chain_with_its_biases()
    {
        ParameterInfo[] manifest =
        [
            Weight("w1", 256, 784, "KaimingNormal", Math.Sqrt(2.0 / 784)),
            new() { Path = "b1", Member = "_b1", ElementType = typeof(float), Shape = [256], Initializer = "Uniform", Std = 0.2, Low = 0.1, High = 0.3 },
            Weight("w2", 10, 256, "XavierNormal", Math.Sqrt(2.0 / 266)),
        ];
        SignalPrediction predicted = SignalPropagation.Predict(manifest, Nonlinearity.Relu, inputStd: 2.0);
        SignalPrediction expected = SignalPropagation.Predict(
            [
                new WeightStep("w1", 784, 256, Math.Sqrt(2.0 / 784)) { BiasStd = 0.2, BiasMean = 0.2 },
                new ActivationStep(Nonlinearity.Relu),
                new WeightStep("w2", 256, 10, Math.Sqrt(2.0 / 266)),
            ],
            inputStd: 2.0);
        Assert.Equal(expected.Layers[0], predicted.Layers[0]);
        Close(expected.Layers[1].Std, predicted.Layers[1].Std);

        SignalPrediction listed = SignalPropagation.Predict(
            manifest, [new ActivationStep(Nonlinearity.Relu), new ActivationStep(Nonlinearity.Linear)], inputStd: 2.0);
        Assert.Equal(predicted.Layers, listed.Layers);
    }

    [Theory]
    [InlineData("XavierUniform")]
    [InlineData("KaimingNormal")]
    [InlineData("LecunNormal")]
    [InlineData("Orthogonal")]
    public void Shapes_known_at_run_time_give_what_the_compiler_could_not(string initializer)
    {
        var open = new ParameterInfo { Path = "w", Member = "_w", ElementType = typeof(float), Initializer = initializer, Gain = 1.5 };
        var error = Assert.Throws<ArgumentException>(() => SignalPropagation.StepOf(open));
        Assert.StartsWith("w: its shape is not known", error.Message, StringComparison.Ordinal);

        WeightStep step = SignalPropagation.StepOf(open with { Shape = [30, 70] });
        double expected = initializer switch
        {
            "XavierUniform" => 1.5 * Math.Sqrt(2.0 / 100),
            "KaimingNormal" => 1.5 / Math.Sqrt(70),
            "LecunNormal" => 1.0 / Math.Sqrt(70),
            // A row of 70 elements has the norm 1.5.
            _ => 1.5 / Math.Sqrt(70),
        };
        Assert.Equal(expected, step.Std);
        Assert.Equal((70.0, 30.0), (step.FanIn, step.FanOut));
        WeightStep swapped = SignalPropagation.StepOf(open with { Shape = [30, 70] }, layout: ParameterLayout.InOut);
        Assert.Equal((30.0, 70.0), (swapped.FanIn, swapped.FanOut));
    }

    [Fact]
    public void What_is_no_chain_is_rejected_by_name()
    {
        ParameterInfo weight = Weight("w", 8, 8, "KaimingNormal", 0.5);
        ParameterInfo bias = new() { Path = "b", Member = "_b", ElementType = typeof(float), Shape = [8], Initializer = "Zeros", Std = 0 };
        ParameterInfo gain = bias with { Path = "gain", Initializer = "Ones", Low = 1, High = 1 };
        Assert.StartsWith("b: ", Rejected(bias, weight), StringComparison.Ordinal);
        Assert.StartsWith("b: ", Rejected(weight, bias, bias), StringComparison.Ordinal);
        Assert.StartsWith("gain: ", Rejected(weight, gain), StringComparison.Ordinal);
        Assert.StartsWith(
            "w: the standard deviation of Dirac is not known", Rejected(weight with { Std = null, Initializer = "Dirac" }), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SignalPropagation.Predict([weight], new ActivationStep[2]));

        static string Rejected(params ParameterInfo[] parameters) =>
            Assert.Throws<ArgumentException>(() => SignalPropagation.Predict(parameters, Nonlinearity.Relu)).Message;
    }

    [Fact]
    public void Numbers_out_of_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([], inputStd: -1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([], inputMean: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([new WeightStep("w", 0, 1, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([new WeightStep("w", 1, 1, double.NaN)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([new WeightStep("w", 1, 1, 1) { BiasStd = -1 }]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignalPropagation.Predict([new ActivationStep((Nonlinearity)99)]));
        Assert.Throws<ArgumentNullException>(() => SignalPropagation.Predict(null!));
    }

    private static SignalPrediction Chain(int depth, int width, double std, Nonlinearity nonlinearity)
    {
        List<SignalStep> steps = [];
        for (int layer = 0; layer < depth; layer++)
        {
            steps.Add(new WeightStep("w" + layer, width, width, std));
            steps.Add(new ActivationStep(nonlinearity));
        }

        return SignalPropagation.Predict(steps);
    }

    private static ParameterInfo Weight(string path, int outputs, int inputs, string initializer, double std) => new()
    {
        Path = path,
        Member = "_" + path,
        ElementType = typeof(float),
        Shape = [outputs, inputs],
        Initializer = initializer,
        FanIn = inputs,
        FanOut = outputs,
        Std = std,
    };

    private static void Close(double expected, double actual, double tolerance = 1e-12) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Abs(expected), FormattableString.Invariant($"expected {expected:R}, found {actual:R}"));
}
