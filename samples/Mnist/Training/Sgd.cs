using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using InitGen;
using Mnist.Networks;

namespace Mnist.Training;

/// <summary>
/// Stochastic gradient descent with momentum (Polyak 1964): v ← μ·v + g, then w ← w − η·v. It knows no layers: the network shows it
/// its parameters one by one.
/// </summary>
/// <param name="momentum">μ, the part of the velocity that stays.</param>
internal sealed class Sgd(float momentum)
{
    private readonly float[] _velocity = new float[Mlp.ParameterCount];

    /// <summary>Takes one step down the gradient that the network's last backward pass left.</summary>
    /// <param name="network">The network.</param>
    /// <param name="learningRate">η.</param>
    public void Step(Mlp network, float learningRate)
    {
        var step = new ParameterStep(network.Gradient, _velocity, learningRate, momentum);
        network.Visit(ref step);
    }

    private ref struct ParameterStep(ReadOnlySpan<float> gradient, Span<float> velocity, float learningRate, float momentum)
        : IParameterVisitor
    {
        // What belongs to the parameters still to come.
        private ReadOnlySpan<float> _gradient = gradient;
        private Span<float> _velocity = velocity;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            // All parameters of this network are floats, so that the cast only names the type.
            Span<float> weights = MemoryMarshal.Cast<T, float>(values);
            Span<float> velocity = _velocity[..weights.Length];
            TensorPrimitives.FusedMultiplyAdd(velocity, momentum, _gradient[..weights.Length], velocity);
            TensorPrimitives.FusedMultiplyAdd(velocity, -learningRate, weights, weights);

            _gradient = _gradient[weights.Length..];
            _velocity = _velocity[weights.Length..];
        }
    }
}
