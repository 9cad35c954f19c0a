using System.Numerics;

namespace InitGen.Tests;

/// <summary>
/// Draws the weights of a chain of steps and runs it on real numbers, forward and back, to measure what the prediction predicts. The
/// arithmetic is float, layer by layer, as in a network written by hand; only activation functions are shared with the prediction.
/// </summary>
/// <param name="width">The units of every layer; a multiple of 16.</param>
/// <param name="batch">The inputs of one draw.</param>
internal sealed class MeasuredNetwork(int width, int batch)
{
    // By layer: written anew in each draw.
    private readonly List<float[]> _weights = [];

    /// <summary>Fills a weight; normal with the step's mean and standard deviation unless given.</summary>
    public Action<float[], WeightStep, RandomStream> Fill { get; init; } =
        (values, weight, stream) => Sampler.Normal(values, stream, (float)weight.Mean, (float)weight.Std);

    /// <summary>Draws one network and its inputs, which are N(0, 1), and runs it forward and back from a gradient of N(0, 1).</summary>
    /// <param name="steps">The network.</param>
    /// <param name="seed">The draw.</param>
    /// <param name="gradients">Whether to run back at all.</param>
    /// <returns>The layers, in the order of the prediction's.</returns>
    public List<MeasuredLayer> Draw(IReadOnlyList<SignalStep> steps, ulong seed, bool gradients = true)
    {
        var stream = new RandomStream(seed);
        float[] signal = new float[batch * width];
        Sampler.Normal(signal, stream.Child("input"), 0f, 1f);
        float[] gradient = new float[batch * width];
        Sampler.Normal(gradient, stream.Child("gradient"), 0f, 1f);
        var layers = new List<MeasuredLayer>();
        (_, Func<float[], float[]> back) = Run(steps, signal, stream, layers);
        if (gradients)
        {
            back(gradient);
        }

        return layers;
    }

    private (float[] Output, Func<float[], float[]> Back) Run(
        IReadOnlyList<SignalStep> steps, float[] signal, RandomStream stream, List<MeasuredLayer> layers)
    {
        Func<float[], float[]> back = gradient => gradient;
        MeasuredLayer? layer = null;
        foreach (SignalStep step in steps)
        {
            (signal, Func<float[], float[]> last, layer) = step switch
            {
                WeightStep weight => Weigh(weight, signal, stream.Child(layers.Count), layers),
                ActivationStep activation => (
                    Array.ConvertAll(signal, x => (float)ActivationFunction.Value(activation.Nonlinearity, x, activation.Slope)),
                    Activate(activation, signal),
                    layer),
                NormStep norm => Normalize(norm, signal, layer),
                ResidualStep residual => Add(residual, signal, stream, layers),
                _ => throw new ArgumentException("Unknown step.", nameof(steps)),
            };
            Func<float[], float[]> before = back;
            back = gradient => before(last(gradient));
            layer?.Measure(signal);
        }

        return (signal, back);
    }

    private (float[] Output, Func<float[], float[]> Back, MeasuredLayer? Layer) Weigh(
        WeightStep step, float[] signal, RandomStream stream, List<MeasuredLayer> layers)
    {
        while (_weights.Count <= layers.Count)
        {
            _weights.Add(new float[width * width]);
        }

        float[] weight = _weights[layers.Count];
        Fill(weight, step, stream.Child("w"));
        float[] bias = new float[width];
        Sampler.Normal(bias, stream.Child("b"), (float)step.BiasMean, (float)step.BiasStd);
        float[] output = new float[signal.Length];
        for (int example = 0; example < batch; example++)
        {
            ReadOnlySpan<float> input = signal.AsSpan(example * width, width);
            for (int unit = 0; unit < width; unit++)
            {
                output[example * width + unit] = Dot(weight.AsSpan(unit * width, width), input) + bias[unit];
            }
        }

        var layer = new MeasuredLayer();
        layers.Add(layer);
        return (output, gradient =>
        {
            layer.MeasureGradient(gradient);
            float[] previous = new float[gradient.Length];
            for (int example = 0; example < batch; example++)
            {
                for (int unit = 0; unit < width; unit++)
                {
                    AddScaled(gradient[example * width + unit], weight.AsSpan(unit * width, width), previous.AsSpan(example * width, width));
                }
            }

            return previous;
        }, layer);
    }

