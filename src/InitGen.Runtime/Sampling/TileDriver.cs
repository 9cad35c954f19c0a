using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace InitGen;

/// <summary>
/// What turns the random words of one tile into values. A tile is 16 consecutive Philox blocks, 64 words: the same words for every
/// vector width.
/// </summary>
/// <typeparam name="T">The element type: float, double or Half; or 64-bit numbers.</typeparam>
internal interface ITileKernel<T> : ITileKernel512, ITileKernel256, ITileKernel128
    where T : unmanaged;

/// <summary>Applies a kernel to any piece of a stream of values, at the width of the machine.</summary>
internal static unsafe class TileDriver
{
    // From here on a fill takes about as long as waking threads for it is worth; chunks are whole tiles.
    private const int ParallelLength = 1 << 20;
    private const int ChunkLength = 1 << 17;

    /// <summary>Writes the values with the indices offset, offset + 1, … of the stream.</summary>
    /// <param name="destination">Where they go.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="offset">The index of the first; 0 or more.</param>
    /// <param name="kernel">The distribution.</param>
    public static void Fill<T, TKernel>(Span<T> destination, RandomStream stream, long offset, TKernel kernel)
        where T : unmanaged
        where TKernel : unmanaged, ITileKernel<T>
    {
        // All that depends on the types: what follows is compiled once for all of them. Written out, since a first call compiles each method
        // that it meets, and inlines none.
        delegate*<void*, int, ulong*, void*, void> loop;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
        {
            loop = sizeof(T) == sizeof(double) ? &TileLoop512.Doubles<TKernel>
                : sizeof(T) == sizeof(float) ? &TileLoop512.Singles<TKernel> : &TileLoop512.Halves<TKernel>;
        }
        else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
        {
            loop = sizeof(T) == sizeof(double) ? &TileLoop256.Doubles<TKernel>
                : sizeof(T) == sizeof(float) ? &TileLoop256.Singles<TKernel> : &TileLoop256.Halves<TKernel>;
        }
        else
        {
            loop = sizeof(T) == sizeof(double) ? &TileLoop128.Doubles<TKernel>
                : sizeof(T) == sizeof(float) ? &TileLoop128.Singles<TKernel> : &TileLoop128.Halves<TKernel>;
        }

        TileFill fill;
        fill.Stream = stream;
        fill.ElementSize = sizeof(T);
        fill.TileShift = sizeof(T) == sizeof(double) ? 5 : 6;
        fill.Transform = loop;
        fill.Kernel = &kernel;
        fixed (T* start = destination)
        {
            int degree = destination.Length < ParallelLength ? 1 : Sampler.MaxDegreeOfParallelism;
            if (degree == 1)
            {
                FillSerially(in fill, (byte*)start, destination.Length, offset);
            }
            else
            {
                FillInParallel(in fill, (byte*)start, destination.Length, offset, degree);
            }
        }
    }

    private static void FillInParallel(ref readonly TileFill fill, byte* start, int length, long offset, int degree)
    {
        // The first chunk ends where a tile of the whole parameter does.
        int head = (int)(ChunkLength - offset % ChunkLength);
        int chunks = 1 + (int)(((long)length - head + ChunkLength - 1) / ChunkLength);
        var work = new FillWork(fill, start, length, head, offset);
        ParallelWork.Run(chunks, degree, in work);
    }

    private static void FillSerially(ref readonly TileFill fill, byte* destination, int length, long offset)
    {
        ulong tile = (ulong)offset >> fill.TileShift;
        int skip = (int)offset & ((1 << fill.TileShift) - 1);
        while (length > 0)
        {
            // A run ends where the block number's high half changes: every 2³² blocks.
            ulong block = tile * TileFill.BlocksPerTile;
            ulong tilesInRun = ((1UL << 32) - (uint)block) / TileFill.BlocksPerTile;
            int count = (int)Math.Min((ulong)length, (tilesInRun << fill.TileShift) - (uint)skip);
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            {
                TileLoop512.FillRun(in fill, destination, count, block, skip);
            }
            else if (Vector256.IsHardwareAccelerated && Avx2.IsSupported && Fma.IsSupported)
            {
                TileLoop256.FillRun(in fill, destination, count, block, skip);
            }
            else
            {
                TileLoop128.FillRun(in fill, destination, count, block, skip);
            }

            destination += (nint)count * fill.ElementSize;
            length -= count;
            tile += tilesInRun;
            skip = 0;
        }
    }

    private readonly struct FillWork(TileFill fill, byte* start, int length, int head, long offset) : IChunkedWork
    {
        private readonly TileFill _fill = fill;

        public void Run(int chunk)
        {
            long from = chunk == 0 ? 0 : head + (chunk - 1L) * ChunkLength;
            long to = Math.Min(length, head + (long)chunk * ChunkLength);
            FillSerially(in _fill, start + from * _fill.ElementSize, (int)(to - from), offset + from);
        }
    }
}

/// <summary>A stream, and the loop that makes values of its words.</summary>
internal unsafe struct TileFill
{
    public const int BlocksPerTile = 16;
    public const int WordsPerTile = 64;
    public const int BytesOfTile = WordsPerTile * sizeof(uint);

    // Even, since the widest registers draw two tiles at a time.
    public const int TilesOfBatch = 16;
    public const int BytesOfBatch = TilesOfBatch * BytesOfTile;
    public const int CacheLine = 64;

    /// <summary>The stream.</summary>
    public RandomStream Stream;

    /// <summary>The bytes of a value: 8, 4 or 2.</summary>
    public int ElementSize;

    /// <summary>The binary logarithm of the number of values of a tile: 32 of 8 bytes, 64 of others.</summary>
    public int TileShift;

    /// <summary>Makes the values of some tiles: by the kernel, their number, their words, to the destination.</summary>
    public delegate*<void*, int, ulong*, void*, void> Transform;

    /// <summary>The kernel, which has to stand where it is until the fill is done.</summary>
    public void* Kernel;
}
