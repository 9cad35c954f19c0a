using System.Numerics.Tensors;
using Gpt2.Arithmetic;
using InitGen;

namespace Gpt2.Networks;

/// <summary>
/// One block of the transformer: attention and a perceptron, each on a normalized copy of the residual stream, each added back to it.
/// </summary>
/// <remarks>
/// All weights are drawn from N(0, 0.02²), those of the two projections that write to the residual stream with σ divided by the root of
/// the number of such projections, so that the stream keeps its scale however deep the network is. That number differs by size, and
/// attributes take constants: each size has its own class for the two.
/// </remarks>
internal abstract partial class Block
{
    private readonly int _width;
    private readonly int _heads;

    [Module, Pretrained("ln_1")] private readonly LayerNorm _attentionNorm;
    [Normal(0, 0.02, Parts = 3), Pretrained("attn.c_attn.weight", Transpose = true)] private readonly float[,] _qkvWeight;
    [Zeros, Pretrained("attn.c_attn.bias")] private readonly float[] _qkvBias;
    [Zeros, Pretrained("attn.c_proj.bias")] private readonly float[] _attentionBias;
    [Module, Pretrained("ln_2")] private readonly LayerNorm _perceptronNorm;
    [Normal(0, 0.02), Pretrained("mlp.c_fc.weight", Transpose = true)] private readonly float[,] _hiddenWeight;
    [Zeros, Pretrained("mlp.c_fc.bias")] private readonly float[] _hiddenBias;
    [Zeros, Pretrained("mlp.c_proj.bias")] private readonly float[] _perceptronBias;

    protected Block(int width, int heads)
    {
        _width = width;
        _heads = heads;
        _attentionNorm = new LayerNorm(width);
        _qkvWeight = new float[3 * width, width];
        _qkvBias = new float[3 * width];
        _attentionBias = new float[width];
        _perceptronNorm = new LayerNorm(width);
        _hiddenWeight = new float[4 * width, width];
        _hiddenBias = new float[4 * width];
        _perceptronBias = new float[width];
    }

    /// <summary>What attention adds to the residual stream: [width, width].</summary>
    protected abstract float[,] AttentionProjection { get; }

    /// <summary>What the perceptron adds to the residual stream: [width, 4 · width].</summary>
    protected abstract float[,] PerceptronProjection { get; }

    /// <summary>Adds the block's two branches to the residual stream.</summary>
    /// <param name="stream">One row a token.</param>
    /// <param name="buffers">Room for what lies between.</param>
    public void Forward(float[] stream, BlockBuffers buffers)
    {
        int tokens = buffers.Tokens;
        _attentionNorm.Forward(stream, buffers.Normalized);
        MatrixProduct.Multiply(buffers.Normalized, tokens, _qkvWeight, _qkvBias, buffers.Qkv);
        CausalAttention.Attend(buffers.Qkv, tokens, _width, _heads, buffers.Attended);
        MatrixProduct.Multiply(buffers.Attended, tokens, AttentionProjection, _attentionBias, buffers.Normalized);
        TensorPrimitives.Add(stream, buffers.Normalized, stream);

        _perceptronNorm.Forward(stream, buffers.Normalized);
        MatrixProduct.Multiply(buffers.Normalized, tokens, _hiddenWeight, _hiddenBias, buffers.Hidden);
        Gelu.Apply(buffers.Hidden);
        MatrixProduct.Multiply(buffers.Hidden, tokens, PerceptronProjection, _perceptronBias, buffers.Normalized);
        TensorPrimitives.Add(stream, buffers.Normalized, stream);
    }
}
