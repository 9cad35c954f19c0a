using Microsoft.CodeAnalysis;

namespace InitGen.Model;

/// <summary>Why a member cannot be written in place (INIT011), in words.</summary>
internal static class InPlace
{
    /// <summary>The reason.</summary>
    /// <param name="member">The member.</param>
    /// <param name="hasStorage">Whether it is a field, or a property with a field behind it.</param>
    /// <param name="storage">How its type stores a parameter; null for modules.</param>
    public static string Reason(ISymbol member, bool hasStorage, StorageModel? storage) =>
        member.IsStatic ? "it is static, and each instance needs storage of its own"
        : !hasStorage ? "it needs a field of its own, and a getter that returns that field and no other value"
        : storage?.CopyFrom is { } copy ? copy + " gives a copy of the elements, and what is written to it is lost; name the field or a property that returns it"
        : "its elements lie in the value itself, of which a property or a list gives a copy; use a field, or an array";
}
