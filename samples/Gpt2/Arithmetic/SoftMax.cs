using System.Numerics.Tensors;

namespace Gpt2.Arithmetic;

/// <summary>Scores made into probabilities.</summary>
internal static class SoftMax
{
    /// <summary>Replaces scores by probabilities: exp(xᵢ) / Σ exp(xⱼ), with the largest score taken off first.</summary>
    public static void Apply(Span<float> scores)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        TensorPrimitives.Exp<float>(scores, scores);
        TensorPrimitives.Divide(scores, TensorPrimitives.Sum<float>(scores), scores);
    }

    /// <summary>−ln of the probability of one token.</summary>
    /// <param name="logits">The scores of all tokens; they are overwritten.</param>
    /// <param name="token">The token.</param>
    /// <returns>The surprise in nats.</returns>
    public static double CrossEntropy(Span<float> logits, int token)
    {
        float largest = TensorPrimitives.Max<float>(logits);
        float own = logits[token];
        TensorPrimitives.Subtract(logits, largest, logits);
        TensorPrimitives.Exp<float>(logits, logits);
        return Math.Log(TensorPrimitives.Sum<float>(logits)) + largest - own;
    }
}
