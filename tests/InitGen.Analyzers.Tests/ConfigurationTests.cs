using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Tests;

/// <summary>Rules obey .editorconfig, <c>#pragma</c> and <c>[SuppressMessage]</c>; options that make no sense change nothing.</summary>
public sealed partial class ConfigurationTests
{
    // One rule about a declaration, one about the use in the forward pass.
    private const string Declaration = """
        public sealed partial class Net
        {
            /*attributes*/[KaimingNormal] private readonly float[] _b = new float[4];
        }
        """;

    private const string Flow = """
        public sealed partial class Net
        {
            /*attributes*/[XavierNormal] private readonly float[,] _w = new float[16, 16];

            public float[] Forward(float[] x)
            {
                var h = new float[16];
                Ops.MatVec(_w, x, h);
                Ops.Relu(h);
                return h;
            }
        }
        """;

    private static readonly string[] s_malformed = ["", "many", "0", "-3", "NaN", "1e999", "1;5", "0x10"];

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    public static TheoryData<string, string, string> Rules => new()
    {
        { "INIT005", Declaration, "InitGen.Declaration" },
        { "INIT102", Flow, "InitGen.Initialization" },
    };

    public static TheoryData<string> SnippetsWithOptions =>
        [.. Snippet.All.Where(snippet => !snippet.Options.IsEmpty && snippet.Language is null && snippet.Kind is "fires" or "silent").Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_severity_in_editorconfig_is_obeyed(string rule, string code, string category)
    {
        _ = category;
        Assert.Single(await Analyze(code, ""), diagnostic => diagnostic.Id == rule);
        Assert.DoesNotContain(await Analyze(code, $"dotnet_diagnostic.{rule}.severity = none"), diagnostic => diagnostic.Id == rule);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(await Analyze(code, $"dotnet_diagnostic.{rule}.severity = error"), found => found.Id == rule).Severity);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await Analyze(code, $"dotnet_diagnostic.{rule}.severity = suggestion"), found => found.Id == rule).Severity);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_pragma_silences_up_to_its_end(string rule, string code, string category)
    {
        _ = category;
        Assert.DoesNotContain(
            await Analyze(code.Replace("/*attributes*/", $"\n#pragma warning disable {rule}\n", StringComparison.Ordinal), ""), diagnostic => diagnostic.Id == rule);
        Assert.Contains(
            await Analyze(code.Replace("/*attributes*/", $"\n#pragma warning disable {rule}\n#pragma warning restore {rule}\n", StringComparison.Ordinal), ""),
            diagnostic => diagnostic.Id == rule);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task SuppressMessage_silences_on_member_and_type(string rule, string code, string category)
    {
        string attribute = $"[System.Diagnostics.CodeAnalysis.SuppressMessage(\"{category}\", \"{rule}\", Justification = \"A test.\")] ";
        Assert.DoesNotContain(await Analyze(code.Replace("/*attributes*/", attribute, StringComparison.Ordinal), ""), diagnostic => diagnostic.Id == rule);
        Assert.DoesNotContain(await Analyze(attribute + code, ""), diagnostic => diagnostic.Id == rule);
        Assert.Contains(
            await Analyze(attribute.Replace(rule, "INIT999", StringComparison.Ordinal) + code, ""), diagnostic => diagnostic.Id == rule);
    }

    [Theory]
    [MemberData(nameof(SnippetsWithOptions))]
    public async Task An_option_counts_and_a_malformed_one_does_not(string name)
    {
        Snippet snippet = Snippet.Find(name);
        string[] standard = await Found(snippet, ImmutableDictionary<string, string>.Empty);
        string[] asked = await Found(snippet, snippet.Options);
        Assert.True(snippet.Kind == "silent" || !standard.SequenceEqual(asked), "The option makes no difference.");
        foreach (string malformed in s_malformed)
        {
            Assert.Equal(standard, await Found(snippet, ImmutableDictionary.CreateRange(snippet.Options.Keys.Select(key => KeyValuePair.Create(key, malformed)))));
        }
    }

    [Fact]
    public void Every_option_is_documented_and_tested()
    {
        string[] options =
        [
            .. Directory.GetFiles(Path.Combine(s_root, "src", "InitGen.Analyzers"), "*.cs", SearchOption.AllDirectories)
                .Where(path => !path.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .SelectMany(path => Option().Matches(File.ReadAllText(path)))
                .Select(match => match.Value.Trim('"')).Distinct().Order(StringComparer.Ordinal),
        ];
        Assert.True(options.Length >= 8, string.Join(", ", options));
        string pages = string.Concat(Directory.GetFiles(Path.Combine(s_root, "docs", "rules"), "*.md").Select(File.ReadAllText));
        Assert.All(options, option => Assert.Contains($"`{option}`", pages, StringComparison.Ordinal));
        Assert.All(options, option => Assert.Contains(Snippet.All, snippet => snippet.Options.ContainsKey(option)));
    }

    [GeneratedRegex("\"initgen\\.[a-z_]+\"")]
    private static partial Regex Option();

    private static async Task<string[]> Found(Snippet snippet, ImmutableDictionary<string, string> options)
    {
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(snippet.Rule, (AnalyzerRun.SnippetPath, snippet.Code)));
        return [.. (await AnalyzerRun.Analyze(compilation, options)).Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)];
    }

    // With an .editorconfig as the compiler reads it.
    private static async Task<ImmutableArray<Diagnostic>> Analyze(string code, string lines)
    {
        CSharpCompilation compilation = AnalyzerRun.Compile(null, ("/net/" + AnalyzerRun.SnippetPath, code));
        AnalyzerConfigSet config = AnalyzerConfigSet.Create((AnalyzerConfig[])[AnalyzerConfig.Parse("root = true\n[*.cs]\n" + lines + "\n", "/net/.editorconfig")]);
        return await AnalyzerRun.Analyze(AnalyzerRun.Generate(
            compilation.WithOptions(compilation.Options.WithSyntaxTreeOptionsProvider(new Severities(config)))));
    }

    private sealed class Severities(AnalyzerConfigSet config) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
            config.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
        {
            severity = default;
            return false;
        }
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
