using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>
/// A file of named tensors in the safetensors format, mapped into memory: values are copied straight between the file and a model's
/// parameters, and nothing but the header comes onto the managed heap.
/// </summary>
/// <remarks>
/// <para>A file is not trusted: what its header says is checked in full when it is opened, and what does not hold is an
/// <see cref="InvalidDataException"/>. Sizes and offsets are 64 bits wide.</para>
/// <para>As with every memory-mapped file, another program must not shorten the file while it is open.</para>
/// </remarks>
/// <example>
/// <code>
/// using var file = SafetensorsFile.Open("model.safetensors");
/// foreach (SafetensorsTensor tensor in file.Tensors)
/// {
///     Console.WriteLine($"{tensor.Name}: {tensor}");
/// }
/// </code>
/// </example>
public sealed unsafe class SafetensorsFile : IDisposable
{
    // A piece of a mapped file that is copied at once: spans of bytes end at 2³¹.
    private const int PieceLength = 1 << 26;

    private readonly FileStream _stream;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly FrozenDictionary<string, SafetensorsTensor> _byName;

    private SafetensorsFile(FileStream stream, bool writable)
    {
        Path = stream.Name;
        IsWritable = writable;
        _stream = stream;
        MemoryMappedFile? mapping = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            if (!BitConverter.IsLittleEndian)
            {
                throw new PlatformNotSupportedException("Safetensors files are mapped on little-endian machines only.");
            }

            long length = stream.Length;
            Span<byte> start = stackalloc byte[SafetensorsHeader.LengthSize];
            int headerLength = SafetensorsHeader.ReadLength(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)], length);
            MemoryMappedFileAccess access = writable ? MemoryMappedFileAccess.ReadWrite : MemoryMappedFileAccess.Read;
            mapping = MemoryMappedFile.CreateFromFile(stream, mapName: null, length, access, HandleInheritability.None, leaveOpen: true);
            view = mapping.CreateViewAccessor(0, length, access);
            using (var pin = new Pin(view))
            {
                (Tensors, Metadata) = SafetensorsHeader.Read(
                    new ReadOnlySpan<byte>(pin.Start + SafetensorsHeader.LengthSize, headerLength),
                    length - SafetensorsHeader.LengthSize - headerLength);
            }

            _byName = Tensors.ToFrozenDictionary(tensor => tensor.Name, StringComparer.Ordinal);
            _mapping = mapping;
            _view = view;
        }
        catch
        {
            view?.Dispose();
            mapping?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Whether values can be written: opened by <see cref="OpenForWriting"/> or made by <c>Create</c>.</summary>
    public bool IsWritable { get; }

    /// <summary>The tensors, in the order of their place in the file.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors { get; }

    /// <summary>The texts under <c>__metadata__</c>, by key; empty where there are none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="InvalidDataException">The file is not a valid safetensors file; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsFile Open(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1), writable: false);

    /// <summary>Opens a file for reading and writing values in place; names, types and shapes stay. Several processes may do so at once.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="InvalidDataException">The file is not a valid safetensors file; the message says why.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static SafetensorsFile OpenForWriting(string path) =>
        new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 1), writable: true);

    /// <summary>Makes a file whose values are all zeros, to be written in place: by pieces, and by several processes.</summary>
    /// <param name="path">The file, which must not exist.</param>
    /// <param name="tensors">The tensors, in any order; their order in the file is by type and name.</param>
    /// <param name="metadata">Texts to keep under <c>__metadata__</c>.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ArgumentException">Two tensors have one name, or a text is not valid Unicode.</exception>
    /// <exception cref="IOException">The file exists or cannot be made, or the disk is full.</exception>
    public static SafetensorsFile Create(
        string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        (ImmutableArray<SafetensorsTensor> laid, byte[] header) = SafetensorsHeader.Lay(tensors, metadata);
        long length = laid.IsEmpty ? header.Length : laid[^1].Position + laid[^1].ByteLength;

        // Its place on the disk is taken now: a write to a mapped page that finds the disk full ends the process.
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            PreallocationSize = length,
            BufferSize = 1,
        });
        try
        {
            stream.SetLength(length);
            stream.Write(header);
            stream.Flush();
            stream.Position = 0;
        }
        catch
        {
            stream.Dispose();
            ReplacedFile.Discard(path);
            throw;
        }

        return new SafetensorsFile(stream, writable: true);
    }

    /// <summary>Finds a tensor by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tensor">The tensor; null where there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetTensor(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => _byName.TryGetValue(name, out tensor);

    /// <summary>Copies values out of the file, converted to the destination's type.</summary>
    /// <typeparam name="T">The type: float, double or Half.</typeparam>
    /// <param name="tensor">One of the file's <see cref="Tensors"/>.</param>
    /// <param name="destination">Where the values go.</param>
    /// <param name="offset">The index in the tensor of the first value.</param>
    /// <exception cref="ArgumentException">The tensor is not of this file, or the piece is not inside it.</exception>
    /// <exception cref="NotSupportedException">Values of the tensor's type cannot be converted, or <typeparamref name="T"/> is none of the three.</exception>
    /// <remarks>
    /// Values of the same type keep their bits, NaN payloads included. Others are rounded to nearest; those beyond the range of
    /// <typeparamref name="T"/> become infinite.
    /// </remarks>
    public void Read<T>(SafetensorsTensor tensor, Span<T> destination, long offset = 0)
        where T : unmanaged
    {
        Require(tensor, offset, destination.Length);
        if (!TensorTypes.IsConvertible(tensor.Type))
        {
            throw new NotSupportedException($"{tensor.Name}: values of type {tensor.TypeName} cannot be converted to {typeof(T)}.");
        }

        int elementSize = TensorTypes.SizeOf(tensor.Type);
        using var pin = new Pin(_view);
        byte* source = pin.Start + tensor.Position + offset * elementSize;
        while (!destination.IsEmpty)
        {
            Span<T> piece = destination[..Math.Min(PieceLength, destination.Length)];
            TensorConversion.Copy(tensor.Type, new ReadOnlySpan<byte>(source, piece.Length * elementSize), piece);
            source += (long)piece.Length * elementSize;
            destination = destination[piece.Length..];
        }
    }

    /// <summary>A piece of a tensor in the mapped file, to be written in place.</summary>
    /// <typeparam name="T">The tensor's own type: float, double or Half.</typeparam>
    /// <param name="tensor">One of the file's <see cref="Tensors"/>.</param>
    /// <param name="offset">The index in the tensor of the first value.</param>
    /// <param name="length">The number of values.</param>
    /// <returns>The values. They must not be touched once the file is disposed of.</returns>
    /// <exception cref="ArgumentException">The tensor is not of this file or has another type, or the piece is not inside it.</exception>
    /// <exception cref="InvalidOperationException">The file is open for reading only.</exception>
    public Span<T> Values<T>(SafetensorsTensor tensor, long offset, int length)
        where T : unmanaged
    {
        Require(tensor, offset, length);
        if (!IsWritable)
        {
            throw new InvalidOperationException($"{Path} is open for reading only.");
        }

        if (tensor.Type != TensorTypes.Of<T>())
        {
            throw new ArgumentException(
                $"{tensor.Name}: expected {TensorTypes.NameOf(TensorTypes.Of<T>())}; found {tensor}.", nameof(tensor));
        }

        using var pin = new Pin(_view);
        return new Span<T>(pin.Start + tensor.Position + offset * sizeof(T), length);
    }

    /// <summary>Waits until everything written is on the disk.</summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Flush()
    {
        _view.Flush();
        _stream.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file. Values written in place stay, as after <see cref="Flush"/> sooner or later.</summary>
    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
        _stream.Dispose();
    }

    private void Require(SafetensorsTensor tensor, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (!_byName.TryGetValue(tensor.Name, out SafetensorsTensor? own) || !ReferenceEquals(own, tensor))
        {
            throw new ArgumentException($"Expected a tensor of {Path}; found another {tensor.Name}.", nameof(tensor));
        }

        if (offset > tensor.Count - length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset), offset, $"Expected a piece inside the tensor {tensor.Name}, {tensor}.");
        }
    }

    /// <summary>Keeps the view mapped while its memory is used, also against a Dispose on another thread.</summary>
    private readonly ref struct Pin
    {
        private readonly MemoryMappedViewAccessor _view;

        public Pin(MemoryMappedViewAccessor view)
        {
            _view = view;
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + view.PointerOffset;
        }

        public byte* Start { get; }

        public void Dispose() => _view.SafeMemoryMappedViewHandle.ReleasePointer();
    }
}
