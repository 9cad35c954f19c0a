using Propagation.Results;
using Spectre.Console;

namespace Propagation.Output;

/// <summary>An experiment as text: what it is, and its tables.</summary>
internal static class ConsoleReport
{
    /// <summary>Writes a result.</summary>
    public static void Write(ExperimentResult result)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(Numbers.Text(result.Number) + ". " + result.Title);
        AnsiConsole.WriteLine(result.Question);
        foreach (ResultTable results in result.Tables)
        {
            var table = new Table().Border(TableBorder.Rounded);
            if (results.Title is not null)
            {
                AnsiConsole.WriteLine();
                AnsiConsole.WriteLine(results.Title);
            }

            for (int column = 0; column < results.Columns.Length; column++)
            {
                table.AddColumn(results.Columns[column]);
                if (column > 0)
                {
                    table.Columns[column].RightAligned();
                }
            }

            foreach (string[] row in results.Rows)
            {
                table.AddRow([.. row.Select(Markup.Escape)]);
            }

            AnsiConsole.Write(table);
        }
    }
}
