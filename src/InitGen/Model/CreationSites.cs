using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Model;

/// <summary>
/// The expressions by which a type's members are created: their initializers and the assignments in the type's bodies. Read once a
/// type; a member is matched by name first, by symbol only where the name fits.
/// </summary>
internal sealed class CreationSites
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, List<(ExpressionSyntax Target, ExpressionSyntax? Value)>> _assignments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ExpressionSyntax>> _late = new(StringComparer.Ordinal);

    private CreationSites(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    public static CreationSites Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        var sites = new CreationSites(compilation, cancellation);
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
            {
                continue;
            }

            foreach (MemberDeclarationSyntax member in declaration.Members)
            {
                cancellation.ThrowIfCancellationRequested();
                if (member is not BaseTypeDeclarationSyntax)
                {
                    sites.Collect(member, inConstructor: member is ConstructorDeclarationSyntax);
                }
            }
        }

        return sites;
    }

    /// <summary>
    /// The sizes of the array that a member holds from its construction on: one entry an axis, null where a size is not constant.
    /// Null where the member's creation is not seen, not an array creation, or differs from place to place.
    /// </summary>
    public int?[]? SizesOf(ISymbol member)
    {
        if (_late.TryGetValue(member.Name, out List<ExpressionSyntax>? late) && late.Exists(target => Refers(target, member)))
        {
            return null;
        }

        int?[]? sizes = null;
        bool seen = false;
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax(_cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is not null)
            {
                sizes = SizesOf(value);
                seen = true;
            }
        }

        if (_assignments.TryGetValue(member.Name, out List<(ExpressionSyntax Target, ExpressionSyntax? Value)>? assignments))
        {
            foreach ((ExpressionSyntax target, ExpressionSyntax? value) in assignments)
            {
                if (!Refers(target, member))
                {
                    continue;
                }

                int?[]? assigned = value is null ? null : SizesOf(value);
                sizes = seen && !Same(sizes, assigned) ? null : assigned;
                seen = true;
                if (sizes is null)
                {
                    return null;
                }
            }
        }

        return sizes;
    }

    private static bool Same(int?[]? left, int?[]? right) => left is not null && right is not null && left.SequenceEqual(right);

    private static ExpressionSyntax? MemberTarget(ExpressionSyntax target, out string name)
    {
        ExpressionSyntax? found = target switch
        {
            IdentifierNameSyntax => target,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } => target,
            _ => null,
        };
        name = found switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => "",
        };
        return found;
    }

    private void Collect(SyntaxNode member, bool inConstructor)
    {
        foreach (SyntaxNode node in member.DescendantNodes())
        {
            switch (node)
            {
                case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment:
                    Collect(assignment.Left, assignment.Right, inConstructor);
                    break;
                case ArgumentSyntax { RefOrOutKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument:
                    Collect(argument.Expression, null, inConstructor);
                    break;
            }
        }
    }

    private void Collect(ExpressionSyntax left, ExpressionSyntax? value, bool inConstructor)
    {
        // Deconstructing assignments: (_w, _b) = (new float[2, 3], new float[2]).
        if (left is TupleExpressionSyntax tuple)
        {
            var values = value as TupleExpressionSyntax;
            for (int i = 0; i < tuple.Arguments.Count; i++)
            {
                bool paired = values is not null && values.Arguments.Count == tuple.Arguments.Count;
                Collect(tuple.Arguments[i].Expression, paired ? values!.Arguments[i].Expression : null, inConstructor);
            }

            return;
        }

        if (MemberTarget(left, out string name) is not { } target)
        {
            return;
        }

        if (inConstructor)
        {
            Add(_assignments, name, (target, value));
        }
        else
        {
            Add(_late, name, target);
        }

        static void Add<T>(Dictionary<string, List<T>> map, string key, T item)
        {
            if (!map.TryGetValue(key, out List<T>? list))
            {
                map.Add(key, list = []);
            }

            list.Add(item);
        }
    }

    private bool Refers(ExpressionSyntax target, ISymbol member) =>
        _compilation.ContainsSyntaxTree(target.SyntaxTree)
        && SymbolEqualityComparer.Default.Equals(
            _compilation.GetSemanticModel(target.SyntaxTree).GetSymbolInfo(target, _cancellation).Symbol, member);

    /// <summary>The sizes of an array creation, one entry an axis; the rows of a jagged array have a null second entry.</summary>
    private int?[]? SizesOf(ExpressionSyntax value)
    {
        while (value is ParenthesizedExpressionSyntax parenthesized)
        {
            value = parenthesized.Expression;
        }

        if (value is not ArrayCreationExpressionSyntax { Initializer: null } creation)
        {
            return null;
        }

        SyntaxList<ArrayRankSpecifierSyntax> ranks = creation.Type.RankSpecifiers;
        int rank = ranks[0].Rank;
        var sizes = new int?[ranks.Count == 1 ? rank : rank + 1];
        for (int i = 0; i < rank; i++)
        {
            sizes[i] = ConstantOf(ranks[0].Sizes[i]);
        }

        return sizes;
    }

    private int? ConstantOf(ExpressionSyntax size)
    {
        if (size is LiteralExpressionSyntax { Token.Value: int literal })
        {
            return literal;
        }

        if (size.IsMissing || size is OmittedArraySizeExpressionSyntax || !_compilation.ContainsSyntaxTree(size.SyntaxTree))
        {
            return null;
        }

        return _compilation.GetSemanticModel(size.SyntaxTree).GetConstantValue(size, _cancellation) is { HasValue: true, Value: int constant }
            ? constant
            : null;
    }
}
