using System.Xml.Linq;

namespace InitGen.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ContentTests(PackedPackage package)
{
    [Fact]
    public void The_package_holds_the_runtime_the_compiler_parts_and_the_readme_and_nothing_else()
    {
        string[] packaging = ["_rels/", "package/", "[Content_Types].xml"];
        IEnumerable<string> files = package.Entries()
            .Where(entry => !packaging.Any(part => entry.StartsWith(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "InitGen.nuspec",
                "README.md",
                "analyzers/dotnet/cs/InitGen.Analyzers.dll",
                "analyzers/dotnet/cs/InitGen.Analyzers.pdb",
                "analyzers/dotnet/cs/InitGen.CodeFixes.dll",
                "analyzers/dotnet/cs/InitGen.CodeFixes.pdb",
                "analyzers/dotnet/cs/InitGen.dll",
                "analyzers/dotnet/cs/InitGen.pdb",
                "buildTransitive/net8.0/InitGen.targets",
                "buildTransitive/netstandard2.0/InitGen.targets",
                "lib/net10.0/InitGen.Runtime.dll",
                "lib/net10.0/InitGen.Runtime.pdb",
                "lib/net10.0/InitGen.Runtime.xml",
                "lib/net8.0/InitGen.Runtime.dll",
                "lib/net8.0/InitGen.Runtime.pdb",
                "lib/net8.0/InitGen.Runtime.xml",
                "lib/netstandard2.0/_._",
            ],
            files);
    }

    [Fact]
    public void The_manifest_names_licence_readme_and_tags_and_no_dependency()
    {
        XElement nuspec = package.Nuspec();

        Assert.Equal("InitGen", nuspec.Element("id")?.Value);
        Assert.Equal($"InitGen.{package.Version}.nupkg", Path.GetFileName(package.File));
        Assert.Equal("MIT", nuspec.Element("license")?.Value);
        Assert.Equal("expression", nuspec.Element("license")?.Attribute("type")?.Value);
        Assert.Equal("README.md", nuspec.Element("readme")?.Value);
        Assert.Contains("KaimingNormal", nuspec.Element("description")?.Value, StringComparison.Ordinal);
        Assert.Contains("source-generator", nuspec.Element("tags")?.Value, StringComparison.Ordinal);
        Assert.Empty(nuspec.Descendants("dependency"));
    }

    [Fact]
    public async Task Packing_again_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();

        string again = Assert.Single(await PackedPackage.PackAsync(folder.Path));

        Assert.Equal(await File.ReadAllBytesAsync(package.File), await File.ReadAllBytesAsync(again));
    }
}
