namespace InitGen;

/// <summary>Half values: the floats of another kernel, which the driver rounds once.</summary>
internal readonly partial struct HalfKernel<TKernel>(TKernel inner) : ITileKernel<Half>
    where TKernel : unmanaged, ITileKernel<float>;
