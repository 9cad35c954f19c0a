using System.Runtime.CompilerServices;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Starts;

/// <summary>The files of a compilation that may call <c>Init</c> or <c>Sampler</c>, by a search of their text. Others are not bound for it.</summary>
internal sealed class FacadeMentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<Mention>> s_trees = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_types = new();
    private static readonly ConditionalWeakTable<Compilation, FacadeMentions> s_cache = new();
    private static readonly HashSet<string> s_methods = new(
        InitializerKinds.All.Select(static kind => kind.ToString()).Concat(["IcnrNormal", "IcnrUniform"]), StringComparer.Ordinal);

    private readonly HashSet<SyntaxTree> _trees = [];
    private bool _everywhere;

    [Flags]
    private enum Mention
    {
        None = 0,
        Here = 1,

        /// <summary>A global using makes the methods known without their class's name, or the class by another name.</summary>
        Everywhere = 2,
    }

    public bool Any => _everywhere || _trees.Count > 0;

    public static FacadeMentions Of(Compilation compilation, CancellationToken cancellation)
    {
        if (!s_cache.TryGetValue(compilation, out FacadeMentions? mentions))
        {
            mentions = Read(compilation, cancellation);
            mentions = s_cache.GetValue(compilation, _ => mentions);
        }

        return mentions;
    }

    public bool In(SyntaxTree tree) => (_everywhere || _trees.Contains(tree)) && !IsGenerated(tree);

    /// <summary>The names of the types in whose bodies a method with the name of one of the facade's is called.</summary>
    public IEnumerable<string> TypeNames(Compilation compilation, CancellationToken cancellation)
    {
        if (!Any)
        {
            yield break;
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees.Where(In))
        {
            foreach (string name in s_types.GetValue(tree, key => [.. CallingTypes(key.GetRoot(cancellation)).Distinct(StringComparer.Ordinal)]))
            {
                yield return name;
            }
        }
    }

    private static IEnumerable<string> CallingTypes(SyntaxNode root)
    {
        foreach (InvocationExpressionSyntax call in root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (NameOf(call.Expression) is { } name && s_methods.Contains(name) && call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
            {
                yield return type.Identifier.ValueText;
            }
        }
    }

    /// <summary>The names of the facade's methods, and of the methods in some declarations that call one of them, or call such a method.</summary>
    public static HashSet<string> CallersIn(IReadOnlyCollection<SyntaxNode> declarations)
    {
        var callers = new HashSet<string>(s_methods, StringComparer.Ordinal);
        var calls = new List<(string Caller, string Called)>();
        foreach (InvocationExpressionSyntax call in declarations.SelectMany(static part => part.DescendantNodes().OfType<InvocationExpressionSyntax>()))
        {
            if (NameOf(call.Expression) is not { } called)
            {
                continue;
            }

            foreach (SyntaxNode ancestor in call.Ancestors())
            {
                string? caller = (ancestor as MethodDeclarationSyntax)?.Identifier.ValueText ?? (ancestor as LocalFunctionStatementSyntax)?.Identifier.ValueText;
                if (caller is not null)
                {
                    calls.Add((caller, called));
                }
            }
        }

        int before;
        do
        {
            before = callers.Count;
            callers.UnionWith(calls.Where(pair => callers.Contains(pair.Called)).Select(static pair => pair.Caller).ToArray());
        }
        while (callers.Count > before);

        return callers;
    }

    /// <summary>Whether a method of the facade, or of the samplers below it, is called.</summary>
    public static bool IsFacade(IMethodSymbol method) =>
        method.ContainingType is { Name: "Init" or "Sampler" } type && KnownTypes.IsInitGen(type) && s_methods.Contains(method.Name);

    /// <summary>The name of the method that a call names.</summary>
    public static string? NameOf(ExpressionSyntax method) => method switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether a file is the generator's.</summary>
    public static bool IsGenerated(SyntaxTree tree) => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal);

    private static FacadeMentions Read(Compilation compilation, CancellationToken cancellation)
    {
        var mentions = new FacadeMentions();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (!IsGenerated(tree))
            {
                Mention mention = s_trees.GetValue(tree, key => new StrongBox<Mention>(Read(key.GetText(cancellation).ToString()))).Value;
                mentions._everywhere |= mention.HasFlag(Mention.Everywhere);
                if (mention != Mention.None)
                {
                    mentions._trees.Add(tree);
                }
            }
        }

        return mentions;
    }

    private static Mention Read(string text)
    {
        if (!HasWord(text, "Init") && !HasWord(text, "ParameterInit") && !HasWord(text, "Sampler"))
        {
            return Mention.None;
        }

        return HasWord(text, "global") && HasWord(text, "using") ? Mention.Here | Mention.Everywhere : Mention.Here;
    }

    private static bool HasWord(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            int end = at + word.Length;
            if ((at == 0 || !IsPart(text[at - 1])) && (end == text.Length || !IsPart(text[end])))
            {
                return true;
            }
        }

        return false;

        static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';
    }
}
