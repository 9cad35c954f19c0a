using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>Polynomials of two registers at once, by Horner's rule.</summary>
internal static class Horner
{
    /// <summary>p · x + c and q · y + c.</summary>
    /// <remarks>
    /// A polynomial is a chain of operations that wait for one another; two of them in turns keep the processor busy, and the coefficient that
    /// both use at once needs a register for a moment only. (One after the other, the JIT keeps all coefficients for the second.)
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step<W, V>(ref V p, ref V q, V x, V y, float c)
        where W : struct, ILanes<V>
        where V : struct
    {
        p = W.MultiplyAdd<float>(p, x, W.Broadcast(c));
        q = W.MultiplyAdd<float>(q, y, W.Broadcast(c));
    }
}
