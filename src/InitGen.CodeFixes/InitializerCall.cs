using System.Collections.Immutable;
using InitGen.Analyzers.Rules;
using InitGen.Analyzers.Starts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.CodeFixes;

/// <summary>Rewrites a call of the facade as it stands in the source.</summary>
internal static class InitializerCall
{
    // What is filled, and from what, is given by place, as everyone writes it; all else by name.
    private static readonly string[] s_byPlace = ["destination", "shape", "stream"];

    /// <summary>
    /// The same call of another initializer; arguments that the new one has too are kept. Null where it needs one that is not there, such
    /// as the stream of what was zero.
    /// </summary>
    public static InvocationExpressionSyntax? Replace(
        InvocationExpressionSyntax call, IMethodSymbol method, string initializer, ImmutableDictionary<string, string?> properties, SemanticModel model)
    {
        if (model.Compilation.GetTypeByMetadataName("InitGen.Init") is not { } facade || OverloadOf(facade, initializer, method) is not { } target)
        {
            return null;
        }

        properties.TryGetValue(Replacement.NonlinearityKey, out string? nonlinearity);
        properties.TryGetValue(Replacement.SlopeKey, out string? slope);
        properties.TryGetValue(Replacement.ShapeKey, out string? shape);
        Dictionary<string, ArgumentSyntax> given = ArgumentsOf(call, method);
        bool hadGain = method.Parameters.Any(static parameter => parameter.Name == "convention");
        var arguments = new List<ArgumentSyntax>();
        foreach (IParameterSymbol parameter in target.Parameters)
        {
            ArgumentSyntax? kept = parameter.Name switch
            {
                "nonlinearity" => nonlinearity is null || nonlinearity == DefaultOf(initializer) ? null : Named(parameter.Name, TypeName("Nonlinearity", call, model) + "." + nonlinearity),
                "slope" => slope is null ? null : Named(parameter.Name, slope),
                "gain" => null,
                "convention" when !hadGain => null,
                "shape" when shape is not null && !given.ContainsKey("shape") => Named(parameter.Name, shape),
                _ => given.TryGetValue(parameter.Name, out ArgumentSyntax? argument) ? argument.WithoutTrivia().WithNameColon(SyntaxFactory.NameColon(parameter.Name).WithTrailingTrivia(SyntaxFactory.Space)) : null,
            };
            if (kept is not null)
            {
                bool isByPlace = Array.IndexOf(s_byPlace, parameter.Name) >= 0 && arguments.Count == parameter.Ordinal;
                arguments.Add(isByPlace ? kept.WithNameColon(null) : kept);
            }
            else if (!parameter.IsOptional)
            {
                return null;
            }
        }

        // A number that has no place in the new call, such as a fixed σ, is what was wrong; a piece's offset is not.
        if (given.ContainsKey("offset") && !target.Parameters.Any(static parameter => parameter.Name == "offset"))
        {
            return null;
        }

        return call
            .WithExpression(Rename(call.Expression, initializer, method))
            .WithArgumentList(call.ArgumentList.WithArguments(Separated(arguments)));
    }

    /// <summary>The call with one named argument set; the others stay as they are written. Null where the method has no such parameter.</summary>
    public static InvocationExpressionSyntax? WithArgument(
        InvocationExpressionSyntax call, IMethodSymbol method, string name, string value, bool isEnum, SemanticModel model)
    {
        string parameter = FacadeParameter.Of(name);
        if (!method.Parameters.Any(candidate => candidate.Name == parameter))
        {
            return null;
        }

        if (isEnum)
        {
            int dot = value.IndexOf('.');
            value = TypeName(value.Substring(0, dot), call, model) + value.Substring(dot);
        }

        if (ArgumentsOf(call, method).TryGetValue(parameter, out ArgumentSyntax? stands))
        {
            return call.ReplaceNode(stands.Expression, SyntaxFactory.ParseExpression(value).WithTriviaFrom(stands.Expression));
        }

        return call.WithArgumentList(call.ArgumentList.AddArguments(Named(parameter, value).WithLeadingTrivia(SyntaxFactory.Space)));
    }

    // The overload that takes the weight as the call gives it: a span beside its shape, or an array that has one.
    private static IMethodSymbol? OverloadOf(INamedTypeSymbol facade, string initializer, IMethodSymbol method)
    {
        IMethodSymbol[] overloads = [.. facade.GetMembers(initializer).OfType<IMethodSymbol>()];
        return Array.Find(overloads, overload => overload.Parameters[0].Type.Name == method.Parameters[0].Type.Name) ?? overloads.FirstOrDefault();
    }

    private static string DefaultOf(string initializer) =>
        initializer.StartsWith("Kaiming", StringComparison.Ordinal) ? nameof(Nonlinearity.Relu) : nameof(Nonlinearity.Linear);

    private static Dictionary<string, ArgumentSyntax> ArgumentsOf(InvocationExpressionSyntax call, IMethodSymbol method)
    {
        var arguments = new Dictionary<string, ArgumentSyntax>(StringComparer.Ordinal);
        SeparatedSyntaxList<ArgumentSyntax> given = call.ArgumentList.Arguments;
        for (int i = 0; i < given.Count; i++)
        {
            string? name = given[i].NameColon?.Name.Identifier.ValueText ?? (i < method.Parameters.Length ? method.Parameters[i].Name : null);
            if (name is not null)
            {
                arguments[name] = given[i];
            }
        }

        return arguments;
    }

    private static ArgumentSyntax Named(string name, string value) => SyntaxFactory.Argument(
        SyntaxFactory.NameColon(name).WithTrailingTrivia(SyntaxFactory.Space), default, SyntaxFactory.ParseExpression(value));

    private static SeparatedSyntaxList<ArgumentSyntax> Separated(List<ArgumentSyntax> arguments) => SyntaxFactory.SeparatedList(
        arguments, Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, arguments.Count - 1)));

    // A sampler has no initializer's name: the facade beside it does.
    private static ExpressionSyntax Rename(ExpressionSyntax called, string initializer, IMethodSymbol method)
    {
        switch (called)
        {
            case MemberAccessExpressionSyntax access:
                ExpressionSyntax owner = method.ContainingType.Name == "Init" ? access.Expression : access.Expression switch
                {
                    MemberAccessExpressionSyntax qualified => qualified.WithName(SyntaxFactory.IdentifierName("Init")),
                    _ => SyntaxFactory.IdentifierName("Init").WithTriviaFrom(access.Expression),
                };
                return access.WithExpression(owner).WithName(Renamed(access.Name, initializer));
            case SimpleNameSyntax simple:
                return Renamed(simple, initializer);
            default:
                return called;
        }
    }

    private static SimpleNameSyntax Renamed(SimpleNameSyntax name, string initializer) =>
        name.WithIdentifier(SyntaxFactory.Identifier(initializer).WithTriviaFrom(name.Identifier));

    /// <summary>One of InitGen's types as it can be written at a place.</summary>
    private static string TypeName(string type, SyntaxNode place, SemanticModel model) =>
        model.LookupNamespacesAndTypes(place.SpanStart, name: type).Any(static found => found is INamedTypeSymbol { ContainingNamespace.Name: "InitGen" }) ? type : "InitGen." + type;
}
