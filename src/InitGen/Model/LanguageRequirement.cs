using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Model;

/// <summary>The version of C# that generated code is written in: the project's own has to be as new.</summary>
internal static class LanguageRequirement
{
    /// <summary>The least version: 13 where visitors may be ref structs, as the runtime's interface has it, else 12.</summary>
    public static LanguageVersion Of(Compilation compilation) => AllowsRefStructs(compilation) ? LanguageVersion.CSharp13 : LanguageVersion.CSharp12;

    public static bool IsMet(Compilation compilation) => compilation is CSharpCompilation sharp && sharp.LanguageVersion >= Of(compilation);

    /// <summary>Whether the runtime's visitors may be ref structs, which those of older frameworks cannot be.</summary>
    public static bool AllowsRefStructs(Compilation compilation) =>
        compilation.GetTypeByMetadataName(KnownTypes.Parameterized)?.GetMembers("VisitParameters").OfType<IMethodSymbol>().FirstOrDefault()
            is { TypeParameters: [{ AllowsRefLikeType: true }] };
}
