namespace InitGen.Package.Tests;

/// <summary>Generated code in a project that asks for everything: all analyzers, nullable, trimming and AOT.</summary>
[Collection(PackageCollection.Name)]
public sealed class GeneratedCodeTests(PackedPackage package)
{
    [Fact]
    public async Task It_draws_no_warning_from_any_analyzer()
    {
        using var project = new ConsumerProject(package);

        // The trim and AOT analyzers come with a package of the SDK, which the build of the runtime has brought.
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        project.Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <AnalysisMode>All</AnalysisMode>
                <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
                <IsTrimmable>true</IsTrimmable>
                <IsAotCompatible>true</IsAotCompatible>
                <RestoreAdditionalProjectFallbackFolders>{packages}</RestoreAdditionalProjectFallbackFolders>
              </PropertyGroup>
            </Project>
            """);
        project.Write("Model.cs", """
            using System.Collections.Generic;
            using System.Numerics;
            using InitGen;

            namespace Consumer;

            public sealed class Linear(int inputs, int outputs)
            {
                [Weight] public float[,] W { get; } = new float[outputs, inputs];
                [Bias] public float[] B { get; } = new float[outputs];
            }

            public partial class Block(int width)
            {
                [KaimingNormal] private readonly Linear _fc = new(width, width);
                [Orthogonal] private readonly List<float[,]> _list = [new float[3, 4], new float[4, 3]];
            }

            public sealed partial class Wide(int width) : Block(width)
            {
                [XavierUniform] private readonly double[][] _rows = [new double[4], new double[4]];
            }

            public sealed partial class Net<T>(int width, Net<T>? next)
                where T : IFloatingPointIeee754<T>
            {
                [LecunNormal] private readonly T[,] _w = new T[width, width];
                [Module] private readonly Block[] _blocks = [new(width), new Wide(width)];
                [Module] private readonly Net<T>? _next = next;
            }
            """);
        project.Write("Program.cs", """
            var net = new Consumer.Net<float>(4, new Consumer.Net<float>(4, null));
            net.InitializeParameters(1);
            System.Console.WriteLine(Consumer.Net<float>.Parameters.Length);
            """);
        IReadOnlyList<string> diagnostics = ConsumerProject.Diagnostics(await project.BuildAsync());

        // The hand-written part is not to the taste of all analyzers: they ran.
        Assert.Contains(diagnostics, diagnostic => diagnostic.StartsWith("Model.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Contains(".g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Contains(" IL", StringComparison.Ordinal));
        Assert.Contains(": global::InitGen.IParameterized", project.GeneratedCode("Consumer.Net`1.g.cs"), StringComparison.Ordinal);
        Assert.Equal("4", (await project.RunAsync()).Trim());
    }
}
