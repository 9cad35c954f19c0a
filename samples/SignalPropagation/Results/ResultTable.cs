namespace Propagation.Results;

/// <summary>Numbers for people: prediction beside measurement.</summary>
/// <param name="Columns">The headings.</param>
/// <param name="Rows">The cells, as many a row as there are headings.</param>
internal sealed record ResultTable(string[] Columns, List<string[]> Rows)
{
    /// <summary>What the table is about, where an experiment has several.</summary>
    public string? Title { get; init; }
}
