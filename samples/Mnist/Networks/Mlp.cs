using System.Numerics.Tensors;
using InitGen;
using Mnist.Digits;

namespace Mnist.Networks;

/// <summary>
/// A 784-256-128-10 network with ReLU, by hand: forward pass, softmax with cross-entropy, backward pass. How its parameters start
/// is the matter of the classes that derive from it, one an initializer.
/// </summary>
internal abstract class Mlp
{
    /// <summary>The most examples that go through the network together.</summary>
    public const int MaxBatch = 50;

    // Sizes of the layers, first to last.
    protected const int Inputs = DigitSet.Pixels;
    protected const int Hidden1 = 256;
    protected const int Hidden2 = 128;
    protected const int Outputs = DigitSet.Classes;

    private readonly float[,] _hidden1 = new float[MaxBatch, Hidden1];
    private readonly float[,] _hidden2 = new float[MaxBatch, Hidden2];
    private readonly float[,] _logits = new float[MaxBatch, Outputs];

    // ∂L/∂ of the three above, before the activation.
    private readonly float[,] _hidden1Errors = new float[MaxBatch, Hidden1];
    private readonly float[,] _hidden2Errors = new float[MaxBatch, Hidden2];
    private readonly float[,] _logitErrors = new float[MaxBatch, Outputs];

    private readonly float[] _gradient = new float[ParameterCount];

    /// <summary>The number of weights and biases.</summary>
    public static int ParameterCount =>
        (Inputs + 1) * Hidden1 + (Hidden1 + 1) * Hidden2 + (Hidden2 + 1) * Outputs;

    /// <summary>The images that the next pass reads, one a row.</summary>
    public float[,] Images { get; } = new float[MaxBatch, Inputs];

    /// <summary>The gradient of the mean loss that the last backward pass left, in the order in which parameters are visited.</summary>
    public ReadOnlySpan<float> Gradient => _gradient;

    /// <summary>Weights of the first hidden layer, [outputs, inputs].</summary>
    protected abstract float[,] W1 { get; }

    /// <summary>Biases of the first hidden layer.</summary>
    protected abstract float[] B1 { get; }

    /// <summary>Weights of the second hidden layer, [outputs, inputs].</summary>
    protected abstract float[,] W2 { get; }

    /// <summary>Biases of the second hidden layer.</summary>
    protected abstract float[] B2 { get; }

    /// <summary>Weights of the output layer, [outputs, inputs].</summary>
    protected abstract float[,] W3 { get; }

    /// <summary>Biases of the output layer.</summary>
    protected abstract float[] B3 { get; }

    /// <summary>Shows the visitor W1, B1, W2, B2, W3 and B3, in this order.</summary>
    public abstract void Visit<TVisitor>(ref TVisitor visitor)
        where TVisitor : IParameterVisitor, allows ref struct;

    /// <summary>Runs the first <paramref name="count"/> of <see cref="Images"/> through the network.</summary>
    /// <returns>The logits, one image a row.</returns>
    public float[,] Forward(int count)
    {
        Dense.Forward(W1, B1, Images, _hidden1, count);
        Relu.Forward(_hidden1, count);
        Dense.Forward(W2, B2, _hidden1, _hidden2, count);
        Relu.Forward(_hidden2, count);
        Dense.Forward(W3, B3, _hidden2, _logits, count);
        return _logits;
    }

    /// <summary>Computes <see cref="Gradient"/> for the batch of the last forward pass.</summary>
    /// <param name="labels">The right answers.</param>
    /// <returns>The mean cross-entropy of the batch, in nats.</returns>
    public float Backward(ReadOnlySpan<byte> labels)
    {
        int count = labels.Length;
        float loss = SoftmaxCrossEntropy(labels);

        Span<float> rest = _gradient;
        Span<float> w1 = Take(ref rest, W1.Length), b1 = Take(ref rest, B1.Length);
        Span<float> w2 = Take(ref rest, W2.Length), b2 = Take(ref rest, B2.Length);
        Span<float> w3 = Take(ref rest, W3.Length), b3 = Take(ref rest, B3.Length);

        Dense.BackwardToParameters(_hidden2, _logitErrors, w3, b3, count);
        Dense.BackwardToInputs(W3, _logitErrors, _hidden2Errors, count);
        Relu.Backward(_hidden2, _hidden2Errors, count);
        Dense.BackwardToParameters(_hidden1, _hidden2Errors, w2, b2, count);
        Dense.BackwardToInputs(W2, _hidden2Errors, _hidden1Errors, count);
        Relu.Backward(_hidden1, _hidden1Errors, count);
        Dense.BackwardToParameters(Images, _hidden1Errors, w1, b1, count);
        return loss;
    }

    // L = −log softmax(logits)[label], whose gradient with respect to the logits is softmax(logits) − onehot(label).
    private float SoftmaxCrossEntropy(ReadOnlySpan<byte> labels)
    {
        float loss = 0;
        for (int example = 0; example < labels.Length; example++)
        {
            ReadOnlySpan<float> logits = Dense.Row(_logits, example);
            Span<float> errors = Dense.Row(_logitErrors, example);
            float max = TensorPrimitives.Max(logits);
            TensorPrimitives.Subtract(logits, max, errors);
            TensorPrimitives.Exp(errors, errors);
            float sum = TensorPrimitives.Sum<float>(errors);
            loss += MathF.Log(sum) + max - logits[labels[example]];
            TensorPrimitives.Divide(errors, sum, errors);
            errors[labels[example]] -= 1;
            TensorPrimitives.Divide(errors, labels.Length, errors);
        }

        return loss / labels.Length;
    }

    private static Span<float> Take(ref Span<float> rest, int length)
    {
        Span<float> head = rest[..length];
        rest = rest[length..];
        return head;
    }
}
