using System.IO.Compression;
using System.Xml.Linq;

namespace InitGen.Package.Tests;

/// <summary>The package, packed once for all tests from what the build of the tests has built.</summary>
public sealed class PackedPackage : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _feed = new();

    /// <summary>The folder that holds the package and nothing else: a feed.</summary>
    public string Feed => _feed.Path;

    /// <summary>The package's file.</summary>
    public string File { get; private set; } = "";

    /// <summary>The package's version.</summary>
    public string Version => Nuspec().Element("version")!.Value;

    /// <summary>Packs into another folder.</summary>
    /// <returns>The files that were written.</returns>
    public static async Task<string[]> PackAsync(string folder)
    {
        await Dotnet.RunAsync(
            folder, [], "pack", Repository.Path("src/InitGen/InitGen.csproj"), "--no-build", "-c", Repository.Configuration, "-o", folder);
        return Directory.GetFiles(folder);
    }

    /// <summary>The paths of the files inside.</summary>
    public IReadOnlyList<string> Entries()
    {
        using ZipArchive archive = ZipFile.OpenRead(File);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The metadata element of the package's manifest, without namespaces.</summary>
    public XElement Nuspec()
    {
        using ZipArchive archive = ZipFile.OpenRead(File);
        using Stream stream = archive.GetEntry("InitGen.nuspec")!.Open();
        XElement root = XDocument.Load(stream).Root!;
        foreach (XElement element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root.Element("metadata")!;
    }

    async Task IAsyncLifetime.InitializeAsync() => File = Assert.Single(await PackAsync(Feed));

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _feed.Dispose();
}
