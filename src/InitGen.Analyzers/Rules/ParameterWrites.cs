using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// Which parameters the model's own code gives values, other than by training: elements set by hand, a loader or a copy, a mutation of
/// evolution kind. A step of training reads what it writes (<c>w -= rate * gradient</c>) and does not count.
/// </summary>
internal sealed class ParameterWrites
{
    private readonly HashSet<ISymbol> _overwritten = new(SymbolEqualityComparer.Default);

    private readonly HashSet<ISymbol> _accumulated = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _assigned = new(SymbolEqualityComparer.Default);

    public bool IsOverwritten(ISymbol member) => _overwritten.Contains(member);

    /// <summary>Whether its elements are added to, as those of gradients are.</summary>
    public bool IsAccumulated(ISymbol member) => _accumulated.Contains(member);

    /// <summary>Whether it is created by a plain <c>new</c>, here or in its declaration: its values are zero.</summary>
    public bool IsCreated(ISymbol member) => !_assigned.Contains(member);

    public static ParameterWrites Read(
        INamedTypeSymbol type, IReadOnlyCollection<ISymbol> parameters, Compilation compilation, CancellationToken cancellation)
    {
        var writes = new ParameterWrites();
        var members = new HashSet<ISymbol>(parameters, SymbolEqualityComparer.Default);
        var names = new HashSet<string>(members.Select(static member => member.Name), StringComparer.Ordinal);
        foreach (ISymbol member in members)
        {
            foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            {
                ExpressionSyntax? value = reference.GetSyntax(cancellation) switch
                {
                    VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                    PropertyDeclarationSyntax property => property.Initializer?.Value,
                    _ => null,
                };
                if (value is not null and not ArrayCreationExpressionSyntax { Initializer: null })
                {
                    writes._assigned.Add(member);
                }
            }
        }

        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(cancellation);
            if (declaration.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (SyntaxNode node in declaration.DescendantNodes())
            {
                if (node is not (BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax }
                    or ArrowExpressionClauseSyntax { Parent: BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or AccessorDeclarationSyntax })
                    || !Mentions(node, names))
                {
                    continue;
                }

                // The rule looks at every body of the type together, not at one block at a time.
#pragma warning disable RS1030
                SyntaxNode body = node is ArrowExpressionClauseSyntax arrow ? arrow.Expression : node;
                IOperation? operation = compilation.GetSemanticModel(node.SyntaxTree).GetOperation(body, cancellation);
#pragma warning restore RS1030
                if (operation is not null)
                {
                    writes.Read(operation, members, cancellation);
                }
            }
        }

