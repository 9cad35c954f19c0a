using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

/// <summary>Polynomials of two registers at once, by Horner's rule.</summary>
internal static partial class Horner
{
    /// <summary>p · x + c and q · y + c.</summary>
    /// <remarks>
    /// A polynomial is a chain of operations that wait for one another; two of them in turns keep the processor busy, and the coefficient that
    /// both use at once needs a register for a moment only. (One after the other, the JIT keeps all coefficients for the second.)
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Step(ref V p, ref V q, V x, V y, float c)
    {
        p = W.MultiplyAddSingle(p, x, W.Broadcast(c));
        q = W.MultiplyAddSingle(q, y, W.Broadcast(c));
    }
}
