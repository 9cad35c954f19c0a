using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

internal static unsafe partial class PanelProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo512<T>(int rows, int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
        where T : unmanaged
    {
        int row = 0;
        for (; row + RowsAtOnce <= rows; row += RowsAtOnce)
        {
            for (int column = 0; column < Width; column += 2 * W.Count * sizeof(float) / sizeof(T))
            {
                SixByTwo512<T>(inner, a + row * strideA, strideA, b + column, c + row * strideC + column, strideC, accumulate);
            }
        }

        Rest512<T>(row, rows, inner, a, strideA, b, c, strideC, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByTwo512<T>(int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
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
    private static void Rest512<T>(int row, int rows, int inner, T* a, nint strideA, T* b, T* c, nint strideC, bool accumulate)
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
                    LoadFour<T>(to, lanes, out c0, out c1, out c2, out c3);
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

                StoreFour<T>(to, lanes, c0, c1, c2, c3);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadFour<T>(T* from, nuint lanes, out V v0, out V v1, out V v2, out V v3)
        where T : unmanaged
    {
        v0 = W.Load(in *from, 0);
        v1 = W.Load(in *from, lanes);
        v2 = W.Load(in *from, 2 * lanes);
        v3 = W.Load(in *from, 3 * lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour<T>(T* to, nuint lanes, V v0, V v1, V v2, V v3)
        where T : unmanaged
    {
        W.Store(v0, ref *to, 0);
        W.Store(v1, ref *to, lanes);
        W.Store(v2, ref *to, 2 * lanes);
        W.Store(v3, ref *to, 3 * lanes);
    }
}
