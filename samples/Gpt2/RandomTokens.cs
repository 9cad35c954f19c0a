using InitGen;

namespace Gpt2;

/// <summary>Tokens that mean nothing.</summary>
internal static class RandomTokens
{
    /// <summary>Draws tokens, all equally likely.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many.</param>
    /// <returns>The tokens.</returns>
    public static int[] Draw(RandomStream stream, int count)
    {
        double[] uniform = new double[count];
        Sampler.Uniform(uniform.AsSpan(), stream, 0.0, Networks.Gpt2Size.Vocabulary);
        return [.. uniform.Select(value => (int)value)];
    }
}
