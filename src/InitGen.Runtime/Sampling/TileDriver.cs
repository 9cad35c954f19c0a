using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>
/// What turns the random words of one tile into values. A tile is 16 consecutive Philox blocks, 64 words: the same words for every
/// vector width.
/// </summary>
/// <typeparam name="T">The element type, float or double.</typeparam>
internal interface ITileKernel<T>
    where T : unmanaged
{
    /// <summary>How many values a tile holds: 64 words give 64 floats or 32 doubles.</summary>
    static abstract int TileLength { get; }

    /// <summary>Writes the values of one tile.</summary>
    /// <param name="philox">The generator, prepared for the tile's blocks.</param>
    /// <param name="block">The low half of the number of the tile's first block.</param>
    /// <param name="destination">Where the tile's first value goes.</param>
    void Fill<W, V>(ref readonly Philox<V> philox, uint block, ref T destination)
        where W : struct, ILanes<V>
        where V : struct;
}

/// <summary>Applies a kernel to any piece of a stream of values, at the width of the machine.</summary>
internal static class TileDriver
{
    private const int BlocksPerTile = 16;
    private const int LongestTile = 64;

    // From here on a fill takes about as long as waking threads for it is worth; chunks are whole tiles.
    private const int ParallelLength = 1 << 20;
    private const int ChunkLength = 1 << 17;

    /// <summary>Writes the values with the indices offset, offset + 1, … of the stream.</summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="offset">The index of the first; 0 or more.</param>
    /// <param name="kernel">The distribution.</param>
    public static unsafe void Fill<T, TKernel>(Span<T> destination, RandomStream stream, long offset, in TKernel kernel)
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        int degree = destination.Length < ParallelLength ? 1 : Sampler.MaxDegreeOfParallelism;
        if (degree == 1)
        {
            FillSerially(destination, stream, offset, in kernel);
            return;
        }

        fixed (T* start = destination)
        {
            // The first chunk ends where a tile of the whole parameter does.
            int head = (int)(ChunkLength - offset % ChunkLength);
            int chunks = 1 + (int)(((long)destination.Length - head + ChunkLength - 1) / ChunkLength);
            var work = new FillWork<T, TKernel>(start, destination.Length, head, stream, offset, kernel);
            ParallelWork.Run(chunks, degree, in work);
        }
    }

    private static void FillSerially<T, TKernel>(Span<T> destination, RandomStream stream, long offset, in TKernel kernel)
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        if (destination.IsEmpty)
        {
            return;
        }

        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            Fill<Lanes512, Vector512<uint>, T, TKernel>(destination, stream, offset, in kernel);
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
        {
            Fill<Lanes256, Vector256<uint>, T, TKernel>(destination, stream, offset, in kernel);
        }
        else
        {
            Fill<Lanes128, Vector128<uint>, T, TKernel>(destination, stream, offset, in kernel);
        }
    }

    // At once with full optimization: a parameter is filled once, before the runtime would have compiled its loop again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Fill<W, V, T, TKernel>(Span<T> destination, RandomStream stream, long offset, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        int tileLength = TKernel.TileLength;
        ulong tile = (ulong)offset / (uint)tileLength;
        int skip = (int)((ulong)offset % (uint)tileLength);
        while (!destination.IsEmpty)
        {
            // A run ends where the block number's high half changes: every 2³² blocks.
            ulong block = tile * BlocksPerTile;
            Philox<V>.Prepare<W>(out Philox<V> philox, stream, (uint)(block >> 32));
            ulong tilesInRun = ((1UL << 32) - (uint)block) / BlocksPerTile;
            ulong runLength = tilesInRun * (uint)tileLength - (uint)skip;
            int length = (int)Math.Min((ulong)destination.Length, runLength);
            FillRun<W, V, T, TKernel>(destination[..length], in philox, (uint)block, skip, in kernel);
            destination = destination[length..];
            tile += tilesInRun;
            skip = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillRun<W, V, T, TKernel>(
        Span<T> destination, ref readonly Philox<V> philox, uint block, int skip, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        TKernel local = kernel;
        int tileLength = TKernel.TileLength;
        if (skip != 0)
        {
            int length = Math.Min(tileLength - skip, destination.Length);
            FillPartialTile<W, V, T, TKernel>(destination[..length], in philox, block, skip, in kernel);
            destination = destination[length..];
            block += BlocksPerTile;
        }

        ref T start = ref MemoryMarshal.GetReference(destination);
        nuint whole = (nuint)(destination.Length / tileLength) * (nuint)tileLength;
        for (nuint i = 0; i < whole; i += (nuint)tileLength)
        {
            local.Fill<W, V>(in philox, block, ref Unsafe.Add(ref start, i));
            block += BlocksPerTile;
        }

        if ((int)whole < destination.Length)
        {
            FillPartialTile<W, V, T, TKernel>(destination[(int)whole..], in philox, block, 0, in kernel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void FillPartialTile<W, V, T, TKernel>(
        Span<T> destination, ref readonly Philox<V> philox, uint block, int skip, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        Span<T> tile = stackalloc T[LongestTile];
        kernel.Fill<W, V>(in philox, block, ref MemoryMarshal.GetReference(tile));
        tile.Slice(skip, destination.Length).CopyTo(destination);
    }

    private readonly unsafe struct FillWork<T, TKernel>(
        T* start, int length, int head, RandomStream stream, long offset, TKernel kernel) : IChunkedWork
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        public void Run(int chunk)
        {
            long from = chunk == 0 ? 0 : head + (chunk - 1L) * ChunkLength;
            long to = Math.Min(length, head + (long)chunk * ChunkLength);
            FillSerially(new Span<T>(start + from, (int)(to - from)), stream, offset + from, in kernel);
        }
    }
}
