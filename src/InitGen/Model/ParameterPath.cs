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
}
