// Types that the C# compiler looks for by name and netstandard2.0 does not have.
namespace System;

/// <summary>What list patterns count with.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
