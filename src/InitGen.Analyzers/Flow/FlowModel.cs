using InitGen.Model;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>The weights of a model type, for the interpreter to find when it comes upon their members.</summary>
internal sealed class FlowModel(INamedTypeSymbol type, IReadOnlyDictionary<ISymbol, int> ranks)
{
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The weight that a member of an object holds; null where it holds none.</summary>
    /// <param name="owner">The path of the object that has the member; empty for the model itself.</param>
    /// <param name="ownerMember">The member of the model by which the object is reached.</param>
    /// <param name="member">The field or property.</param>
    public Weight? Find(string owner, ISymbol? ownerMember, ISymbol member)
    {
        if (owner.Length == 0)
        {
            return ranks.TryGetValue(member, out int rank) ? new Weight(member.Name, member, rank) : null;
        }

        // A layer's own member below one of the model's: a weight by the layer type's declaration, its initializer by the model's.
        bool isWeight = KnownTypes.FindAttribute(member, "WeightAttribute") is not null;
        bool isBias = KnownTypes.FindAttribute(member, "BiasAttribute") is not null;
        if (isWeight || isBias || KnownTypes.FindInitializer(member, out _) is not null)
        {
            return new Weight(owner + "." + member.Name, ownerMember ?? member, isBias ? 1 : RankOf(member));
        }

        return null;
    }

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
