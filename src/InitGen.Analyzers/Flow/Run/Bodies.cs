using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>The bodies of methods, accessors and lambdas, and what they return.</summary>
internal sealed class Bodies(Interpreter run)
{
    private readonly Dictionary<SyntaxNode, IOperation?> _bodies = [];

    /// <summary>The operations of a body, expression or initializer.</summary>
    public IOperation? OperationOf(SyntaxNode syntax)
    {
        if (!_bodies.TryGetValue(syntax, out IOperation? operation))
        {
            if (run.Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            {
                // A forward pass crosses methods, types and files; their bodies are asked for only from types that carry initializers.
#pragma warning disable RS1030
                operation = run.Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, run.Cancellation);
#pragma warning restore RS1030
            }

            _bodies.Add(syntax, operation);
        }

        return operation;
    }

    public IOperation? BodyOf(IMethodSymbol method)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode? body = reference.GetSyntax(run.Cancellation) switch
            {
                BaseMethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody?.Expression,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
                ArrowExpressionClauseSyntax arrow => arrow.Expression,
                LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
                _ => null,
            };
            if (body is not null && OperationOf(body) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>Runs a method whose parameters are bound; the state after it stands in <see cref="Interpreter.State"/>.</summary>
    public AbstractValue RunBody(IMethodSymbol method, AbstractValue receiver, SyntaxNode? callSite)
    {
        if (BodyOf(method) is not { } body)
        {
            return AbstractValue.Nothing;
        }

        return RunBody(body, method, receiver, callSite);
    }

    public AbstractValue RunBody(
        IOperation body, IMethodSymbol? method, AbstractValue receiver, SyntaxNode? callSite, ImmutableDictionary<ITypeParameterSymbol, ITypeSymbol>? typeArguments = null)
    {
        Frame caller = run.Frame;
        run.Frame = new Frame(callSite is null ? caller.Context : run.Enter(callSite), method, receiver)
        {
            Caller = caller,
            Depth = caller.Depth + 1,
            TypeArguments = typeArguments ?? caller.TypeArguments,
        };
        int loops = run.OpenLoops.Count;
        AbstractValue result;
        if (body is IBlockOperation)
        {
            run.Statements.Execute(body);
            result = FoldReturns(body);
        }
        else
        {
            AbstractValue value = run.Expressions.Evaluate(body);
            result = method is { ReturnsVoid: true } ? AbstractValue.Nothing : value;
        }

        if (run.OpenLoops.Count > loops)
        {
            run.OpenLoops.RemoveRange(loops, run.OpenLoops.Count - loops);
        }

        run.Frame = caller;
        run.IsReachable = true;
        return result;
    }

    // The returns in the order of the code: an earlier one under its condition, else the next.
    private AbstractValue FoldReturns(IOperation body)
    {
        List<(AbstractValue Condition, AbstractValue Value, FlowState State)> returns = run.Frame.Returns;
        Site site = run.At(body, "return");
        FlowState? state = run.IsReachable ? run.State : null;
        AbstractValue? result = null;
        for (int i = returns.Count - 1; i >= 0; i--)
        {
            (AbstractValue condition, AbstractValue value, FlowState at) = returns[i];
            result = result is null ? value : Lattice.Select(condition, value, result, site, "value" + i.ToString(CultureInfo.InvariantCulture));
            state = state is null ? at : run.Branches.Join(at, state, site, condition);
        }

        run.State = state ?? run.State;
        return result ?? AbstractValue.Nothing;
    }

    public AbstractValue PathCondition(int from)
    {
        AbstractValue path = AbstractValue.Number(1.0);
        for (int i = from; i < run.Frame.Conditions.Count; i++)
        {
            path = SignalArithmetic.Compare(path, run.Frame.Conditions[i], static (left, right) =>
                left is { IsConstant: true } && left.Value != 0.0 ? right : Expr.Make(ExprOp.And, left, right));
        }

        return path;
    }

    /// <summary>A getter with a body; null for an automatic or unseen one.</summary>
    public IOperation? GetterOf(IPropertySymbol property) => property.GetMethod is { } getter ? BodyOf(getter) : null;
}
