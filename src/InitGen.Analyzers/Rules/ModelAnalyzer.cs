using System.Collections.Immutable;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace InitGen.Analyzers.Rules;

/// <summary>An analyzer of model types. In a compilation without InitGen, or without a model, it registers nothing; any other type costs one look at its name.</summary>
public abstract class ModelAnalyzer : DiagnosticAnalyzer
{
    private protected ModelAnalyzer(DiagnosticDescriptor rule)
    {
        Rule = rule;
        SupportedDiagnostics = [rule];
    }

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    private protected DiagnosticDescriptor Rule { get; }

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownTypes.TryCreate(start.Compilation) is not null
                && ModelNames.Of(start.Compilation, start.CancellationToken) is { Count: > 0 } names)
            {
                start.RegisterSymbolAction(
                    symbol =>
                    {
                        if (names.Contains(symbol.Symbol.Name))
                        {
                            AnalyzeType((INamedTypeSymbol)symbol.Symbol, symbol);
                        }
                    },
                    SymbolKind.NamedType);
            }
        });
    }

    private protected virtual void AnalyzeType(INamedTypeSymbol type, SymbolAnalysisContext context)
    {
        ModelFacts model = ModelFacts.Of(type, context.Compilation);
        if (KnownTypes.HasInitializers(type) || !model.Starts(context.CancellationToken).IsEmpty)
        {
            Analyze(model, context);
        }
    }

    private protected abstract void Analyze(ModelFacts model, SymbolAnalysisContext context);

    private protected void Report(SymbolAnalysisContext context, Location location, params object[] arguments) =>
        Report(context, location, ImmutableDictionary<string, string?>.Empty, arguments);

    private protected void Report(
        SymbolAnalysisContext context, Location location, ImmutableDictionary<string, string?> properties, params object[] arguments)
    {
        if (location.IsInSource)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, location, properties, arguments));
        }
    }

    private protected static Location At(ISymbol symbol) => symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;

    /// <summary>Where a problem that the parser found stands.</summary>
    private protected static Location At(Problem problem, ISymbol member, CancellationToken cancellation)
    {
        if (problem.Site.Attribute is not { } name || KnownTypes.FindAttribute(member, name) is not { } attribute
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax syntax)
        {
            return At(member);
        }

        if (problem.Site.Argument is not { } argumentName || syntax.ArgumentList is not { } list)
        {
            return syntax.GetLocation();
        }

        int positional = 0;
        int element = problem.Site.Element;
        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            string? given = argument.NameEquals?.Name.Identifier.ValueText ?? argument.NameColon?.Name.Identifier.ValueText;
            if (given is null && attribute.AttributeConstructor is { } constructor)
            {
                int ordinal = Math.Min(positional++, constructor.Parameters.Length - 1);
                given = ordinal >= 0 ? constructor.Parameters[ordinal].Name : null;
            }

            if (given == argumentName && element-- == 0)
            {
                return argument.GetLocation();
            }
        }

        return syntax.GetLocation();
    }
}
