using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>What a member of the model holds: a weight, a layer, or a list of either.</summary>
/// <param name="Rank">The rank of the weight's shape, or of each weight in the list.</param>
/// <param name="IsList">Whether the member holds a list.</param>
internal sealed record FlowMember(int Rank, bool IsList = false)
{
    /// <summary>The ranks of a layer's weights and biases, by the names of its members; null where the member is no layer.</summary>
    public IReadOnlyDictionary<string, int>? Parts { get; init; }
}

/// <summary>The weights of a model type, for the interpreter to find when it comes upon their members.</summary>
internal sealed class FlowModel(INamedTypeSymbol type, IReadOnlyDictionary<ISymbol, FlowMember> members)
{
    /// <summary>The last segment of the path of a list's elements, whichever they are.</summary>
    public const string Element = "[]";

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The weight that a member of an object holds; null where it holds none.</summary>
    /// <param name="owner">The path of the object that has the member; empty for the model itself.</param>
    /// <param name="ownerMember">The member of the model by which the object is reached.</param>
    /// <param name="member">The field or property.</param>
    public Weight? Find(string owner, ISymbol? ownerMember, ISymbol member)
    {
        if (owner.Length == 0)
        {
            return members.TryGetValue(member, out FlowMember? own) && own.Parts is null
                ? new Weight(member.Name, member, own.Rank) { IsList = own.IsList }
                : null;
        }

        string path = owner + "." + member.Name;
        bool isElement = owner.IndexOf(Element, StringComparison.Ordinal) >= 0;
        if (ownerMember is not null && members.TryGetValue(ownerMember, out FlowMember? layer) && layer.Parts is { } parts
            && owner == ownerMember.Name + (layer.IsList ? Element : "") && parts.TryGetValue(member.Name, out int rank))
        {
            return new Weight(path, ownerMember, rank) { IsList = isElement };
        }

        // A layer's own member below one of the model's: a weight by the layer type's declaration, its initializer by the model's.
        bool isWeight = KnownTypes.FindAttribute(member, KnownTypes.WeightAttribute) is not null;
        bool isBias = KnownTypes.FindAttribute(member, KnownTypes.BiasAttribute) is not null;
        return isWeight || isBias || KnownTypes.FindInitializer(member, out _) is not null
            ? new Weight(path, ownerMember ?? member, isBias ? 1 : RankOf(member)) { IsList = isElement }
            : null;
    }

    /// <summary>Whether the weights below a member of the model are known by the paths of the objects that hold them: layers and modules.</summary>
    public bool IsHolder(ISymbol member) =>
        members.TryGetValue(member, out FlowMember? layer) ? layer.Parts is not null : KnownTypes.FindAttribute(member, KnownTypes.ModuleAttribute) is not null;

    private static int RankOf(ISymbol member)
    {
        ITypeSymbol? type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        if (KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } sizes] })
        {
            return sizes.Values.Length;
        }

        int rank = 0;
        while (type is IArrayTypeSymbol array)
        {
            rank += array.Rank;
            type = array.ElementType;
        }

        return rank;
    }
}
