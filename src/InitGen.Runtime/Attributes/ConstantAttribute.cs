namespace InitGen;

/// <summary>Sets every element to one value.</summary>
/// <param name="value">The value; finite.</param>
public sealed class ConstantAttribute(double value) : InitializerAttribute
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;
}
