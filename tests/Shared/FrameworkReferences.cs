using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Testing;

/// <summary>What snippets are compiled against: the framework that the tests run on, and the runtime of InitGen.</summary>
internal static class FrameworkReferences
{
    // Reference packs of .NET 10 are not in a package that the registry serves; the shared framework serves as well, and the SDK brings it.
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(RandomStream).Assembly.Location),
    ];
}
