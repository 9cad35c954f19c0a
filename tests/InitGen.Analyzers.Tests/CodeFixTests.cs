extern alias compiler;

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using InitializerGenerator = compiler::InitGen.InitializerGenerator;
using PartialCodeFix = compiler::InitGen.CodeFixes.PartialCodeFix;

namespace InitGen.Analyzers.Tests;

/// <summary>Code fixes: one at a time with their exact text, and all at once in a document, a project and a solution.</summary>
public sealed class CodeFixTests
{
    private static readonly ImmutableArray<CodeFixProvider> s_providers =
    [
        .. typeof(PartialCodeFix).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    internal static ImmutableHashSet<string> FixableIds { get; } = [.. s_providers.SelectMany(provider => provider.FixableDiagnosticIds)];

    public static TheoryData<string> Fixes => [.. Snippet.Of("fix").Select(snippet => snippet.ToString())];

    public static TheoryData<string, FixAllScope> FixableRules
    {
        get
        {
            var data = new TheoryData<string, FixAllScope>();
            foreach (string rule in FixableIds.Order(StringComparer.Ordinal))
            {
                data.Add(rule, FixAllScope.Document);
                data.Add(rule, FixAllScope.Project);
                data.Add(rule, FixAllScope.Solution);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Fixes))]
    public async Task A_fix_makes_of_the_code_what_it_should(string name)
    {
        Snippet snippet = Snippet.Find(name);
        using var workspace = new AdhocWorkspace();
        Solution solution = Project(workspace.CurrentSolution, "One", snippet.Rule, [snippet], separate: false);
        Document document = solution.Projects.Single().Documents.Single(document => document.Name.StartsWith("Snippet", StringComparison.Ordinal));

        // As a user would: one diagnostic of the rule after another, until none is left that its fix mends.
        for (int round = 0; round < 10; round++)
        {
            ImmutableArray<Diagnostic> found = [.. (await Diagnose(document.Project, snippet.Options)).Where(diagnostic => diagnostic.Id == snippet.Rule)];
            Assert.True(round > 0 || found.Length > 0, "Nothing to fix.");
            CodeAction? action = null;
            foreach (Diagnostic diagnostic in found)
            {
                action ??= (await Actions(document, diagnostic)).FirstOrDefault();
            }

            if (action is null)
            {
                break;
            }

            document = (await Changed(action)).GetDocument(document.Id)!;
        }

        Assert.Equal(snippet.Result, (await document.GetTextAsync()).ToString());
        Assert.Empty(await Errors(document.Project));
        Assert.DoesNotContain(await Diagnose(document.Project, snippet.Options), diagnostic => diagnostic.Id == snippet.Rule);
    }

    [Theory]
    [MemberData(nameof(FixableRules))]
    public async Task All_at_once_compiles_and_is_clean(string rule, FixAllScope scope)
    {
        Snippet[] snippets = [.. Snippet.Of("fires").Where(snippet => snippet.Rule == rule && snippet.Options.IsEmpty && snippet.HasFix)];
        int half = snippets.Length / 2;
        using var workspace = new AdhocWorkspace();
        Solution solution = Project(workspace.CurrentSolution, "One", rule, snippets[..half], separate: true);
        solution = Project(solution, "Two", rule, snippets[half..], separate: true);
        Assert.NotEmpty(snippets[..half]);

        CodeFixProvider provider = s_providers.First(candidate => candidate.FixableDiagnosticIds.Contains(rule));
        Project first = solution.Projects.First(project => project.Name == "One");
        Document document = first.Documents.First(candidate => candidate.Name.StartsWith("Snippet", StringComparison.Ordinal));
        Diagnostic diagnostic = (await Diagnose(first)).First(candidate =>
            candidate.Id == rule && candidate.Location.SourceTree!.FilePath == document.FilePath);
        CodeAction single = (await Actions(document, diagnostic))[0];
        FixAllProvider fixAll = Assert.IsAssignableFrom<FixAllProvider>(provider.GetFixAllProvider());
        Assert.Contains(scope, fixAll.GetSupportedFixAllScopes());
        CodeAction? action = await fixAll.GetFixAsync(new FixAllContext(
            document, provider, scope, single.EquivalenceKey, [rule], new ProjectDiagnostics(rule), CancellationToken.None));
        Solution changed = await Changed(Assert.IsAssignableFrom<CodeAction>(action));

        foreach (Project project in changed.Projects)
        {
            Assert.Empty(await Errors(project));
            Diagnostic[] left = [.. (await Diagnose(project)).Where(candidate => candidate.Id == rule)];
            bool whole = scope == FixAllScope.Solution || (scope == FixAllScope.Project && project.Id == first.Id);
            Assert.DoesNotContain(left, candidate => whole || candidate.Location.SourceTree!.FilePath == document.FilePath);
            Assert.True(whole || left.Length > 0 || scope == FixAllScope.Document, "A fix reached beyond its scope.");
        }
    }

    /// <summary>dotnet format asks with the key of the first diagnostic's fix, which may have none.</summary>
    [Fact]
    public async Task All_at_once_fixes_what_can_be_fixed_beside_what_cannot()
    {
        Snippet[] snippets =
        [
            Snippet.Find("INIT118 fires: a bias that others may read, no fix"),
            Snippet.Find("INIT118 fires: nested loops"),
            Snippet.Find("INIT118 fires: span helpers"),
        ];
        using var workspace = new AdhocWorkspace();
        Project project = Project(workspace.CurrentSolution, "One", "INIT118", snippets, separate: true).Projects.Single();
        CodeFixProvider provider = s_providers.Single(candidate => candidate.FixableDiagnosticIds.Contains("INIT118"));
        Document first = project.Documents.Single(document => document.Name == "Snippet0.cs");
        CodeAction? action = await provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            first, provider, FixAllScope.Solution, codeActionEquivalenceKey: null, ["INIT118"], new ProjectDiagnostics("INIT118"), CancellationToken.None));
        Project changed = (await Changed(Assert.IsAssignableFrom<CodeAction>(action))).Projects.Single();
        Assert.Empty(await Errors(changed));
        Diagnostic left = Assert.Single(await Diagnose(changed), diagnostic => diagnostic.Id == "INIT118");
        Assert.Equal(first.FilePath, left.Location.SourceTree!.FilePath);
    }

    public static TheoryData<string> WithoutFix => [.. Snippet.Of("fires").Where(snippet => !snippet.HasFix).Select(snippet => snippet.ToString())];

    [Theory]
    [MemberData(nameof(WithoutFix))]
    public async Task No_fix_is_offered_that_would_have_to_guess(string name)
    {
        Snippet snippet = Snippet.Find(name);
        using var workspace = new AdhocWorkspace();
        Solution solution = Project(workspace.CurrentSolution, "One", snippet.Rule, [snippet], separate: false);
        Document document = solution.Projects.Single().Documents.Single(document => document.Name.StartsWith("Snippet", StringComparison.Ordinal));
        Diagnostic[] found = [.. (await Diagnose(document.Project)).Where(diagnostic => diagnostic.Id == snippet.Rule)];
        Assert.NotEmpty(found);
        foreach (Diagnostic diagnostic in found)
        {
            Assert.Empty(await Actions(document, diagnostic));
        }
    }

    [Theory]
    [InlineData("INIT003 fix: a product of constants", "Add [Shape(16, 8)]", "Add [Shape(8, 16)]")]
    [InlineData("INIT005 fix: a bias", "Use Zeros", "Use BiasUniform of _w")]
    [InlineData("INIT004 fix: keeps the first and the comments", "Keep KaimingNormal", "Keep XavierUniform")]
    [InlineData("INIT004 fix: keeps the one that draws no warning", "Keep KaimingNormal", "Keep XavierUniform")]
    [InlineData("INIT004 fix: does not keep what cannot be", "Keep Zeros")]
    [InlineData("INIT005 fix: biases of several layers, whose weight is none of these", "Use Zeros")]
    public async Task A_choice_is_offered_where_there_is_one(string name, params string[] titles)
    {
        Snippet snippet = Snippet.Find(name);
        using var workspace = new AdhocWorkspace();
        Solution solution = Project(workspace.CurrentSolution, "One", snippet.Rule, [snippet], separate: false);
        Document document = solution.Projects.Single().Documents.Single(document => document.Name.StartsWith("Snippet", StringComparison.Ordinal));
        Diagnostic first = (await Diagnose(document.Project)).Where(diagnostic => diagnostic.Id == snippet.Rule)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).First();
        List<CodeAction> actions = await Actions(document, first);
        Assert.Equal(titles, actions.Select(action => action.Title));

        // Each of them compiles and is clean at its place.
        foreach (CodeAction action in actions)
        {
            Document changed = (await Changed(action)).GetDocument(document.Id)!;
            Assert.Empty(await Errors(changed.Project));
            Assert.True(
                (await Diagnose(changed.Project)).Count(diagnostic => diagnostic.Id == snippet.Rule) < snippet.Expected.Count(item => item.Id == snippet.Rule));
        }
    }

    [Fact]
    public void Every_fix_can_be_applied_to_all_at_once() =>
        Assert.All(s_providers, provider => Assert.NotNull(provider.GetFixAllProvider()));

    private static Solution Project(Solution solution, string name, string rule, Snippet[] snippets, bool separate)
    {
        CSharpCompilation like = AnalyzerRun.Compile(rule);
        ProjectId id = ProjectId.CreateNewId(name);
        solution = solution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, name, name, LanguageNames.CSharp,
                compilationOptions: like.Options, parseOptions: AnalyzerRun.ParseOptions,
                metadataReferences: AnalyzerRun.References, analyzerReferences: [new GeneratorReference()]))
            .AddDocument(DocumentId.CreateNewId(id), "Prelude.cs", SourceText.From(AnalyzerRun.Prelude), filePath: name + "/Prelude.cs");
        for (int i = 0; i < snippets.Length; i++)
        {
            string code = separate ? $"namespace Separate{i};\n\n{snippets[i].Code}" : snippets[i].Code;
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"Snippet{i}.cs", SourceText.From(code), filePath: $"{name}/Snippet{i}.cs");
        }

        return solution;
    }

    private static async Task<Diagnostic[]> Errors(Project project) =>
        [.. (await project.GetCompilationAsync())!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static async Task<ImmutableArray<Diagnostic>> Diagnose(Project project, ImmutableDictionary<string, string>? options = null) =>
        await AnalyzerRun.Analyze((await project.GetCompilationAsync())!, options);

    private static async Task<List<CodeAction>> Actions(Document document, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        foreach (CodeFixProvider provider in s_providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        }

        Assert.All(actions, action => Assert.False(string.IsNullOrEmpty(action.EquivalenceKey)));
        return actions;
    }

    private static async Task<Solution> Changed(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    private sealed class ProjectDiagnostics(string rule) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            (await Diagnose(project)).Where(diagnostic => diagnostic.Id == rule);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }

    /// <summary>The generator, so that generated members bind in the workspace too.</summary>
    private sealed class GeneratorReference : AnalyzerReference
    {
        public override string? FullPath => null;

        public override object Id => "InitGen";

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        // The workspace finds the reference again by the generator's identity.
        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        private readonly ImmutableArray<ISourceGenerator> _generators = [new InitializerGenerator().AsSourceGenerator()];
    }
}