    private static Func<float[], float[]> Activate(ActivationStep step, float[] signal) => gradient =>
    {
        float[] previous = new float[gradient.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            previous[i] = gradient[i] * (float)ActivationFunction.Derivative(step.Nonlinearity, signal[i], step.Slope);
        }

        return previous;
    };

    /// <summary>Layer norm, or RMS norm: each example by its own moments (Ba et al. 2016; Zhang and Sennrich 2019).</summary>
    private (float[] Output, Func<float[], float[]> Back, MeasuredLayer? Layer) Normalize(NormStep step, float[] signal, MeasuredLayer? layer)
    {
        float[] normalized = new float[signal.Length];
        float[] scales = new float[batch];
        for (int example = 0; example < batch; example++)
        {
            Span<float> x = signal.AsSpan(example * width, width);
            float mean = step.IsCentered ? Mean(x) : 0f;
            double square = 0;
            foreach (float value in x)
            {
                square += (value - mean) * (value - mean);
            }

            scales[example] = (float)Math.Sqrt(square / width);
            for (int unit = 0; unit < width; unit++)
            {
                normalized[example * width + unit] = (x[unit] - mean) / scales[example];
            }
        }

        return (Array.ConvertAll(normalized, x => (float)(x * step.Gain + step.Shift)), gradient =>
        {
            float[] previous = new float[gradient.Length];
            for (int example = 0; example < batch; example++)
            {
                Span<float> g = gradient.AsSpan(example * width, width);
                Span<float> x = normalized.AsSpan(example * width, width);
                float mean = step.IsCentered ? Mean(g) : 0f;
                float along = Dot(g, x) / width;
                for (int unit = 0; unit < width; unit++)
                {
                    previous[example * width + unit] = (float)step.Gain / scales[example] * (g[unit] - mean - x[unit] * along);
                }
            }

            return previous;
        }, layer);
    }

    private (float[] Output, Func<float[], float[]> Back, MeasuredLayer? Layer) Add(
        ResidualStep step, float[] signal, RandomStream stream, List<MeasuredLayer> layers)
    {
        (float[] branch, Func<float[], float[]> branchBack) = Run(step.Branch, signal, stream, layers);
        (float[] shortcut, Func<float[], float[]> shortcutBack) = Run(step.Shortcut, signal, stream, layers);
        var layer = new MeasuredLayer();
        layers.Add(layer);
        return (Sum(branch, shortcut), gradient =>
        {
            layer.MeasureGradient(gradient);
            return Sum(branchBack(gradient), shortcutBack(gradient));
        }, layer);
    }

    private static float[] Sum(float[] a, float[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < a.Length; i += Vector<float>.Count)
        {
            sum += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }

        return Vector.Sum(sum);
    }

    private static void AddScaled(float factor, ReadOnlySpan<float> a, Span<float> sum)
    {
        for (int i = 0; i < a.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + factor * new Vector<float>(a[i..])).CopyTo(sum[i..]);
        }
    }
}

/// <summary>The moments of one layer of one draw: its output behind nonlinearity and norm, and the gradient at its pre-activations.</summary>
internal sealed class MeasuredLayer
{
    public double Mean { get; private set; }

    public double Std { get; private set; }

    public double Rms => Math.Sqrt(Mean * Mean + Std * Std);

    public double GradientRms { get; private set; }

    public void Measure(float[] output)
    {
        double mean = output.Average(x => (double)x);
        Mean = mean;
        Std = Math.Sqrt(output.Average(x => (x - mean) * (x - mean)));
    }

    public void MeasureGradient(float[] gradient) => GradientRms = Math.Sqrt(gradient.Average(x => (double)x * x));
}
