using System.Globalization;
using Microsoft.CodeAnalysis;
using static InitGen.Model.ElementRange;

namespace InitGen.Model;

/// <summary>Reads an initializer attribute, and finds arguments that are out of range (INIT008).</summary>
internal static class InitializerParser
{
    // How far from the mean the samplers truncate (numerics: bounds within ±8σ).
    private const double MaximalSigmas = 8.0;

    // Its square divides an axis, and so is an int.
    private const int MaximalUpscale = 46340;

    /// <summary>Reads an attribute; null where it is half-typed.</summary>
    /// <param name="attribute">The initializer attribute.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="defaultLayout">The layout of the type or the assembly.</param>
    /// <param name="element">The type of the elements, whose range a value must not leave.</param>
    /// <param name="problems">Receives what is out of range.</param>
    public static InitializerSpec? Parse(
        AttributeData attribute, InitializerKind kind, ParameterLayout defaultLayout, ElementType element, List<Problem> problems)
    {
        if (attribute.AttributeConstructor is null || attribute.AttributeClass is not { } attributeClass)
        {
            return null;
        }

        var arguments = new AttributeArguments(attribute);
        var check = new Checker(attributeClass.Name, arguments, element, problems);
        var spec = new InitializerSpec(kind)
        {
            Nonlinearity = (Nonlinearity)check.Enum("nonlinearity", 0, typeof(Nonlinearity)),
            Slope = check.Double("Slope", Gain.DefaultSlope, value => value >= 0.0, "a finite slope of 0 or more"),
            ExplicitGain = arguments.Has("Gain") ? check.Double("Gain", 1.0, value => value > 0.0, "a finite gain above 0") : null,
            GainConvention = (GainConvention)check.Enum("GainConvention", 0, typeof(GainConvention)),
            FanMode = kind == InitializerKind.VarianceScaling
                ? (FanMode)check.Enum("fanMode", 0, typeof(FanMode))
                : (FanMode)check.Enum("FanMode", 0, typeof(FanMode)),
            Distribution = (Distribution)check.Enum("distribution", 0, typeof(Distribution)),
            Layout = arguments.Has("Layout") ? (ParameterLayout)check.Enum("Layout", 0, typeof(ParameterLayout)) : defaultLayout,
            FanIn = check.Count("FanIn"),
            FanOut = check.Count("FanOut"),
            Groups = check.Count("Groups") ?? 1,
            Parts = check.Count("Parts") ?? 1,
            ResidualBranches = check.Count("ResidualBranches") ?? 1,
            Value = check.Value("value"),
            Mean = check.Value("mean"),
            Std = kind == InitializerKind.Sparse
                ? check.Double("Std", 0.01, value => value >= 0.0 && Fits(value, element), "a finite standard deviation of 0 or more")
                : kind == InitializerKind.TruncatedNormal
                    ? check.Double("std", 1.0, value => value > 0.0 && Fits(value, element), "a finite standard deviation above 0")
                    : check.Double("std", 1.0, value => value >= 0.0 && Fits(value, element), "a finite standard deviation of 0 or more"),
            Low = check.Value("low"),
            High = check.Value("high"),
            Scale = check.Double("scale", 1.0, value => value > 0.0, "a finite scale above 0"),
            LowerSigmas = check.Double("LowerSigmas", -2.0, value => value >= -MaximalSigmas, "a bound of -8 standard deviations or more"),
            UpperSigmas = check.Double("UpperSigmas", 2.0, value => value <= MaximalSigmas, "a bound of 8 standard deviations or less"),
            PreserveStd = arguments.TryGet("PreserveStd", out TypedConstant preserve) && preserve.Value is true,
            Sparsity = check.Double("sparsity", 0.0, value => value is >= 0.0 and <= 1.0, "a fraction from 0 to 1"),
            ForgetGate = check.Double("ForgetGate", 1.0, value => Fits(value, element), "a finite number in the range of the element type"),
            Order = (GateOrder)check.Enum("Order", 0, typeof(GateOrder)),
            Upscale = check.Count("upscale", MaximalUpscale) ?? 1,
            Inner = (IcnrInitializer)check.Enum("initializer", 0, typeof(IcnrInitializer)),
            Bias = check.Value("Bias"),
        };
        if (kind == InitializerKind.Icnr && !arguments.Has("nonlinearity"))
        {
            // As of the inner initializer where it stands alone.
            bool isXavier = spec.Inner is IcnrInitializer.XavierNormal or IcnrInitializer.XavierUniform;
            spec = spec with { Nonlinearity = isXavier ? Nonlinearity.Linear : Nonlinearity.Relu };
        }

        if (kind == InitializerKind.Identity)
        {
            spec = spec with { Value = arguments.Has("gain") ? check.Value("gain") : 1.0 };
        }

        if (kind == InitializerKind.TruncatedNormal && spec.LowerSigmas >= spec.UpperSigmas)
        {
            string argument = arguments.Has("UpperSigmas") ? "UpperSigmas" : "LowerSigmas";
            problems.Add(Problem.Of(
                "INIT008", new ProblemSite(attributeClass.Name, argument), argument,
                Text(argument == "UpperSigmas" ? spec.UpperSigmas : spec.LowerSigmas),
                argument == "UpperSigmas" ? "a bound above LowerSigmas = " + Text(spec.LowerSigmas) : "a bound below UpperSigmas = " + Text(spec.UpperSigmas)));
        }

        if (kind == InitializerKind.Uniform && Fits(spec.Low, element) && Fits(spec.High, element) && !ElementRange.HasValueBetween(spec.Low, spec.High, element))
        {
            string expected = "a bound above low = " + Text(spec.Low) + (spec.Low < spec.High ? ", with a " + ElementRange.NameOf(element) + " between them" : "");
            problems.Add(Problem.Of("INIT008", new ProblemSite(attributeClass.Name, "high"), "high", Text(spec.High), expected));
        }

        return spec;
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private readonly struct Checker(string attributeClass, AttributeArguments arguments, ElementType element, List<Problem> problems)
    {
        public double Value(string name)
        {
            ElementType type = element;
            return Double(name, 0.0, value => Fits(value, type), "a finite number in the range of the element type");
        }

        public double Double(string name, double absent, Func<double, bool> isValid, string expected)
        {
            if (arguments.Double(name) is not { } value)
            {
                return absent;
            }

            if (double.IsNaN(value) || double.IsInfinity(value) || !isValid(value))
            {
                Report(name, Text(value), expected);
            }

            return value;
        }

        public int? Count(string name, int most = int.MaxValue)
        {
            if (arguments.Int(name) is not { } value)
            {
                return null;
            }

            if (value < 1 || value > most)
            {
                string range = most == int.MaxValue ? "of 1 or more" : "from 1 to " + most.ToString(CultureInfo.InvariantCulture);
                Report(name, value.ToString(CultureInfo.InvariantCulture), "a whole number " + range);
                return null;
            }

            return value;
        }

        public int Enum(string name, int absent, Type enumeration)
        {
            if (arguments.Enum(name) is not { } value)
            {
                return absent;
            }

            if (!System.Enum.IsDefined(enumeration, value))
            {
                Report(name, value.ToString(CultureInfo.InvariantCulture), "a member of " + enumeration.Name);
                return absent;
            }

            return value;
        }

        private void Report(string name, string found, string expected) =>
            problems.Add(Problem.Of("INIT008", new ProblemSite(attributeClass, name), name, found, expected));
    }
}
