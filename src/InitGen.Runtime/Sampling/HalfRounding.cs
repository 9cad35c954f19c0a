using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>Rounds floats to Half, to nearest with ties to even, by integer operations that are the same on every machine.</summary>
internal static partial class HalfRounding
{
    /// <summary>Rounds every element once.</summary>
    /// <param name="source">Numbers, no NaN.</param>
    /// <param name="destination">At least as long.</param>
    public static void Round(ReadOnlySpan<float> source, Span<Half> destination)
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Round512(source, destination);
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported)
        {
            Round256(source, destination);
        }
        else
        {
            Round128(source, destination);
        }
    }
}
