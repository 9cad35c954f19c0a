using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Compares a parameter's shape and numbers with what its initializer and its storage can hold.</summary>
/// <param name="member">The member that stores it.</param>
/// <param name="attributeName">The initializer's attribute class.</param>
/// <param name="problems">Receives what does not fit.</param>
internal sealed class ParameterCheck(ISymbol member, string attributeName, List<Problem> problems)
{
    private const string Untold = "tells its length alone";

    private void Report(string id, ProblemSite site, params string[] arguments) => problems.Add(Problem.Of(id, site, arguments));

    /// <summary>Finds sizes that no parameter has, and more elements than a span reaches (INIT008).</summary>
    public bool Sizes(ShapeModel shape, StorageModel storage)
    {
        if (shape.Sizes.Any(size => size.Constant is < 1))
        {
            Report("INIT008", default, "the shape of " + member.Name, Text(shape), "sizes of 1 or more");
            return false;
        }

        // Rows are reached one by one.
        double length = shape.Sizes.Aggregate(1.0, (product, size) => product * (size.Constant ?? 1));
        if (length > int.MaxValue && storage.Kind != StorageKind.Jagged)
        {
            Report("INIT008", default, "the shape of " + member.Name, Text(shape), "at most 2147483647 elements, as many as a span reaches");
            return false;
        }

        return true;
    }

    /// <summary>Finds gains and scales that leave the element type's range, or nothing but zeros in it (INIT008).</summary>
    public void Spread(InitializerSpec spec, ScaleModel scale, ElementType element)
    {
        (string argument, double value) = spec.Kind == InitializerKind.VarianceScaling ? ("scale", spec.Scale)
            : spec.ExplicitGain is { } gain ? ("Gain", gain)
            : ("Slope", spec.Slope);
        if (spec.GainMember is null && (spec.HasGain || spec.Kind == InitializerKind.VarianceScaling) && (scale.High ?? scale.Std ?? spec.ExplicitGain) is { } spread
            && (!ElementRange.Fits(spread, element) || ElementRange.Rounded(spread, element) == 0.0))
        {
            Report(
                "INIT008", new ProblemSite(attributeName, argument), argument, InitializerParser.Text(value),
                "a number that makes a standard deviation in the range of " + ElementRange.NameOf(element));
        }
    }

    /// <summary>Finds shapes that the initializer cannot fill: INIT003, INIT005, INIT006, INIT007.</summary>
    public void Shape(InitializerSpec spec, ShapeModel shape, StorageModel storage, bool hasShape)
    {
        InitializerKind kind = spec.Kind;
        if (!Sizes(shape, storage))
        {
            return;
        }

        if (shape.IsUnranked)
        {
            // The sizes before the kernel is repeated are counted by axes.
            if (kind == InitializerKind.Icnr)
            {
                Report("INIT003", new ProblemSite(attributeName), member.Name, kind.ToString(), "tells its shape only at run time");
            }

            return;
        }

        bool untold = storage.IsFlat && !hasShape && storage.Length is null;
        if (kind.NeedsFans() && shape.Rank < 2 && !spec.HasExplicitFans)
        {
            if (untold && !LooksLikeVector(member.Name))
            {
                Report("INIT003", new ProblemSite(attributeName), member.Name, kind.ToString(), Untold);
            }
            else
            {
                Report("INIT005", new ProblemSite(attributeName), member.Name, kind.ToString());
            }

            return;
        }

        (int least, int most) = kind.Ranks();
        if (shape.Rank < least || shape.Rank > most)
        {
            if (untold && least > 1)
            {
                Report("INIT003", new ProblemSite(attributeName), member.Name, kind.ToString(), Untold);
            }
            else
            {
                Report("INIT006", new ProblemSite(attributeName), member.Name, kind.ToString(), "rank " + Text(shape.Rank), "rank " + Ranks(least, most));
            }

            return;
        }

        if (shape.Rank < 2)
        {
            if (kind == InitializerKind.LstmBias && shape.Sizes[0].Constant is { } length && length % 4 != 0)
            {
                Report("INIT007", new ProblemSite(attributeName), member.Name, "4 gates", Text(length) + " elements");
            }

            return;
        }

        int outputAxis = spec.Layout == ParameterLayout.OutIn ? 0 : shape.Rank - 1;
        int inputAxis = spec.Layout == ParameterLayout.OutIn ? 1 : shape.Rank - 2;
        if (shape.Sizes[outputAxis].Constant is not { } outputs)
        {
            return;
        }

        if (kind == InitializerKind.DeltaOrthogonal && shape.Sizes[inputAxis].Constant is { } inputs && inputs > outputs)
        {
            Report(
                "INIT006", new ProblemSite(attributeName), member.Name, kind.ToString(),
                Text(outputs) + " outputs of " + Text(inputs) + " inputs", "at least as many outputs as inputs");
        }

        long repeats = kind == InitializerKind.Icnr ? (long)spec.Upscale * spec.Upscale : 1;
        if (outputs % repeats != 0)
        {
            Report("INIT007", new ProblemSite(attributeName, "upscale"), member.Name, "upscale² = " + Text(repeats), Text(outputs) + " output channels");
            return;
        }

        // Those of the kernel before it is repeated.
        long channels = outputs / repeats;
        if (channels % spec.Groups != 0)
        {
            Report("INIT007", new ProblemSite(attributeName, "Groups"), member.Name, "Groups = " + Text(spec.Groups), Text(channels) + " output channels");
        }
        else if (channels / spec.Groups % spec.Parts != 0)
        {
            Report(
                "INIT007", new ProblemSite(attributeName, "Parts"), member.Name, "Parts = " + Text(spec.Parts),
                Text(channels / spec.Groups) + " output channels");
        }
    }

    private static string Ranks(int least, int most) => least == most ? Text(least)
        : most == int.MaxValue ? Text(least) + " or more"
        : Text(least) + " to " + Text(most);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ShapeModel shape) => "[" + string.Join(", ", shape.Sizes.Select(size => size.Constant is { } constant ? Text(constant) : size.Member ?? "?")) + "]";

    // A vector under a fan-based initializer is either a bias, which has no fans, or a flat weight that lacks its shape.
    private static bool LooksLikeVector(string member)
    {
        string name = ParameterPath.SegmentOf(member).TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '_');
        return name is "b" or "beta" or "offset" || name.StartsWith("bias", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("bias", StringComparison.OrdinalIgnoreCase) || name.EndsWith("biases", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("gain", StringComparison.OrdinalIgnoreCase) || name.EndsWith("gamma", StringComparison.OrdinalIgnoreCase)
            || (name.Length is 2 or 3 && name[0] == 'b' && char.IsLower(name[1]));
    }
}
