extern alias compiler;

namespace InitGen.Tests;

public sealed class VersionTests
{
    [Fact]
    public void Generated_code_names_the_version_of_the_package() => Assert.Equal(
        compiler::InitGen.ThisAssembly.Version,
        typeof(compiler::InitGen.InitializerGenerator).Assembly.GetName().Version!.ToString(fieldCount: 3));
}
