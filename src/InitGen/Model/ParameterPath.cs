using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>A member's segment of the parameter path.</summary>
internal static class ParameterPath
{
    /// <summary>The member's name without leading <c>_</c> or <c>m_</c>, first letter lower-cased: <c>_w1</c> and <c>W1</c> are <c>w1</c>.</summary>
    public static string SegmentOf(string member)
    {
        string name = member.StartsWith("m_", StringComparison.Ordinal) ? member.Substring(2) : member;
        name = name.TrimStart('_');
        return name.Length == 0 ? member : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>The member's segment, or what <c>[ParameterName]</c> says in its place; null where that is no path (INIT012).</summary>
    public static string? SegmentOf(ISymbol member)
    {
        if (KnownTypes.FindAttribute(member, KnownTypes.ParameterNameAttribute) is not { } attribute)
        {
            return SegmentOf(member.Name);
        }

        string name = new AttributeArguments(attribute).String("name") ?? "";
        return IsPath(name) ? name : null;
    }

    // The star stands for an index in the manifest of a list. Paths are written into comments, which a line break of any kind would end.
    private static bool IsPath(string name) =>
        !name.Any(letter => letter is '*' or '\u2028' or '\u2029' || char.IsControl(letter))
        && Array.TrueForAll(name.Split('.'), segment => segment.Trim().Length == segment.Length && segment.Length > 0);
}
