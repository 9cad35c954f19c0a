using InitGen;
using Mnist.Digits;
using Mnist.Networks;

namespace Mnist.Training;

/// <summary>Teaches a network: batches of digits in a new order each epoch, and a learning rate that falls to 0 as a cosine.</summary>
/// <param name="network">The network, initialized.</param>
/// <param name="digits">What it learns from.</param>
/// <param name="epochs">How often it sees each digit.</param>
/// <param name="stream">The randomness of order and jitter: equal streams give equal runs.</param>
internal sealed class Trainer(Mlp network, DigitSet digits, int epochs, RandomStream stream)
{
    private const int BatchSize = 50;
    private const float PeakLearningRate = 0.03f;
    private const float Momentum = 0.9f;

    // Moving a digit by up to a pixel each way makes a new example of it; without it, 8,000 digits are learned by heart.
    private const float Jitter = 1.5f;

    private readonly Sgd _optimizer = new(Momentum);
    private readonly int[] _order = new int[digits.Count];
    private readonly float[] _keys = new float[digits.Count];
    private readonly float[] _right = new float[digits.Count];
    private readonly float[] _down = new float[digits.Count];
    private readonly byte[] _labels = new byte[BatchSize];

    private int BatchesPerEpoch => digits.Count / BatchSize;

    /// <summary>Trains for all epochs.</summary>
    /// <param name="progress">Is told of every batch, on this thread.</param>
    public void Run(IProgress<TrainingProgress> progress)
    {
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            DrawEpoch(stream.Child(epoch));
            float totalLoss = 0;
            for (int batch = 0; batch < BatchesPerEpoch; batch++)
            {
                totalLoss += LearnBatch(batch, LearningRate(epoch * BatchesPerEpoch + batch));
                progress.Report(new(epoch + 1, batch + 1, BatchesPerEpoch, totalLoss / (batch + 1)));
            }
        }
    }

    private void DrawEpoch(RandomStream epoch)
    {
        Sampler.Uniform(_keys, epoch.Child("order"), low: 0f, high: 1f);
        Sampler.Uniform(_right, epoch.Child("right"), -Jitter, Jitter);
        Sampler.Uniform(_down, epoch.Child("down"), -Jitter, Jitter);

        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_keys, _order);
    }

    private float LearnBatch(int batch, float learningRate)
    {
        for (int example = 0; example < BatchSize; example++)
        {
            int digit = _order[batch * BatchSize + example];
            int right = (int)MathF.Round(_right[digit]);
            int down = (int)MathF.Round(_down[digit]);
            digits.CopyImage(digit, Dense.Row(network.Images, example), right, down);
            _labels[example] = digits.Label(digit);
        }

        network.Forward(BatchSize);
        float loss = network.Backward(_labels);
        _optimizer.Step(network, learningRate);
        return loss;
    }

    private float LearningRate(int step)
    {
        float done = (float)step / (epochs * BatchesPerEpoch);
        return PeakLearningRate * (1 + MathF.Cos(MathF.PI * done)) / 2;
    }
}
