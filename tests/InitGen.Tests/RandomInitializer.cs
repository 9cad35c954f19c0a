using System.Globalization;
using System.Numerics;

namespace InitGen.Tests;

/// <summary>An initializer with random numbers, which fit a shape: as an attribute, and as the call of the facade that must give its bits.</summary>
internal sealed record RandomInitializer(string Kind)
{
    private static readonly string[] s_scaled =
        ["KaimingNormal", "KaimingUniform", "XavierNormal", "XavierUniform", "LecunNormal", "LecunUniform", "VarianceScaling"];

    private static readonly string[] s_fixed = ["Normal", "Uniform", "TruncatedNormal", "Constant", "Ones"];

    private static readonly string[] s_matrix = [.. s_scaled, .. s_fixed, "Orthogonal", "Sparse", "Identity", "Icnr"];

    private static readonly string[] s_kernel = [.. s_scaled, "Orthogonal", "DeltaOrthogonal", "Dirac", "Bilinear", "Icnr"];

    private static readonly string[] s_vector = [.. s_fixed, "LstmBias", "Stated"];

    private Nonlinearity Nonlinearity { get; init; }

    private double Slope { get; init; }

    private double? Gain { get; init; }

    private GainConvention Convention { get; init; }

    private FanMode FanMode { get; init; }

    private ParameterLayout Layout { get; init; }

    private int? FanIn { get; init; }

    private int? FanOut { get; init; }

    private int Groups { get; init; } = 1;

    private int Parts { get; init; } = 1;

    private int Branches { get; init; } = 1;

    private Distribution Distribution { get; init; }

    private IcnrInitializer Inner { get; init; }

    private GateOrder Order { get; init; }

    // From 1/8 to 1, and from 0 to 3/4: exact in every element type.
    private double Positive { get; init; }

    private double Fraction { get; init; }

    private bool PreserveStd { get; init; }

    /// <summary>What a layer's biases get.</summary>
    public double Bias => Fraction;

    /// <summary>All that are drawn.</summary>
    public static IEnumerable<string> Kinds => s_matrix.Concat(s_kernel).Concat(s_vector).Distinct();

    /// <summary>Draws an initializer that can fill a shape.</summary>
    public static RandomInitializer Next(Random random, int[] shape)
    {
        var layout = (ParameterLayout)random.Next(2);
        (int outputs, int inputs) = shape.Length < 2 ? (shape[0], 1) : layout == ParameterLayout.OutIn ? (shape[0], shape[1]) : (shape[^1], shape[^2]);
        string[] kinds = shape.Length switch { 1 => s_vector, 2 => s_matrix, _ => s_kernel };
        string kind = kinds[random.Next(kinds.Length)];
        if ((kind == "DeltaOrthogonal" && inputs > outputs) || (kind == "Icnr" && outputs % 4 != 0) || (kind == "LstmBias" && outputs % 4 != 0))
        {
            return Next(random, shape);
        }

        int units = kind == "Icnr" ? outputs / 4 : outputs;
        int groups = kind is "Dirac" || Array.IndexOf(s_scaled, kind) >= 0 || kind == "Icnr" ? Divisor(random, units) : 1;
        bool hasParts = kind == "Orthogonal" || Array.IndexOf(s_scaled, kind) >= 0 || kind == "Icnr";
        return new RandomInitializer(kind)
        {
            Nonlinearity = (Nonlinearity)random.Next(20),
            Slope = random.Next(3) / 4.0,
            Gain = random.Next(4) == 0 ? random.Next(1, 9) / 4.0 : null,
            Convention = (GainConvention)random.Next(3),
            FanMode = (FanMode)random.Next(4),
            Layout = layout,
            FanIn = kind == "Stated" || random.Next(4) == 0 ? random.Next(1, 50) : null,
            FanOut = kind == "Stated" || random.Next(4) == 0 ? random.Next(1, 50) : null,
            Groups = groups,
            Parts = hasParts ? Divisor(random, units / groups) : 1,
            Branches = 1 + random.Next(3),
            Distribution = (Distribution)random.Next(3),
            Inner = (IcnrInitializer)random.Next(6),
            Order = (GateOrder)random.Next(6),
            Positive = random.Next(1, 9) / 8.0,
            Fraction = random.Next(4) / 4.0,
            PreserveStd = random.Next(2) == 0,
        };
    }

