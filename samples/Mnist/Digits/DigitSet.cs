namespace Mnist.Digits;

/// <summary>Handwritten digits with their labels.</summary>
internal sealed class DigitSet
{
    /// <summary>The width and height of an image.</summary>
    public const int Side = 28;

    /// <summary>The pixels of one image, row by row.</summary>
    public const int Pixels = Side * Side;

    /// <summary>The number of classes.</summary>
    public const int Classes = 10;

    // Of the training pixels, as fractions of 255: the initializers count on inputs of mean 0 and variance 1.
    private const float PixelMean = 0.1312f;
    private const float PixelStd = 0.3088f;

    private readonly byte[] _images;
    private readonly byte[] _labels;

    private DigitSet(byte[] images, byte[] labels)
    {
        _images = images;
        _labels = labels;
    }

    /// <summary>The number of digits.</summary>
    public int Count => _labels.Length;

    /// <summary>Reads the digits to learn from.</summary>
    public static DigitSet ReadTraining() => Read("train");

    /// <summary>Reads the digits that the network never sees while it learns.</summary>
    public static DigitSet ReadTest() => Read("test");

    /// <summary>What a digit shows, 0 to 9.</summary>
    public byte Label(int index) => _labels[index];

    /// <summary>Copies a digit's pixels, standardized.</summary>
    /// <param name="index">The digit.</param>
    /// <param name="image">Gets the pixels.</param>
    /// <param name="right">How far to move the digit to the right; what enters at the edge is background.</param>
    /// <param name="down">How far to move it down.</param>
    public void CopyImage(int index, Span<float> image, int right = 0, int down = 0)
    {
        ReadOnlySpan<byte> source = _images.AsSpan(index * Pixels, Pixels);
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                int sourceRow = row - down;
                int sourceColumn = column - right;
                bool inside = sourceRow is >= 0 and < Side && sourceColumn is >= 0 and < Side;
                byte pixel = inside ? source[sourceRow * Side + sourceColumn] : (byte)0;
                image[row * Side + column] = (pixel / 255f - PixelMean) / PixelStd;
            }
        }
    }

    private static DigitSet Read(string split)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "data");
        (int[] sizes, byte[] images) = IdxFile.Read(Path.Combine(folder, $"{split}-images-idx3-ubyte.gz"), rank: 3);
        (int[] count, byte[] labels) = IdxFile.Read(Path.Combine(folder, $"{split}-labels-idx1-ubyte.gz"), rank: 1);
        if (sizes is not [_, Side, Side] || sizes[0] != count[0])
        {
            throw new InvalidDataException(
                $"{folder}: expected {count[0]} images of {Side} by {Side} pixels; found {string.Join(" by ", sizes)}.");
        }

        return new DigitSet(images, labels);
    }
}
