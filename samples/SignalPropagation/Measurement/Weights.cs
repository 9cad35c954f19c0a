using System.Runtime.InteropServices;
using InitGen;
using Mnist.Networks;

namespace Propagation.Measurement;

/// <summary>A network's parameters as they are now, by path.</summary>
internal static class Weights
{
    /// <summary>Copies every parameter.</summary>
    public static Dictionary<string, float[]> Of(Mlp network)
    {
        var copies = new Copies([]);
        network.Visit(ref copies);
        return copies.ByPath;
    }

    /// <summary>The number of rows of a matrix that differ from each other, to the bit.</summary>
    public static int DistinctRows(float[] matrix, int rows)
    {
        int columns = matrix.Length / rows;
        var distinct = new HashSet<string>();
        for (int row = 0; row < rows; row++)
        {
            distinct.Add(Convert.ToHexString(MemoryMarshal.AsBytes(matrix.AsSpan(row * columns, columns))));
        }

        return distinct.Count;
    }

    private readonly struct Copies(Dictionary<string, float[]> byPath) : IParameterVisitor
    {
        public Dictionary<string, float[]> ByPath { get; } = byPath;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged =>
            ByPath.Add(parameter.Path, MemoryMarshal.Cast<T, float>(values).ToArray());
    }
}
