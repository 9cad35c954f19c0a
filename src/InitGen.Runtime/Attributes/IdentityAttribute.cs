namespace InitGen;

/// <summary>A matrix with one value on its diagonal and 0 elsewhere; of recurrent rectifier networks among others (Le et al. 2015).</summary>
/// <param name="gain">The value on the diagonal; finite.</param>
public sealed class IdentityAttribute(double gain = 1.0) : InitializerAttribute
{
    /// <summary>The value on the diagonal.</summary>
    public double Gain { get; } = gain;
}
