using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace InitGen.Tests;

/// <summary>
/// Snapshots by the conventions of Verify.SourceGenerators: <c>Class.Case#HintName.verified.cs</c> beside the test, one file a generated
/// source and a <c>.verified.txt</c> for diagnostics; a mismatch leaves <c>.received.</c> files to compare and rename.
/// </summary>
internal static class Snapshot
{
    public static void Verify(
        GeneratorDriverRunResult result, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        string prefix = Path.GetFileNameWithoutExtension(file) + "." + method;
        string folder = Path.Combine(Path.GetDirectoryName(file)!, "Snapshots");
        var received = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (GeneratedSourceResult source in result.Results.SelectMany(generator => generator.GeneratedSources))
        {
            string hint = source.HintName[..^".g.cs".Length].Replace('`', '-');
            received.Add($"{prefix}#{hint}.g.verified.cs", source.SourceText.ToString());
        }

        if (result.Diagnostics.Length > 0)
        {
            received.Add($"{prefix}.verified.txt", string.Join('\n', result.Diagnostics) + "\n");
        }

        var wrong = new List<string>();
        foreach ((string name, string text) in received)
        {
            string verified = Path.Combine(folder, name);
            string receivedPath = verified.Replace(".verified.", ".received.", StringComparison.Ordinal);
            if (File.Exists(verified) && File.ReadAllText(verified) == text)
            {
                File.Delete(receivedPath);
                continue;
            }

            Directory.CreateDirectory(folder);
            File.WriteAllText(receivedPath, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            wrong.Add(receivedPath);
        }

        IEnumerable<string> stale = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, prefix + "#*.verified.*").Concat(Directory.EnumerateFiles(folder, prefix + ".verified.*"))
                .Where(path => !received.ContainsKey(Path.GetFileName(path)))
            : [];
        wrong.AddRange(stale.Select(path => path + " (no longer generated)"));
        Assert.True(wrong.Count == 0, "Generated text differs from its snapshot:\n" + string.Join('\n', wrong));
    }
}
