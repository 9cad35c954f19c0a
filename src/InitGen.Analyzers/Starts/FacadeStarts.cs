using System.Collections.Immutable;
using InitGen.Analyzers.Rules;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>
/// Calls of <c>Init</c> and <c>Sampler</c> in a model's own bodies that fill a field or property of it: directly, through spans and
/// locals, and through methods that pass the array, or return a new one.
/// </summary>
internal sealed class FacadeStarts : StartSource
{
    public static readonly FacadeStarts Instance = new();

    private FacadeStarts()
    {
    }

    public override IEnumerable<string> TypeNames(Compilation compilation, CancellationToken cancellation) =>
        FacadeMentions.Of(compilation, cancellation).TypeNames(compilation, cancellation);

    public override string Write(Replacement replacement) =>
        "Init." + replacement.Initializer + (replacement.NamesNonlinearity ? " with Nonlinearity." + replacement.Nonlinearity : "");

    public override string Write(string name, string value) => FacadeParameter.Of(name) + ": " + value;

    public override StartReading Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        FacadeMentions mentions = FacadeMentions.Of(compilation, cancellation);
        var fills = new List<Fill>();
        var known = new HashSet<SyntaxNode>();
        CreationSites? sites = null;
        foreach (IOperation body in BodiesOf(type, compilation, mentions, cancellation))
        {
            foreach ((IInvocationOperation call, CallFrame frame) in CallFrame.FacadeCalls(CallFrame.Of(body), compilation, mentions, cancellation))
            {
                sites ??= CreationSites.Of(type, compilation, cancellation);
                Read(call, frame, type, sites, fills, known);
            }
        }

        ImmutableArray<WeightStart>.Builder starts = ImmutableArray.CreateBuilder<WeightStart>();
        foreach (ISymbol member in type.GetMembers())
        {
            Fill[] own = [.. fills.Where(fill => SymbolEqualityComparer.Default.Equals(fill.Member, member))];
            if (own.Length > 0 && StartOf(member, own) is { } start)
            {
                starts.Add(start);
            }
        }

