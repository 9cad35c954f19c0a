namespace InitGen.Analyzers.Flow;

/// <summary>
/// Where a slice starts: <paramref name="Elements"/> plus <paramref name="Units"/> times one size that is not known when the model is
/// compiled. <c>h[8 + j]</c> starts at (8, 0), <c>h[2 * hidden + j]</c> at (0, 2). NaN units: more than one unknown has a part in it.
/// </summary>
internal readonly record struct SliceStart(double Elements, double Units)
{
    /// <summary>The start of what is read by <paramref name="index"/>, which runs through the slice element by element; null where it does not.</summary>
    public static SliceStart? Of(Expr? index)
    {
        if (index is null || !index.Mentions(static token => token.IsIndex))
        {
            return null;
        }

        Affine start = Affine.AtLoopStart(index);
        if (start.Kind == AffineKind.Known && start.Constant == 0.0)
        {
            // From the first element on, in whatever steps.
            return index.Mentions(static token => token.IsTurn) ? null : default(SliceStart);
        }

        Affine whole = Affine.Of(index);
        return whole.Kind != AffineKind.Unknown && whole.Terms.Count(static term => term.Key.IsIndex) == 1
            && whole.Terms.All(static term => !term.Key.IsIndex || term.Value == 1.0)
            ? At(start)
            : null;
    }

    /// <summary>The start as it is read from a formula: of a range, or of an index whose loop is at its first round.</summary>
    public static SliceStart? At(Affine start) => start.Kind switch
    {
        AffineKind.Known => new SliceStart(start.Constant, 0.0),
        AffineKind.Multiple => new SliceStart(start.Constant, start.Terms.Count == 1 ? start.Terms.First().Value : double.NaN),
        _ => null,
    };
}
