namespace Gpt2.Networks;

/// <summary>One of the published sizes of GPT-2 (Radford et al. 2019).</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Layers">The number of blocks.</param>
/// <param name="Width">The length of the vector that stands for a token.</param>
/// <param name="Heads">The number of attention heads.</param>
/// <param name="CreateBlock">Makes a block of that size.</param>
internal sealed record Gpt2Size(string Name, int Layers, int Width, int Heads, Func<int, int, Block> CreateBlock)
{
    public const int Vocabulary = 50257;

    public const int Context = 1024;

    public static IReadOnlyList<Gpt2Size> All { get; } =
    [
        new("small", 12, 768, 12, (width, heads) => new SmallBlock(width, heads)),
        new("medium", 24, 1024, 16, (width, heads) => new MediumBlock(width, heads)),
        new("large", 36, 1280, 20, (width, heads) => new LargeBlock(width, heads)),
        new("xl", 48, 1600, 25, (width, heads) => new ExtraLargeBlock(width, heads)),
    ];

    /// <summary>The number of parameters: embeddings, twelve squares of the width a block with its biases and norms, and the last norm.</summary>
    public long ParameterCount =>
        (long)(Vocabulary + Context) * Width + Layers * (12L * Width * Width + 13L * Width) + 2L * Width;

    /// <summary>The name, as <c>--help</c> shows it.</summary>
    public override string ToString() => Name;
}
