using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace InitGen.Benchmarks;

/// <summary>
/// Measures the first call: starts InitGen.FirstCall, a program as small as a user's, again and again, and takes the median of what each
/// process measured around its first InitializeParameters.
/// </summary>
internal static class ColdStart
{
    private const int Processes = 11;

    // The models of InitGen.FirstCall, and what they hold.
    private static readonly (string Name, string Content)[] s_models =
    [
        ("plain", "784-256-10: Kaiming normal, Xavier uniform, zeros"),
        ("mixed", "with an orthogonal and a truncated normal matrix"),
    ];

    /// <summary>Prints a table.</summary>
    /// <param name="args">Published binaries of InitGen.FirstCall to measure beside the one that the JIT compiles.</param>
    public static int Run(string[] args)
    {
        string program = typeof(ColdStart).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "FirstCall").Value!;
        Console.WriteLine("| model | program | first call, ms | from, to | second, ms | of the first: JIT, ms | methods |");
        Console.WriteLine("| --- | --- | ---: | --- | ---: | ---: | ---: |");
        foreach ((string name, string content) in s_models)
        {
            foreach (string path in (string[])[program, .. args])
            {
                double[][] runs = [.. Enumerable.Range(0, Processes).Select(_ => Measure(path, name)).OrderBy(run => run[0])];
                double Median(int column) => runs.Select(run => run[column]).Order().ElementAt(Processes / 2);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {content} | {(path == program ? "JIT" : path)} | {Median(0):F1} | {runs[0][0]:F1}–{runs[^1][0]:F1} | {Median(1):F2} | {Median(2):F1} | {Median(3):F0} |"));
            }
        }

        return 0;
    }

    private static double[] Measure(string program, string model)
    {
        var start = new ProcessStartInfo(program, [model]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"{program} {model} ended with exit code {process.ExitCode}.");
    }
}
