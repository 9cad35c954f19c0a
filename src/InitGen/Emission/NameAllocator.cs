using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Hands out names that differ from each other and from those taken.</summary>
internal sealed class NameAllocator(params string[] taken)
{
    private readonly HashSet<string> _taken = new(taken, StringComparer.Ordinal);

    public void Reserve(string name) => _taken.Add(name);

    public string Allocate(string wished)
    {
        string name = wished;
        for (int i = 2; CSharpNames.Escape(name) != name || !_taken.Add(name); i++)
        {
            name = wished + "Values" + (i == 2 ? "" : Literal.Int(i));
        }

        return name;
    }
}
