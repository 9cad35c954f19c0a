namespace InitGen;

/// <summary>Sets every element to one value.</summary>
/// <param name="value">The value; finite.</param>
public sealed class ConstantAttribute(double value = 0.0) : InitializerAttribute
{
    /// <summary>The value.</summary>
    public double Value { get; } = value;

    /// <summary>The name of a field or property of type <see cref="double"/> or <see cref="float"/> that holds the value, in place of <see cref="Value"/>.</summary>
    public string? ValueFrom { get; init; }
}
