using System.Globalization;
using Mnist.Training;
using Spectre.Console;

namespace Mnist.Output;

/// <summary>Shows how training goes: a bar on a terminal, a line an epoch where output goes to a file or a pipe.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs the work and shows what it reports.</summary>
    /// <param name="epochs">The number of epochs that the work will take.</param>
    /// <param name="work">The training.</param>
    public static void Run(int epochs, Action<IProgress<TrainingProgress>> work)
    {
        if (Console.IsOutputRedirected)
        {
            work(new Lines(epochs));
            return;
        }

        AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => work(new Bar(context.AddTask("training", maxValue: epochs), epochs)));
    }

    private static string Describe(TrainingProgress progress, int epochs) =>
        string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch,2} of {epochs}, loss {progress.Loss:F4}");

    private sealed class Lines(int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.EndsEpoch)
            {
                Console.WriteLine(Describe(value, epochs));
            }
        }
    }

    private sealed class Bar(ProgressTask task, int epochs) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.Description = Describe(value, epochs);
            task.Value = value.Epoch - 1 + (double)value.Batch / value.Batches;
        }
    }
}
