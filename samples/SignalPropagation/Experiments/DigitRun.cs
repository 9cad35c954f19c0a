using Mnist.Digits;
using Mnist.Networks;
using Propagation.Measurement;
using Propagation.Training;

namespace Propagation.Experiments;

/// <summary>A network that was trained, and what was seen of it before, meanwhile and after.</summary>
/// <param name="Start">The way it started.</param>
/// <param name="LogitStd">The standard deviation of its logits before training, on a batch of digits.</param>
/// <param name="Before">Its rectifiers before training.</param>
/// <param name="After">Its rectifiers after training.</param>
/// <param name="Losses">The loss of every batch.</param>
/// <param name="Accuracies">The part of the test digits it knew before and after every interval.</param>
/// <param name="Weights">Its parameters after training.</param>
internal sealed record DigitRun(
    DigitCase Start,
    double LogitStd,
    HiddenUnits Before,
    HiddenUnits After,
    double[] Losses,
    double[] Accuracies,
    Dictionary<string, float[]> Weights)
{
    /// <summary>Trains a network for each case, two at a time; a case is trained once for all experiments.</summary>
    public static DigitRun[] Of(params DigitCase[] cases)
    {
        lock (s_runs)
        {
            DigitCase[] missing = [.. cases.Where(start => !s_runs.ContainsKey(start))];
            if (missing.Length > 0)
            {
                DigitSet training = DigitSet.ReadTraining();
                DigitSet test = DigitSet.ReadTest();
                DigitRun[] runs = new DigitRun[missing.Length];
                Parallel.For(0, missing.Length, i => runs[i] = Train(missing[i], training, test));
                foreach (DigitRun run in runs)
                {
                    s_runs.Add(run.Start, run);
                }
            }

            return [.. cases.Select(start => s_runs[start])];
        }
    }

    private static readonly Dictionary<DigitCase, DigitRun> s_runs = [];

    /// <summary>The first step at which it knew a part of the test digits, to the interval; null if it never did.</summary>
    public int? StepsTo(double accuracy)
    {
        int index = Array.FindIndex(Accuracies, reached => reached >= accuracy);
        return index < 0 ? null : index * DigitTraining.EvaluationInterval;
    }

    private static DigitRun Train(DigitCase start, DigitSet training, DigitSet test)
    {
        Mlp network = start.Create(1);
        for (int example = 0; example < Mlp.MaxBatch; example++)
        {
            training.CopyImage(example, Dense.Row(network.Images, example));
        }

        double logitStd = Moments.Of(network.Forward(Mlp.MaxBatch)).Std;
        HiddenUnits before = HiddenUnits.Of(network, test);
        (double[] losses, double[] accuracies) = DigitTraining.Run(network, training, test);
        return new DigitRun(
            start, logitStd, before, HiddenUnits.Of(network, test), losses, accuracies, Measurement.Weights.Of(network));
    }
}
