using System.Collections.Immutable;
using System.Globalization;
using InitGen.Analyzers.Flow;

namespace InitGen.Analyzers.Rules;

/// <summary>What a code fix makes of an initializer, attribute or call, told in the diagnostic's properties so that the fix decides nothing.</summary>
/// <param name="Initializer">The new attribute's name without suffix, which is that of the facade's method.</param>
/// <param name="Nonlinearity">The nonlinearity to name; Linear: none.</param>
/// <param name="Slope">The slope to name; null: none.</param>
internal readonly record struct Replacement(string Initializer, Nonlinearity Nonlinearity = Nonlinearity.Linear, double? Slope = null)
{
    public const string InitializerKey = "initializer";
    public const string NonlinearityKey = "nonlinearity";
    public const string SlopeKey = "slope";

    /// <summary>The weight's shape in C#, where it is constant: a call that states none may need it.</summary>
    public const string ShapeKey = "shape";

    public const string ArgumentKey = "argument";
    public const string ValueKey = "value";
    public const string EnumKey = "enum";

    /// <summary>A named argument to set on the attribute or call that stands, by the attribute's name for it.</summary>
    public static ImmutableDictionary<string, string?> Argument(string name, string value, bool isEnum) => ImmutableDictionary<string, string?>.Empty
        .Add(ArgumentKey, name)
        .Add(ValueKey, value)
        .Add(EnumKey, isEnum ? "true" : "false");

    /// <summary>Kaiming for the rectifiers and their smooth kin, Xavier with the gain of the saturating functions, plain Xavier else.</summary>
    public static Replacement For(Fate? fate, bool uniform)
    {
        string distribution = uniform ? "Uniform" : "Normal";
        if (fate is not { Kind: FateKind.Activation } activation)
        {
            return new Replacement("Xavier" + distribution);
        }

        return activation.Nonlinearity == Nonlinearity.Selu ? new Replacement("LecunNormal")
            : Activations.IsSaturating(activation.Nonlinearity) ? new Replacement("Xavier" + distribution, activation.Nonlinearity)
            : new Replacement("Kaiming" + distribution, activation.Nonlinearity, SlopeOf(activation));
    }

    public static double? SlopeOf(Fate fate) =>
        fate.Is(Nonlinearity.LeakyRelu) && !double.IsNaN(fate.Slope) && fate.Slope != Gain.DefaultSlope ? fate.Slope : null;

    public ImmutableDictionary<string, string?> ToProperties()
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(InitializerKey, Initializer)
            .Add(NonlinearityKey, Nonlinearity.ToString());
        return Slope is { } slope ? properties.Add(SlopeKey, slope.ToString("R", CultureInfo.InvariantCulture)) : properties;
    }

    /// <summary>Whether the nonlinearity has to be named, because it is not the initializer's default.</summary>
    public bool NamesNonlinearity =>
        Nonlinearity != (Initializer.StartsWith("Kaiming", StringComparison.Ordinal) ? Nonlinearity.Relu : Nonlinearity.Linear);
}
