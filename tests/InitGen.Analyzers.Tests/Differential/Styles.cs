using System.Globalization;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>
/// Chooses how each place of a network is written. A choice depends on the seed and the place alone, so that it stays when other places are
/// made plainer; the first of the ways is always the plainest.
/// </summary>
internal sealed class Styles(Plan plan, IReadOnlySet<string> left)
{
    /// <summary>The plainest way of any place.</summary>
    public const string Plain = "plain";

    /// <summary>What was chosen, by place.</summary>
    public Dictionary<string, string> Chosen { get; } = new(StringComparer.Ordinal);

    public string Choose(int id, string aspect, params string[] ways)
    {
        string place = id.ToString(CultureInfo.InvariantCulture) + "/" + aspect;
        if (Chosen.TryGetValue(place, out string? same) && Array.IndexOf(ways, same) >= 0)
        {
            return same;
        }

        string[] allowed = [.. ways.Where(way => !left.Contains(aspect + ":" + way))];
        allowed = allowed.Length == 0 ? [ways[0]] : allowed;
        string chosen = plan.Styles.TryGetValue(place, out string? given) && (given == Plain || Array.IndexOf(ways, given) >= 0)
            ? given == Plain ? ways[0] : given
            : allowed[new Random(unchecked((plan.Seed * 31) + (id * 7919) + Hash(aspect))).Next(allowed.Length)];
        Chosen[place] = chosen;
        return chosen;
    }

    private static int Hash(string text) => text.Aggregate(17, static (hash, letter) => unchecked((hash * 131) + letter));
}

/// <summary>Lines of source, indented by their braces.</summary>
internal sealed class Lines
{
    private readonly List<string> _lines = [];

    public void Add(string text) => _lines.AddRange(text.Split('\n'));

    public void Add(Lines other) => _lines.AddRange(other._lines);

    public override string ToString()
    {
        var text = new System.Text.StringBuilder();
        int depth = 0;
        foreach (string line in _lines.Select(static line => line.Trim()))
        {
            int closing = line.TakeWhile(static letter => letter is '}' or ')').Count(static letter => letter == '}');
            text.Append(' ', 4 * Math.Max(0, depth - closing)).Append(line).Append('\n');
            depth += line.Count(static letter => letter == '{') - line.Count(static letter => letter == '}');
        }

        return text.ToString();
    }
}

/// <summary>A signal in the source: a variable.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Width">How many units it has.</param>
/// <param name="IsOwned">Whether it may be written in place: nothing else reads it afterwards.</param>
internal sealed record Signal(string Name, int Width, bool IsOwned);
