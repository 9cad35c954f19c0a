using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace InitGen.Tests;

/// <summary>Parameters that tell their own shape get the bits that their span gets with the shape beside it.</summary>
public sealed class ParameterArrayTests
{
    private static readonly RandomStream s_stream = new RandomStream(42).Child("w1");

    private delegate void FillArray(ParameterArray destination);

    private delegate void FillSpan<T>(Span<T> destination, ReadOnlySpan<int> shape);

    [Fact]
    public void Every_initializer_of_a_matrix_has_the_bits_of_its_span()
    {
        Check<float>();
        Check<double>();
        Check<Half>();

        static void Check<T>()
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            Matrix<T>(Init.Zeros, (span, _) => Init.Zeros(span));
            Matrix<T>(Init.Ones, (span, _) => Init.Ones(span));
            Matrix<T>(array => Init.Constant(array, 0.3), (span, _) => Init.Constant(span, 0.3));
            Matrix<T>(array => Init.Uniform(array, s_stream, -1, 2, 3), (span, _) => Init.Uniform(span, s_stream, -1, 2, 3));
            Matrix<T>(array => Init.Normal(array, s_stream, 1, 0.5, 4), (span, _) => Init.Normal(span, s_stream, 1, 0.5, 4));
            Matrix<T>(
                array => Init.TruncatedNormal(array, s_stream, 0.5, 0.2, -1, 3, true, 2),
                (span, _) => Init.TruncatedNormal(span, s_stream, 0.5, 0.2, -1, 3, true, 2));
            Matrix<T>(
                array => Init.XavierUniform(array, s_stream, Nonlinearity.Tanh, parts: 2),
                (span, shape) => Init.XavierUniform(span, shape, s_stream, Nonlinearity.Tanh, parts: 2));
            Matrix<T>(
                array => Init.XavierNormal(array, s_stream, gain: 2, residualBranches: 3),
                (span, shape) => Init.XavierNormal(span, shape, s_stream, gain: 2, residualBranches: 3));
            Matrix<T>(
                array => Init.KaimingUniform(array, s_stream, Nonlinearity.LeakyRelu, 0.2, layout: ParameterLayout.InOut),
                (span, shape) => Init.KaimingUniform(span, shape, s_stream, Nonlinearity.LeakyRelu, 0.2, layout: ParameterLayout.InOut));
            Matrix<T>(
                array => Init.KaimingNormal(array, s_stream, convention: GainConvention.Variance, fanMode: FanMode.FanOut, groups: 2),
                (span, shape) => Init.KaimingNormal(span, shape, s_stream, convention: GainConvention.Variance, fanMode: FanMode.FanOut, groups: 2));
            Matrix<T>(array => Init.LecunUniform(array, s_stream, fanIn: 9), (span, shape) => Init.LecunUniform(span, shape, s_stream, fanIn: 9));
            Matrix<T>(array => Init.LecunNormal(array, s_stream), (span, shape) => Init.LecunNormal(span, shape, s_stream));
            foreach (Distribution distribution in Enum.GetValues<Distribution>())
            {
                Matrix<T>(
                    array => Init.VarianceScaling(array, s_stream, 2, FanMode.FanAverage, distribution, residualBranches: 2),
                    (span, shape) => Init.VarianceScaling(span, shape, s_stream, 2, FanMode.FanAverage, distribution, residualBranches: 2));
            }

            Matrix<T>(array => Init.Identity(array, 0.5), (span, shape) => Init.Identity(span, shape, 0.5));
            Matrix<T>(array => Init.Sparse(array, s_stream, 0.4, 0.1), (span, shape) => Init.Sparse(span, shape, s_stream, 0.4, 0.1));
            Matrix<T>(
                array => Init.Orthogonal(array, s_stream, Nonlinearity.Relu, parts: 2),
                (span, shape) => Init.Orthogonal(span, shape, s_stream, Nonlinearity.Relu, parts: 2));
            foreach (IcnrInitializer initializer in Enum.GetValues<IcnrInitializer>())
            {
                Matrix<T>(
                    array => Init.Icnr(array, s_stream, 2, initializer),
                    (span, shape) => Init.Icnr(span, shape, s_stream, 2, initializer));
            }
        }
    }

    [Fact]
    public void Every_rank_is_read_from_the_array()
    {
        var three = new float[4, 3, 5];
        Init.KaimingNormal(three, s_stream);
        Assert.Equal(Expected<float>(60, span => Init.KaimingNormal(span, [4, 3, 5], s_stream)), three.Cast<float>());
        Init.Dirac(three);
        Assert.Equal(Expected<float>(60, span => Init.Dirac(span, [4, 3, 5])), three.Cast<float>());
        var four = new double[4, 3, 2, 5];
        Init.DeltaOrthogonal(four, s_stream, gain: 2);
        Assert.Equal(Expected<double>(120, span => Init.DeltaOrthogonal(span, [4, 3, 2, 5], s_stream, gain: 2)), four.Cast<double>());
        Init.Bilinear(four);
        Assert.Equal(Expected<double>(120, span => Init.Bilinear(span, [4, 3, 2, 5])), four.Cast<double>());
        var five = new Half[4, 3, 2, 1, 5];
        Init.XavierUniform(five, s_stream);
        Assert.Equal(Expected<Half>(120, span => Init.XavierUniform(span, [4, 3, 2, 1, 5], s_stream)), five.Cast<Half>());
        float[] bias = new float[7];
        Init.BiasUniform<float>(bias, three, s_stream);
        Assert.Equal(Expected<float>(7, span => Init.BiasUniform(span, [4, 3, 5], s_stream)), bias);
    }

    [Fact]
    public void Elements_of_other_storage_are_given_their_shape()
    {
        float[] values = new float[60];
        Init.KaimingNormal(ParameterArray.Of(values.AsSpan(), [4, 3, 5]), s_stream);
        Assert.Equal(Expected<float>(60, span => Init.KaimingNormal(span, [4, 3, 5], s_stream)), values);
        Init.XavierNormal(ParameterArray.OfTensor(ref values[0], [4, 15], isDense: true), s_stream);
        Assert.Equal(Expected<float>(60, span => Init.XavierNormal(span, [4, 15], s_stream)), values);
        Init.Normal(values.AsMemory(), s_stream, 1, 2);
        Assert.Equal(Expected<float>(60, span => Init.Normal(span, s_stream, 1, 2)), values);
        Init.LstmBias(values.AsMemory(), 2, GateOrder.ForgetInputCellOutput);
        Assert.Equal(Expected<float>(60, span => Init.LstmBias(span, 15, 2, GateOrder.ForgetInputCellOutput)), values);
        Init.Zeros(Memory<float>.Empty);

        Assert.Throws<ArgumentException>(() => { ParameterArray.Of(new float[60].AsSpan(), [4, 3]); });
        Assert.Throws<ArgumentException>(() => { ParameterArray.Of(new float[1].AsSpan(), [1, 1, 1, 1, 1, 1, 1, 1, 1]); });
        Assert.Throws<ArgumentException>(() => { ParameterArray.OfTensor(ref values[0], [4, 15], isDense: false); });
        Assert.Throws<ArgumentException>(() => { ParameterArray.OfTensor(ref values[0], [0, 15], isDense: true); });
        Assert.Throws<ArgumentException>(() => { ParameterArray.OfTensor(ref values[0], [1 << 20, 1 << 20], isDense: true); });
        Assert.Throws<NotSupportedException>(() => { ParameterArray.Of(new NFloat[6].AsSpan(), [2, 3]); });
    }

    [Fact]
    public void Rows_of_different_lengths_take_one_value_and_no_more()
    {
        float[][] ragged = [new float[3], new float[1], []];
        Init.Constant(ragged, 0.25);
        Assert.All(ragged.SelectMany(row => row), value => Assert.Equal(0.25f, value));
        Init.Zeros(ragged);
        Assert.All(ragged.SelectMany(row => row), value => Assert.Equal(0f, value));
        foreach (FillArray fill in (FillArray[])[array => Init.Normal(array, s_stream), array => Init.XavierUniform(array, s_stream), array => Init.Orthogonal(array, s_stream)])
        {
            var error = Assert.Throws<ArgumentException>(() => fill(ragged));
            Assert.StartsWith("Expected rows of 3 elements, as the first; row 1 is another.", error.Message, StringComparison.Ordinal);
            Assert.Equal("destination", error.ParamName);
        }

        Assert.All(ragged.SelectMany(row => row), value => Assert.Equal(0f, value));
        Assert.Throws<ArgumentException>(() => Init.Zeros((float[][])[new float[2], null!]));
        Assert.Throws<ArgumentException>(() => Init.Normal(Array.Empty<float[]>(), s_stream));
        Init.Zeros(Array.Empty<float[]>());
    }

    [Fact]
    public void What_is_no_parameter_is_refused_before_anything_is_written()
    {
        Assert.Throws<ArgumentNullException>(() => Init.Zeros((float[,])null!));
        Assert.Throws<ArgumentNullException>(() => Init.Zeros((float[][])null!));
        Assert.Throws<ArgumentException>(() => Init.Zeros(default(ParameterArray)));
        Assert.Throws<ArgumentException>(() => Init.Normal(default(ParameterArray), s_stream));
        Assert.StartsWith(
            "Expected sizes of 1 or more; found the shape [0, 5].",
            Assert.Throws<ArgumentException>(() => Init.Normal(new float[0, 5], s_stream)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Init.LstmBias(new float[7].AsMemory()));
        Assert.Throws<ArgumentException>(() => Init.KaimingNormal(new float[7].AsMemory(), s_stream));
        float[][] rows = [[1f, 2f], [3f, 4f]];
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.Normal(rows, s_stream, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Init.Orthogonal(rows, s_stream, gain: 1e60));
        Assert.Equal([1f, 2f, 3f, 4f], rows.SelectMany(row => row));
    }

    [Fact]
    public void A_class_with_an_Init_of_its_own_uses_the_second_name()
    {
        var model = new WithInit();
        model.Init();
        Assert.Equal(Expected<float>(12, span => InitGen.Init.KaimingNormal(span, [3, 4], s_stream)), model.Weights.Cast<float>());
        Assert.True(typeof(ParameterInit).IsAbstract && typeof(Init).IsAbstract);
        Assert.Empty(typeof(Init).GetConstructors());
    }

    [Fact]
    public void No_call_allocates()
    {
        var matrix = new float[8, 6];
        double[][] rows = [new double[6], new double[6]];
        Fill();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fill();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Fill()
        {
            Init.KaimingNormal(matrix, s_stream);
            Init.XavierUniform(rows, s_stream);
            Init.Orthogonal(matrix, s_stream);
            Init.Orthogonal(rows, s_stream);
            Init.Zeros(rows);
        }
    }

    private static void Matrix<T>(FillArray fill, FillSpan<T> expected)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] values = Expected<T>(48, span => expected(span, [8, 6]));
        var matrix = new T[8, 6];
        matrix[7, 5] = T.NaN;
        fill(ParameterArray.Of(matrix));
        Assert.Equal(values, matrix.Cast<T>());
        T[][] rows = [.. Enumerable.Range(0, 8).Select(_ => new T[6])];
        rows[7][5] = T.NaN;
        fill(ParameterArray.Of(rows));
        Assert.Equal(values, rows.SelectMany(row => row));
    }

    private static T[] Expected<T>(int length, Filler<T> fill)
        where T : unmanaged
    {
        T[] values = new T[length];
        fill(values);
        return values;
    }

    private delegate void Filler<T>(Span<T> destination);

    private sealed class WithInit
    {
        public float[,] Weights { get; } = new float[3, 4];

        public void Init() => ParameterInit.KaimingNormal(Weights, s_stream);
    }
}
