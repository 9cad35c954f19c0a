using System.Diagnostics;
using System.Globalization;

namespace InitGen.Package.Tests;

/// <summary>Runs the dotnet command in a process of its own that leaves none behind, and never waits for ever.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan s_timeLimit = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command that has to succeed.</summary>
    /// <param name="folder">The working directory.</param>
    /// <param name="environment">Variables to set on top of this process's.</param>
    /// <param name="arguments">The command's arguments.</param>
    /// <returns>What it wrote to both outputs.</returns>
    /// <exception cref="DotnetException">It failed or took too long; the message holds all that it wrote.</exception>
    public static Task<string> RunAsync(string folder, Dictionary<string, string> environment, params string[] arguments) =>
        RunProgramAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", folder, environment, arguments);

    /// <summary>Runs a program, as <see cref="RunAsync"/> does the dotnet command.</summary>
    public static async Task<string> RunProgramAsync(
        string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = new Process { StartInfo = StartInfo(program, folder, environment, arguments) };
        process.Start();
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();

        using var limit = new CancellationTokenSource(s_timeLimit);
        string outcome;
        try
        {
            await process.WaitForExitAsync(limit.Token);
            outcome = string.Create(CultureInfo.InvariantCulture, $"exit code {process.ExitCode}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            outcome = string.Create(CultureInfo.InvariantCulture, $"ended after {s_timeLimit.TotalMinutes} minutes");
        }

        string written = await output + await errors;
        return outcome == "exit code 0"
            ? written
            : throw new DotnetException($"{program} {string.Join(' ', arguments)} in {folder}: {outcome}\n{written}");
    }

    private static ProcessStartInfo StartInfo(string program, string folder, Dictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The build that runs these tests hands its own settings to its children; this child is a build of its own.
        foreach (string inherited in start.Environment.Keys.Where(IsBuildSetting).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsBuildSetting(string name) => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
