using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>Reads a matrix whose axes the file stores exchanged.</summary>
internal static class TransposedTensor
{
    // Blocks of 32 × 32 keep both sides of the exchange in the first-level cache.
    private const int BlockSize = 32;

    /// <summary>Copies a piece of the matrix that is the transpose of a file's.</summary>
    /// <param name="file">The file.</param>
    /// <param name="tensor">The file's matrix: as many rows as the destination has columns.</param>
    /// <param name="destination">Where the values go.</param>
    /// <param name="offset">The index of the first value in the turned matrix.</param>
    public static void Read<T>(SafetensorsFile file, SafetensorsTensor tensor, Span<T> destination, long offset)
        where T : unmanaged
    {
        long columns = tensor.Shape[0];
        while (!destination.IsEmpty)
        {
            long row = offset / columns;
            long column = offset % columns;
            bool wholeRows = column == 0 && destination.Length >= columns;
            int rows = wholeRows ? (int)(destination.Length / columns) : 1;
            int width = wholeRows ? (int)columns : (int)Math.Min(columns - column, destination.Length);
            ReadRows(file, tensor, destination, row, column, rows, width);
            destination = destination[(rows * width)..];
            offset += rows * width;
        }
    }

    [SkipLocalsInit]
    private static void ReadRows<T>(
        SafetensorsFile file, SafetensorsTensor tensor, Span<T> destination, long firstRow, long firstColumn, int rows, int columns)
        where T : unmanaged
    {
        Span<T> block = stackalloc T[BlockSize * BlockSize];
        long stride = tensor.Shape[1];
        for (int row = 0; row < rows; row += BlockSize)
        {
            int height = Math.Min(BlockSize, rows - row);
            for (int column = 0; column < columns; column += BlockSize)
            {
                int width = Math.Min(BlockSize, columns - column);
                for (int c = 0; c < width; c++)
                {
                    file.Read(tensor, block.Slice(c * BlockSize, height), (firstColumn + column + c) * stride + firstRow + row);
                }

                for (int r = 0; r < height; r++)
                {
                    Span<T> target = destination.Slice((row + r) * columns + column, width);
                    for (int c = 0; c < target.Length; c++)
                    {
                        target[c] = block[c * BlockSize + r];
                    }
                }
            }
        }
    }
}
