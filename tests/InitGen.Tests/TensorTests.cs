using System.Numerics.Tensors;
using System.Reflection;

namespace InitGen.Tests;

/// <summary>Parameters stored in tensors of System.Numerics.Tensors, which generated code uses by their own members.</summary>
public sealed class TensorTests
{
    private const string Source = """
        using System;
        using System.Numerics.Tensors;
        using InitGen;

        public sealed partial class Net(Tensor<float> w2)
        {
            [KaimingNormal, Shape(12, 7)] private readonly Tensor<float> _w1 = Tensor.CreateFromShape<float>([12, 7]);
            [Zeros] private readonly Tensor<double> _b1 = Tensor.CreateFromShape<double>([12]);
            [XavierUniform, Shape(3, 12)] private readonly Tensor<float> _w2 = w2;
            [LecunNormal] private readonly Tensor<float> _w3 = Tensor.CreateFromShape<float>([5, 4]);
            [KaimingNormal(Groups = 3)] private readonly Tensor<float> _w4 = Seen();
            private static Tensor<float> Seen() => Tensor.CreateFromShape<float>([3, 12]);

            public Net() : this(Tensor.CreateFromShape<float>([3, 12])) { }
            public static Net Misshapen() => new(Tensor.CreateFromShape<float>([12, 3]));
        }
        """;

    private static readonly Assembly s_models =
        GeneratorRun.OfReferencing(File.ReadAllBytes(typeof(Tensor).Assembly.Location), Source).Load();

    [Fact]
    public void They_have_the_bits_of_arrays()
    {
        List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(s_models.Initialized("Net", 5));
        Assert.Equal(
            ModelProbe.Expected<float>(5, "w1", 84, (span, stream) => Init.KaimingNormal(span.AsSpan(), [12, 7], stream)), values.Of("w1"));
        Assert.Equal(
            ModelProbe.Expected<float>(5, "w2", 36, (span, stream) => Init.XavierUniform(span.AsSpan(), [3, 12], stream)), values.Of("w2"));
        Assert.Equal(new double[12], values.Of("b1"));
        Assert.Equal(
            ModelProbe.Expected<float>(5, "w3", 20, (span, stream) => Init.LecunNormal(span.AsSpan(), [5, 4], stream)), values.Of("w3"));
        Assert.Equal(
            ModelProbe.Expected<float>(5, "w4", 36, (span, stream) => Init.KaimingNormal(span.AsSpan(), [3, 12], stream, groups: 3)), values.Of("w4"));
        Assert.Equal([5, 4], ModelProbe.ManifestOf(s_models.Initialized("Net", 5)).Single(parameter => parameter.Path == "w3").Shape.AsEnumerable());
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_and_nothing_is_written()
    {
        object model = s_models.GetType("Net")!.GetMethod("Misshapen")!.Invoke(null, null)!;
        var error = Assert.Throws<InvalidOperationException>(() => ((IInitializable)model).InitializeParameters(new RandomStream(5)));
        Assert.StartsWith("Net._w2: expected", error.Message, StringComparison.Ordinal);
        var w1 = (Tensor<float>)model.GetType().GetField("_w1", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(model)!;
        Assert.All(w1, value => Assert.Equal(0f, value));
    }
}
