using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

/// <summary>
/// C = A·B or C += A·B for a B of 64 columns. Every element is one chain of fused multiply-adds in the order of the inner index, so the
/// result does not depend on the vector width or the blocking.
/// </summary>
internal static unsafe partial class PanelProduct
{
    /// <summary>The columns of B and C.</summary>
    public const int Width = 64;

    private const int RowsAtOnce = 6;

    /// <summary>Multiplies some rows.</summary>
    /// <param name="rows">The rows of A and C.</param>
    /// <param name="inner">The columns of A and rows of B.</param>
    /// <param name="a">A, its elements in a row next to each other.</param>
    /// <param name="strideA">From one row of A to the next.</param>
    /// <param name="b">B, rows of <see cref="Width"/> elements next to each other.</param>
    /// <param name="c">C.</param>
    /// <param name="strideC">From one row of C to the next.</param>
    /// <param name="accumulate">Whether to add to what C holds.</param>
    public static void Multiply<T>(int rows, int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            int row = 0;
            for (; row + RowsAtOnce <= rows; row += RowsAtOnce)
            {
                for (int column = 0; column < Width; column += 4 * Lanes512.Count * sizeof(float) / sizeof(T))
                {
                    SixByFour(
                        inner, a + row * strideA, strideA, b + column, c + row * strideC + column, strideC, accumulate);
                }
            }

            Rest512(row, rows, inner, a, strideA, b, c, strideC, accumulate);
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
        {
            SixByTwo256(rows, inner, a, strideA, b, c, strideC, accumulate);
        }
        else
        {
            SixByTwo128(rows, inner, a, strideA, b, c, strideC, accumulate);
        }
    }

    // Sixteen or thirty-two vector registers decide the shape: 24 accumulators with AVX-512, 12 with the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByFour<T>(int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where T : unmanaged
    {
        nuint lanes = (nuint)(W.Count * sizeof(float) / sizeof(T));
        V c00 = default, c01 = default, c02 = default, c03 = default;
        V c10 = default, c11 = default, c12 = default, c13 = default;
        V c20 = default, c21 = default, c22 = default, c23 = default;
        V c30 = default, c31 = default, c32 = default, c33 = default;
        V c40 = default, c41 = default, c42 = default, c43 = default;
        V c50 = default, c51 = default, c52 = default, c53 = default;
        if (accumulate)
        {
            LoadFour<T>(c, lanes, out c00, out c01, out c02, out c03);
            LoadFour<T>(c + strideC, lanes, out c10, out c11, out c12, out c13);
            LoadFour<T>(c + 2 * strideC, lanes, out c20, out c21, out c22, out c23);
            LoadFour<T>(c + 3 * strideC, lanes, out c30, out c31, out c32, out c33);
            LoadFour<T>(c + 4 * strideC, lanes, out c40, out c41, out c42, out c43);
            LoadFour<T>(c + 5 * strideC, lanes, out c50, out c51, out c52, out c53);
        }

        T* a3 = a + 3 * strideA;
        for (int k = 0; k < inner; k++)
        {
            V b0 = W.Load(in *b, 0);
            V b1 = W.Load(in *b, lanes);
            V b2 = W.Load(in *b, 2 * lanes);
            V b3 = W.Load(in *b, 3 * lanes);
            V x = W.Broadcast(*a);
            c00 = W.MultiplyAdd<T>(x, b0, c00);
            c01 = W.MultiplyAdd<T>(x, b1, c01);
            c02 = W.MultiplyAdd<T>(x, b2, c02);
            c03 = W.MultiplyAdd<T>(x, b3, c03);
            x = W.Broadcast(a[strideA]);
            c10 = W.MultiplyAdd<T>(x, b0, c10);
            c11 = W.MultiplyAdd<T>(x, b1, c11);
            c12 = W.MultiplyAdd<T>(x, b2, c12);
            c13 = W.MultiplyAdd<T>(x, b3, c13);
            x = W.Broadcast(a[2 * strideA]);
            c20 = W.MultiplyAdd<T>(x, b0, c20);
            c21 = W.MultiplyAdd<T>(x, b1, c21);
            c22 = W.MultiplyAdd<T>(x, b2, c22);
            c23 = W.MultiplyAdd<T>(x, b3, c23);
            x = W.Broadcast(*a3);
            c30 = W.MultiplyAdd<T>(x, b0, c30);
            c31 = W.MultiplyAdd<T>(x, b1, c31);
            c32 = W.MultiplyAdd<T>(x, b2, c32);
            c33 = W.MultiplyAdd<T>(x, b3, c33);
            x = W.Broadcast(a3[strideA]);
            c40 = W.MultiplyAdd<T>(x, b0, c40);
            c41 = W.MultiplyAdd<T>(x, b1, c41);
            c42 = W.MultiplyAdd<T>(x, b2, c42);
            c43 = W.MultiplyAdd<T>(x, b3, c43);
            x = W.Broadcast(a3[2 * strideA]);
            c50 = W.MultiplyAdd<T>(x, b0, c50);
            c51 = W.MultiplyAdd<T>(x, b1, c51);
            c52 = W.MultiplyAdd<T>(x, b2, c52);
            c53 = W.MultiplyAdd<T>(x, b3, c53);
            a++;
            a3++;
            b += Width;
        }

        StoreFour<T>(c, lanes, c00, c01, c02, c03);
        StoreFour<T>(c + strideC, lanes, c10, c11, c12, c13);
        StoreFour<T>(c + 2 * strideC, lanes, c20, c21, c22, c23);
        StoreFour<T>(c + 3 * strideC, lanes, c30, c31, c32, c33);
        StoreFour<T>(c + 4 * strideC, lanes, c40, c41, c42, c43);
        StoreFour<T>(c + 5 * strideC, lanes, c50, c51, c52, c53);
    }
}
