namespace InitGen;

/// <summary>The predicted signal through a network, layer by layer.</summary>
public sealed class SignalPrediction
{
    internal SignalPrediction(IReadOnlyList<SignalLayer> layers, double inputRms, double inputGradientRms)
    {
        Layers = layers;
        InputRms = inputRms;
        InputGradientRms = inputGradientRms;
    }

    /// <summary>The layers and residual sums, in the order of the forward pass.</summary>
    public IReadOnlyList<SignalLayer> Layers { get; }

    /// <summary>The root mean square of the network's input.</summary>
    public double InputRms { get; }

    /// <summary>The root mean square of the loss's gradient with respect to the network's input, where it is 1 at the output.</summary>
    public double InputGradientRms { get; }

    /// <summary>The first layer whose signal is too large for an element type: its standard deviation, or mean, exceeds the largest number.</summary>
    /// <param name="range">The element type.</param>
    /// <returns>The index in <see cref="Layers"/>; −1 if there is none.</returns>
    public int FirstOverflow(FloatRange range)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            // Negated, so that NaN counts as beyond.
            if (!(SignalState.Hypotenuse(Layers[i].PreActivationMean, Layers[i].PreActivationStd) <= range.Largest && Layers[i].Rms <= range.Largest))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The first layer whose signal is too small for an element type: its root mean square is below the smallest normal number.</summary>
    /// <param name="range">The element type.</param>
    /// <returns>The index in <see cref="Layers"/>; −1 if there is none.</returns>
    public int FirstUnderflow(FloatRange range)
    {
        for (int i = 0; i < Layers.Count; i++)
        {
            if (Layers[i].Rms < range.Smallest)
            {
                return i;
            }
        }

        return -1;
    }
}
