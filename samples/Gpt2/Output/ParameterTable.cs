using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Gpt2.Networks;
using InitGen;

namespace Gpt2.Output;

/// <summary>The parameters by kind: the same member of all blocks is one line.</summary>
internal static class ParameterTable
{
    /// <summary>Writes the table.</summary>
    /// <returns>The number of parameters.</returns>
    public static long Write(Gpt2Network network)
    {
        var visitor = new KindVisitor();
        network.VisitParameters(ref visitor);
        string[][] rows =
        [
            ["parameter", "shape", "initializer", "tensors", "elements", "σ declared", "σ measured", "mean"],
            .. visitor.Kinds.Values.Select(kind => new[]
            {
                kind.Path,
                "[" + string.Join(", ", kind.First.Shape) + "]",
                kind.First.Initializer,
                Text($"{kind.Pieces:N0}"),
                Text($"{kind.Elements:N0}"),
                kind.First.Std is { } std ? Text($"{std:F6}") : "",
                Text($"{kind.Std:F6}"),
                Text($"{kind.Mean:F6}"),
            }),
        ];

        // Text in columns, not a drawn table: it is as wide as it is, also where the output is no terminal.
        foreach (string[] row in rows)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) =>
            {
                int width = rows.Max(other => other[column].Length);
                return column < 3 ? cell.PadRight(width) : cell.PadLeft(width);
            })).TrimEnd());
        }

        return visitor.Kinds.Values.Sum(kind => kind.Elements);
    }

    private static string Text(FormattableString value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The moments of the parameters of one kind.</summary>
    private sealed class Kind(string path, ParameterInfo first)
    {
        private const int PieceLength = 4096;

        private double _sum;
        private double _sumOfSquares;

        public string Path => path;

        public ParameterInfo First => first;

        public long Pieces { get; private set; }

        public long Elements { get; private set; }

        public double Mean => _sum / Elements;

        public double Std => Math.Sqrt(Math.Max(0.0, _sumOfSquares / Elements - Mean * Mean));

        public void Add(ReadOnlySpan<float> values)
        {
            Pieces++;
            Elements += values.Length;

            // Sums of floats are exact enough over short pieces only.
            for (int start = 0; start < values.Length; start += PieceLength)
            {
                ReadOnlySpan<float> piece = values.Slice(start, Math.Min(PieceLength, values.Length - start));
                _sum += TensorPrimitives.Sum(piece);
                _sumOfSquares += TensorPrimitives.SumOfSquares(piece);
            }
        }
    }

    private readonly struct KindVisitor() : IParameterVisitor
    {
        public Dictionary<string, Kind> Kinds { get; } = new(StringComparer.Ordinal);

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            string path = string.Join('.', parameter.Path.Split('.').Select(segment => char.IsAsciiDigit(segment[0]) ? "*" : segment));
            if (!Kinds.TryGetValue(path, out Kind? kind))
            {
                Kinds.Add(path, kind = new Kind(path, parameter));
            }

            kind.Add(MemoryMarshal.Cast<T, float>(values));
        }
    }
}
