namespace InitGen;

/// <summary>
/// A place in the tree of random streams: a seed and the id of a path. A value drawn from it depends on the seed, the path and the
/// element's index alone, never on the order of calls.
/// </summary>
/// <param name="Seed">The key of the generator: the same for all parameters of a model.</param>
/// <param name="Id">The stream: 0 at the root, else hashed from the path (<see cref="PathHash"/>).</param>
/// <example>
/// <code>
/// var root = new RandomStream(42);
/// Sampler.Normal(weights, root.Child("blocks.3.attn.qkv"), mean: 0f, std: 0.02f);
/// </code>
/// </example>
public readonly record struct RandomStream(ulong Seed, ulong Id)
{
    /// <summary>The root stream of a seed.</summary>
    /// <param name="seed">Any number; equal seeds give equal models.</param>
    public RandomStream(ulong seed)
        : this(seed, 0)
    {
    }

    /// <summary>The root stream of a seed drawn from a generator of the caller's.</summary>
    /// <param name="random">The generator; it is advanced by eight bytes.</param>
    /// <returns>A root stream.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="random"/> is null.</exception>
    public static RandomStream From(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        random.NextBytes(seed);
        return new RandomStream(System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(seed));
    }

    /// <summary>The stream of a child path.</summary>
    /// <param name="path">One or more segments joined by dots: <c>Child("a.b")</c> is <c>Child("a").Child("b")</c>.</param>
    /// <returns>The child's stream.</returns>
    /// <exception cref="ArgumentException">The path or one of its segments is empty.</exception>
    public RandomStream Child(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        RandomStream stream = this;
        ReadOnlySpan<char> rest = path;
        while (true)
        {
            int dot = rest.IndexOf('.');
            ReadOnlySpan<char> segment = dot < 0 ? rest : rest[..dot];
            if (segment.IsEmpty)
            {
                throw new ArgumentException($"Expected segments joined by single dots; found \"{path}\".", nameof(path));
            }

            stream = stream.ChildByHash(PathHash.OfSegment(segment));
            if (dot < 0)
            {
                return stream;
            }

            rest = rest[(dot + 1)..];
        }
    }

    /// <summary>The stream of a list element.</summary>
    /// <param name="index">The element's index, from 0; the same as <see cref="Child(string)"/> of its decimal digits.</param>
    /// <returns>The child's stream.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public RandomStream Child(int index) => ChildByHash(PathHash.OfIndex(index));

    /// <summary>The stream of a child whose segment is already hashed, as in generated code.</summary>
    /// <param name="segmentHash">The result of <see cref="PathHash.OfSegment"/>.</param>
    /// <returns>The child's stream.</returns>
    /// <remarks>It has a name of its own so that an unsigned index is not taken for a hash: <c>Child(5u)</c> does not compile.</remarks>
    public RandomStream ChildByHash(ulong segmentHash) => new(Seed, PathHash.Combine(Id, segmentHash));
}
