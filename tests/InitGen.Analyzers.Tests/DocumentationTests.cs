using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Tests;

/// <summary>Every rule has its page and its lines in the tables. INITGEN_UPDATE_DOCS=1 rewrites the README's table.</summary>
public sealed class DocumentationTests
{
    private const string Begin = "<!-- rules:begin -->\n";
    private const string End = "<!-- rules:end -->";

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    [Fact]
    public void Every_help_link_has_a_page() => Assert.All(AnalyzerRun.Rules, rule =>
    {
        Assert.Equal($"https://github.com/initgen/initgen/blob/main/docs/rules/{rule.Id}.md", rule.HelpLinkUri);
        string page = File.ReadAllText(Path.Combine(s_root, "docs", "rules", rule.Id + ".md"));
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", page, StringComparison.Ordinal);
        foreach (string heading in (string[])["## What", "## Why", "## Bad", "## Good", "## Options", "## When to suppress"])
        {
            Assert.Contains("\n" + heading + "\n", page, StringComparison.Ordinal);
        }

        Assert.Contains(SeverityOf(rule), page, StringComparison.Ordinal);
    });

    [Fact]
    public void Every_page_has_a_rule()
    {
        string[] pages = [.. Directory.GetFiles(Path.Combine(s_root, "docs", "rules"), "INIT*.md").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(AnalyzerRun.Rules.Select(rule => rule.Id), pages);
    }

    [Fact]
    public void Every_rule_is_in_the_release_notes()
    {
        string folder = Path.Combine(s_root, "src", "InitGen.Analyzers");
        string released = File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Unshipped.md"))
            + File.ReadAllText(Path.Combine(folder, "AnalyzerReleases.Shipped.md"));
        Assert.All(AnalyzerRun.Rules, rule => Assert.Contains($"{rule.Id} | {rule.Category} | ", released, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_lists_every_rule()
    {
        string path = Path.Combine(s_root, "README.md");
        string readme = File.ReadAllText(path);
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = readme.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "README.md lacks its markers.");
        string table = Table();
        if (Environment.GetEnvironmentVariable("INITGEN_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, readme[..begin] + table + readme[end..]);
            return;
        }

        Assert.Equal(table, readme[begin..end]);
    }

    private static string Table()
    {
        var text = new StringBuilder("| rule | severity | fix | says |\n| --- | --- | --- | --- |\n");
        foreach (DiagnosticDescriptor rule in AnalyzerRun.Rules)
        {
            string fix = CodeFixTests.FixableIds.Contains(rule.Id) ? "yes" : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {SeverityOf(rule)} | {fix} | {rule.Title} |\n");
        }

        return text.ToString();
    }

    private static string SeverityOf(DiagnosticDescriptor rule)
    {
#pragma warning disable CA1308 // The table writes severities as .editorconfig does.
        string severity = rule.DefaultSeverity.ToString().ToLowerInvariant();
#pragma warning restore CA1308
        return rule.IsEnabledByDefault ? severity : severity + ", off by default";
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
