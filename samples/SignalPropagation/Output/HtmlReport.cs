using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Propagation.Results;

namespace Propagation.Output;

/// <summary>The report: one page with its data, its style, its script and the charting library inside.</summary>
internal static class HtmlReport
{
    // The default encoder leaves no '<' as it is, so that the data cannot end the script that holds it.
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new ShortNumbers() },
    };

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file, written anew.</param>
    /// <param name="results">What it shows.</param>
    public static void Write(string path, IReadOnlyList<ExperimentResult> results)
    {
        // The parts one after the other, so that no part is searched for what another one brings.
        string[] page = Part("report.html").Split("<!--", StringSplitOptions.None);
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.Write(page[0]);
        foreach (string section in page[1..])
        {
            int end = section.IndexOf("-->", StringComparison.Ordinal);
            writer.Write(section[..end].Trim() switch
            {
                "style" => Part("uPlot.min.css") + Part("report.css"),
                "library" => "/*\n" + Part("uPlot.LICENSE") + "*/\n" + Part("uPlot.iife.min.js"),
                "script" => Part("report.js"),
                "data" => JsonSerializer.Serialize(results, s_json),
                string other => throw new InvalidDataException($"report.html: expected style, library, data or script; found '{other}'."),
            });
            writer.Write(section[(end + 3)..]);
        }
    }

    private static string Part(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Expected the resource {name} in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Five digits are more than a line shows.</summary>
    private sealed class ShortNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteRawValue(value.ToString("G5", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
