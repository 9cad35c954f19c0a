using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Propagation.Experiments;
using Propagation.Output;
using Propagation.Results;
using Spectre.Console;

namespace Propagation;

/// <summary>The command line: runs the published experiments, and writes prediction beside measurement.</summary>
internal static class PropagationCommand
{
    /// <summary>The command with its options.</summary>
    public static RootCommand Create()
    {
        var number = new Option<int?>("--experiment")
        {
            Description = "Runs one experiment alone.",
            HelpName = string.Create(CultureInfo.InvariantCulture, $"1-{AllExperiments.List.Count}"),
            CustomParser = ParseNumber,
        };
        var report = new Option<FileInfo?>("--out")
        {
            Description = "Writes the report, one HTML page that needs no network.",
            HelpName = "report.html",
        };
        var command = new RootCommand("Reproduces what the literature on weight initialization shows: prediction beside measurement.") { number, report };
        command.SetAction(arguments => Run(arguments.GetValue(number), arguments.GetValue(report)));
        return command;
    }

    private static void Run(int? number, FileInfo? report)
    {
        var results = new List<ExperimentResult>();
        foreach (IExperiment experiment in AllExperiments.List)
        {
            if (number is null || number == experiment.Number)
            {
                ExperimentResult result = experiment.Run();
                ConsoleReport.Write(result);
                results.Add(result);
            }
        }

        if (report is not null)
        {
            HtmlReport.Write(report.FullName, results);
            AnsiConsole.WriteLine("report: " + report.FullName);
        }
    }

    private static int? ParseNumber(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && AllExperiments.List.Any(experiment => experiment.Number == number))
        {
            return number;
        }

        argument.AddError(string.Create(
            CultureInfo.InvariantCulture, $"--experiment: expected a number from 1 to {AllExperiments.List.Count}; found '{text}'."));
        return null;
    }
}
