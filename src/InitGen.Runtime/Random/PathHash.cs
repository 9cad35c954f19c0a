namespace InitGen;

/// <summary>
/// The hash that turns a parameter's path into its stream. It is part of the determinism contract: the same path gives the same
/// numbers in every version with the same major number.
/// </summary>
/// <remarks>
/// A name is hashed by FNV-1a (64 bits) over its UTF-8 bytes. A child's stream is
/// <c>finish((parent + 0x9E3779B97F4A7C15) · 0xD1342543DE82EF95 + hash)</c> modulo 2⁶⁴, where <c>finish</c> is the finalizer of
/// SplitMix64 (Steele et al. 2014): for a given parent it is a bijection of the hash, so siblings collide only where their names'
/// hashes do.
/// </remarks>
public static class PathHash
{
    private const ulong FnvOffsetBasis = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x00000100000001B3;

    /// <summary>The hash of one path segment.</summary>
    /// <param name="segment">A name without dots, such as <c>weight</c>, or a list index in decimal digits.</param>
    /// <returns>FNV-1a over the UTF-8 bytes; an unpaired surrogate counts as U+FFFD, as in .NET's encoder.</returns>
    public static ulong OfSegment(ReadOnlySpan<char> segment)
    {
        ulong hash = FnvOffsetBasis;
        for (int i = 0; i < segment.Length; i++)
        {
            int codePoint = segment[i];
            if (codePoint is >= 0xD800 and <= 0xDFFF)
            {
                bool pair = codePoint <= 0xDBFF && i + 1 < segment.Length && segment[i + 1] is >= '\uDC00' and <= '\uDFFF';
                codePoint = pair ? 0x10000 + ((codePoint - 0xD800) << 10) + (segment[++i] - 0xDC00) : 0xFFFD;
            }

            if (codePoint < 0x80)
            {
                hash = Add(hash, codePoint);
            }
            else if (codePoint < 0x800)
            {
                hash = Add(hash, 0xC0 | (codePoint >> 6));
                hash = Add(hash, 0x80 | (codePoint & 0x3F));
            }
            else if (codePoint < 0x10000)
            {
                hash = Add(hash, 0xE0 | (codePoint >> 12));
                hash = Add(hash, 0x80 | ((codePoint >> 6) & 0x3F));
                hash = Add(hash, 0x80 | (codePoint & 0x3F));
            }
            else
            {
                hash = Add(hash, 0xF0 | (codePoint >> 18));
                hash = Add(hash, 0x80 | ((codePoint >> 12) & 0x3F));
                hash = Add(hash, 0x80 | ((codePoint >> 6) & 0x3F));
                hash = Add(hash, 0x80 | (codePoint & 0x3F));
            }
        }

        return hash;
    }

    /// <summary>The hash of a list element's segment: that of its decimal digits, so that <c>blocks.3</c> is one path however it is written.</summary>
    /// <param name="index">The element's index, from 0.</param>
    /// <returns>The same as <see cref="OfSegment"/> of the digits.</returns>
    public static ulong OfIndex(int index)
    {
        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, "Expected an index of 0 or more.");
        }

        Span<char> digits = stackalloc char[10];
        int start = digits.Length;
        do
        {
            digits[--start] = (char)('0' + index % 10);
            index /= 10;
        }
        while (index > 0);

        return OfSegment(digits.Slice(start));
    }

    /// <summary>The stream of a child, from its parent's stream and the hash of its segment.</summary>
    /// <param name="parent">The parent's stream id; 0 at the root.</param>
    /// <param name="segmentHash">The segment's hash.</param>
    /// <returns>The child's stream id.</returns>
    public static ulong Combine(ulong parent, ulong segmentHash)
    {
        ulong z = unchecked((parent + 0x9E3779B97F4A7C15) * 0xD1342543DE82EF95 + segmentHash);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    private static ulong Add(ulong hash, int value) => unchecked((hash ^ (byte)value) * FnvPrime);
}
