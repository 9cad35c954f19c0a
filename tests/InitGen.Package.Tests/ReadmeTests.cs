namespace InitGen.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ReadmeTests(PackedPackage package)
{
    [Fact]
    public async Task QuickStart_does_with_the_package_alone_what_the_readme_shows()
    {
        using var consumer = new ConsumerProject(package);
        foreach (string file in Directory.GetFiles(Repository.Path("samples/QuickStart"), "*.cs"))
        {
            consumer.Write(Path.GetFileName(file), await File.ReadAllTextAsync(file));
        }

        string build = await consumer.BuildAsync();
        Assert.True(ConsumerProject.Diagnostics(build) is [], build);
        Readme.AssertExcerpt("samples/QuickStart/Mlp.cs", await File.ReadAllTextAsync(Repository.Path("samples/QuickStart/Mlp.cs")));
        Readme.AssertExcerpt("the generated code of samples/QuickStart", consumer.GeneratedCode("QuickStart.Mlp.g.cs"));
        Readme.AssertExcerpt("the output of samples/QuickStart", await consumer.RunAsync());
    }
}
