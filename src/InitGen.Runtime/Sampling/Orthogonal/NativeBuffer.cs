using System.Runtime.InteropServices;

namespace InitGen;

/// <summary>Scratch memory outside the managed heap, aligned to a cache line.</summary>
internal readonly unsafe struct NativeBuffer<T> : IDisposable
    where T : unmanaged
{
    private const nuint CacheLine = 64;

    public NativeBuffer(long length) =>
        Pointer = (T*)NativeMemory.AlignedAlloc(checked((nuint)length * (nuint)sizeof(T)) + CacheLine, CacheLine);

    public T* Pointer { get; }

    public void Dispose() => NativeMemory.AlignedFree(Pointer);
}
