namespace Mnist.Training;

/// <summary>How far training has come.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Batch">The batches of this epoch that are done.</param>
/// <param name="Batches">The batches of an epoch.</param>
/// <param name="Loss">The mean cross-entropy of this epoch's batches so far, in nats; ln 10 ≈ 2.303 is guessing.</param>
internal readonly record struct TrainingProgress(int Epoch, int Batch, int Batches, float Loss)
{
    /// <summary>Whether the epoch is over.</summary>
    public bool EndsEpoch => Batch == Batches;
}
