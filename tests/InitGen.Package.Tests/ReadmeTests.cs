namespace InitGen.Package.Tests;

[Collection(PackageCollection.Name)]
public sealed class ReadmeTests(PackedPackage package)
{
    [Fact]
    public async Task QuickStart_does_with_the_package_alone_what_the_readme_shows()
    {
        using ConsumerProject consumer = QuickStart();

        string build = await consumer.BuildAsync();
        Assert.True(ConsumerProject.Diagnostics(build) is [], build);
        Readme.AssertExcerpt("samples/QuickStart/Mlp.cs", Model);
        Readme.AssertExcerpt("the generated code of samples/QuickStart", consumer.GeneratedCode("QuickStart.Mlp.g.cs"));
        Readme.AssertExcerpt("the output of samples/QuickStart", await consumer.RunAsync());
    }

    [Fact]
    public async Task Xavier_before_ReLU_in_QuickStart_gives_the_warning_that_the_readme_shows()
    {
        const string Kaiming = "[KaimingNormal(Nonlinearity.Relu)]";
        using ConsumerProject consumer = QuickStart();
        Assert.Contains(Kaiming, Model, StringComparison.Ordinal);
        consumer.Write("Mlp.cs", Model.Replace(Kaiming, "[XavierUniform]", StringComparison.Ordinal));

        string build = await consumer.BuildAsync();
        Assert.True(ConsumerProject.Diagnostics(build) is [_], build);
        Readme.AssertExcerpt("the warning of [XavierUniform] on _w1", build);
    }

    private static string Model => File.ReadAllText(Repository.Path("samples/QuickStart/Mlp.cs"));

    private ConsumerProject QuickStart()
    {
        var consumer = new ConsumerProject(package);
        foreach (string file in Directory.GetFiles(Repository.Path("samples/QuickStart"), "*.cs"))
        {
            consumer.Write(Path.GetFileName(file), File.ReadAllText(file));
        }

        return consumer;
    }
}
