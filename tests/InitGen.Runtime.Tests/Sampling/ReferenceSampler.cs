namespace InitGen.Tests;

/// <summary>
/// The samplers once more, scalar and plain: the oracle of every vector path, and the description to reproduce a model from in another
/// language. Nothing but IEEE-exact operations.
/// </summary>
internal static class ReferenceSampler
{
    public static (uint X0, uint X1, uint X2, uint X3) Philox(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = 0xD2511F53UL * c0;
            ulong p1 = 0xCD9E8D57UL * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            (k0, k1) = (k0 + 0x9E3779B9, k1 + 0xBB67AE85);
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The random word at a position: word w of block 16·t + j serves position 64·t + 16·w + j.</summary>
    public static uint Word(RandomStream stream, long position)
    {
        ulong block = 16 * ((ulong)position / 64) + (ulong)position % 16;
        (uint x0, uint x1, uint x2, uint x3) = Philox(
            (uint)block, (uint)(block >> 32), (uint)stream.Id, (uint)(stream.Id >> 32), (uint)stream.Seed, (uint)(stream.Seed >> 32));
        return ((ulong)position / 16 % 4) switch { 0 => x0, 1 => x1, 2 => x2, _ => x3 };
    }

    /// <summary>The 64 random bits of a double's index: words 0 and 1 of a block, or 2 and 3, the low word first.</summary>
    public static ulong Word64(RandomStream stream, long index)
    {
        long position = 64 * (index / 32) + 32 * (index / 16 % 2) + index % 16;
        return Word(stream, position) | ((ulong)Word(stream, position + 16) << 32);
    }

    public static float UniformSingle(RandomStream stream, long index, float low, float high)
    {
        float c = BitConverter.UInt32BitsToSingle((Word(stream, index) >> 9) ^ 0x40400000) - 3f + 1f / (1 << 23);
        float value = MathF.FusedMultiplyAdd(c, 0.5f * high - 0.5f * low, 0.5f * low + 0.5f * high);
        return value <= low ? MathF.BitIncrement(low) : value >= high ? MathF.BitDecrement(high) : value;
    }

    public static double UniformDouble(RandomStream stream, long index, double low, double high)
    {
        double c = BitConverter.UInt64BitsToDouble((Word64(stream, index) >> 12) ^ 0x4008000000000000) - 3.0 + 1.0 / (1L << 52);
        double value = Math.FusedMultiplyAdd(c, 0.5 * high - 0.5 * low, 0.5 * low + 0.5 * high);
        return value <= low ? Math.BitIncrement(low) : value >= high ? Math.BitDecrement(high) : value;
    }

    public static Half UniformHalf(RandomStream stream, long index, float low, float high)
    {
        Half value = (Half)UniformSingle(stream, index, low, high);
        return (float)value <= low ? Half.BitIncrement(value) : (float)value >= high ? Half.BitDecrement(value) : value;
    }

    public static float NormalSingle(RandomStream stream, long index, float mean, float std)
    {
        long first = index - index / 16 % 2 * 16;
        float radius = MathF.Sqrt(MinusTwiceLogarithm(Word(stream, first)));
        (float cosine, float sine) = CirclePoint(Word(stream, first + 16));
        return MathF.FusedMultiplyAdd(radius * std, first == index ? cosine : sine, mean);
    }

    public static double NormalDouble(RandomStream stream, long index, double mean, double std)
    {
        long first = index - index / 16 % 2 * 16;
        double radius = Math.Sqrt(MinusTwiceLogarithm(Word64(stream, first)));
        (double cosine, double sine) = CirclePoint(Word64(stream, first + 16));
        return Math.FusedMultiplyAdd(radius * std, first == index ? cosine : sine, mean);
    }

    public static Half NormalHalf(RandomStream stream, long index, float mean, float std) =>
        (Half)NormalSingle(stream, index, mean, std);

    /// <summary>−2 ln((w + ½) / 2³²).</summary>
    public static float MinusTwiceLogarithm(uint word)
    {
        (float e, float m) = Split(BitConverter.SingleToInt32Bits((float)word + 0.5f));
        float t = m - 1f;
        ReadOnlySpan<float> coefficients =
        [
            0.15649430453777313f, -0.26008158922195435f, 0.26415684819221497f, -0.2832711935043335f, 0.3322257995605469f,
            -0.4000602662563324f, 0.5000302791595459f, -0.6666661500930786f, 0.9999997615814209f,
        ];
        return MathF.FusedMultiplyAdd(t * t, Polynomial(coefficients, t), MathF.FusedMultiplyAdd(t, -2f, (e - 32f) * -1.3862944f));
    }

    /// <summary>−2 ln((k + ½) / 2⁵³), k the 53 high bits.</summary>
    public static double MinusTwiceLogarithm(ulong bits)
    {
        (double e, double m) = Split(BitConverter.DoubleToInt64Bits((double)(bits >> 11) + 0.5));
        double f = m - 1.0;
        double s = f / (f + 2.0);
        double z = s * s;
        ReadOnlySpan<double> coefficients =
        [
            0.1479194247604819, 0.15314479303128678, 0.1818354617354898, 0.22222198957712458, 0.2857142873816361, 0.399999999994369,
            0.6666666666666731,
        ];
        double half = f * f * 0.5;
        double tail = Math.FusedMultiplyAdd(
            s, Math.FusedMultiplyAdd(z, Polynomial(coefficients, z), half), (e - 53.0) * 1.90821492927058770002e-10);
        return ((e - 53.0) * 6.93147180369123816490e-01 - (half - tail - f)) * -2.0;
    }

    /// <summary>The point at the angle πt/4, t from all bits but two; the second bit exchanges the coordinates, the first negates.</summary>
    public static (float X, float Y) CirclePoint(uint word)
    {
        float t = (int)(word << 2) * (1f / 2147483648f);
        float z = t * t;
        float sine = t * Polynomial([-3.59504520019982e-05f, 0.00249000103212893f, -0.08074543625116348f, 0.7853981852531433f], z);
        float cosine = Polynomial([-0.0003187278634868562f, 0.015849683433771133f, -0.308424174785614f, 0.9999999403953552f], z);
        cosine = (word & 0x80000000) != 0 ? -cosine : cosine;
        return (word & 0x40000000) != 0 ? (sine, cosine) : (cosine, sine);
    }

    public static (double X, double Y) CirclePoint(ulong bits)
    {
        double t = BitConverter.UInt64BitsToDouble((bits << 2 >> 12) | 0x4000000000000000) - 3.0;
        double z = t * t;
        double sine = t * Polynomial(
            [
                6.877101878633448e-12, -1.7571492971313108e-09, 3.1336162166653737e-07, -3.657620415845792e-05, 0.0024903945701887364,
                -0.08074551218828054, 0.7853981633974483,
            ],
            z);
        double cosine = Polynomial(
            [
                -3.857762610802318e-13, 1.1500497043467322e-10, -2.461136382662051e-08, 3.59086044588598e-06, -0.0003259918869266876,
                0.01585434424381541, -0.30842513753404244, 1.0,
            ],
            z);
        cosine = (bits & 0x8000000000000000) != 0 ? -cosine : cosine;
        return (bits & 0x4000000000000000) != 0 ? (sine, cosine) : (cosine, sine);
    }

    /// <summary>Exponent e and mantissa m in [√½, √2) of m · 2ᵉ.</summary>
    private static (float E, float M) Split(int bits)
    {
        int e = (bits - 0x3F3504F3) >> 23;
        return (e, BitConverter.Int32BitsToSingle(bits - (e << 23)));
    }

    private static (double E, double M) Split(long bits)
    {
        long e = (bits - 0x3FE6A09E667F3BCD) >> 52;
        return (e, BitConverter.Int64BitsToDouble(bits - (e << 52)));
    }

    private static float Polynomial(ReadOnlySpan<float> coefficients, float x)
    {
        float sum = coefficients[0];
        foreach (float coefficient in coefficients[1..])
        {
            sum = MathF.FusedMultiplyAdd(sum, x, coefficient);
        }

        return sum;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[0];
        foreach (double coefficient in coefficients[1..])
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficient);
        }

        return sum;
    }
}
