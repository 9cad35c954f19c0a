namespace Gpt2.Networks;

/// <summary>Room for what lies between the steps of a block; all blocks share one.</summary>
/// <param name="tokens">The number of tokens.</param>
/// <param name="width">The width of the network.</param>
internal sealed class BlockBuffers(int tokens, int width)
{
    public int Tokens => tokens;

    public float[] Normalized { get; } = new float[tokens * width];

    public float[] Qkv { get; } = new float[tokens * 3 * width];

    public float[] Attended { get; } = new float[tokens * width];

    public float[] Hidden { get; } = new float[tokens * 4 * width];
}
