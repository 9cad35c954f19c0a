using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Hands out names that differ from each other and from those taken.</summary>
/// <param name="taken">Names in use.</param>
/// <param name="suffixes">Suffixes under which a name handed out is used too: <c>w1</c> may need <c>w1FanIn</c>.</param>
internal sealed class NameAllocator(IEnumerable<string> taken, params string[] suffixes)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public bool IsTaken(string name) => _taken.Contains(name);

    public string Allocate(string wished)
    {
        string name = wished;
        for (int i = 2; CSharpNames.Escape(name) != name || !IsFree(name); i++)
        {
            name = wished + "Values" + (i == 2 ? "" : Literal.Int(i));
        }

        _taken.Add(name);
        _taken.UnionWith(suffixes.Select(suffix => name + suffix));
        return name;
    }

    private bool IsFree(string name) => !_taken.Contains(name) && !suffixes.Any(suffix => _taken.Contains(name + suffix));
}
