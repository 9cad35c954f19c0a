using System.Globalization;
using InitGen;
using Propagation.Networks;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>Two hundred steps through time: recurrent weights, and the forget gates of a long short-term memory.</summary>
internal sealed class RecurrentExperiment : IExperiment
{
    /// <summary>The steps of a run.</summary>
    public const int Steps = 200;

    private const int Draws = 5;

    private static readonly int[] s_shownSteps = [1, 10, 50, 100, 200];

    public int Number => 10;

    public string Title => "Two hundred steps through time";

    /// <summary>The length of a state after each step, in units of its first.</summary>
    public static double[] MeasureLength(RecurrentNetwork network, ulong seed)
    {
        float[] start = new float[RecurrentNetwork.Width];
        Sampler.Normal(start, new RandomStream(seed).Child("start"), 0f, 1f);
        return network.Run(start, Steps);
    }

    /// <summary>What is left of a memory after each step, on inputs of N(0, 1).</summary>
    public static double[] MeasureMemory(LstmNetwork network, ulong seed)
    {
        float[][] inputs = new float[Steps][];
        for (int step = 0; step < Steps; step++)
        {
            inputs[step] = new float[LstmNetwork.Hidden];
            Sampler.Normal(inputs[step], new RandomStream(seed).Child("inputs").Child(step), 0f, 1f);
        }

        return network.Remember(inputs);
    }

    /// <summary>σ(bias)ᵗ: what gates that only their bias opens leave after t steps.</summary>
    public static double PredictMemory(double bias, int steps) => Math.Pow(1 / (1 + Math.Exp(-bias)), steps);

    public ExperimentResult Run()
    {
        double[] steps = [.. Enumerable.Range(1, Steps).Select(step => (double)step)];
        double[][] orthogonal = [.. Seeds().Select(seed => MeasureLength(new OrthogonalNetwork(seed), seed))];
        double[][] gaussian = [.. Seeds().Select(seed => MeasureLength(new GaussianNetwork(seed), seed))];
        LstmNetwork[] memories = [new ForgetfulLstm(1), new UsualLstm(1), new TenaciousLstm(1)];
        double[][] memory = [.. memories.Select(network => MeasureMemory(network, seed: 1))];

        var lengths = new List<Series>
        {
            new("predicted: 1", SeriesKind.Predicted, 2, [.. steps.Select(_ => (double?)1)]),
            new("orthogonal", SeriesKind.Measured, 0, [.. Mean(orthogonal)]),
        };
        lengths.AddRange(gaussian.Select(draw => new Series("Gaussian", SeriesKind.Draw, 1, [.. draw.Select(length => (double?)length)])));
        lengths.Add(new("Gaussian, mean", SeriesKind.Measured, 1, [.. Mean(gaussian)]));

        var forgetting = new List<Series>();
        for (int bias = 0; bias < 3; bias++)
        {
            string text = bias.ToString(CultureInfo.InvariantCulture);
            forgetting.Add(new("predicted, bias " + text, SeriesKind.Predicted, bias, [.. steps.Select(step => (double?)PredictMemory(bias, (int)step))]));
            forgetting.Add(new("measured", SeriesKind.Measured, bias, [.. memory[bias].Select(left => (double?)left)]));
        }

        return new ExperimentResult(
            Number,
            Title,
            "The same weight two hundred times: an orthogonal one keeps the length of every state (Saxe et al. 2014), a Gaussian one of the same variance on average and for a while. Below, what forget gates with the bias b leave of a memory: σ(b) to the power of the steps (Jozefowicz et al. 2015).",
            [
                new ResultTable(
                    ["step", "predicted", "orthogonal", "Gaussian, range"],
                    [
                        .. s_shownSteps.Select(step => (string[])
                        [
                            Numbers.Text(step),
                            "1.00",
                            Numbers.Text(orthogonal.Average(draw => draw[step - 1])),
                            Numbers.Text(gaussian.Min(draw => draw[step - 1])) + "–" + Numbers.Text(gaussian.Max(draw => draw[step - 1])),
                        ]),
                    ]) { Title = "Length of the state" },
                new ResultTable(
                    ["step", "bias 0", "measured", "bias 1", "measured", "bias 2", "measured"],
                    [
                        .. s_shownSteps.Select(step => (string[])
                        [
                            Numbers.Text(step),
                            .. Enumerable.Range(0, 3).SelectMany(bias => (string[])
                                [Numbers.Text(PredictMemory(bias, step)), Numbers.Text(memory[bias][step - 1])]),
                        ]),
                    ]) { Title = "What is left of a memory" },
            ],
            [
                new LineChart("Recurrent weights", "step", "length of the state", steps, lengths) { IsLogarithmic = true },
                new LineChart("Forget gates", "step", "part of the memory", steps, forgetting) { IsLogarithmic = true },
            ]);
    }

    private static IEnumerable<ulong> Seeds() => Enumerable.Range(1, Draws).Select(seed => (ulong)seed);

    private static IEnumerable<double?> Mean(double[][] draws) =>
        Enumerable.Range(0, Steps).Select(step => (double?)draws.Average(draw => draw[step]));
}
