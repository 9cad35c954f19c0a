using System.Globalization;

namespace InitGen;

public static partial class SignalPropagation
{
    /// <summary>Predicts the signal through a chain of layers from a model's manifest, all hidden layers with one nonlinearity.</summary>
    /// <param name="parameters">
    /// The generated <c>Parameters</c> of the model: weights of rank 2 or more in the order of the forward pass, each with at most
    /// one bias behind it. Where shapes are known only at run time, state them:
    /// <c>Net.Parameters.Select(p =&gt; p.Path == "w1" ? p with { Shape = [outputs, inputs] } : p)</c>.
    /// </param>
    /// <param name="hidden">What every weight's output but the last's passes.</param>
    /// <param name="output">What the last weight's output passes.</param>
    /// <param name="inputStd">The standard deviation of the network's input, 0 or more.</param>
    /// <param name="inputMean">The mean of the network's input.</param>
    /// <returns>The prediction, one entry a weight.</returns>
    /// <exception cref="ArgumentException">The parameters are not such a chain, or a number is missing that the manifest does not hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The input's numbers are out of range, or a nonlinearity is unknown.</exception>
    /// <example>
    /// <code>
    /// SignalPrediction prediction = SignalPropagation.Predict(Mlp.Parameters, Nonlinearity.Relu);
    /// foreach (SignalLayer layer in prediction.Layers)
    /// {
    ///     Console.WriteLine($"{layer.Name}: σ = {layer.Std:G3}, gradient {layer.GradientRms:G3}");
    /// }
    /// </code>
    /// </example>
    public static SignalPrediction Predict(
        IEnumerable<ParameterInfo> parameters,
        Nonlinearity hidden,
        Nonlinearity output = Nonlinearity.Linear,
        double inputStd = 1.0,
        double inputMean = 0.0)
    {
        List<WeightStep> weights = Weights(parameters, ParameterLayout.OutIn);
        var steps = new List<SignalStep>();
        for (int i = 0; i < weights.Count; i++)
        {
            steps.Add(weights[i]);
            steps.Add(new ActivationStep(i == weights.Count - 1 ? output : hidden));
        }

        return Predict(steps, inputStd, inputMean);
    }

    /// <summary>Predicts the signal through a chain of layers from a model's manifest, each layer with its own nonlinearity.</summary>
    /// <param name="parameters">The manifest, as of the other overload.</param>
    /// <param name="activations">What the output of each weight passes, one entry a weight.</param>
    /// <param name="inputStd">The standard deviation of the network's input, 0 or more.</param>
    /// <param name="inputMean">The mean of the network's input.</param>
    /// <returns>The prediction, one entry a weight.</returns>
    /// <exception cref="ArgumentException">
    /// The parameters are not such a chain, a number is missing that the manifest does not hold, or there are not as many activations
    /// as weights.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The input's numbers are out of range, or a nonlinearity is unknown.</exception>
    public static SignalPrediction Predict(
        IEnumerable<ParameterInfo> parameters, IReadOnlyList<ActivationStep> activations, double inputStd = 1.0, double inputMean = 0.0)
    {
        ArgumentNullException.ThrowIfNull(activations);
        List<WeightStep> weights = Weights(parameters, ParameterLayout.OutIn);
        if (activations.Count != weights.Count)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Expected {weights.Count} activations, one a weight; found {activations.Count}."),
                nameof(activations));
        }

        return Predict([.. weights.Zip(activations, (weight, activation) => (SignalStep[])[weight, activation]).SelectMany(pair => pair)], inputStd, inputMean);
    }

    /// <summary>The step that a weight of a manifest makes, to build a network of other form than a chain from.</summary>
    /// <param name="weight">A parameter of rank 2 or more.</param>
    /// <param name="bias">Its bias, if it has one.</param>
    /// <param name="layout">The weight's layout, for fans that the manifest does not hold.</param>
    /// <returns>
    /// The step. Fans, standard deviation and mean are the manifest's; what it does not hold because the shape was not known follows
    /// from <see cref="ParameterInfo.Shape"/> for Xavier, Kaiming (fan-in) and LeCun. An orthogonal weight counts with the variance of
    /// its elements, gain² / max(fan_in, fan_out).
    /// </returns>
    /// <exception cref="ArgumentException">A number is missing.</exception>
    public static WeightStep StepOf(ParameterInfo weight, ParameterInfo? bias = null, ParameterLayout layout = ParameterLayout.OutIn)
    {
        ArgumentNullException.ThrowIfNull(weight);
        long? fanIn = weight.FanIn;
        long? fanOut = weight.FanOut;
        if ((fanIn is null || fanOut is null) && weight.Shape.Length >= 2)
        {
            (long shapeIn, long shapeOut) = Fans.Of(weight.Shape.AsSpan(), layout);
            fanIn ??= shapeIn;
            fanOut ??= shapeOut;
        }

        if (fanIn is not { } inputs || fanOut is not { } outputs)
        {
            throw new ArgumentException($"{weight.Path}: its shape is not known; state it: parameter with {{ Shape = [outputs, inputs] }}.", nameof(weight));
        }

        double? std = weight.Std ?? (weight.Gain, weight.Initializer) switch
        {
            ({ } gain, "XavierUniform" or "XavierNormal") => Scale.XavierStd(inputs, outputs, gain),
            ({ } gain, "KaimingUniform" or "KaimingNormal") => Scale.KaimingStd(inputs, gain),
            (_, "LecunUniform" or "LecunNormal") => Scale.LecunStd(inputs),
            ({ } gain, "Orthogonal") => gain / Math.Sqrt(Math.Max(inputs, outputs)),
            _ => null,
        };
        if (std is null)
        {
            throw new ArgumentException(
                $"{weight.Path}: the standard deviation of {weight.Initializer} is not known; state it: parameter with {{ Std = … }}.", nameof(weight));
        }

        return new WeightStep(weight.Path, inputs, outputs, std.Value)
        {
            Mean = MeanOf(weight),
            BiasStd = bias?.Std ?? 0.0,
            BiasMean = bias is null ? 0.0 : MeanOf(bias),
        };
    }

    private static List<WeightStep> Weights(IEnumerable<ParameterInfo> parameters, ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var weights = new List<WeightStep>();
        ParameterInfo? weight = null;
        ParameterInfo? bias = null;
        foreach (ParameterInfo parameter in parameters)
        {
            if (parameter.Shape.Length != 1)
            {
                Take();
                weight = parameter;
                bias = null;
            }
            else if (weight is null || bias is not null || parameter.Initializer == "Ones")
            {
                throw new ArgumentException(
                    $"{parameter.Path}: expected weights with at most one bias each; describe networks with norms or branches as steps.",
                    nameof(parameters));
            }
            else
            {
                bias = parameter;
            }
        }

        Take();
        return weights;

        void Take()
        {
            if (weight is not null)
            {
                weights.Add(StepOf(weight, bias, layout));
            }
        }
    }

    // Of uniform and constant parameters; the manifest's normals are centered.
    private static double MeanOf(ParameterInfo parameter) =>
        parameter is { Low: { } low, High: { } high } ? 0.5 * low + 0.5 * high : 0.0;
}
