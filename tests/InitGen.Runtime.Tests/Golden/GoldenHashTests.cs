using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace InitGen.Tests;

/// <summary>Every sampler and type gives the bits in <c>Golden/hashes.txt</c>, at every vector width, on every runtime.</summary>
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
        string dotnet = Environment.ProcessPath is { } path && IsDotnet(path) ? path : "dotnet";
        await ChildGivesTheGoldenHashesAsync(new ProcessStartInfo(dotnet, ["exec", typeof(GoldenHashes).Assembly.Location]), setting, effect);
    }

    [Theory]
    [InlineData("DOTNET_TieredCompilation", ".NET 8")]
    [InlineData("DOTNET_EnableAVX512F", "vector512=False")]
    [InlineData("DOTNET_EnableAVX2", "avx2=False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "vector128=False")]
    public async Task Net8_gives_the_golden_hashes(string setting, string effect)
    {
        string program = typeof(GoldenHashes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "Net8").Value!;
        await ChildGivesTheGoldenHashesAsync(new ProcessStartInfo(program), setting, effect);
    }

    private static async Task ChildGivesTheGoldenHashesAsync(ProcessStartInfo start, string setting, string effect)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = System.Text.Encoding.UTF8;
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment[setting] = "0";
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
