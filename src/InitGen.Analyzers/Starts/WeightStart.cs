using System.Collections.Immutable;
using InitGen.Analyzers.Flow;
using InitGen.Analyzers.Rules;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Starts;

/// <summary>
/// What one weight starts with: the member that holds it, its initializer and shape, and the evidence in the code, which is what a fix
/// edits. A layer has one for each of its matrices.
/// </summary>
internal sealed class WeightStart
{
    private readonly ParameterModel? _part;
    private readonly bool _isOnly;

    /// <summary>A member's start.</summary>
    /// <param name="source">What says it.</param>
    /// <param name="member">The field or property of the model.</param>
    /// <param name="model">The parameter; null where what it starts with is not known.</param>
    /// <param name="members">The member with all of its parameters, where it is a layer or a list.</param>
    /// <param name="part">The layer's matrix that is meant; null where the member is no layer.</param>
    /// <param name="isOnly">Whether the layer has no other matrix.</param>
    public WeightStart(StartSource source, ISymbol member, ParameterModel? model, MemberModel? members, ParameterModel? part = null, bool isOnly = true)
    {
        Source = source;
        Member = member;
        Members = members;
        Model = part ?? model;
        _part = part;
        _isOnly = isOnly;
        IsList = members?.Collection is not null;
        Rank = part?.Shape.Rank ?? model?.Shape.Rank ?? 1;
    }

    public StartSource Source { get; }

    public ISymbol Member { get; }

    /// <summary>The parameter; null where its declaration is in error, or where its values are not known, which silences the rules about them.</summary>
    public ParameterModel? Model { get; }

    /// <summary>The member with all of its parameters, where it is a layer or a list; null where its declaration is in error.</summary>
    public MemberModel? Members { get; }

    /// <summary>The rank of the weight's shape, or of each weight in the list.</summary>
    public int Rank { get; init; }

    /// <summary>Whether the member holds a list, whose weights all start alike.</summary>
    public bool IsList { get; init; }

    /// <summary>Where the code says it: what a diagnostic marks and a fix edits.</summary>
    public Location Evidence { get; init; } = Location.None;

    /// <summary>Further places that say the same, and have to be changed together with the first.</summary>
    public ImmutableArray<Location> Further { get; init; } = [];

    /// <summary>Whether the code names the nonlinearity, or its slope; a default is no statement about the forward pass.</summary>
    public bool NamesNonlinearity { get; init; }

    /// <summary>Its name in messages: the member's, and that of the layer's matrix where there are several.</summary>
    public string Name => _isOnly || _part is null ? Member.Name : Member.Name + "." + _part.Member;

    /// <summary>The flow's name for it.</summary>
    public Weight Weight => _part is null
        ? new Weight(Member.Name, Member, Rank) { IsList = IsList }
        : new Weight(Member.Name + (IsList ? FlowModel.Element : "") + "." + _part.Member, Member, Rank) { IsList = IsList };

    public bool IsMatrix => Model is not null && Rank >= 2;

    public bool IsFrozen => KnownTypes.FindAttribute(Member, KnownTypes.FrozenAttribute) is not null;

    /// <summary>The file whose options count.</summary>
    public SyntaxTree? Tree => Evidence.SourceTree;

    /// <summary>Whether every element starts at the same value, and at which; null where it is not known.</summary>
    public double? ConstantValue => Model?.Initializer switch
    {
        { Kind: InitializerKind.Zeros } => 0.0,
        { Kind: InitializerKind.Ones } => 1.0,
        { Kind: InitializerKind.Constant } constant when !double.IsNaN(constant.Value) => constant.Value,
        { Kind: InitializerKind.Normal, Std: 0.0 } normal when !double.IsNaN(normal.Mean) => normal.Mean,
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
                case ArrayCreationExpressionSyntax { Type.RankSpecifiers: [{ Sizes: [{ } size] }, ..] } when LengthOf(size) is { } length:
                    return length;
                case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToList", Expression: { } query } }
                    when CountOf(query) is { } count && LengthOf(count) is { } length:
                    return length;
                case CollectionExpressionSyntax { Elements: { Count: > 0 } elements } when elements.All(static element => element is ExpressionElementSyntax):
                    return elements.Count;
            }
        }

        return null;

        // One constant, of the declaration that the rule speaks of.
        int? LengthOf(ExpressionSyntax size)
        {
#pragma warning disable RS1030
            Optional<object?> constant = compilation.GetSemanticModel(size.SyntaxTree).GetConstantValue(size, cancellation);
#pragma warning restore RS1030
            return constant is { HasValue: true, Value: int length and > 0 and <= 10_000 } ? length : null;
        }
    }

    // Enumerable.Range(0, 12).Select(…) and Enumerable.Repeat(…, 12).Select(…)
    private static ExpressionSyntax? CountOf(ExpressionSyntax query) => query switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select", Expression: { } source } } => CountOf(source),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Range" or "Repeat", Expression: IdentifierNameSyntax { Identifier.ValueText: "Enumerable" } },
            ArgumentList.Arguments: [_, { Expression: { } count }],
        } => count,
        _ => null,
    };

    /// <summary>What the weight's output passes, by statement or else by the forward pass; null where no forward pass is seen.</summary>
    public Fate? Follows(ModelFacts model, CancellationToken cancellation) =>
        Stated ?? model.Graph(cancellation).FateOf(Weight);
}
