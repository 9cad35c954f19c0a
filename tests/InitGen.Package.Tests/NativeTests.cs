using System.Runtime.InteropServices;

namespace InitGen.Package.Tests;

/// <summary>Programs that are compiled ahead of time: the same numbers, and one warning where they would be slow.</summary>
[Collection(PackageCollection.Name)]
public sealed class NativeTests(PackedPackage package)
{
    private const string Warning = "warning INIT902";

    /// <summary>The properties of a project, whether it is warned, and what its program says of the machine that it was compiled for.</summary>
    public static TheoryData<string, bool, string> Publishings => RuntimeInformation.ProcessArchitecture == Architecture.X64
        ? new()
        {
            { "<PublishAot>true</PublishAot>", true, "avx2=False" },
            { "<PublishAot>true</PublishAot><IlcInstructionSet>x86-64-v3</IlcInstructionSet>", false, "avx2=True" },
            { "<PublishAot>true</PublishAot><InitGenCheckInstructionSet>false</InitGenCheckInstructionSet>", false, "avx2=False" },
            { "<PublishReadyToRun>true</PublishReadyToRun><SelfContained>false</SelfContained>", false, ".NET 10" },
        }
        : new()
        {
            { "<PublishAot>true</PublishAot>", false, "vector128=True" },
            { "<PublishReadyToRun>true</PublishReadyToRun><SelfContained>false</SelfContained>", false, ".NET 10" },
        };

    [Theory]
    [MemberData(nameof(Publishings))]
    public async Task A_native_program_gives_the_golden_hashes(string properties, bool isWarned, string machine)
    {
        // The compilers have come with the build of InitGen.FirstCall.
        using var consumer = new ConsumerProject(
            package,
            $"{properties}<RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>{ConsumerProject.RepositoryPackages}");
        GoldenHashes.WriteTo(consumer);

        string build = await consumer.PublishAsync();

        Assert.Equal(isWarned ? [Warning] : [], ConsumerProject.Diagnostics(build).Select(item => item[(item.LastIndexOf(':') + 2)..]));
        Assert.Equal(isWarned, build.Contains("set IlcInstructionSet to x86-64-v3 (or native)", StringComparison.Ordinal));
        GoldenHashes.AssertPrinted(machine, await consumer.RunPublishedAsync());
    }
}
