namespace InitGen;

/// <summary>The random 64-bit numbers themselves, in the order of the double samplers.</summary>
internal readonly partial struct RandomBitsKernel : ITileKernel<ulong>;
