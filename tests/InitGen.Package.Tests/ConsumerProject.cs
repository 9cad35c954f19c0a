using System.Text.RegularExpressions;

namespace InitGen.Package.Tests;

/// <summary>
/// A console project in a folder of its own that references the package alone, from a feed that holds nothing else, with an empty
/// package cache.
/// </summary>
internal sealed partial class ConsumerProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    /// <summary>A project with other properties: XML elements that stand behind the usual ones.</summary>
    public ConsumerProject(PackedPackage package, string properties = "")
    {
        _environment = new() { ["NUGET_PACKAGES"] = _folder["packages"] };
        _folder.Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="local" value="{package.Feed}" />
              </packageSources>
              <fallbackPackageFolders>
                <clear />
              </fallbackPackageFolders>
            </configuration>
            """);
        _folder.Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="InitGen" Version="{package.Version}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>The packages that the builds of this repository have brought: a project that needs more than the SDK finds it there.</summary>
    public static string RepositoryPackages { get; } = $"<RestoreAdditionalProjectFallbackFolders>{FolderOfPackages()}</RestoreAdditionalProjectFallbackFolders>";

    /// <summary>The code that the generator wrote in the last build, by its hint name.</summary>
    public string GeneratedCode(string hintName) =>
        File.ReadAllText(_folder[$"obj/Release/net10.0/generated/InitGen/InitGen.InitializerGenerator/{hintName}"]);

    /// <summary>Adds a source file.</summary>
    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Restores and builds.</summary>
    /// <returns>All that the build wrote, files and project named without their folder.</returns>
    public async Task<string> BuildAsync()
    {
        string output = await RunAsync("build", "-c", "Release");
        return output
            .Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(" [Consumer.csproj]", "", StringComparison.Ordinal);
    }

    /// <summary>The text of a source file as it stands now.</summary>
    public string Read(string name) => File.ReadAllText(_folder[name]);

    /// <summary>Applies the fixes of some rules to the whole project.</summary>
    /// <returns>All that the command wrote.</returns>
    public Task<string> FormatAsync(params string[] rules) =>
        RunAsync(["format", "analyzers", "--severity", "info", "--diagnostics", .. rules]);

    /// <summary>Publishes to the folder <c>published</c>.</summary>
    /// <returns>All that the build wrote.</returns>
    public Task<string> PublishAsync() => RunAsync("publish", "-c", "Release", "-o", _folder["published"]);

    /// <summary>Runs what was published.</summary>
    /// <returns>All that the program wrote.</returns>
    public Task<string> RunPublishedAsync(params string[] arguments) =>
        Dotnet.RunProgramAsync(_folder[Path.Combine("published", "Consumer")], _folder.Path, _environment, arguments);

    /// <summary>Runs what was built.</summary>
    /// <returns>All that the program wrote.</returns>
    public Task<string> RunAsync() => RunAsync("run", "-c", "Release", "--no-build");

    /// <summary>The diagnostics in a build's output, each once, as <c>Mlp.cs(5): warning INIT102</c>.</summary>
    public static IReadOnlyList<string> Diagnostics(string buildOutput) =>
    [
        .. DiagnosticPattern().Matches(buildOutput)
            .Select(match => $"{match.Groups["file"].Value}({match.Groups["line"].Value}): {match.Groups["diagnostic"].Value}")
            .Distinct(),
    ];

    public void Dispose() => _folder.Dispose();

    private static string FolderOfPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private Task<string> RunAsync(params string[] arguments) => Dotnet.RunAsync(_folder.Path, _environment, arguments);

    // "Mlp.cs(5,12): warning INIT102: message", and "Consumer.csproj : error NU1101: message" from the restore.
    [GeneratedRegex(@"^\s*(?<file>\S.*?)(\((?<line>\d+),\d+\))?\s*: (?<diagnostic>(warning|error) [A-Z]+\d+):", RegexOptions.Multiline)]
    private static partial Regex DiagnosticPattern();
}
