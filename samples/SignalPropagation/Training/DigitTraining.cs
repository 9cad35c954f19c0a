using InitGen;
using Mnist.Digits;
using Mnist.Networks;
using Mnist.Training;

namespace Propagation.Training;

/// <summary>
/// Teaches a network to read digits by stochastic gradient descent with momentum: the same digits in the same order, whatever the
/// network's first weights.
/// </summary>
internal static class DigitTraining
{
    /// <summary>The batches of the whole training.</summary>
    public const int Steps = Epochs * TrainingDigits / BatchSize;

    /// <summary>The steps from one evaluation to the next.</summary>
    public const int EvaluationInterval = 40;

    private const int Epochs = 3;
    private const int TrainingDigits = 8000;
    private const int BatchSize = 50;
    private const float LearningRate = 0.01f;
    private const float Momentum = 0.9f;

    /// <summary>Trains a network.</summary>
    /// <param name="network">The network, initialized.</param>
    /// <param name="training">What it learns from.</param>
    /// <param name="test">What it is asked.</param>
    /// <returns>The loss of every batch, and the part of the test digits it knows before and after every interval.</returns>
    public static (double[] Losses, double[] Accuracies) Run(Mlp network, DigitSet training, DigitSet test)
    {
        var optimizer = new Sgd(Momentum);
        double[] losses = new double[Steps];
        double[] accuracies = new double[Steps / EvaluationInterval + 1];
        byte[] labels = new byte[BatchSize];
        int[] order = [];
        for (int step = 0; step < Steps; step++)
        {
            int first = step % (training.Count / BatchSize) * BatchSize;
            if (first == 0)
            {
                order = Order(training.Count, new RandomStream(0).Child("order").Child(step));
            }

            if (step % EvaluationInterval == 0)
            {
                accuracies[step / EvaluationInterval] = Evaluation.Accuracy(network, test);
            }

            for (int example = 0; example < BatchSize; example++)
            {
                int digit = order[first + example];
                training.CopyImage(digit, Dense.Row(network.Images, example));
                labels[example] = training.Label(digit);
            }

            network.Forward(BatchSize);
            losses[step] = network.Backward(labels);
            optimizer.Step(network, LearningRate);
        }

        accuracies[^1] = Evaluation.Accuracy(network, test);
        return (losses, accuracies);
    }

    private static int[] Order(int count, RandomStream stream)
    {
        float[] keys = new float[count];
        Sampler.Uniform(keys, stream, 0f, 1f);
        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort(keys, order);
        return order;
    }
}
