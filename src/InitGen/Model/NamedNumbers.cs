using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads the members that an initializer names for what is known only at run time: a nonlinearity, a gain, a standard deviation (INIT009).</summary>
/// <param name="member">The member with the initializer.</param>
/// <param name="model">The type that has the named members.</param>
/// <param name="storages">Finds members that generated code can reach.</param>
/// <param name="sites">The creation sites, which tell constants.</param>
/// <param name="attributeName">The initializer's attribute class.</param>
/// <param name="problems">Receives what cannot be read.</param>
internal sealed class NamedNumbers(
    ISymbol member, INamedTypeSymbol model, StorageParser storages, CreationSites sites, string attributeName, List<Problem> problems)
{
    private const string Number = "a field or property of type double or float";

    /// <summary>The initializer with what is named; constants as if the attribute gave them.</summary>
    public InitializerSpec Complete(InitializerSpec spec, AttributeArguments arguments)
    {
        if (Find(arguments, "NonlinearityFrom", "a field or property of type Nonlinearity", static type => type.Name == "Nonlinearity" && KnownTypes.IsInitGen(type))
            is var (nonlinearity, nonlinearityName))
        {
            spec = nonlinearity is IFieldSymbol { HasConstantValue: true, ConstantValue: int constant } && Enum.IsDefined(typeof(Nonlinearity), constant)
                ? spec with { Nonlinearity = (Nonlinearity)constant }
                : spec with { NonlinearityMember = nonlinearityName };
        }

        if (Find(arguments, "GainFrom", Number, IsNumber) is var (_, gain))
        {
            spec = spec with { GainMember = gain, ExplicitGain = double.NaN };
        }

        if (Find(arguments, "StdFrom", Number, IsNumber) is var (_, std))
        {
            spec = spec with { StdMember = std };
        }

        if (Find(arguments, "ValueFrom", Number, IsNumber) is var (_, value))
        {
            spec = spec with { ValueMember = value, Value = double.NaN };
        }

        if (Find(arguments, "ResidualBranchesFrom", "a field or property of type int", static type => type.SpecialType == SpecialType.System_Int32)
            is var (branches, branchesName))
        {
            spec = sites.ConstantOf(branches) is { } known and >= 1 && branches.IsStatic
                ? spec with { ResidualBranches = known }
                : spec with { BranchesMember = branchesName, ResidualBranches = 0 };
        }

        return spec;
    }

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private (ISymbol Member, string Name)? Find(AttributeArguments arguments, string argument, string expected, Func<ITypeSymbol, bool> fits)
    {
        if (arguments.String(argument) is not { } name)
        {
            return null;
        }

        ISymbol? found = storages.FindMember(model, name);
        ITypeSymbol? type = found switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
            _ => null,
        };
        if (type is null || !fits(type))
        {
            problems.Add(Problem.Of("INIT009", new ProblemSite(attributeName, argument), member.Name, name, expected));
            return null;
        }

        return (found!, CSharpNames.Escape(name));
    }
}
