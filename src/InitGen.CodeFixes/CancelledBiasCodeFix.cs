using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace InitGen.CodeFixes;

/// <summary>
/// INIT118: removes a bias and what adds it. Offered only for a private member of which every use is known: an element added to a sum or
/// taken as its start, a call of AddBias, a step of training on it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancelledBiasCodeFix))]
[Shared]
public sealed class CancelledBiasCodeFix : DiagnosticCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["INIT118"];

    private protected override async Task RegisterAsync(CodeFixContext context, SyntaxNode root, Diagnostic diagnostic)
    {
        if (At<MemberDeclarationSyntax>(root, diagnostic) is { } member
            && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && Plan(root, member, model, context.CancellationToken) is { } edits)
        {
            context.RegisterCodeFix(
                CodeAction.Create("Remove the bias", cancellation => Apply(context.Document, member, edits, cancellation), diagnostic.Id), diagnostic);
        }
    }

    /// <summary>What becomes of each use of the member, null: it is removed; null for all where one use is not known.</summary>
    private static List<(SyntaxNode Node, SyntaxNode? Replacement)>? Plan(
        SyntaxNode root, MemberDeclarationSyntax member, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode? declaration = member switch
        {
            FieldDeclarationSyntax { Declaration.Variables: [{ } only] } => only,
            PropertyDeclarationSyntax property => property,
            _ => null,
        };
        if (declaration is null || model.GetDeclaredSymbol(declaration, cancellation) is not { DeclaredAccessibility: Accessibility.Private } symbol
            || symbol.ContainingType.DeclaringSyntaxReferences.Any(reference =>
                reference.SyntaxTree != root.SyntaxTree && !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)))
        {
            return null;
        }

        var edits = new List<(SyntaxNode, SyntaxNode?)>();
        foreach (IdentifierNameSyntax name in root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != symbol.Name || !SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, symbol))
            {
                continue;
            }

            ExpressionSyntax use = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == name ? access : name;
            if (EditOf(use, model, cancellation) is not var (node, replacement))
            {
                return null;
            }

            edits.Add((node, replacement));
        }

        return edits.Select(static edit => edit.Item1).Distinct().Count() == edits.Count ? edits : null;
    }

    private static (SyntaxNode, SyntaxNode?)? EditOf(ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        // AddBias(h, _b)
        if (use.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 2, Parent: ExpressionStatementSyntax call } invocation }
            && NameOf(invocation.Expression) is { } called && called.StartsWith("AddBias", StringComparison.OrdinalIgnoreCase)
            && model.GetSymbolInfo(invocation, cancellation).Symbol is IMethodSymbol { ReturnsVoid: true })
        {
            return Removed(call);
        }

        if (use.Parent is not ElementAccessExpressionSyntax element || element.Expression != use)
        {
            return null;
        }

        ExpressionSyntax value = element;
        while (value.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            value = parenthesized;
        }

        switch (value.Parent)
        {
            // sum + _b[j]
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                ExpressionSyntax other = sum.Left == value ? sum.Right : sum.Left;
                return (sum, other.WithTriviaFrom(sum));

            // sum += _b[j];
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Parent: ExpressionStatementSyntax added } assignment
                when assignment.Right == value && IsPlain(assignment.Left):
                return Removed(added);

            // _b[j] -= rate * d[j];
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax trained } assignment
                when assignment.Left == value && IsPlain(assignment.Right):
                return Removed(trained);

            // float sum = _b[j]; h[j] = _b[j];
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } } }:
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } start when start.Right == value:
                return ZeroOf(model.GetTypeInfo(element, cancellation).Type) is { } zero ? (value, zero.WithTriviaFrom(value)) : null;
            default:
                return null;
        }
    }

    // A statement alone in a loop takes the loop with it.
    private static (SyntaxNode, SyntaxNode?)? Removed(StatementSyntax statement)
    {
        if (statement.Parent is ForStatementSyntax or BlockSyntax { Statements.Count: 1, Parent: ForStatementSyntax })
        {
            ForStatementSyntax loop = statement.FirstAncestorOrSelf<ForStatementSyntax>()!;
            return loop is { Parent: BlockSyntax, Condition: BinaryExpressionSyntax condition } && IsPlain(condition) ? (loop, null) : null;
        }

        return statement.Parent is BlockSyntax ? (statement, null) : null;
    }

    // Nothing that does more than give a value.
    private static bool IsPlain(ExpressionSyntax expression) => !expression.DescendantNodesAndSelf().Any(static node =>
        node is InvocationExpressionSyntax or AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax or ObjectCreationExpressionSyntax
            or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression });

    private static ExpressionSyntax? ZeroOf(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Single => SyntaxFactory.ParseExpression("0f"),
        SpecialType.System_Double => SyntaxFactory.ParseExpression("0.0"),
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax method) => method switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static async Task<Document> Apply(
        Document document, MemberDeclarationSyntax member, List<(SyntaxNode Node, SyntaxNode? Replacement)> edits, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach ((SyntaxNode node, SyntaxNode? replacement) in edits)
        {
            if (replacement is null)
            {
                editor.RemoveNode(node, SyntaxRemoveOptions.KeepUnbalancedDirectives);
            }
            else
            {
                editor.ReplaceNode(node, replacement);
            }
        }

        editor.RemoveNode(member, SyntaxRemoveOptions.KeepUnbalancedDirectives);
        return editor.GetChangedDocument();
    }
}
