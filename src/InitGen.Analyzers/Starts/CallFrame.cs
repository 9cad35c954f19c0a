using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>A body that is read, and the call by which it was reached: what a parameter stands for is in the caller.</summary>
internal sealed class CallFrame
{
    private const int MaximalDepth = 4;

    private CallFrame(IOperation body, CallFrame? caller, IInvocationOperation? site)
    {
        Body = body;
        Caller = caller;
        Site = site;
        Depth = caller is null ? 0 : caller.Depth + 1;
    }

    /// <summary>What is executed as one piece: the body of a method, an accessor, an initializer, a program's statements.</summary>
    public IOperation Body { get; }

    public CallFrame? Caller { get; }

    /// <summary>The call in the caller; null where the body is read by itself.</summary>
    public IInvocationOperation? Site { get; }

    public int Depth { get; }

    /// <summary>A body that is read by itself.</summary>
    public static CallFrame Of(IOperation body) => new(body, null, null);

    /// <summary>What a parameter stands for, where the body was reached by a call.</summary>
    public IOperation? ArgumentOf(IParameterSymbol parameter)
    {
        if (Site is not null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol.OriginalDefinition, Site.TargetMethod.OriginalDefinition))
        {
            foreach (IArgumentOperation argument in Site.Arguments)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal)
                {
                    return argument.Value;
                }
            }
        }

        return null;
    }

    /// <summary>The bodies that stand below a node, read by themselves.</summary>
    public static IEnumerable<IOperation> BodiesIn(SyntaxNode root, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode node in BodyNodesIn(root))
        {
            if (model.GetOperation(node, cancellation) is { } body)
            {
                yield return body;
            }
        }
    }

    /// <summary>The syntax of the bodies that stand below a node.</summary>
    public static IEnumerable<SyntaxNode> BodyNodesIn(SyntaxNode root) =>
        root.DescendantNodesAndSelf(static node => node is CompilationUnitSyntax || !IsBody(node)).Where(IsBody);

    /// <summary>
    /// The calls of the facade in a body and in the methods that it calls, with the frame in which each stands. What a virtual method or a
    /// method in a file without the facade does is not seen.
    /// </summary>
    public static IEnumerable<(IInvocationOperation Call, CallFrame Frame)> FacadeCalls(
        CallFrame frame, Compilation compilation, FacadeMentions mentions, CancellationToken cancellation)
    {
        foreach (IOperation operation in frame.Body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            if (operation is not IInvocationOperation call)
            {
                continue;
            }

            if (FacadeMentions.IsFacade(call.TargetMethod))
            {
                yield return (call, frame);
            }
            else if (frame.Enter(call, compilation, mentions, cancellation) is { } called)
            {
                foreach ((IInvocationOperation, CallFrame) inner in FacadeCalls(called, compilation, mentions, cancellation))
                {
                    yield return inner;
                }
            }
        }
    }

    /// <summary>The body of a called method; null where it is not seen, or cannot be told from the call alone.</summary>
    private CallFrame? Enter(IInvocationOperation call, Compilation compilation, FacadeMentions mentions, CancellationToken cancellation)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (Depth >= MaximalDepth || call.Arguments.IsEmpty || method.IsVirtual || method.IsAbstract || method.IsOverride
            || method.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || method.DeclaringSyntaxReferences is not [var reference] || !mentions.In(reference.SyntaxTree) || IsRunning(method)
            || !compilation.ContainsSyntaxTree(reference.SyntaxTree))
        {
            return null;
        }

        // Calls are followed from method to method, which no action on one body could do.
#pragma warning disable RS1030
        IOperation? body = compilation.GetSemanticModel(reference.SyntaxTree).GetOperation(reference.GetSyntax(cancellation), cancellation);
#pragma warning restore RS1030
        return body is null ? null : new CallFrame(body, this, call);
    }

    private bool IsRunning(IMethodSymbol method)
    {
        for (CallFrame? frame = this; frame is not null; frame = frame.Caller)
        {
            if (frame.Site is { } site && SymbolEqualityComparer.Default.Equals(site.TargetMethod.OriginalDefinition, method))
            {
                return true;
            }
        }

        return false;
    }

    // Methods and constructors, accessors, the expressions of properties, initializers, a program's statements.
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => true,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } => true,
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        _ => false,
    };
}
