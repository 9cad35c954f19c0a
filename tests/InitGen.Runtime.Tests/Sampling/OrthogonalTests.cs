using System.Numerics;
using Xunit;

namespace InitGen.Tests;

public sealed class OrthogonalTests
{
    private static readonly RandomStream s_stream = new RandomStream(42).Child("recurrent");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(48, 48)]
    [InlineData(63, 64)]
    [InlineData(65, 65)]
    [InlineData(70, 130)]
    [InlineData(300, 100)]
    [InlineData(100, 1000)]
    [InlineData(513, 700)]
    public void Rows_or_columns_are_orthonormal(int rows, int columns)
    {
        var singles = new float[rows * columns];
        var doubles = new double[rows * columns];
        Sampler.Orthogonal<float>(singles, [rows, columns], s_stream);
        Sampler.Orthogonal<double>(doubles, [rows, columns], s_stream);
        Assert.InRange(Deviation(singles, rows, columns), 0, 1e-5);
        Assert.InRange(Deviation(doubles, rows, columns), 0, 1e-13);
    }

    [Fact]
    public void Large_matrices_keep_the_bound()
    {
        const int Size = 1024;
        var doubles = new double[Size * Size];
        Sampler.Orthogonal<double>(doubles, [Size, Size], s_stream);
        Assert.InRange(Deviation(doubles, Size, Size), 0, 1e-13);

        // All products of 96 of the 4096 rows with all rows: the first, the last, and some across blocks.
        const int Largest = 4096;
        var singles = new float[Largest * Largest];
        Sampler.Orthogonal<float>(singles, [Largest, Largest], s_stream);
        double worst = 0;
        Parallel.For(0, 96, i =>
        {
            int row = i < 32 ? i : i < 64 ? Largest - 1 - i : i * 40;
            for (int other = 0; other < Largest; other++)
            {
                double product = Dot(singles.AsSpan(row * Largest, Largest), singles.AsSpan(other * Largest, Largest));
                double error = Math.Abs(product - (row == other ? 1 : 0));
                lock (singles)
                {
                    worst = Math.Max(worst, error);
                }
            }
        });
        Assert.InRange(worst, 0, 1e-5);
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(70, 90)]
    [InlineData(90, 70)]
    [InlineData(130, 130)]
    public void It_is_the_product_of_reflections_one_by_one(int rows, int columns)
    {
        var actual = new double[rows * columns];
        Sampler.Orthogonal<double>(actual, [rows, columns], s_stream, 2.0);
        (int m, int n) = rows <= columns ? (rows, columns) : (columns, rows);
        double[,] expected = ProductOfReflections(m, n);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Assert.Equal(2.0 * expected[i, j], rows <= columns ? actual[i * n + j] : actual[j * m + i], 1e-12);
            }
        }
    }

    [Fact]
    public void Entries_traces_and_angles_have_the_Haar_distribution()
    {
        // 30,000 matrices of size 3. An entry is uniform on (−1, 1) (Archimedes), det is ±1 with even odds, and the rotation angle θ
        // of det · Q has the distribution function (θ − sin θ)/π. The eleven bounds below fail by luck with a chance under 2·10⁻⁵.
        const int Count = 30_000;
        var entries = new double[9][];
        for (int i = 0; i < 9; i++)
        {
            entries[i] = new double[Count];
        }

        var angles = new double[Count];
        int positive = 0;
        var q = new double[9];
        for (int k = 0; k < Count; k++)
        {
            Sampler.Orthogonal<double>(q, [3, 3], new RandomStream(7).Child(k));
            double determinant = q[0] * (q[4] * q[8] - q[5] * q[7]) - q[1] * (q[3] * q[8] - q[5] * q[6]) + q[2] * (q[3] * q[7] - q[4] * q[6]);
            positive += determinant > 0 ? 1 : 0;
            double angle = Math.Acos(Math.Clamp((determinant * (q[0] + q[4] + q[8]) - 1.0) / 2.0, -1.0, 1.0));
            angles[k] = (angle - Math.Sin(angle)) / Math.PI;
            for (int i = 0; i < 9; i++)
            {
                entries[i][k] = (q[i] + 1.0) / 2.0;
            }
        }

        Assert.InRange(positive, Count / 2 - 5 * Math.Sqrt(Count) / 2, Count / 2 + 5 * Math.Sqrt(Count) / 2);
        Assert.InRange(GoodnessOfFit.KolmogorovSmirnov(angles), 0, GoodnessOfFit.KolmogorovSmirnovLimit);
        Assert.All(entries, entry => Assert.InRange(GoodnessOfFit.KolmogorovSmirnov(entry), 0, GoodnessOfFit.KolmogorovSmirnovLimit));
    }

    [Fact]
    public void Traces_of_powers_have_the_moments_of_the_orthogonal_group()
    {
        // Diaconis and Shahshahani 1994: for Haar matrices of size 8, tr Q has mean 0, variance 1, fourth moment 3; tr Q² mean 1, variance 2.
        // Bounds of five standard errors.
        const int Size = 8;
        const int Count = 20_000;
        double sum = 0, square = 0, fourth = 0, second = 0, secondSquare = 0;
        var q = new float[Size * Size];
        for (int k = 0; k < Count; k++)
        {
            Sampler.Orthogonal<float>(q, [Size, Size], new RandomStream(8).Child(k));
            double trace = 0;
            double traceOfSquare = 0;
            for (int i = 0; i < Size; i++)
            {
                trace += q[i * Size + i];
                for (int j = 0; j < Size; j++)
                {
                    traceOfSquare += (double)q[i * Size + j] * q[j * Size + i];
                }
            }

            sum += trace;
            square += trace * trace;
            fourth += Math.Pow(trace, 4);
            second += traceOfSquare;
            secondSquare += (traceOfSquare - 1) * (traceOfSquare - 1);
        }

        double root = Math.Sqrt(Count);
        Assert.InRange(sum / Count, -5 / root, 5 / root);
        Assert.InRange(square / Count, 1 - 5 * Math.Sqrt(2) / root, 1 + 5 * Math.Sqrt(2) / root);
        Assert.InRange(fourth / Count, 3 - 5 * Math.Sqrt(96) / root, 3 + 5 * Math.Sqrt(96) / root);
        Assert.InRange(second / Count, 1 - 5 * Math.Sqrt(2) / root, 1 + 5 * Math.Sqrt(2) / root);
        Assert.InRange(secondSquare / Count, 2 - 5 * Math.Sqrt(8) / root, 2 + 5 * Math.Sqrt(8) / root);
    }

    [Fact]
    public void Parts_are_matrices_of_their_own()
    {
        var packed = new float[4 * 20 * 20];
        var one = new float[20 * 20];
        Sampler.Orthogonal<float>(packed, [80, 20], s_stream, 1.0, ParameterLayout.OutIn, 4);
        for (int part = 0; part < 4; part++)
        {
            Sampler.Orthogonal<float>(one, [20, 20], s_stream.Child(part));
            Assert.Equal(one, packed[(part * 400)..((part + 1) * 400)]);
        }

        Sampler.Orthogonal<float>(packed, [20, 80], s_stream, 1.0, ParameterLayout.InOut, 4);
        for (int part = 0; part < 4; part++)
        {
            Sampler.Orthogonal<float>(one, [20, 20], s_stream.Child(part));
            for (int i = 0; i < 400; i++)
            {
                Assert.Equal(one[i], packed[i / 20 * 80 + part * 20 + i % 20]);
            }
        }
    }

    [Fact]
    public void Higher_ranks_are_flattened()
    {
        var kernel = new float[16 * 3 * 3 * 3];
        var matrix = new float[16 * 27];
        Sampler.Orthogonal<float>(kernel, [16, 3, 3, 3], s_stream);
        Sampler.Orthogonal<float>(matrix, [16, 27], s_stream);
        Assert.Equal(matrix, kernel);
        Sampler.Orthogonal<float>(kernel, [3, 3, 3, 16], s_stream, 1.0, ParameterLayout.InOut);
        Sampler.Orthogonal<float>(matrix, [27, 16], s_stream, 1.0, ParameterLayout.InOut);
        Assert.Equal(matrix, kernel);
        Assert.InRange(Deviation(kernel, 27, 16), 0, 1e-5);
    }

    [Fact]
    public void Pieces_rows_and_halves_are_those_of_the_whole()
    {
        var whole = new float[40 * 30];
        Sampler.Orthogonal<float>(whole, [40, 30], s_stream, 1.5);
        var piece = new float[100];
        Sampler.Orthogonal<float>(piece, [40, 30], s_stream, 1.5, offset: 333);
        Assert.Equal(whole[333..433], piece);
        float[][] rows = [.. Enumerable.Range(0, 40).Select(_ => new float[30])];
        Sampler.Orthogonal(rows, 30, s_stream, 1.5);
        Assert.Equal(whole, rows.SelectMany(row => row));
        var halves = new Half[40 * 30];
        Sampler.Orthogonal<Half>(halves, [40, 30], s_stream, 1.5);
        Assert.Equal(whole.Select(value => (Half)value), halves);
        Half[][] halfRows = [.. Enumerable.Range(0, 40).Select(_ => new Half[30])];
        Sampler.Orthogonal(halfRows, 30, s_stream, 1.5);
        Assert.Equal(halves, halfRows.SelectMany(row => row));
        double[][] doubleRows = [.. Enumerable.Range(0, 40).Select(_ => new double[30])];
        var doubles = new double[40 * 30];
        Sampler.Orthogonal(doubleRows, 30, s_stream);
        Sampler.Orthogonal<double>(doubles, [40, 30], s_stream);
        Assert.Equal(doubles, doubleRows.SelectMany(row => row));
    }

    [Fact]
    public void Delta_orthogonal_is_an_isometry_at_the_centre()
    {
        var kernel = new double[8 * 6 * 3 * 5];
        var matrix = new double[8 * 6];
        Sampler.DeltaOrthogonal<double>(kernel, [8, 6, 3, 5], s_stream, 2.0);
        Sampler.Orthogonal<double>(matrix, [8, 6], s_stream, 2.0);
        for (int i = 0; i < kernel.Length; i++)
        {
            Assert.Equal(i % 15 == 7 ? matrix[i / 15] : 0.0, kernel[i]);
        }

        Sampler.DeltaOrthogonal<double>(kernel, [3, 5, 6, 8], s_stream, 2.0, ParameterLayout.InOut);
        Sampler.Orthogonal<double>(matrix, [6, 8], s_stream, 2.0, ParameterLayout.InOut);
        for (int i = 0; i < kernel.Length; i++)
        {
            Assert.Equal(i / 48 == 7 ? matrix[i % 48] : 0.0, kernel[i]);
        }

        var piece = new double[200];
        Sampler.DeltaOrthogonal<double>(piece, [3, 5, 6, 8], s_stream, 2.0, ParameterLayout.InOut, offset: 300);
        Assert.Equal(kernel[300..500], piece);
        Assert.Throws<ArgumentException>(() => Sampler.DeltaOrthogonal<double>(kernel, [6, 8, 3, 5], s_stream));
        Assert.Throws<ArgumentException>(() => Sampler.DeltaOrthogonal<double>(kernel, [8, 90], s_stream));
    }

    /// <summary>docs/determinism.md, section "Orthogonal", word by word and one element at a time: the same bits.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(64, 64)]
    [InlineData(70, 100)]
    [InlineData(130, 131)]
    [InlineData(129, 300)]
    public void The_contract_gives_the_same_bits(int m, int n)
    {
        Check<float>(1.5f);
        Check<double>(1.5);

        void Check<T>(T gain)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var values = new T[m * n];
            Sampler.Orthogonal<T>(values, [m, n], s_stream, 1.5);
            Assert.Equal(values, AsTheContractSays(m, n, gain));
        }
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal<float>(new float[6], [6], s_stream));
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal<float>(new float[6], [2, 2], s_stream));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Orthogonal<float>(new float[6], [2, 3], s_stream, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sampler.Orthogonal<float>(new float[6], [3, 2], s_stream, parts: 2));
        Assert.Throws<NotSupportedException>(() => Sampler.Orthogonal<int>(new int[6], [3, 2], s_stream));
        Assert.Throws<ArgumentNullException>(() => Sampler.Orthogonal((float[]?[])null!, 2, s_stream));
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal([new float[2], null], 2, s_stream));
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal<float>([], [0, 3], s_stream));
        Assert.Throws<ArgumentException>(() => Sampler.Orthogonal<float>([], [3, 0], s_stream));
    }

    private static T[] AsTheContractSays<T>(int m, int n, T gain)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var q = new T[m, n];
        var vectors = new T[m, n];
        var tau = new T[m];
        var factors = new T[m];
        for (int k = 0; k < m; k++)
        {
            var x = new T[n - k];
            Sampler.Normal<T>(x, s_stream, 0.0, 1.0, (long)k * n + k);
            double norm = Math.Sqrt(Square(x));
            double first = double.CreateTruncating(x[0]);
            double beta = first < 0 ? norm : -norm;
            factors[k] = first < 0 ? gain : -gain;
            T inverse = T.CreateTruncating(1.0 / (first - beta));
            for (int i = 1; i < x.Length; i++)
            {
                x[i] *= inverse;
            }

            x[0] = T.One;
            tau[k] = T.CreateTruncating(2.0 / Square(x));
            for (int i = 0; i < x.Length; i++)
            {
                vectors[k, k + i] = x[i];
            }
        }

        for (int b = (m - 1) / 64 * 64; b >= 0; b -= 64)
        {
            int s = Math.Min(64, m - b);
            var f = new T[s, s];
            for (int k = 0; k < s; k++)
            {
                for (int j = 0; j < k; j++)
                {
                    T product = T.Zero;
                    for (int c = b; c < n; c++)
                    {
                        product = T.FusedMultiplyAdd(vectors[b + k, c], vectors[b + j, c], product);
                    }

                    T w = -tau[b + k] * product;
                    for (int i = 0; i <= j; i++)
                    {
                        f[k, i] = T.FusedMultiplyAdd(w, f[j, i], f[k, i]);
                    }
                }

                f[k, k] = tau[b + k];
            }

            for (int r = b; r < m; r++)
            {
                var weights = new T[s];
                for (int k = 0; k < s; k++)
                {
                    T weight = T.Zero;
                    for (int j = 0; j < s; j++)
                    {
                        T coefficient = T.Zero;
                        if (r < b + s)
                        {
                            coefficient = vectors[b + j, r];
                        }
                        else
                        {
                            for (int c = b + s; c < n; c++)
                            {
                                coefficient = T.FusedMultiplyAdd(q[r, c], vectors[b + j, c], coefficient);
                            }
                        }

                        weight = T.FusedMultiplyAdd(coefficient, f[j, k], weight);
                    }

                    weights[k] = -weight;
                }

                for (int c = b; c < n; c++)
                {
                    T value = r < b + s ? (c == r ? T.One : T.Zero) : c < b + s ? T.Zero : q[r, c];
                    for (int k = 0; k < s; k++)
                    {
                        value = T.FusedMultiplyAdd(weights[k], vectors[b + k, c], value);
                    }

                    q[r, c] = value;
                }
            }
        }

        var result = new T[m * n];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = q[i / n, i % n] * factors[i / n];
        }

        return result;

        static double Square(T[] x)
        {
            var sums = new double[8];
            for (int i = 0; i < x.Length; i++)
            {
                double value = double.CreateTruncating(x[i]);
                sums[i < x.Length / 8 * 8 ? i % 8 : 0] += value * value;
            }

            return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        }
    }

    /// <summary>D · H_m ⋯ H_1, its first m rows, every reflection applied by itself in double.</summary>
    private static double[,] ProductOfReflections(int m, int n)
    {
        var gaussians = new double[m * n];
        Sampler.Normal(gaussians, s_stream, 0.0, 1.0);
        var q = new double[m, n];
        for (int i = 0; i < m; i++)
        {
            q[i, i] = 1;
        }

        // Rows times H_m first, H_1 last.
        for (int k = m - 1; k >= 0; k--)
        {
            double[] v = gaussians[(k * n + k)..((k + 1) * n)];
            double norm = Math.Sqrt(v.Sum(x => x * x));
            double beta = v[0] < 0 ? norm : -norm;
            v[0] -= beta;
            double square = v.Sum(x => x * x);
            for (int i = 0; i < m; i++)
            {
                double projection = 0;
                for (int j = k; j < n; j++)
                {
                    projection += q[i, j] * v[j - k];
                }

                for (int j = k; j < n; j++)
                {
                    q[i, j] -= 2 * projection / square * v[j - k];
                }
            }

            if (beta < 0)
            {
                // D's sign of row k: no later reflection mixes rows.
                for (int j = 0; j < n; j++)
                {
                    q[k, j] = -q[k, j];
                }
            }
        }

        return q;
    }

    /// <summary>The largest element of |Q Qᵀ − I| or |Qᵀ Q − I|, whichever is smaller in size.</summary>
    private static double Deviation<T>(T[] q, int rows, int columns)
        where T : unmanaged, INumber<T>
    {
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        var vectors = new double[count * length];
        for (int i = 0; i < rows * columns; i++)
        {
            (int row, int column) = (i / columns, i % columns);
            vectors[rows <= columns ? i : column * length + row] = double.CreateChecked(q[i]);
        }

        double worst = 0;
        Parallel.For(0, count, i =>
        {
            double largest = 0;
            for (int j = 0; j <= i; j++)
            {
                double product = Dot(vectors.AsSpan(i * length, length), vectors.AsSpan(j * length, length));
                largest = Math.Max(largest, Math.Abs(product - (i == j ? 1 : 0)));
            }

            lock (vectors)
            {
                worst = Math.Max(worst, largest);
            }
        });
        return worst;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sum = default;
        int i = 0;
        for (; i + Vector<double>.Count <= a.Length; i += Vector<double>.Count)
        {
            sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double rest = Vector.Sum(sum);
        for (; i < a.Length; i++)
        {
            rest += a[i] * b[i];
        }

        return rest;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector<double> sum = default;
        for (int i = 0; i < a.Length; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(a[i..]), out Vector<double> a0, out Vector<double> a1);
            Vector.Widen(new Vector<float>(b[i..]), out Vector<double> b0, out Vector<double> b1);
            sum += a0 * b0 + a1 * b1;
        }

        return Vector.Sum(sum);
    }
}
