using System.Reflection;

namespace InitGen.Package.Tests;

/// <summary>The repository that these tests were built in.</summary>
internal static class Repository
{
    /// <summary>The configuration of the build: Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    private static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The path of something inside.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Root, name);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
