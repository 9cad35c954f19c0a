using System.Text.Json.Serialization;
using Propagation.Measurement;

namespace Propagation.Results;

/// <summary>A picture of the report.</summary>
/// <param name="Title">What it shows.</param>
[JsonDerivedType(typeof(LineChart), "lines")]
[JsonDerivedType(typeof(HistogramGrid), "histograms")]
internal abstract record Chart(string Title);

/// <summary>Lines over a common axis.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XLabel">The horizontal axis.</param>
/// <param name="YLabel">The vertical axis.</param>
/// <param name="X">The abscissas of all series.</param>
/// <param name="Series">The lines and bands.</param>
internal sealed record LineChart(string Title, string XLabel, string YLabel, double[] X, List<Series> Series) : Chart(Title)
{
    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>A place on the horizontal axis to point at.</summary>
    public Mark? Mark { get; init; }
}

/// <summary>A place on the horizontal axis, with what is there.</summary>
internal sealed record Mark(double X, string Label);

/// <summary>One line; a band where it has a lower end.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Color">Which of the page's colors it has: a prediction shares that of its measurement.</param>
/// <param name="Y">The ordinates; null where there is none.</param>
internal sealed record Series(string Name, SeriesKind Kind, int Color, double?[] Y)
{
    /// <summary>The lower end of a band, whose upper end is <see cref="Y"/>.</summary>
    public double?[]? Low { get; init; }
}

/// <summary>How a line is drawn.</summary>
internal enum SeriesKind
{
    /// <summary>The mean of what was measured: dots.</summary>
    Measured,

    /// <summary>One of several measured draws: a faint line.</summary>
    Draw,

    /// <summary>What the theory says: a solid line.</summary>
    Predicted,

    /// <summary>What the theory says of single networks: a shaded band.</summary>
    Band,

    /// <summary>A measurement that goes on for long: a plain line.</summary>
    Curve,
}

/// <summary>Rows of small histograms.</summary>
/// <param name="Title">What they show.</param>
/// <param name="Panels">One row each.</param>
internal sealed record HistogramGrid(string Title, List<HistogramPanel> Panels) : Chart(Title);

/// <summary>One row of histograms over the same axis.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">What to see in it.</param>
/// <param name="Histograms">The histograms.</param>
internal sealed record HistogramPanel(string Title, string Caption, List<Histogram> Histograms);
