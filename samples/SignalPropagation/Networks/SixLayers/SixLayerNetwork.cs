namespace Propagation.Networks;

/// <summary>Six square, fully connected layers.</summary>
internal abstract class SixLayerNetwork
{
    /// <summary>The number of layers.</summary>
    public const int Depth = 6;

    /// <summary>The inputs and outputs of each layer.</summary>
    public const int Width = 256;

    /// <summary>The output of every layer, an input a row.</summary>
    public abstract float[][,] Forward(float[,] input);
}
