using System.Globalization;
using System.Text.Json;

namespace InitGen.Tests.Checkpoints;

/// <summary>Files that tests/tools/write_safetensors.py wrote with numpy, and the values it put there.</summary>
public sealed class InteroperabilityTests
{
    [Theory]
    [InlineData("types")]
    [InlineData("transformer")]
    public void Every_tensor_is_found_with_its_type_and_shape(string name)
    {
        using SafetensorsFile file = Open(name);
        JsonElement expected = Expected(name);
        Assert.Equal(
            expected.GetProperty("tensors").EnumerateArray().Select(Describe),
            file.Tensors.Select(tensor => tensor.Name + ": " + tensor));

        static string Describe(JsonElement tensor) =>
            $"{tensor.GetProperty("name").GetString()}: {tensor.GetProperty("dtype").GetString()} "
            + $"[{string.Join(", ", tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()))}]";
    }

    [Fact]
    public void Metadata_is_read()
    {
        using SafetensorsFile file = Open("types");
        Dictionary<string, string> expected = Expected("types").GetProperty("metadata").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
        Assert.Equal(expected.OrderBy(entry => entry.Key, StringComparer.Ordinal), file.Metadata);
        using SafetensorsFile without = Open("transformer");
        Assert.Empty(without.Metadata);
    }

    [Theory]
    [InlineData("types")]
    [InlineData("transformer")]
    public void Values_are_numpys(string name)
    {
        using SafetensorsFile file = Open(name);
        int converted = 0;
        foreach (JsonElement expected in Expected(name).GetProperty("tensors").EnumerateArray())
        {
            Assert.True(file.TryGetTensor(expected.GetProperty("name").GetString()!, out SafetensorsTensor? tensor));
            string[] bits = [.. expected.GetProperty("bits").EnumerateArray().Select(value => value.GetString()!)];
            double[] values = [.. expected.GetProperty("values").EnumerateArray().Select(value => Parse(value.GetString()!))];
            double[] doubles = new double[values.Length];
            float[] floats = new float[values.Length];
            Half[] halves = new Half[values.Length];
            if (tensor.Type == TensorType.Boolean)
            {
                Assert.Throws<NotSupportedException>(() => file.Read(tensor, floats.AsSpan()));
                continue;
            }

            file.Read(tensor, doubles.AsSpan());
            file.Read(tensor, floats.AsSpan());
            file.Read(tensor, halves.AsSpan());
            Assert.Equal(values, doubles);

            // From the file's own value at once, not by way of another type.
            Assert.Equal(values.Select(value => (Half)value), halves);
            if (tensor.Type is not (TensorType.Int64 or TensorType.UInt64))
            {
                Assert.Equal(values.Select(value => (float)value), floats);
            }

            if (tensor.Type == TensorType.Float32)
            {
                Assert.Equal(bits, floats.Select(value => BitConverter.SingleToUInt32Bits(value).ToString(CultureInfo.InvariantCulture)));
            }
            else if (tensor.Type == TensorType.Float64)
            {
                Assert.Equal(bits, doubles.Select(value => BitConverter.DoubleToUInt64Bits(value).ToString(CultureInfo.InvariantCulture)));
            }
            else if (tensor.Type == TensorType.Float16)
            {
                Assert.Equal(bits, halves.Select(value => BitConverter.HalfToUInt16Bits(value).ToString(CultureInfo.InvariantCulture)));
            }

            converted++;
        }

        Assert.Equal(name == "types" ? 16 : 7, converted);
    }

    internal static SafetensorsFile Open(string name) =>
        SafetensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Interop", name + ".safetensors"));

    internal static JsonElement Expected(string name)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Checkpoints", "Interop", "expected.json"));
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.GetProperty(name).Clone();
    }

    // As Python's repr writes numbers.
    private static double Parse(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
