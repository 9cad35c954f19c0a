using System.Runtime.InteropServices;

namespace InitGen.Package.Tests;

/// <summary>The frameworks that the package serves, and what it tells the others.</summary>
[Collection(PackageCollection.Name)]
public sealed class FrameworkTests(PackedPackage package)
{
    // With a runtime of its own, which the build of InitGen.Net8 has brought.
    private static readonly string s_net8 = $"""
        <TargetFramework>net8.0</TargetFramework>
        <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
        <SelfContained>true</SelfContained>
        {ConsumerProject.RepositoryPackages}
        """;

    [Fact]
    public async Task A_project_of_net8_gets_the_golden_hashes()
    {
        using var consumer = new ConsumerProject(package, s_net8);
        GoldenHashes.WriteTo(consumer);

        string build = await consumer.PublishAsync();

        Assert.True(ConsumerProject.Diagnostics(build) is [], build);
        GoldenHashes.AssertPrinted(".NET 8 ", await consumer.RunPublishedAsync());
    }

    [Fact]
    public async Task A_project_of_another_framework_is_told_which_ones_there_are()
    {
        using var consumer = new ConsumerProject(
            package,
            $"<TargetFramework>netstandard2.0</TargetFramework><OutputType>Library</OutputType><LangVersion>latest</LangVersion>{ConsumerProject.RepositoryPackages}");
        consumer.Write("Model.cs", "public sealed partial class Model { [InitGen.Ones] private readonly float[] _gain = new float[3]; }");

        var error = await Assert.ThrowsAsync<DotnetException>(consumer.BuildAsync);

        Assert.Equal([" error INIT901"], ConsumerProject.Diagnostics(error.Message).Select(item => item[item.LastIndexOf(':')..][1..]));
        Assert.Contains("InitGen initializes models of .NET 8 and later; this project targets netstandard2.0.", error.Message, StringComparison.Ordinal);
    }
}
