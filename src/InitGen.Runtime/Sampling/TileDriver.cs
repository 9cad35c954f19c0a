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
    /// <summary>
    /// Turns random bits into values in place: two registers of words for floats and Halves, of 64-bit numbers for doubles, whose positions
    /// are 16 apart.
    /// </summary>
    /// <param name="first">The bits, and the values, of the lower positions.</param>
    /// <param name="second">Those of the higher positions.</param>
    void Transform<W, V>(ref V first, ref V second)
        where W : struct, ILanes<V>
        where V : struct;
}

/// <summary>Applies a kernel to any piece of a stream of values, at the width of the machine.</summary>
internal static class TileDriver
{
    private const int BlocksPerTile = 16;
    private const int WordsPerTile = 64;

    // Even, since the widest registers draw two tiles at a time.
    private const int TilesOfBatch = 16;
    private const int CacheLine = 64;

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

    // Here and in the loops at once with full optimization: a parameter is filled once, before the runtime would compile them again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void Fill<W, V, T, TKernel>(Span<T> destination, RandomStream stream, long offset, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        int tileLength = TileLength<T>();
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

    [SkipLocalsInit]
    private static unsafe void FillRun<W, V, T, TKernel>(
        Span<T> destination, ref readonly Philox<V> philox, uint block, int skip, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        int tileLength = TileLength<T>();
        if (skip != 0)
        {
            int length = Math.Min(tileLength - skip, destination.Length);
            FillPartialTile<W, V, T, TKernel>(destination[..length], in philox, block, skip, in kernel);
            destination = destination[length..];
            block += BlocksPerTile;
        }

        // From the start of a cache line on, which a register of 512 bits fills.
        byte* batch = stackalloc byte[TilesOfBatch * WordsPerTile * sizeof(uint) + CacheLine];
        ref ulong words = ref *(ulong*)(((nuint)batch + CacheLine - 1) & ~(nuint)(CacheLine - 1));
        while (destination.Length >= tileLength)
        {
            int tiles = Math.Min(destination.Length / tileLength, TilesOfBatch);
            Draw<W, V, T>(in philox, block, tiles, ref words);
            Transform<W, V, T, TKernel>(in kernel, tiles, in words, ref MemoryMarshal.GetReference(destination));
            destination = destination[(tiles * tileLength)..];
            block += (uint)tiles * BlocksPerTile;
        }

        if (!destination.IsEmpty)
        {
            FillPartialTile<W, V, T, TKernel>(destination, in philox, block, 0, in kernel);
        }
    }

