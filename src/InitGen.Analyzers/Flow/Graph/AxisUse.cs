namespace InitGen.Analyzers.Flow;

/// <summary>Which axes of a weight the forward pass sums over.</summary>
internal enum AxisUse
{
    /// <summary>Not seen, or not clear.</summary>
    Unknown,

    /// <summary>All but the first: the weight is used as [out, in, …].</summary>
    OutputsFirst,

    /// <summary>All but the last: the weight is used as […, in, out].</summary>
    OutputsLast,

    /// <summary>None: each element meets one of the signal's, as a mask's or the noise's does.</summary>
    Elementwise,
}
