using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector512<uint>;
using W = InitGen.Lanes512;

namespace InitGen;

/// <summary>What turns the random words of a tile into values, at one width.</summary>
internal interface ITileKernel512
{
    /// <summary>
    /// Turns random bits into values in place: two registers of words for floats and Halves, of 64-bit numbers for doubles, whose positions
    /// are 16 apart.
    /// </summary>
    /// <param name="first">The bits, and the values, of the lower positions.</param>
    /// <param name="second">Those of the higher positions.</param>
    void Transform(ref V first, ref V second);
}

/// <summary>The loops over tiles, at one width.</summary>
internal static unsafe class TileLoop512
{
    /// <summary>Writes values of one run of blocks, whose numbers share their high half.</summary>
    /// <param name="fill">What is filled.</param>
    /// <param name="destination">Where the first value goes.</param>
    /// <param name="length">How many values.</param>
    /// <param name="block">The number of the first tile's first block.</param>
    /// <param name="skip">How many values of the first tile come before them.</param>
    [SkipLocalsInit]
    public static void FillRun(ref readonly TileFill fill, byte* destination, int length, ulong block, int skip)
    {
        // Both from the start of a cache line on, which a register of 512 bits fills.
        byte* scratch = stackalloc byte[TileFill.BytesOfBatch + TileFill.BytesOfTile + sizeof(Philox512) + TileFill.CacheLine];
        ulong* words = (ulong*)(((nuint)scratch + TileFill.CacheLine - 1) & ~(nuint)(TileFill.CacheLine - 1));
        byte* partial = (byte*)words + TileFill.BytesOfBatch;
        Philox512* philox = (Philox512*)(partial + TileFill.BytesOfTile);
        Philox512.Prepare(philox, fill.Stream, (uint)(block >> 32));
        while (length > 0)
        {
            int tiles = Math.Min(length >> fill.TileShift, TileFill.TilesOfBatch);
            bool isPartial = skip != 0 || tiles == 0;
            tiles = isPartial ? 1 : tiles;
            if (fill.ElementSize == sizeof(double))
            {
                Draw64(philox, (uint)block, tiles, words);
            }
            else
            {
                Draw32(philox, (uint)block, tiles, words);
            }

            fill.Transform(fill.Kernel, tiles, words, isPartial ? partial : destination);
            int count = isPartial ? Math.Min((1 << fill.TileShift) - skip, length) : tiles << fill.TileShift;
            if (isPartial)
            {
                Unsafe.CopyBlockUnaligned(destination, partial + skip * fill.ElementSize, (uint)(count * fill.ElementSize));
            }

            destination += (nint)count * fill.ElementSize;
            length -= count;
            block += (uint)tiles * TileFill.BlocksPerTile;
            skip = 0;
        }
    }

    /// <summary>Writes the words of some tiles in the order of their positions.</summary>
    /// <remarks>
    /// Words are drawn for a batch of tiles, which stays in the first cache, and then transformed: two short loops, in each of which the
    /// processor sees enough independent work, and which the JIT inlines completely. Two registers' blocks at a time: of one tile, or of two
    /// where a register holds a word of every block of a tile. Then the last of an odd number of tiles brings one more, for which there is
    /// room.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Draw32(Philox512* philox, uint block, int tiles, ulong* words)
    {
        var products = Philox512.Products32(block);
        for (uint i = 0; i < (uint)tiles * TileFill.BlocksPerTile; i += 2 * W.Count)
        {
            Philox512.Blocks32(philox, ref products, Place((uint*)words, i), Place((uint*)words, i + W.Count));
        }
    }

    /// <summary>The same, joined to 64-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Draw64(Philox512* philox, uint block, int tiles, ulong* words)
    {
        var products = Philox512.Products64(block);
        for (uint i = 0; i < (uint)tiles * TileFill.BlocksPerTile; i += 2 * W.Count)
        {
            Philox512.Blocks64(philox, ref products, Place(words, i), Place(words, i + W.Count));
        }
    }

    // Where the first words of the blocks from a number on go.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint* Place(uint* tiles, uint block) =>
        tiles + block / TileFill.BlocksPerTile * TileFill.WordsPerTile + block % TileFill.BlocksPerTile;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Place(ulong* tiles, uint block) =>
        tiles + block / TileFill.BlocksPerTile * (TileFill.WordsPerTile / 2) + block % TileFill.BlocksPerTile;

    /// <summary>Makes floats of the words of some tiles.</summary>
    /// <remarks>
    /// Words 0 and 1 of the blocks, then words 2 and 3. The kernel stands here once: twice, and the JIT would keep its constants for the second
    /// time in registers that its values need.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Singles<TKernel>(void* kernel, int tiles, ulong* words, void* destination)
        where TKernel : unmanaged, ITileKernel512
    {
        TKernel local = *(TKernel*)kernel;
        uint* from = (uint*)words;
        float* to = (float*)destination;
        for (int pair = 0; pair < 2 * tiles; pair++)
        {
            for (int j = 0; j < TileFill.BlocksPerTile; j += W.Count)
            {
                V first = W.Load(from);
                V second = W.Load(from + TileFill.BlocksPerTile);
                local.Transform(ref first, ref second);
                W.Store(first, to);
                W.Store(second, to + TileFill.BlocksPerTile);
                from += W.Count;
                to += W.Count;
            }

            from += TileFill.BlocksPerTile;
            to += TileFill.BlocksPerTile;
        }
    }

    /// <summary>Makes Halves of the words of some tiles, by a kernel that makes floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Halves<TKernel>(void* kernel, int tiles, ulong* words, void* destination)
        where TKernel : unmanaged, ITileKernel512
    {
        TKernel local = *(TKernel*)kernel;
        uint* from = (uint*)words;
        ushort* to = (ushort*)destination;
        for (int pair = 0; pair < 2 * tiles; pair++)
        {
            for (int j = 0; j < TileFill.BlocksPerTile; j += W.Count)
            {
                V first = W.Load(from);
                V second = W.Load(from + TileFill.BlocksPerTile);
                local.Transform(ref first, ref second);
                W.StoreNarrowed(HalfRounding.Bits(first), ref *to, 0);
                W.StoreNarrowed(HalfRounding.Bits(second), ref *to, TileFill.BlocksPerTile);
                from += W.Count;
                to += W.Count;
            }

            from += TileFill.BlocksPerTile;
            to += TileFill.BlocksPerTile;
        }
    }

    /// <summary>Makes doubles, or other values of 64 bits, of the words of some tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Doubles<TKernel>(void* kernel, int tiles, ulong* words, void* destination)
        where TKernel : unmanaged, ITileKernel512
    {
        TKernel local = *(TKernel*)kernel;
        ulong* from = words;
        ulong* to = (ulong*)destination;
        for (int tile = 0; tile < tiles; tile++)
        {
            for (int j = 0; j < TileFill.BlocksPerTile; j += W.Count / 2)
            {
                V first = W.Load(from);
                V second = W.Load(from + TileFill.BlocksPerTile);
                local.Transform(ref first, ref second);
                W.Store(first, to);
                W.Store(second, to + TileFill.BlocksPerTile);
                from += W.Count / 2;
                to += W.Count / 2;
            }

            from += TileFill.BlocksPerTile;
            to += TileFill.BlocksPerTile;
        }
    }
}
