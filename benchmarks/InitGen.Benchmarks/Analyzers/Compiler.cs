using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace InitGen.Benchmarks;

/// <summary>What one run of the compiler took; the processor time is null where the system does not tell it.</summary>
internal sealed record CompilerRun(double WallMilliseconds, double? ProcessorMilliseconds, IReadOnlyDictionary<string, double> ReportedMilliseconds)
{
    /// <summary>The compiler's own figures of the assemblies of InitGen, analyzers or the generator.</summary>
    public double Of(string assembly) => ReportedMilliseconds.TryGetValue(assembly, out double milliseconds) ? milliseconds : 0.0;
}

/// <summary>
/// The SDK's own csc, as MSBuild runs it: in its server, which stays warm between builds, or as a process for each build. Processor time is
/// read from /proc, on Linux only.
/// </summary>
internal sealed partial class Compiler : IDisposable
{
    private static readonly string s_sdk = FindSdk();
    private readonly string _pipe = "initgen-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private readonly bool _isServer;
    private int? _serverId;

    public Compiler(bool isServer) => _isServer = isServer;

    /// <summary>The reference assemblies of the target framework.</summary>
    public static IReadOnlyList<string> References { get; } =
        [.. Directory.GetFiles(Path.Combine(Pack(), "ref", TargetFramework), "*.dll").Order(StringComparer.Ordinal)];

    /// <summary>The analyzers and generators that every project of this framework gets without asking.</summary>
    public static IReadOnlyList<string> DefaultAnalyzers { get; } =
    [
        .. Directory.GetFiles(Path.Combine(s_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers"), "*.CSharp.NetAnalyzers.dll"),
        Path.Combine(s_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers", "Microsoft.CodeAnalysis.NetAnalyzers.dll"),
        .. Directory.GetFiles(Path.Combine(Pack(), "analyzers", "dotnet", "cs"), "*.dll").Order(StringComparer.Ordinal),
    ];

    public static string DefaultConfiguration { get; } = Path.Combine(
        s_sdk, "Sdks", "Microsoft.NET.Sdk", "analyzers", "build", "config",
        $"analysislevel_{Environment.Version.Major}_default.globalconfig");

    public static string Version { get; } = Path.GetFileName(s_sdk);

    private static string TargetFramework => "net" + Environment.Version.ToString(2);

    /// <summary>Compiles what a response file says.</summary>
    /// <exception cref="InvalidOperationException">There are errors.</exception>
    public CompilerRun Run(string responseFile)
    {
        double? before = ProcessorTime();
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : Path.Combine(Root, "dotnet"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(s_sdk, "Roslyn", "bincore", "csc.dll") },
            // The report's numbers are written in the current culture.
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        };
        if (_isServer)
        {
            start.ArgumentList.Add("-shared:" + _pipe);
            start.ArgumentList.Add("-keepalive:60");
        }

        start.ArgumentList.Add("-noconfig");
        start.ArgumentList.Add("@" + responseFile);
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = watch.Elapsed.TotalMilliseconds;
        if (process.ExitCode != 0)
        {
            IEnumerable<string> lines = output.Split('\n').Where(line => line.Contains("error", StringComparison.Ordinal)).Take(10);
            throw new InvalidOperationException("The compiler fails:\n" + string.Join('\n', lines) + error.Result);
        }

        _serverId ??= _isServer ? FindServer() : null;
        return new CompilerRun(wall, ProcessorTime() - before, Report(output));
    }

    public void Dispose()
    {
        if (_serverId is { } id)
        {
            try
            {
                using Process server = Process.GetProcessById(id);
                server.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }
    }

    // The report names each assembly, and under it, indented further, each analyzer: "  0.123  45  InitGen.Analyzers, Version=…".
    private static Dictionary<string, double> Report(string output)
    {
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (Match match in ReportLine().Matches(output))
        {
            string name = match.Groups["name"].Value;
            string time = match.Groups["time"].Value.TrimStart('<');
            times[name] = times.GetValueOrDefault(name) + 1000.0 * double.Parse(time, CultureInfo.InvariantCulture);
        }

        return times;
    }

    [GeneratedRegex(@"^\s*(?<time><?\d+\.\d+)\s+<?\d+\s+(?<name>[\w.]+)(, Version=.*| \([\w, ]+\))?\s*$", RegexOptions.Multiline)]
    private static partial Regex ReportLine();

    private double? ProcessorTime()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        // Children that have been waited for stand in fields 16 and 17 of one's own line, a live process in 14 and 15, in ticks of 10 ms.
        double own = Ticks("/proc/self/stat", 15);
        return own + (_serverId is { } id ? Ticks($"/proc/{id}/stat", 13) : 0.0);

        static double Ticks(string path, int field)
        {
            string line = File.ReadAllText(path);
            string[] fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return 10.0 * (long.Parse(fields[field - 2], CultureInfo.InvariantCulture) + long.Parse(fields[field - 1], CultureInfo.InvariantCulture));
        }
    }

    private int? FindServer()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux))
        {
            return null;
        }

        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), out int id)
                    && File.ReadAllText(Path.Combine(folder, "cmdline")) is { } command
                    && command.Contains("VBCSCompiler", StringComparison.Ordinal) && command.Contains(_pipe, StringComparison.Ordinal))
                {
                    return id;
                }
            }
            catch (IOException)
            {
                // It ended while being looked at.
            }
        }

        return null;
    }

    private static string Root => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string FindSdk() =>
        Directory.GetDirectories(Path.Combine(Root, "sdk"), Environment.Version.ToString(2) + ".*")
            .MaxBy(static path => System.Version.TryParse(Path.GetFileName(path), out Version? version) ? version : new Version())
        ?? throw new InvalidOperationException($"No SDK of {Environment.Version.ToString(2)} is installed beside the runtime in {Root}.");

    private static string Pack() =>
        Directory.GetDirectories(Path.Combine(Root, "packs", "Microsoft.NETCore.App.Ref"), Environment.Version.ToString(2) + ".*")
            .MaxBy(static path => System.Version.TryParse(Path.GetFileName(path), out Version? version) ? version : new Version())
        ?? throw new InvalidOperationException("The SDK brings no reference pack.");
}