    [SkipLocalsInit]
    private static void FillPartialTile<W, V, T, TKernel>(
        Span<T> destination, ref readonly Philox<V> philox, uint block, int skip, in TKernel kernel)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        Span<ulong> words = stackalloc ulong[2 * WordsPerTile / 2];
        Span<T> tile = stackalloc T[WordsPerTile];
        Draw<W, V, T>(in philox, block, 1, ref MemoryMarshal.GetReference(words));
        Transform<W, V, T, TKernel>(in kernel, 1, in MemoryMarshal.GetReference(words), ref MemoryMarshal.GetReference(tile));
        tile.Slice(skip, destination.Length).CopyTo(destination);
    }

    /// <summary>How many values the 64 words of a tile give: 64 floats or Halves, 32 doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int TileLength<T>()
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == sizeof(double) ? WordsPerTile / 2 : WordsPerTile;

    /// <summary>Writes the words of some tiles in the order of their positions, joined to 64-bit numbers for doubles.</summary>
    /// <remarks>
    /// Words are drawn for a batch of tiles, which stays in the first cache, and then transformed: two short loops, in each of which the
    /// processor sees enough independent work, and which the JIT inlines completely.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Draw<W, V, T>(ref readonly Philox<V> philox, uint block, int tiles, ref ulong words)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        // Two registers' blocks at a time: of one tile, or of two where a register holds a word of every block of a tile. Then the last of
        // an odd number of tiles brings one more, for which there is room.
        uint blocks = (uint)tiles * BlocksPerTile;
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            V products = Philox<V>.Products64<W>(block);
            for (uint i = 0; i < blocks; i += 2 * (uint)W.Count)
            {
                Philox<V>.Blocks64<W>(in philox, ref products, out Words<V> a, out Words<V> b);
                Store64<W, V>(in a, ref words, i);
                Store64<W, V>(in b, ref words, i + (uint)W.Count);
            }
        }
        else
        {
            V products = Philox<V>.Products32<W>(block);
            for (uint i = 0; i < blocks; i += 2 * (uint)W.Count)
            {
                Philox<V>.Blocks32<W>(in philox, ref products, out Words<V> a, out Words<V> b);
                Store32<W, V>(in a, ref words, i);
                Store32<W, V>(in b, ref words, i + (uint)W.Count);
            }
        }
    }

    /// <summary>Stores the words of the blocks from <paramref name="block"/> on at their positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store32<W, V>(in Words<V> words, ref ulong tiles, uint block)
        where W : struct, ILanes<V>
        where V : struct
    {
        ref uint tile = ref Unsafe.As<ulong, uint>(ref Tile(ref tiles, block));
        nuint j = block % BlocksPerTile;
        W.Store(words.V0, ref tile, j);
        W.Store(words.V1, ref tile, j + BlocksPerTile);
        W.Store(words.V2, ref tile, j + 2 * BlocksPerTile);
        W.Store(words.V3, ref tile, j + 3 * BlocksPerTile);
    }

    /// <summary>Stores the 64-bit numbers of the blocks from <paramref name="block"/> on at their positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store64<W, V>(in Words<V> words, ref ulong tiles, uint block)
        where W : struct, ILanes<V>
        where V : struct
    {
        ref ulong tile = ref Tile(ref tiles, block);
        nuint j = block % BlocksPerTile;
        nuint half = (nuint)W.Count / 2;
        W.Store(words.V0, ref tile, j);
        W.Store(words.V1, ref tile, j + BlocksPerTile);
        W.Store(words.V2, ref tile, j + half);
        W.Store(words.V3, ref tile, j + half + BlocksPerTile);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Tile(ref ulong tiles, uint block) =>
        ref Unsafe.Add(ref tiles, block / BlocksPerTile * (WordsPerTile / 2));

    /// <summary>Makes the values of some tiles from their words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transform<W, V, T, TKernel>(in TKernel kernel, int tiles, ref readonly ulong words, ref T destination)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
        where TKernel : struct, ITileKernel<T>
    {
        TKernel local = kernel;
        ref ulong from = ref Unsafe.AsRef(in words);
        for (int tile = 0; tile < tiles; tile++)
        {
            if (Unsafe.SizeOf<T>() == sizeof(double))
            {
                nuint lanes = (nuint)W.Count / 2;
                for (nuint j = 0; j < BlocksPerTile; j += lanes)
                {
                    V first = W.Load(in from, j);
                    V second = W.Load(in from, j + BlocksPerTile);
                    local.Transform<W, V>(ref first, ref second);
                    W.Store(first, ref destination, j);
                    W.Store(second, ref destination, j + BlocksPerTile);
                }

                destination = ref Unsafe.Add(ref destination, WordsPerTile / 2);
            }
            else
            {
                // Words 0 and 1 of the blocks, then words 2 and 3. The kernel stands here once: twice, and the JIT would keep its constants
                // for the second time in registers that its values need.
                ref uint words32 = ref Unsafe.As<ulong, uint>(ref from);
                for (nuint pair = 0; pair < WordsPerTile; pair += 2 * BlocksPerTile)
                {
                    for (nuint j = pair; j < pair + BlocksPerTile; j += (nuint)W.Count)
                    {
                        V first = W.Load(in words32, j);
                        V second = W.Load(in words32, j + BlocksPerTile);
                        local.Transform<W, V>(ref first, ref second);
                        StoreSingle<W, V, T>(first, ref destination, j);
                        StoreSingle<W, V, T>(second, ref destination, j + BlocksPerTile);
                    }
                }

                destination = ref Unsafe.Add(ref destination, WordsPerTile);
            }

            from = ref Unsafe.Add(ref from, WordsPerTile / 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreSingle<W, V, T>(V value, ref T destination, nuint index)
        where W : struct, ILanes<V>
        where V : struct
        where T : unmanaged
    {
        if (typeof(T) == typeof(Half))
        {
            W.StoreNarrowed(HalfRounding.Bits<W, V>(value), ref Unsafe.As<T, ushort>(ref destination), index);
        }
        else
        {
            W.Store(value, ref destination, index);
        }
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