        return starts.Count == 0 ? StartReading.None : new StartReading(starts.ToImmutable()) { Fills = [.. known] };
    }

    /// <summary>One start of all the calls that fill a member: without values where they differ, or fill a part of it.</summary>
    private WeightStart? StartOf(ISymbol member, Fill[] fills)
    {
        Fill first = fills[0];
        bool isOne = fills.All(fill => fill is { IsPiece: false, Model: not null } && Equals(fill.Model, first.Model) && fill.IsElement == first.IsElement);
        int[] ranks = [.. fills.Where(static fill => fill.Rank is not null).Select(static fill => fill.Rank!.Value).Distinct()];
        return ranks.Length != 1 || fills.Any(fill => fill.IsElement != first.IsElement)
            ? null
            : new WeightStart(this, member, isOne ? first.Model : null, null)
            {
                Rank = ranks[0],
                IsList = first.IsElement,
                Evidence = first.Evidence.GetLocation(),
                Further = [.. fills.Skip(1).Select(static fill => fill.Evidence).Where(evidence => evidence != first.Evidence).Distinct().Select(static evidence => evidence.GetLocation())],
                NamesNonlinearity = first.NamesNonlinearity,
            };
    }

    private static void Read(IInvocationOperation call, CallFrame frame, INamedTypeSymbol type, CreationSites sites, List<Fill> fills, HashSet<SyntaxNode> known)
    {
        if (FacadeCall.DestinationOf(call) is not { } destination)
        {
            return;
        }

        IReadOnlyList<FillTarget> targets = FillTarget.Of(destination, frame, type);
        if (targets.Count == 0 && LocalOf(destination) is { } local)
        {
            targets = FillTarget.HoldersOf(local.Local, local, frame, type, known);
        }

        var constants = new ConstantReader(sites, type);
        foreach (FillTarget target in targets)
        {
            if (fills.Any(fill => SymbolEqualityComparer.Default.Equals(fill.Member, target.Member) && fill.Call == call.Syntax && fill.Site == target.Named?.Syntax))
            {
                continue;
            }

            known.Add(call.Syntax);
            for (CallFrame? passed = target.Named is null ? null : frame; passed is not null; passed = passed.Site == target.Named ? null : passed.Caller)
            {
                if (passed.Site is { } site)
                {
                    known.Add(site.Syntax);
                }
            }

            int?[]? stated = FacadeCall.ShapeOf(call, frame, constants);
            (StorageModel Storage, ShapeModel Shape)? stored = StorageOf(target, stated, sites, type);
            ParameterModel? model = stored is var (storage, shape) ? FacadeCall.Read(call, frame, constants, target.Member.Name, storage, shape) : null;
            fills.Add(new Fill(
                target.Member,
                call.Syntax,
                target.Named?.Syntax,
                MethodOf((target.Named ?? call).Syntax),
                model,
                stored?.Shape.Rank,
                target.IsElement,
                target.IsPiece || FacadeCall.IsPiece(call),
                FacadeCall.NamesNonlinearity(call)));
        }
    }

    /// <summary>Where and in what shape a weight is stored, or each of a list: as the call states it, else as the array is created.</summary>
    private static (StorageModel, ShapeModel)? StorageOf(FillTarget target, int?[]? stated, CreationSites sites, INamedTypeSymbol type)
    {
        ITypeSymbol held = ParameterParser.TypeOf(target.Member);
        var parser = new StorageParser(sites.Compilation, type, sites.Cancellation);
        ITypeSymbol? element = target.IsElement ? CollectionParser.Parse(held) is var (_, item) ? item : (held as IArrayTypeSymbol)?.ElementType : held;
        if (element is null || parser.Parse(element) is not { } storage)
        {
            return null;
        }

        // The rows of a matrix are no list of vectors, and nothing but a stated shape tells one from the other.
        if (target.IsElement && held is IArrayTypeSymbol { ElementType: IArrayTypeSymbol { Rank: 1 } } && stated is null)
        {
            return null;
        }

        int?[]? created = target.IsElement ? sites.ElementSizesOf(target.Member) : sites.SizesOf(target.Member);
        if (stated is not null)
        {
            bool isSame = created is not null && created.Length == stated.Length;
            return (storage, FacadeCall.Shape(stated.Select((size, axis) => size ?? (isSame ? created![axis] : null))));
        }

        int rank = storage.Rank > 1 ? storage.Rank : created is { Length: > 1 } ? created.Length : IsProduct(target.Member, sites) ? 2 : 1;
        return (storage, created is not null && created.Length == rank ? FacadeCall.Shape(created) : ShapeModel.OfStorage(rank));
    }

    // new float[outputs * inputs]: a flat matrix.
    private static bool IsProduct(ISymbol member, CreationSites sites) => sites.ValuesOf(member).Any(static value =>
        value is not null && CreationSites.Unwrapped(value) is ArrayCreationExpressionSyntax
        {
            Type.RankSpecifiers: [{ Sizes: [BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression }] }],
        });

    private static ILocalReferenceOperation? LocalOf(IOperation destination)
    {
        for (IOperation? current = destination; current is not null;)
        {
            switch (current)
            {
                case IConversionOperation conversion:
                    current = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan", Arguments.Length: <= 1 } view:
                    current = view.Instance ?? view.Arguments.FirstOrDefault()?.Value;
                    break;
                case IInvocationOperation { TargetMethod.Name: "CreateSpan" or "GetArrayDataReference" or "As" } view:
                    current = view.Arguments.FirstOrDefault()?.Value;
                    break;
                case IArrayElementReferenceOperation element:
                    current = element.ArrayReference;
                    break;
                case ILocalReferenceOperation local:
                    return local;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The method that a call names: what a diagnostic marks, in place of all its arguments.</summary>
    private static SyntaxNode MethodOf(SyntaxNode call) => call is InvocationExpressionSyntax invocation ? invocation.Expression : call;

    /// <summary>The bodies of a type that call the facade, or a method of the type that does.</summary>
    private static IEnumerable<IOperation> BodiesOf(INamedTypeSymbol type, Compilation compilation, FacadeMentions mentions, CancellationToken cancellation)
    {
        if (!mentions.Any)
        {
            yield break;
        }

        SyntaxNode[] parts = [.. type.DeclaringSyntaxReferences.Where(part => mentions.In(part.SyntaxTree)).Select(part => part.GetSyntax(cancellation))];
        HashSet<string> callers = FacadeMentions.CallersIn(parts);
        foreach (SyntaxNode part in parts)
        {
            SemanticModel? model = null;
            foreach (SyntaxNode body in CallFrame.BodyNodesIn(part))
            {
                if (body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => FacadeMentions.NameOf(call.Expression) is { } name && callers.Contains(name)))
                {
                    // The source looks at every body of the type together, not at one block at a time.
#pragma warning disable RS1030
                    model ??= compilation.GetSemanticModel(part.SyntaxTree);
#pragma warning restore RS1030
                    if (model.GetOperation(body, cancellation) is { } operation)
                    {
                        yield return operation;
                    }
                }
            }
        }
    }

    /// <summary>One call that fills a member.</summary>
    /// <param name="Member">The member.</param>
    /// <param name="Call">The call of the facade.</param>
    /// <param name="Site">The call that names the member, where that is another.</param>
    /// <param name="Evidence">What a diagnostic marks.</param>
    /// <param name="Model">What it fills in; null where that is not known.</param>
    /// <param name="Rank">The rank of the shape; null where it is not known.</param>
    /// <param name="IsElement">Whether it fills each array of a list.</param>
    /// <param name="IsPiece">Whether it fills a part.</param>
    /// <param name="NamesNonlinearity">Whether it names the nonlinearity.</param>
    private sealed record Fill(
        ISymbol Member, SyntaxNode Call, SyntaxNode? Site, SyntaxNode Evidence, ParameterModel? Model, int? Rank, bool IsElement, bool IsPiece, bool NamesNonlinearity);
}
