namespace InitGen;

/// <summary>Sets every element to 0: biases, and the last map of a residual branch.</summary>
public sealed class ZerosAttribute : InitializerAttribute;
