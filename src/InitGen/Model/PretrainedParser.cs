using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Reads <c>[Pretrained]</c>: the name of a parameter in another program's checkpoint.</summary>
internal static class PretrainedParser
{
    /// <summary>Adds what the attribute says to what was read of a member.</summary>
    public static ParameterResult Complete(ParameterResult result, ISymbol member)
    {
        if (result.Model is not { } model || KnownTypes.FindAttribute(member, KnownTypes.PretrainedAttribute) is not { } attribute)
        {
            return result;
        }

        var arguments = new AttributeArguments(attribute);
        if (string.IsNullOrWhiteSpace(arguments.String("name")))
        {
            return result with
            {
                Parameter = null,
                Model = null,
                Problems = result.Problems
                    .Append(Problem.Of("INIT012", new ProblemSite(KnownTypes.PretrainedAttribute), result.Member, "\"" + arguments.String("name") + "\" in a checkpoint", "the name that it has there"))
                    .ToEquatableArray(),
            };
        }

        return result with
        {
            Model = model with
            {
                Pretrained = arguments.String("name"),
                IsPretrainedTransposed = arguments.TryGet("Transpose", out TypedConstant transpose) && transpose.Value is true,
            },
        };
    }

    /// <summary>Whether a type or one of its bases has, or will have, an initializer that takes a checkpoint.</summary>
    public static bool IsInitializer(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                bool written = member is IMethodSymbol { Name: "InitializeParameters", TypeParameters.Length: 0, Parameters: { Length: 2 } parameters }
                    && parameters[0].Type.SpecialType == SpecialType.System_UInt64;
                bool generated = !ReferenceEquals(current, type) && !current.DeclaringSyntaxReferences.IsEmpty
                    && KnownTypes.FindAttribute(member, KnownTypes.PretrainedAttribute) is not null;
                if (written || generated)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
