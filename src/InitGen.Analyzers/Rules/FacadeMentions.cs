using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>The files of a compilation that may call <c>Init</c>, by either of its names, or <c>Sampler</c>, by a search of their text.</summary>
internal sealed class FacadeMentions
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<Mention>> s_cache = new();

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
        var mentions = new FacadeMentions();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            Mention mention = s_cache.GetValue(tree, key => new StrongBox<Mention>(Read(key.GetText(cancellation).ToString()))).Value;
            mentions._everywhere |= mention.HasFlag(Mention.Everywhere);
            if (mention != Mention.None)
            {
                mentions._trees.Add(tree);
            }
        }

        return mentions;
    }

    public bool In(SyntaxTree tree) => _everywhere || _trees.Contains(tree);

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
