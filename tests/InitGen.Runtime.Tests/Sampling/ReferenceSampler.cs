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
        float radius = MathF.Sqrt(MinusTwiceLogarithm((float)Word(stream, first) + 0.5f, 32));
        (float cosine, float sine) = CirclePoint(Word(stream, first + 16));
        return MathF.FusedMultiplyAdd(radius * std, first == index ? cosine : sine, mean);
    }

    public static double NormalDouble(RandomStream stream, long index, double mean, double std)
    {
        long first = index - index / 16 % 2 * 16;
        double radius = Math.Sqrt(MinusTwiceLogarithm((double)(Word64(stream, first) >> 11) + 0.5, 53));
        (double cosine, double sine) = CirclePoint(Word64(stream, first + 16));
        return Math.FusedMultiplyAdd(radius * std, first == index ? cosine : sine, mean);
    }

    public static Half NormalHalf(RandomStream stream, long index, float mean, float std) =>
        (Half)NormalSingle(stream, index, mean, std);

    /// <summary>One word's place in the mass between two bounds in standard deviations, inverted through the nearer tail.</summary>
    public static float TruncatedNormalSingle(
        RandomStream stream, long index, float mean, float std, double a, double b, float lowest, float highest)
    {
        bool mirrored = b <= 0;
        (a, b) = mirrored ? (-b, -a) : (a, b);
        (double lowerTail, double upperTail, double mass, double middle) = Tails(a, b);
        uint word = Word(stream, index) ^ 0x80000000;
        bool lower = word < (uint)Math.Floor(middle * 4294967296.0);
        float t = MathF.FusedMultiplyAdd(
            (float)(lower ? word : ~word) + 0.5f, (float)(mass / 4294967296.0), (float)(lower ? lowerTail : upperTail));
        float l = MinusTwiceLogarithm(t * MathF.FusedMultiplyAdd(t, -4f, 4f), 0);
        float c = Polynomial(
            [
                -2.2429814949820326e-11f, 1.141529870629654e-09f, -2.042250635270193e-08f, 7.452847938793639e-08f,
                2.0439638319658116e-06f, -1.1507154340506531e-05f, -0.0004122216487303376f, 0.004082688130438328f,
                0.16405867040157318f, 1.2533141374588013f,
            ],
            l);
        if (l > 10.5f && Math.Max(Math.Abs(a), Math.Abs(b)) > 3.0)
        {
            c = MathF.Sqrt(l) * Polynomial(
                [
                    75935.234375f, 5095.18603515625f, -3167.02099609375f, -322.4101867675781f, 61.62441635131836f, 10.866914749145508f,
                    2.209275245666504f, 0.3765559196472168f, -0.25821688771247864f, 0.9485830068588257f,
                ],
                1f / MathF.Sqrt(l) - 0.21875f);
        }

        float quantile = MathF.FusedMultiplyAdd(t, -2f, 1f) * c;
        float value = MathF.FusedMultiplyAdd(lower != mirrored ? -quantile : quantile, std, mean);
        return value < lowest ? lowest : value > highest ? highest : value;
    }

    public static double TruncatedNormalDouble(
        RandomStream stream, long index, double mean, double std, double a, double b, double lowest, double highest)
    {
        bool mirrored = b <= 0;
        (a, b) = mirrored ? (-b, -a) : (a, b);
        (double lowerTail, double upperTail, double mass, double middle) = Tails(a, b);
        ulong word = Word64(stream, index) ^ 0x8000000000000000;
        bool lower = (long)(word ^ 0x8000000000000000) < (long)((middle - 0.5) * 18446744073709551616.0);
        double t = Math.FusedMultiplyAdd(
            (double)((lower ? word : ~word) >> 11) + 0.5, mass / 9007199254740992.0, lower ? lowerTail : upperTail);

        // Wichura's Algorithm AS 241.
        double q = 0.5 - t;
        double quantile;
        if (q <= 0.425)
        {
            quantile = q * Ratio(
                [
                    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
                    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
                ],
                [
                    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
                    687.1870074920579083, 42.313330701600911252, 1.0,
                ],
                0.180625 - q * q);
        }
        else
        {
            double root = Math.Sqrt(MinusTwiceLogarithm(t, 0) * 0.5);
            quantile = root > 5.0 && Math.Max(Math.Abs(a), Math.Abs(b)) > 6.5
                ? Ratio(
                    [
                        2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
                        0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
                    ],
                    [
                        2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
                        0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0,
                    ],
                    root - 5.0)
                : Ratio(
                    [
                        7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
                        3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
                    ],
                    [
                        1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
                        0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0,
                    ],
                    root - 1.6);
        }

        double value = Math.FusedMultiplyAdd(lower != mirrored ? -quantile : quantile, std, mean);
        return value < lowest ? lowest : value > highest ? highest : value;
    }

    private static (double LowerTail, double UpperTail, double Mass, double Middle) Tails(double a, double b)
    {
        double lowerTail = StandardNormal.UpperTail(-a);
        double upperTail = StandardNormal.UpperTail(b);
        double mass = a >= 0 ? StandardNormal.UpperTail(a) - upperTail : 1.0 - lowerTail - upperTail;
        return (lowerTail, upperTail, mass, a >= 0 ? 0.0 : (0.5 - lowerTail) / mass);
    }

    private static double Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, double x) =>
        Polynomial(numerator, x) / Polynomial(denominator, x);

    /// <summary>−2 ln(number / 2ᵇ).</summary>
    public static float MinusTwiceLogarithm(float number, int b)
    {
        (float e, float m) = Split(BitConverter.SingleToInt32Bits(number));
        float t = m - 1f;
        ReadOnlySpan<float> coefficients =
        [
            0.15649430453777313f, -0.26008158922195435f, 0.26415684819221497f, -0.2832711935043335f, 0.3322257995605469f,
            -0.4000602662563324f, 0.5000302791595459f, -0.6666661500930786f, 0.9999997615814209f,
        ];
        return MathF.FusedMultiplyAdd(t * t, Polynomial(coefficients, t), MathF.FusedMultiplyAdd(t, -2f, (e - b) * -1.3862944f));
    }

    public static double MinusTwiceLogarithm(double number, int b)
    {
        (double e, double m) = Split(BitConverter.DoubleToInt64Bits(number));
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
            s, Math.FusedMultiplyAdd(z, Polynomial(coefficients, z), half), (e - b) * 1.90821492927058770002e-10);
        return ((e - b) * 6.93147180369123816490e-01 - (half - tail - f)) * -2.0;
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
