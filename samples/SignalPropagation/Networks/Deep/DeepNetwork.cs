namespace Propagation.Networks;

/// <summary>A hundred square layers in a row.</summary>
internal abstract class DeepNetwork
{
    /// <summary>The number of layers.</summary>
    public const int Depth = 100;

    /// <summary>The inputs and outputs of each layer.</summary>
    public const int Width = 256;

    /// <summary>The output of every layer, an input a row.</summary>
    public abstract float[][,] Forward(float[,] input);
}
