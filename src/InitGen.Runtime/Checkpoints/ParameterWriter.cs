using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace InitGen;

/// <summary>Writes the parameters that it is shown to their places in a file.</summary>
/// <param name="handle">The file.</param>
/// <param name="parameters">The parameters, from a first visit.</param>
/// <param name="positions">For each parameter where its values begin in the file; −1 for one that is left out.</param>
internal struct ParameterWriter(SafeFileHandle handle, List<VisitedParameter> parameters, long[] positions) : IParameterVisitor
{
    // Bytes of a span end at 2³¹.
    private const int PieceLength = 1 << 26;

    private ParameterCursor _cursor = new(parameters);

    public unsafe void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged
    {
        int index = _cursor.Advance(parameter, offset, values.Length);
        if (positions[index] < 0)
        {
            return;
        }

        long position = positions[index] + offset * sizeof(T);
        while (!values.IsEmpty)
        {
            Span<T> piece = values[..Math.Min(PieceLength, values.Length)];
            RandomAccess.Write(handle, MemoryMarshal.AsBytes(piece), position);
            position += (long)piece.Length * sizeof(T);
            values = values[piece.Length..];
        }
    }
}
