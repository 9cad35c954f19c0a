using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace InitGen.Analyzers.Tests;

/// <summary>A diagnostic that a snippet's markup asks for.</summary>
public sealed record Expected(string Id, TextSpan Span);

/// <summary>
/// A piece of code from the folder Snippets, where a file holds the snippets of one rule, each under a heading:
/// <c>//// fires: nested loops</c>, <c>//// silent: a norm follows</c>, <c>//// fix: keeps the layout</c> with its <c>//// fixed</c> below,
/// <c>//// graph: …</c> with its <c>//// edges</c>. <c>{|INIT102:…|}</c> marks where a diagnostic is expected; any other fails the test.
/// <c>[key = value]</c> in a heading sets an .editorconfig option, <c>[LangVersion = 12]</c> the language; one that ends with <c>, no fix</c> says that none is offered.
/// </summary>
public sealed record Snippet(string File, string Kind, string Title, string Markup, string? Result)
{
    public string Code { get; } = Strip(Markup, out _);

    public ImmutableArray<Expected> Expected { get; } = Spans(Markup);

    /// <summary>The rule that the file is about; empty for a file about none.</summary>
    public string Rule => File.StartsWith("INIT", StringComparison.Ordinal) ? File[..7] : "";

    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The version of the language, where the heading sets one.</summary>
    public LanguageVersion? Language =>
        Options.TryGetValue("LangVersion", out string? text) && LanguageVersionFacts.TryParse(text, out LanguageVersion version) ? version : null;

    public bool HasFix => !Title.EndsWith(", no fix", StringComparison.Ordinal);

    public override string ToString() => $"{File} {Kind}: {Title}";

    public static ImmutableArray<Snippet> All { get; } = Load();

    public static IEnumerable<Snippet> Of(string kind) => All.Where(snippet => snippet.Kind == kind);

    public static Snippet Find(string name) => All.Single(snippet => snippet.ToString() == name);

    private static ImmutableArray<Snippet> Load()
    {
        ImmutableArray<Snippet>.Builder snippets = ImmutableArray.CreateBuilder<Snippet>();
        string folder = Path.Combine(AppContext.BaseDirectory, "Snippets");
        foreach (string path in Directory.GetFiles(folder, "*.cs").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name is "Prelude")
            {
                continue;
            }

            string[] parts = System.IO.File.ReadAllText(path).Split("//// ");
            for (int i = 1; i < parts.Length; i++)
            {
                (string heading, string body) = Cut(parts[i]);
                string? result = null;
                if (i + 1 < parts.Length && parts[i + 1].Split('\n')[0] is "fixed" or "edges")
                {
                    result = Cut(parts[++i]).Body;
                }

                string kind = heading[..heading.IndexOf(':', StringComparison.Ordinal)];
                string title = heading[(kind.Length + 1)..].Trim();
                ImmutableDictionary<string, string> options = ImmutableDictionary<string, string>.Empty;
                while (title.EndsWith(']') && title.LastIndexOf('[') is int open and >= 0)
                {
                    string[] option = title[(open + 1)..^1].Split('=', 2, StringSplitOptions.TrimEntries);
                    options = options.Add(option[0], option[1]);
                    title = title[..open].Trim();
                }

                snippets.Add(new Snippet(name, kind, title, body, result) { Options = options });
            }
        }

        return snippets.ToImmutable();
    }

    private static (string Heading, string Body) Cut(string part)
    {
        int end = part.IndexOf('\n', StringComparison.Ordinal);
        return (part[..end].Trim(), part[(end + 1)..].Trim('\n') + "\n");
    }

    private static ImmutableArray<Expected> Spans(string markup)
    {
        Strip(markup, out ImmutableArray<Expected> expected);
        return expected;
    }

    private static string Strip(string markup, out ImmutableArray<Expected> expected)
    {
        var code = new System.Text.StringBuilder();
        ImmutableArray<Expected>.Builder spans = ImmutableArray.CreateBuilder<Expected>();
        var open = new Stack<(string Id, int Start)>();
        for (int i = 0; i < markup.Length; i++)
        {
            if (markup[i] == '{' && i + 1 < markup.Length && markup[i + 1] == '|' && markup.IndexOf(':', i) is int colon and > 0)
            {
                open.Push((markup[(i + 2)..colon], code.Length));
                i = colon;
            }
            else if (markup[i] == '|' && i + 1 < markup.Length && markup[i + 1] == '}' && open.Count > 0)
            {
                (string id, int start) = open.Pop();
                spans.Add(new Expected(id, TextSpan.FromBounds(start, code.Length)));
                i++;
            }
            else
            {
                code.Append(markup[i]);
            }
        }

        expected = spans.ToImmutable();
        return code.ToString();
    }
}
