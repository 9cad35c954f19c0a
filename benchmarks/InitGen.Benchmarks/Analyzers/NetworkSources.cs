namespace InitGen.Benchmarks;

/// <summary>The annotated networks that the analyzers are tested on, each in a namespace of its own, so that all stand in one compilation.</summary>
internal static class NetworkSources
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    /// <summary>What a file of a project usually imports, and helpers over spans that the networks share.</summary>
    public static string Prelude => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Prelude.cs"));

    /// <summary>The files that hold an annotated model, those written from the rules' pages alone first.</summary>
    public static IReadOnlyList<(string Name, string Code)> Read(int count)
    {
        var networks = new List<(string Name, string Code)>();
        foreach (string path in Directory.GetFiles(Path.Combine(s_folder, "HeldOut"), "*.cs").Order(StringComparer.Ordinal)
            .Concat(Directory.GetFiles(s_folder, "*.cs").Order(StringComparer.Ordinal)))
        {
            string code = File.ReadAllText(path);
            if (networks.Count < count && code.Contains(" partial ", StringComparison.Ordinal) && !code.Contains("[assembly:", StringComparison.Ordinal))
            {
                string name = Path.GetFileNameWithoutExtension(path);
                networks.Add((name, InNamespace(code, "Networks." + name)));
            }
        }

        return networks.Count == count
            ? networks
            : throw new InvalidOperationException($"{s_folder} holds {networks.Count} annotated networks where {count} are asked for.");
    }

    private static string InNamespace(string code, string name)
    {
        string[] lines = code.Split('\n');
        if (lines.Any(static line => line.StartsWith("namespace ", StringComparison.Ordinal)))
        {
            return code;
        }

        int first = Array.FindIndex(
            lines, static line => !(line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith("using ", StringComparison.Ordinal)));
        return string.Join('\n', [.. lines[..first], $"namespace {name};", "", .. lines[first..]]);
    }
}
