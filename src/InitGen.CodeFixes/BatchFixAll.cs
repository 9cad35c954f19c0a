using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace InitGen.CodeFixes;

/// <summary>
/// Fixes all diagnostics of a scope that can be fixed. <c>dotnet format</c> asks with the key of the first diagnostic's fix: where that one has
/// no fix there is no key, and the first fix that is offered for any other stands in.
/// </summary>
internal sealed class BatchFixAll : FixAllProvider
{
    public static readonly BatchFixAll Instance = new();

    private static readonly FixAllProvider s_batch = WellKnownFixAllProviders.BatchFixer;

    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => s_batch.GetSupportedFixAllScopes();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        if (fixAllContext.CodeActionEquivalenceKey is not null)
        {
            return await s_batch.GetFixAsync(fixAllContext).ConfigureAwait(false);
        }

        return await FirstKey(fixAllContext).ConfigureAwait(false) is { } key && fixAllContext.Document is { } document
            ? await s_batch.GetFixAsync(new FixAllContext(
                document, fixAllContext.CodeFixProvider, fixAllContext.Scope, key, fixAllContext.DiagnosticIds, new Diagnostics(fixAllContext), fixAllContext.CancellationToken)).ConfigureAwait(false)
            : null;
    }

    private static async Task<string?> FirstKey(FixAllContext context)
    {
        IEnumerable<Project> projects = context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project];
        foreach (Document document in context.Scope == FixAllScope.Document && context.Document is { } only ? [only] : projects.SelectMany(project => project.Documents))
        {
            foreach (Diagnostic diagnostic in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
            {
                string? key = null;
                await context.CodeFixProvider.RegisterCodeFixesAsync(new CodeFixContext(
                    document, diagnostic, (action, _) => key ??= action.EquivalenceKey, context.CancellationToken)).ConfigureAwait(false);
                if (key is not null)
                {
                    return key;
                }
            }
        }

        return null;
    }

    private sealed class Diagnostics(FixAllContext context) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false);

        public override async Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await context.GetProjectDiagnosticsAsync(project).ConfigureAwait(false);
    }
}
