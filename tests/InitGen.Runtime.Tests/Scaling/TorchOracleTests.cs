using System.Globalization;
using System.Text.Json;
using Xunit;

namespace InitGen.Tests;

/// <summary>Fans, gains, standard deviations and bounds agree with PyTorch's to 1e-12.</summary>
public sealed class TorchOracleTests
{
    private const double Tolerance = 1e-12;
    private static readonly JsonElement s_oracle =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Oracle", "torch_init.json"))).RootElement;

    [Fact]
    public void Gains_agree()
    {
        int count = 0;
        foreach (JsonProperty gain in s_oracle.GetProperty("gains").EnumerateObject())
        {
            Close(gain.Value.GetDouble(), GainOf(gain.Name), gain.Name);
            count++;
        }

        Assert.Equal(14, count);
    }

    [Fact]
    public void Fans_standard_deviations_and_bounds_agree()
    {
        int numbers = 0;
        foreach (JsonElement entry in s_oracle.GetProperty("shapes").EnumerateArray())
        {
            int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            (long fanIn, long fanOut) = Fans.Of(shape);
            Assert.Equal(entry.GetProperty("fan_in").GetInt64(), fanIn);
            Assert.Equal(entry.GetProperty("fan_out").GetInt64(), fanOut);
            foreach (JsonProperty table in entry.EnumerateObject())
            {
                if (table.Value.ValueKind != JsonValueKind.Object)
                {
                    continue;
                }

                foreach (JsonProperty number in table.Value.EnumerateObject())
                {
                    string[] name = number.Name.Split('/');
                    double gain = GainOf(name[0]);
                    double std = table.Name.StartsWith("xavier", StringComparison.Ordinal)
                        ? Scale.XavierStd(fanIn, fanOut, gain)
                        : Scale.KaimingStd(Fans.Select(name[1] == "fan_in" ? FanMode.FanIn : FanMode.FanOut, fanIn, fanOut), gain);
                    double actual = table.Name.EndsWith("bound", StringComparison.Ordinal) ? Scale.UniformBound(std) : std;
                    Close(number.Value.GetDouble(), actual, $"{table.Name} {number.Name}");
                    numbers++;
                }
            }
        }

        // 24 shapes, 14 gains, Xavier once and Kaiming in two modes, both as σ and as a bound.
        Assert.Equal(24 * 14 * 6, numbers);
    }

    private static double GainOf(string name)
    {
        string[] parts = name.TrimEnd(')').Split('(');
        double slope = parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) : Gain.DefaultSlope;
        Nonlinearity nonlinearity = parts[0] switch
        {
            "linear" or "conv2d" => Nonlinearity.Linear,
            "sigmoid" => Nonlinearity.Sigmoid,
            "tanh" => Nonlinearity.Tanh,
            "relu" => Nonlinearity.Relu,
            "selu" => Nonlinearity.Selu,
            "leaky_relu" => Nonlinearity.LeakyRelu,
            _ => throw new InvalidDataException(name),
        };
        return Gain.Of(nonlinearity, slope);
    }

    private static void Close(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Abs(expected), FormattableString.Invariant($"{what}: {expected:R} and {actual:R}"));
}
