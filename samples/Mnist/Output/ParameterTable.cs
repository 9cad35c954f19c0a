using System.Collections.Immutable;
using System.Globalization;
using InitGen;
using Spectre.Console;

namespace Mnist.Output;

/// <summary>The table of a network's parameters: what each is, and what it starts with.</summary>
internal static class ParameterTable
{
    /// <summary>Writes the table, one parameter a row, with the number of values below.</summary>
    public static void Write(ImmutableArray<ParameterInfo> parameters)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("parameter", "shape", "initializer", "before", "fan-in", "gain", "σ");
        foreach (int column in (int[])[4, 5, 6])
        {
            table.Columns[column].RightAligned();
        }

        long total = 0;
        foreach (ParameterInfo parameter in parameters)
        {
            total += parameter.Shape.Aggregate(1L, (product, size) => product * size);
            table.AddRow(
                parameter.Path,
                string.Join('×', parameter.Shape),
                parameter.Initializer,
                parameter.Nonlinearity?.ToString() ?? "",
                Text(parameter.FanIn),
                Text(parameter.Gain),
                Text(parameter.Std));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total:N0} parameters"));
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
