using System.Globalization;
using InitGen;
using Propagation.Measurement;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>The gain of tanh, measured on 10,000 normals.</summary>
internal sealed class TanhGainExperiment : IExperiment
{
    private const int Count = 10_000;

    public int Number => 7;

    public string Title => "The gain of tanh";

    /// <summary>std(x) / std(tanh x) on 10,000 values of N(0, 1).</summary>
    public static (double Gain, float[] Input, float[] Output) Measure(ulong seed)
    {
        float[] input = new float[Count];
        Sampler.Normal(input, new RandomStream(seed).Child("x"), 0f, 1f);
        float[] output = Array.ConvertAll(input, MathF.Tanh);
        return (Moments.Of(input).Std / Moments.Of(output).Std, input, output);
    }

    public ExperimentResult Run()
    {
        (double measured, float[] input, float[] output) = Measure(seed: 1);
        var rows = new List<string[]>
        {
            (string[])["measured on 10,000 normals", Gain4(measured)],
            (string[])["quadrature, 1/√E[tanh²]", Gain4(Gain.Of(Nonlinearity.Tanh, convention: GainConvention.SecondMoment))],
            (string[])["torch, 5/3", Gain4(Gain.Of(Nonlinearity.Tanh))],
        };
        return new ExperimentResult(
            Number,
            Title,
            "What a weight has to make up for when tanh follows: std(x) / std(tanh x) for x of N(0, 1). Torch's 5/3 is a little more, because deep layers see less than unit variance.",
            [new ResultTable(["gain", "value"], rows)],
            [
                new HistogramGrid(
                    "10,000 normals before and behind tanh",
                    [
                        new HistogramPanel(
                            "x and tanh x",
                            "Tanh draws the tails in: the standard deviation falls by the gain.",
                            [Histogram.Of("x", input, -3, 3), Histogram.Of("tanh x", output, -3, 3)]),
                    ]),
            ]);
    }

    private static string Gain4(double gain) => gain.ToString("F4", CultureInfo.InvariantCulture);
}
