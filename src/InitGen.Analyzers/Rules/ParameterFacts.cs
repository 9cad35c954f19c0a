using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Rules;

/// <summary>
/// One weight with an initializer: the member that carries the attribute, and what the generator's parser read of it. A layer has one for
/// each of its matrices.
/// </summary>
internal sealed class ParameterFacts(
    ISymbol member, AttributeData attribute, ParameterResult result, ParameterModel? part = null, bool isOnly = true)
{
    public ISymbol Member { get; } = member;

    /// <summary>The initializer attribute.</summary>
    public AttributeData Attribute { get; } = attribute;

    public EquatableArray<Problem> Problems { get; } = result.Problems;

    /// <summary>The parameter; null where its declaration is in error, which silences the rules about its use.</summary>
    public ParameterModel? Model { get; } = part ?? result.Parameter;

    /// <summary>The member with all of its parameters, where it is a layer or a list; null where its declaration is in error.</summary>
    public MemberModel? Members { get; } = result.Model;

    /// <summary>Whether the member holds a list, whose weights all start alike.</summary>
    public bool IsList => Members?.Collection is not null;

    /// <summary>Its name in messages: the member's, and that of the layer's matrix where there are several.</summary>
    public string Name => isOnly || part is null ? Member.Name : Member.Name + "." + part.Member;

    /// <summary>The flow's name for it.</summary>
    public Weight Weight { get; } = part is null
        ? new Weight(member.Name, member, result.Parameter?.Shape.Rank ?? 1) { IsList = result.Model?.Collection is not null }
        : new Weight(
            member.Name + (result.Model?.Collection is null ? "" : FlowModel.Element) + "." + part.Member, member, part.Shape.Rank)
        {
            IsList = result.Model?.Collection is not null,
        };

    public bool IsMatrix => Model is { Shape.Rank: >= 2 };

    public bool IsFrozen => KnownTypes.FindAttribute(Member, KnownTypes.FrozenAttribute) is not null;

    /// <summary>Whether every element starts at the same value, and at which.</summary>
    public double? ConstantValue => Model?.Initializer switch
    {
        { Kind: InitializerKind.Zeros } => 0.0,
        { Kind: InitializerKind.Ones } => 1.0,
        { Kind: InitializerKind.Constant } constant => constant.Value,
        { Kind: InitializerKind.Normal, Std: 0.0 } normal => normal.Mean,
        _ => null,
    };

    public bool IsZero => ConstantValue == 0.0;

    /// <summary>What <c>[Activation]</c> states; null where it does not stand.</summary>
    public Fate? Stated
    {
        get
        {
            if (KnownTypes.FindAttribute(Member, KnownTypes.ActivationAttribute) is not { } attribute)
            {
                return null;
            }

            var arguments = new AttributeArguments(attribute);
            return arguments.Enum("nonlinearity") is { } value && Enum.IsDefined(typeof(Nonlinearity), value)
                ? Fate.Activation((Nonlinearity)value, arguments.Double("Slope") ?? Gain.DefaultSlope)
                : Fate.Unknown;
        }
    }

    /// <summary>How many weights the list holds, where it is created with a constant size; null where that is not known, or it is no list.</summary>
    public int? Length(Compilation compilation, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in IsList ? Member.DeclaringSyntaxReferences : [])
        {
            SyntaxNode syntax = reference.GetSyntax(cancellation);
            ExpressionSyntax? initializer = (syntax as VariableDeclaratorSyntax)?.Initializer?.Value ?? (syntax as PropertyDeclarationSyntax)?.Initializer?.Value;
            switch (initializer)
            {
                case ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [{ } size] }, ..] }:
                    // One constant, of the declaration that the rule speaks of.
#pragma warning disable RS1030
                    Optional<object?> constant = compilation.GetSemanticModel(syntax.SyntaxTree).GetConstantValue(size, cancellation);
#pragma warning restore RS1030
                    if (constant is { HasValue: true, Value: int length and > 0 and <= 10_000 })
                    {
                        return length;
                    }

                    break;
                case CollectionExpressionSyntax { Elements: { Count: > 0 } elements } when elements.All(static element => element is ExpressionElementSyntax):
                    return elements.Count;
            }
        }

        return null;
    }

    /// <summary>What the parameter's output passes, by statement or else by the forward pass; null where no forward pass is seen.</summary>
    public Fate? Follows(ModelFacts model, CancellationToken cancellation) =>
        Stated ?? model.Graph(cancellation).FateOf(Weight);
}
