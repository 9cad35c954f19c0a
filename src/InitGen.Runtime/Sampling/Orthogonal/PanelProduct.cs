using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>
/// C = A·B or C += A·B for a B of 64 columns. Every element is one chain of fused multiply-adds in the order of the inner index, so the
/// result does not depend on the vector width or the blocking.
/// </summary>
internal static unsafe class PanelProduct
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
                    SixByFour<Lanes512, Vector512<uint>, T>(
                        inner, a + row * strideA, strideA, b + column, c + row * strideC + column, strideC, accumulate);
                }
            }

            Rest<Lanes512, Vector512<uint>, T>(row, rows, inner, a, strideA, b, c, strideC, accumulate);
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
        {
            SixByTwo<Lanes256, Vector256<uint>, T>(rows, inner, a, strideA, b, c, strideC, accumulate);
        }
        else
        {
            SixByTwo<Lanes128, Vector128<uint>, T>(rows, inner, a, strideA, b, c, strideC, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo<W, V, T>(int rows, int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        int row = 0;
        for (; row + RowsAtOnce <= rows; row += RowsAtOnce)
        {
            for (int column = 0; column < Width; column += 2 * W.Count * sizeof(float) / sizeof(T))
            {
                SixByTwo<W, V, T>(inner, a + row * strideA, strideA, b + column, c + row * strideC + column, strideC, accumulate);
            }
        }

        Rest<W, V, T>(row, rows, inner, a, strideA, b, c, strideC, accumulate);
    }

    // Sixteen or thirty-two vector registers decide the shape: 24 accumulators with AVX-512, 12 with the others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByFour<W, V, T>(int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where W : struct, ILanes<V>
        where V : struct
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
            LoadFour<W, V, T>(c, lanes, out c00, out c01, out c02, out c03);
            LoadFour<W, V, T>(c + strideC, lanes, out c10, out c11, out c12, out c13);
            LoadFour<W, V, T>(c + 2 * strideC, lanes, out c20, out c21, out c22, out c23);
            LoadFour<W, V, T>(c + 3 * strideC, lanes, out c30, out c31, out c32, out c33);
            LoadFour<W, V, T>(c + 4 * strideC, lanes, out c40, out c41, out c42, out c43);
            LoadFour<W, V, T>(c + 5 * strideC, lanes, out c50, out c51, out c52, out c53);
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

        StoreFour<W, V, T>(c, lanes, c00, c01, c02, c03);
        StoreFour<W, V, T>(c + strideC, lanes, c10, c11, c12, c13);
        StoreFour<W, V, T>(c + 2 * strideC, lanes, c20, c21, c22, c23);
        StoreFour<W, V, T>(c + 3 * strideC, lanes, c30, c31, c32, c33);
        StoreFour<W, V, T>(c + 4 * strideC, lanes, c40, c41, c42, c43);
        StoreFour<W, V, T>(c + 5 * strideC, lanes, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo<W, V, T>(int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        nuint lanes = (nuint)(W.Count * sizeof(float) / sizeof(T));
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        V c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        if (accumulate)
        {
            c00 = W.Load(in *c, 0);
            c01 = W.Load(in *c, lanes);
            c10 = W.Load(in c[strideC], 0);
            c11 = W.Load(in c[strideC], lanes);
            c20 = W.Load(in c[2 * strideC], 0);
            c21 = W.Load(in c[2 * strideC], lanes);
            c30 = W.Load(in c[3 * strideC], 0);
            c31 = W.Load(in c[3 * strideC], lanes);
            c40 = W.Load(in c[4 * strideC], 0);
            c41 = W.Load(in c[4 * strideC], lanes);
            c50 = W.Load(in c[5 * strideC], 0);
            c51 = W.Load(in c[5 * strideC], lanes);
        }

        T* a3 = a + 3 * strideA;
        for (int k = 0; k < inner; k++)
        {
            V b0 = W.Load(in *b, 0);
            V b1 = W.Load(in *b, lanes);
            V x = W.Broadcast(*a);
            c00 = W.MultiplyAdd<T>(x, b0, c00);
            c01 = W.MultiplyAdd<T>(x, b1, c01);
            x = W.Broadcast(a[strideA]);
            c10 = W.MultiplyAdd<T>(x, b0, c10);
            c11 = W.MultiplyAdd<T>(x, b1, c11);
            x = W.Broadcast(a[2 * strideA]);
            c20 = W.MultiplyAdd<T>(x, b0, c20);
            c21 = W.MultiplyAdd<T>(x, b1, c21);
            x = W.Broadcast(*a3);
            c30 = W.MultiplyAdd<T>(x, b0, c30);
            c31 = W.MultiplyAdd<T>(x, b1, c31);
            x = W.Broadcast(a3[strideA]);
            c40 = W.MultiplyAdd<T>(x, b0, c40);
            c41 = W.MultiplyAdd<T>(x, b1, c41);
            x = W.Broadcast(a3[2 * strideA]);
            c50 = W.MultiplyAdd<T>(x, b0, c50);
            c51 = W.MultiplyAdd<T>(x, b1, c51);
            a++;
            a3++;
            b += Width;
        }

        W.Store(c00, ref *c, 0);
        W.Store(c01, ref *c, lanes);
        W.Store(c10, ref c[strideC], 0);
        W.Store(c11, ref c[strideC], lanes);
        W.Store(c20, ref c[2 * strideC], 0);
        W.Store(c21, ref c[2 * strideC], lanes);
        W.Store(c30, ref c[3 * strideC], 0);
        W.Store(c31, ref c[3 * strideC], lanes);
        W.Store(c40, ref c[4 * strideC], 0);
        W.Store(c41, ref c[4 * strideC], lanes);
        W.Store(c50, ref c[5 * strideC], 0);
        W.Store(c51, ref c[5 * strideC], lanes);
    }

    // The last rows, one by one with four accumulators.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rest<W, V, T>(int row, int rows, int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        nuint lanes = (nuint)(W.Count * sizeof(float) / sizeof(T));
        for (; row < rows; row++)
        {
            for (int column = 0; column < Width; column += 4 * (int)lanes)
            {
                T* to = c + row * strideC + column;
                V c0 = default, c1 = default, c2 = default, c3 = default;
                if (accumulate)
                {
                    LoadFour<W, V, T>(to, lanes, out c0, out c1, out c2, out c3);
                }

                T* left = a + row * strideA;
                T* right = b + column;
                for (int k = 0; k < inner; k++)
                {
                    V x = W.Broadcast(left[k]);
                    c0 = W.MultiplyAdd<T>(x, W.Load(in *right, 0), c0);
                    c1 = W.MultiplyAdd<T>(x, W.Load(in *right, lanes), c1);
                    c2 = W.MultiplyAdd<T>(x, W.Load(in *right, 2 * lanes), c2);
                    c3 = W.MultiplyAdd<T>(x, W.Load(in *right, 3 * lanes), c3);
                    right += Width;
                }

                StoreFour<W, V, T>(to, lanes, c0, c1, c2, c3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadFour<W, V, T>(T* from, nuint lanes, out V v0, out V v1, out V v2, out V v3)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        v0 = W.Load(in *from, 0);
        v1 = W.Load(in *from, lanes);
        v2 = W.Load(in *from, 2 * lanes);
        v3 = W.Load(in *from, 3 * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour<W, V, T>(T* to, nuint lanes, V v0, V v1, V v2, V v3)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        W.Store(v0, ref *to, 0);
        W.Store(v1, ref *to, lanes);
        W.Store(v2, ref *to, 2 * lanes);
        W.Store(v3, ref *to, 3 * lanes);
    }
}
