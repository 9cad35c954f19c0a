using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace InitGen.Emission;

/// <summary>Writes source text: indented, with <c>\n</c> line ends on every platform, numbers in the invariant culture.</summary>
internal sealed class IndentedWriter
{
    private const int IndentSize = 4;

    private readonly StringBuilder _text = new(4096);
    private int _indent;
    private bool _atLineStart = true;
    private bool _atBlockStart = true;

    public void Write(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            string line = end < 0 ? text.Substring(start) : text.Substring(start, end - start);
            if (line.Length > 0)
            {
                if (_atLineStart)
                {
                    _text.Append(' ', _indent * IndentSize);
                }

                _text.Append(line);
                _atLineStart = false;
                _atBlockStart = false;
            }

            if (end < 0)
            {
                return;
            }

            _text.Append('\n');
            _atLineStart = true;
            start = end + 1;
        }
    }

    public void WriteLine() => Write("\n");

    /// <summary>Writes an empty line between what stands before it in the block and what follows.</summary>
    public void Separate()
    {
        if (!_atBlockStart)
        {
            WriteLine();
        }
    }

    public void WriteLine(string text)
    {
        Write(text);
        WriteLine();
    }

    public void WriteLine([InterpolatedStringHandlerArgument("")] ref Handler handler)
    {
        _ = handler;
        WriteLine();
    }

    /// <summary>Opens a block in braces, closed by disposal.</summary>
    public Block WriteBlock()
    {
        WriteLine("{");
        _indent++;
        _atBlockStart = true;
        return new Block(this);
    }

    public override string ToString() => _text.ToString();

    private void CloseBlock()
    {
        _indent--;
        WriteLine("}");
    }

    public readonly struct Block(IndentedWriter writer) : IDisposable
    {
        public void Dispose() => writer.CloseBlock();
    }

    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly IndentedWriter _writer;

        public Handler(int literalLength, int formattedCount, IndentedWriter writer)
        {
            _ = literalLength;
            _ = formattedCount;
            _writer = writer;
        }

        public void AppendLiteral(string text) => _writer.Write(text);

        public void AppendFormatted(string? text) => _writer.Write(text ?? "");

        public void AppendFormatted<T>(T value)
            where T : struct, IFormattable => _writer.Write(value.ToString(null, CultureInfo.InvariantCulture));
    }
}