    /// <summary>The attribute in C#, without brackets.</summary>
    /// <param name="bias">Whether it is that of a layer, whose biases get a value.</param>
    public string Attribute(bool bias)
    {
        string fans = $", Layout = ParameterLayout.{Layout}, Groups = {Groups}, Parts = {Parts}, ResidualBranches = {Branches}"
            + (FanIn is { } fanIn ? $", FanIn = {fanIn}" : "") + (FanOut is { } fanOut ? $", FanOut = {fanOut}" : "");
        string gain = $", Slope = {Number(Slope)}, GainConvention = GainConvention.{Convention}" + (Gain is { } given ? $", Gain = {Number(given)}" : "");
        string layout = $"Layout = ParameterLayout.{Layout}";
        string mode = $", FanMode = FanMode.{FanMode}";
        string text = Kind switch
        {
            "KaimingNormal" or "KaimingUniform" => $"{Kind}(Nonlinearity.{Nonlinearity}{gain}{mode}{fans}",
            "XavierNormal" or "XavierUniform" => $"{Kind}(Nonlinearity.{Nonlinearity}{gain}{fans}",
            "LecunNormal" or "LecunUniform" => $"{Kind}({fans[2..]}",
            "VarianceScaling" => $"{Kind}({Number(Positive)}, FanMode.{FanMode}, Distribution.{Distribution}{fans}",
            "Stated" => $"KaimingNormal(Nonlinearity.{Nonlinearity}{gain}{mode}{fans}",
            "Normal" => $"{Kind}({Number(Fraction)}, {Number(Positive)}, ResidualBranches = {Branches}",
            "Uniform" => $"{Kind}({Number(-Positive)}, {Number(Fraction)}, ResidualBranches = {Branches}",
            "TruncatedNormal" => $"{Kind}({Number(Fraction)}, {Number(Positive)}, LowerSigmas = {Number(-1 - Fraction)}, UpperSigmas = {Number(2 + Fraction)}, "
                + $"PreserveStd = {(PreserveStd ? "true" : "false")}, ResidualBranches = {Branches}",
            "Constant" => $"{Kind}({Number(Fraction)}",
            "Orthogonal" => $"{Kind}(Nonlinearity.{Nonlinearity}{gain}, {layout}, Parts = {Parts}, ResidualBranches = {Branches}",
            "DeltaOrthogonal" => $"{Kind}(Nonlinearity.{Nonlinearity}{gain}, {layout}, ResidualBranches = {Branches}",
            "Sparse" => $"{Kind}({Number(Fraction)}, Std = {Number(Positive)}",
            "Identity" => $"{Kind}({Number(Positive)}",
            "Dirac" => $"{Kind}(Groups = {Groups}, {layout}",
            "Bilinear" => $"{Kind}({layout}",
            "Icnr" => $"{Kind}(2, IcnrInitializer.{Inner}, Nonlinearity.{Nonlinearity}{gain}{mode}{fans}",
            "LstmBias" => $"{Kind}(ForgetGate = {Number(Positive)}, Order = GateOrder.{Order}",
            _ => $"{Kind}(",
        };
        return text + (bias ? (text[^1] == '(' ? "" : ", ") + $"Bias = {Number(Bias)}" : "") + ")";
    }

    /// <summary>Calls the facade.</summary>
    public void Fill<T>(Span<T> values, int[] shape, RandomStream stream)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        switch (Kind)
        {
            case "KaimingNormal" or "Stated":
                Init.KaimingNormal(values, shape, stream, Nonlinearity, Slope, Gain, Convention, FanMode, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "KaimingUniform":
                Init.KaimingUniform(values, shape, stream, Nonlinearity, Slope, Gain, Convention, FanMode, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "XavierNormal":
                Init.XavierNormal(values, shape, stream, Nonlinearity, Slope, Gain, Convention, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "XavierUniform":
                Init.XavierUniform(values, shape, stream, Nonlinearity, Slope, Gain, Convention, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "LecunNormal":
                Init.LecunNormal(values, shape, stream, Layout, FanIn, Groups, Parts, Branches);
                break;
            case "LecunUniform":
                Init.LecunUniform(values, shape, stream, Layout, FanIn, Groups, Parts, Branches);
                break;
            case "VarianceScaling":
                Init.VarianceScaling(values, shape, stream, Positive, FanMode, Distribution, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "Normal":
                Init.Normal(values, stream, Fraction, Positive, Branches);
                break;
            case "Uniform":
                Init.Uniform(values, stream, -Positive, Fraction, Branches);
                break;
            case "TruncatedNormal":
                Init.TruncatedNormal(values, stream, Fraction, Positive, -1 - Fraction, 2 + Fraction, PreserveStd, Branches);
                break;
            case "Constant":
                Init.Constant(values, Fraction);
                break;
            case "Ones":
                Init.Ones(values);
                break;
            case "Orthogonal":
                Init.Orthogonal(values, shape, stream, Nonlinearity, Slope, Gain, Convention, Layout, Parts, Branches);
                break;
            case "DeltaOrthogonal":
                Init.DeltaOrthogonal(values, shape, stream, Nonlinearity, Slope, Gain, Convention, Layout, Branches);
                break;
            case "Sparse":
                Init.Sparse(values, shape, stream, Fraction, Positive);
                break;
            case "Identity":
                Init.Identity(values, shape, Positive);
                break;
            case "Dirac":
                Init.Dirac(values, shape, Groups, Layout);
                break;
            case "Bilinear":
                Init.Bilinear(values, shape, Layout);
                break;
            case "Icnr":
                Init.Icnr(values, shape, stream, 2, Inner, Nonlinearity, Slope, Gain, Convention, FanMode, Layout, FanIn, FanOut, Groups, Parts, Branches);
                break;
            case "LstmBias":
                Init.LstmBias(values, shape[0] / 4, Positive, Order);
                break;
            default:
                throw new InvalidOperationException(Kind);
        }
    }

    /// <summary>Calls the facade for a bias bounded by the fan-in of the weight that has this initializer.</summary>
    public void FillBias<T>(Span<T> values, int[] weightShape, RandomStream stream)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        bool hasFans = Kind == "Icnr" || Array.IndexOf(s_scaled, Kind) >= 0;
        bool hasLayout = hasFans || Kind is "Orthogonal" or "DeltaOrthogonal" or "Dirac" or "Bilinear";
        Init.BiasUniform(values, weightShape, stream, hasLayout ? Layout : ParameterLayout.OutIn, hasFans ? FanIn : null);
    }

    private static int Divisor(Random random, int number)
    {
        int[] divisors = [.. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)];
        return divisors[random.Next(divisors.Length)];
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
