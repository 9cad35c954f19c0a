using InitGen;

namespace Gpt2.Networks;

/// <summary>A block among 12: 24 projections write to the residual stream.</summary>
internal sealed partial class SmallBlock(int width, int heads) : Block(width, heads)
{
    [Normal(0, 0.02, ResidualBranches = 24), Pretrained("attn.c_proj.weight", Transpose = true)]
    protected override float[,] AttentionProjection { get; } = new float[width, width];

    [Normal(0, 0.02, ResidualBranches = 24), Pretrained("mlp.c_proj.weight", Transpose = true)]
    protected override float[,] PerceptronProjection { get; } = new float[width, 4 * width];
}

/// <summary>A block among 24.</summary>
internal sealed partial class MediumBlock(int width, int heads) : Block(width, heads)
{
    [Normal(0, 0.02, ResidualBranches = 48), Pretrained("attn.c_proj.weight", Transpose = true)]
    protected override float[,] AttentionProjection { get; } = new float[width, width];

    [Normal(0, 0.02, ResidualBranches = 48), Pretrained("mlp.c_proj.weight", Transpose = true)]
    protected override float[,] PerceptronProjection { get; } = new float[width, 4 * width];
}

/// <summary>A block among 36.</summary>
internal sealed partial class LargeBlock(int width, int heads) : Block(width, heads)
{
    [Normal(0, 0.02, ResidualBranches = 72), Pretrained("attn.c_proj.weight", Transpose = true)]
    protected override float[,] AttentionProjection { get; } = new float[width, width];

    [Normal(0, 0.02, ResidualBranches = 72), Pretrained("mlp.c_proj.weight", Transpose = true)]
    protected override float[,] PerceptronProjection { get; } = new float[width, 4 * width];
}

/// <summary>A block among 48.</summary>
internal sealed partial class ExtraLargeBlock(int width, int heads) : Block(width, heads)
{
    [Normal(0, 0.02, ResidualBranches = 96), Pretrained("attn.c_proj.weight", Transpose = true)]
    protected override float[,] AttentionProjection { get; } = new float[width, width];

    [Normal(0, 0.02, ResidualBranches = 96), Pretrained("mlp.c_proj.weight", Transpose = true)]
    protected override float[,] PerceptronProjection { get; } = new float[width, 4 * width];
}
