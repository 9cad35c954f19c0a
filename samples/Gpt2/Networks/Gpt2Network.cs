using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Gpt2.Arithmetic;
using InitGen;

namespace Gpt2.Networks;

/// <summary>GPT-2 (Radford et al. 2019): embeddings, blocks, a last norm, and a head that is the token embedding itself.</summary>
internal sealed partial class Gpt2Network
{
    [Normal(0, 0.02), Pretrained("wte.weight")] private readonly float[,] _tokenEmbedding;
    [Normal(0, 0.02), Pretrained("wpe.weight")] private readonly float[,] _positionEmbedding;
    [Module, Pretrained("h")] private readonly Block[] _blocks;
    [Module, Pretrained("ln_f")] private readonly LayerNorm _norm;

    public Gpt2Network(Gpt2Size size)
    {
        Size = size;
        _tokenEmbedding = new float[Gpt2Size.Vocabulary, size.Width];
        _positionEmbedding = new float[Gpt2Size.Context, size.Width];
        _blocks = new Block[size.Layers];
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = size.CreateBlock(size.Width, size.Heads);
        }

        _norm = new LayerNorm(size.Width);
    }

    public Gpt2Size Size { get; }

    /// <summary>How surprised the network is by each next token, on average: the cross-entropy in nats.</summary>
    /// <param name="tokens">Two tokens or more, at most one more than the context.</param>
    /// <returns>The mean over all tokens but the first.</returns>
    public double Loss(ReadOnlySpan<int> tokens)
    {
        int inputs = tokens.Length - 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1, nameof(tokens));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs, Gpt2Size.Context, nameof(tokens));
        int width = Size.Width;
        float[] stream = new float[inputs * width];
        for (int t = 0; t < inputs; t++)
        {
            TensorPrimitives.Add(Row(_tokenEmbedding, tokens[t]), Row(_positionEmbedding, t), stream.AsSpan(t * width, width));
        }

        var buffers = new BlockBuffers(inputs, width);
        foreach (Block block in _blocks)
        {
            block.Forward(stream, buffers);
        }

        _norm.Forward(stream, buffers.Normalized);
        float[] logits = new float[inputs * Gpt2Size.Vocabulary];
        MatrixProduct.Multiply(buffers.Normalized, inputs, _tokenEmbedding, bias: null, logits);
        double loss = 0;
        for (int t = 0; t < inputs; t++)
        {
            loss += SoftMax.CrossEntropy(logits.AsSpan(t * Gpt2Size.Vocabulary, Gpt2Size.Vocabulary), tokens[t + 1]);
        }

        return loss / inputs;
    }

    private static ReadOnlySpan<float> Row(float[,] matrix, int row) =>
        MemoryMarshal.CreateReadOnlySpan(ref matrix[row, 0], matrix.GetLength(1));
}