        return writes;
    }

    private static bool Mentions(SyntaxNode node, HashSet<string> names) =>
        node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));

    private void Read(IOperation body, HashSet<ISymbol> members, CancellationToken cancellation)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            cancellation.ThrowIfCancellationRequested();
            switch (operation)
            {
                // A new array in a list of them is storage, not values.
                case ISimpleAssignmentOperation assignment when Target(assignment.Target, members, elementsOnly: true) is { } member
                    && (!Reads(assignment.Value, member) || DrawsAtRandom(assignment.Value))
                    && !(assignment.Type is IArrayTypeSymbol && Creates(assignment.Value)):
                    _overwritten.Add(member);
                    break;
                case IDeconstructionAssignmentOperation { Target: ITupleOperation targets } deconstruction:
                    foreach (IOperation target in targets.Elements)
                    {
                        if (Target(target, members, elementsOnly: true) is { } written && !Reads(deconstruction.Value, written))
                        {
                            _overwritten.Add(written);
                        }
                    }

                    break;
                case ICompoundAssignmentOperation compound when Target(compound.Target, members, elementsOnly: true) is { } member
                    && DrawsAtRandom(compound.Value):
                    _overwritten.Add(member);
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } compound
                    when Target(compound.Target, members, elementsOnly: true) is { } member:
                    _accumulated.Add(member);
                    break;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation or IPropertyReferenceOperation } assignment
                    when Target(assignment.Target, members, elementsOnly: false) is { } member && !Creates(assignment.Value):
                    _overwritten.Add(member);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument
                    when Target(argument.Value, members, elementsOnly: false) is { } member:
                    _overwritten.Add(member);
                    break;
                case IInvocationOperation invocation:
                    ReadCall(invocation, members, cancellation);
                    break;
            }
        }
    }

    private void ReadCall(IInvocationOperation call, HashSet<ISymbol> members, CancellationToken cancellation)
    {
        IMethodSymbol method = call.TargetMethod;

        // source.CopyTo(_w), Array.Copy(source, _w, n), Buffer.BlockCopy(bytes, 0, _w, 0, n)
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (Target(argument.Value, members, elementsOnly: false) is not { } member || argument.Parameter is not { } parameter
                || parameter.Type.Name.StartsWith("ReadOnly", StringComparison.Ordinal))
            {
                continue;
            }

            bool source = method.Name is "Copy" or "BlockCopy" && parameter.Name is "sourceArray" or "src" or "source";
            bool view = method.Name is "AsSpan" or "AsMemory" or "CreateSpan" or "CreateReadOnlySpan" or "GetReference" or "Cast" or "AsBytes" or "CopyTo"
                && method.ReducedFrom is not null | parameter.Ordinal == 0 && method.Name != "CopyTo";
            if (source || view || IsPure(method))
            {
                continue;
            }

            if (method.DeclaringSyntaxReferences.Length == 0 || WritesTo(method, parameter, cancellation))
            {
                _overwritten.Add(member);
            }
        }

        // new byte[..].CopyTo(...) and span.Fill on the weight itself
        if (method.Name is "Fill" or "CopyTo" or "Clear" or "Read" or "ReadExactly" or "NextBytes" && call.Instance is { } instance
            && Target(instance, members, elementsOnly: false) is { } filled && method.Name is "Fill")
        {
            _overwritten.Add(filled);
        }
    }

    // What computes with an array and leaves it alone.
    private static bool IsPure(IMethodSymbol method) =>
        method.ContainingType?.Name is "TensorPrimitives" or "Enumerable" or "Math" or "MathF" or "Debug" or "Console" or "ArgumentNullException"
        || method.Name is "GetLength" or "Clone" or "Clear" or "Add" or "Contains" or "Equals" or "ReferenceEquals" or "InitializeParameters";

    // Whether a source method sets the elements of a parameter without reading it, as a loader does and a step of training does not.
    private static bool WritesTo(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = reference.GetSyntax(cancellation);
            foreach (AssignmentExpressionSyntax assignment in declaration.DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                if (assignment.Left is ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax target }
                    && target.Identifier.ValueText == parameter.Name
                    && assignment.OperatorToken.ValueText == "="
                    && !assignment.Right.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name))
                {
                    return true;
                }
            }

            if (declaration.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
                call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CopyTo" or "Copy" or "BlockCopy" or "Read" or "ReadExactly" or "Fill" }
                && call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The parameter that an expression is, or is an element or a view of.</summary>
    private static ISymbol? Target(IOperation operation, HashSet<ISymbol> members, bool elementsOnly)
    {
        bool element = false;
        for (IOperation? current = operation; current is not null;)
        {
            switch (current)
            {
                case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference when members.Contains(reference.Member):
                    return element || !elementsOnly ? reference.Member : null;
                case IArrayElementReferenceOperation access:
                    element = true;
                    current = access.ArrayReference;
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true } indexer:
                    element = true;
                    current = indexer.Instance;
                    break;
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory" or "Slice" or "CreateSpan" or "Cast" or "AsBytes" } view:
                    current = view.Instance ?? (view.Arguments.Length > 0 ? view.Arguments[0].Value : null);
                    break;
                case IPropertyReferenceOperation { Property.Name: "Span" } span:
                    current = span.Instance;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static bool Reads(IOperation value, ISymbol member) =>
        value.DescendantsAndSelf().Any(part => part is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, member));

    private static bool DrawsAtRandom(IOperation value) => value.DescendantsAndSelf().Any(static part =>
        part is IInvocationOperation { TargetMethod: { } method }
        && (method.ContainingType?.Name is "Random" or "RandomNumberGenerator" || method.Name.IndexOf("Gauss", StringComparison.OrdinalIgnoreCase) >= 0
            || method.Name.IndexOf("Random", StringComparison.OrdinalIgnoreCase) >= 0 || method.Name.IndexOf("Normal", StringComparison.OrdinalIgnoreCase) >= 0
            || method.Name.IndexOf("Noise", StringComparison.OrdinalIgnoreCase) >= 0));

    // A fresh array is zero, as the parameter is: assigning one loads nothing.
    private static bool Creates(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IArrayCreationOperation { Initializer: null };
    }
}
