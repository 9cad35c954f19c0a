namespace InitGen.Package.Tests;

/// <summary>The golden hashes of the runtime's tests, as a program for projects that use the package.</summary>
internal static class GoldenHashes
{
    private const string Folder = "tests/InitGen.Runtime.Tests/Golden";

    /// <summary>What the program has to print, after a first line about the machine.</summary>
    public static string Expected { get; } =
        string.Join('\n', File.ReadLines(Repository.Path($"{Folder}/hashes.txt")).Where(line => !line.StartsWith('#')));

    /// <summary>Adds the program to a project.</summary>
    public static void WriteTo(ConsumerProject project) =>
        project.Write("GoldenHashes.cs", File.ReadAllText(Repository.Path($"{Folder}/GoldenHashes.cs")));

    /// <summary>Asserts what the program printed.</summary>
    /// <param name="machine">What has to stand in its first line.</param>
    /// <param name="output">All that it printed.</param>
    public static void AssertPrinted(string machine, string output)
    {
        string[] parts = output.ReplaceLineEndings("\n").Trim().Split('\n', 2);
        Assert.Contains(machine, parts[0], StringComparison.Ordinal);
        Assert.Equal(Expected, parts[1]);
    }
}
