using System.Text.RegularExpressions;

namespace InitGen.Package.Tests;

/// <summary>The README's excerpts: blocks behind a comment that says what they are taken from.</summary>
internal static partial class Readme
{
    /// <summary>Asserts that the lines of an excerpt stand in a text, in this order; indentation and empty lines do not count.</summary>
    /// <param name="source">What the excerpt is taken from, as its comment says.</param>
    /// <param name="text">The text as it really is.</param>
    public static void AssertExcerpt(string source, string text)
    {
        using var lines = Lines(text).GetEnumerator();
        foreach (string expected in Lines(Excerpt(source)))
        {
            bool found = false;
            while (!found && lines.MoveNext())
            {
                found = lines.Current == expected;
            }

            Assert.True(found, $"README, excerpt of {source}: expected the line \"{expected}\" behind those before it in:\n{text}");
        }
    }

    private static string Excerpt(string source)
    {
        string readme = File.ReadAllText(Repository.Path("README.md"));
        Match excerpt = Assert.Single(ExcerptPattern().Matches(readme), match => match.Groups["source"].Value == source);
        string text = excerpt.Groups["text"].Value;
        Assert.NotEmpty(text.Trim());
        return text;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    [GeneratedRegex(@"<!-- excerpt: (?<source>[^\n]+) -->\n```\w+\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExcerptPattern();
}
