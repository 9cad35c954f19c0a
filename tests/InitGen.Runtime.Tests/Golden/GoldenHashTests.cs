using System.Diagnostics;
using Xunit;

namespace InitGen.Tests;

/// <summary>Every sampler and type gives the bits in <c>Golden/hashes.txt</c>, at every vector width.</summary>
public sealed class GoldenHashTests
{
    private static readonly string[] s_expected =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "hashes.txt")).Where(line => !line.StartsWith('#'))];

    [Fact]
    public void This_process_gives_the_golden_hashes() => Assert.Equal(s_expected, GoldenHashes.Lines());

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "vector512=False")]
    [InlineData("DOTNET_EnableAVX2", "avx2=False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "vector128=False")]
    [InlineData("DOTNET_ReadyToRun", "vector128=True")]
    public async Task Another_width_gives_the_golden_hashes(string setting, string effect)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && IsDotnet(path) ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            ArgumentList = { "exec", typeof(GoldenHashes).Assembly.Location },
            Environment = { [setting] = "0", ["DOTNET_TieredCompilation"] = "1" },
        };
        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        string errors = await child.StandardError.ReadToEndAsync();
        string[] lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, errors);
        Assert.Contains(effect, lines[0], StringComparison.Ordinal);
        Assert.Equal(s_expected, lines[1..]);
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
}
