using InitGen.Analyzers.Flow;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT204: an orthogonal initializer on a matrix large enough to take seconds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LargeOrthogonalAnalyzer() : ModelAnalyzer(Descriptor)
{
    internal static readonly DiagnosticDescriptor Descriptor = Rules.Rule.Info(
        "INIT204",
        "A large orthogonal matrix",
        "'{0}' is an orthogonal matrix with {1} rows and {2} columns, which takes about {3} to draw",
        "An orthogonal matrix costs about 4·m·n² operations. From a few thousand rows on that takes seconds.");

    private protected override void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        CreationSites? sites = null;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not (IFieldSymbol or IPropertySymbol) || KnownTypes.FindAttribute(member, "OrthogonalAttribute") is not { } attribute)
            {
                continue;
            }

            sites ??= CreationSites.Of(type, context.Compilation, context.CancellationToken);
            if (SizesOf(member, sites) is not { } sizes)
            {
                continue;
            }

            long smaller = Math.Min(sizes.Rows, sizes.Columns);
            double threshold = RuleOptions.Number(
                context.Options, attribute.ApplicationSyntaxReference?.SyntaxTree, "initgen.orthogonal_size", 4096.0);
            if (smaller >= threshold)
            {
                // Measured at about 20 G operations a second on one core.
                double seconds = 4.0 * Math.Max(sizes.Rows, sizes.Columns) * smaller * smaller / 20e9;
                string time = seconds < 1.5 ? "a second" : seconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture) + " seconds";
                Report(
                    context,
                    At(attribute, member, context.CancellationToken),
                    member.Name,
                    sizes.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    sizes.Columns.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    time);
            }
        }
    }

    private protected override void Analyze(ModelFacts model, SymbolAnalysisContext context)
    {
        // The attribute and the shape tell: AnalyzeType does all.
    }

    private static (long Rows, long Columns)? SizesOf(ISymbol member, CreationSites sites)
    {
        int?[]? sizes = null;
        if (KnownTypes.FindAttribute(member, KnownTypes.ShapeAttribute) is { } shape && new AttributeArguments(shape).Array("sizes") is { } given)
        {
            sizes = [.. given.Select(static size => size.Value as int?)];
        }

        sizes ??= sites.SizesOf(member);
        if (sizes is not { Length: >= 2 } || sizes.Any(static size => size is null))
        {
            return null;
        }

        long columns = 1;
        for (int i = 1; i < sizes.Length; i++)
        {
            columns *= sizes[i]!.Value;
        }

        return (sizes[0]!.Value, columns);
    }
}
