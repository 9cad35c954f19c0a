namespace InitGen;

/// <summary>
/// One vector width. A register is <typeparamref name="V"/>, a hardware vector of 32-bit words without a type of its own; each operation
/// says how it reads the bits: as 32- or 64-bit integers, or as <c>T</c>, float or double. Kernels are written once over this interface
/// and the JIT compiles them for each width. All operations are exact by IEEE 754 or integer arithmetic, so lanes of any width agree.
/// </summary>
/// <typeparam name="V">The register: <c>Vector512&lt;uint&gt;</c>, <c>Vector256&lt;uint&gt;</c> or <c>Vector128&lt;uint&gt;</c>.</typeparam>
internal interface ILanes<V>
    where V : struct
{
    /// <summary>How many 32-bit words a register holds: 16, 8 or 4.</summary>
    static abstract int Count { get; }

    /// <summary>64-bit lanes 0, 1, 2, …</summary>
    static abstract V Indices64 { get; }

    /// <summary>64-bit lanes 0, 2, 4, …</summary>
    static abstract V EvenIndices64 { get; }

    static abstract V Broadcast32(uint value);

    static abstract V Broadcast64(ulong value);

    static abstract V Broadcast<T>(T value)
        where T : unmanaged;

    static abstract V Load<T>(ref readonly T source, nuint index)
        where T : unmanaged;

    static abstract void Store<T>(V value, ref T destination, nuint index)
        where T : unmanaged;

    /// <summary>Stores the low 16 bits of each 32-bit word.</summary>
    static abstract void StoreNarrowed(V value, ref ushort destination, nuint index);

    static abstract V And(V a, V b);

    static abstract V Or(V a, V b);

    static abstract V Xor(V a, V b);

    /// <remarks>Where it is two operations, <paramref name="a"/> is the one that can come last.</remarks>
    static abstract V Xor(V a, V b, V c);

    /// <summary>The lanes of <paramref name="a"/> where the mask is all ones, those of <paramref name="b"/> where it is zero.</summary>
    static abstract V Select(V mask, V a, V b);

    /// <summary>The words of <paramref name="a"/> where the topmost bit of <paramref name="signs"/> is set, those of <paramref name="b"/> elsewhere.</summary>
    static abstract V SelectNegative32(V signs, V a, V b);

    /// <summary>The same for 64-bit lanes.</summary>
    static abstract V SelectNegative64(V signs, V a, V b);

    /// <summary>The lower halves of the 64-bit lanes of <paramref name="lower"/>, the upper ones of <paramref name="upper"/>.</summary>
    static abstract V JoinHalves(V lower, V upper);

    /// <summary>The 64-bit products of the lower halves of the 64-bit lanes; the upper halves are ignored.</summary>
    static abstract V MultiplyLow32(V a, V b);

    static abstract V Add32(V a, V b);

    static abstract V Subtract32(V a, V b);

    static abstract V ShiftLeft32(V a, int count);

    static abstract V ShiftRight32(V a, int count);

    static abstract V ShiftRightSigned32(V a, int count);

    static abstract V Add64(V a, V b);

    static abstract V Subtract64(V a, V b);

    static abstract V ShiftLeft64(V a, int count);

    static abstract V ShiftRight64(V a, int count);

    /// <summary>The float nearest to each signed 32-bit word.</summary>
    static abstract V SignedToSingle(V a);

    /// <summary>The float nearest to each unsigned 32-bit word, ties to even.</summary>
    static abstract V UnsignedToSingle(V a);

    static abstract V Add<T>(V a, V b)
        where T : unmanaged;

    static abstract V Subtract<T>(V a, V b)
        where T : unmanaged;

    static abstract V Multiply<T>(V a, V b)
        where T : unmanaged;

    static abstract V Divide<T>(V a, V b)
        where T : unmanaged;

    /// <summary>a · b + c, rounded once.</summary>
    static abstract V MultiplyAdd<T>(V a, V b, V c)
        where T : unmanaged;

    static abstract V SquareRoot<T>(V a)
        where T : unmanaged;

    /// <summary>All ones in the lanes where a &lt; b.</summary>
    static abstract V Less<T>(V a, V b)
        where T : unmanaged;
}
