using System.Globalization;

namespace InitGen;

/// <summary>The name of a member that stores a parameter, as errors show it: <c>Mlp._w1</c>, <c>Net._hidden[3].W</c>. Made into text only when an error is thrown.</summary>
/// <param name="name">The type's and the member's name.</param>
/// <param name="index">The index in the list that the member holds; −1 where it holds none.</param>
/// <param name="suffix">What follows the index: the member of a layer, with its dot.</param>
public readonly struct ParameterMember(string name, int index = -1, string suffix = "")
{
    /// <summary>The name of a member that holds no list.</summary>
    /// <param name="name">The type's and the member's name.</param>
    public static implicit operator ParameterMember(string name) => new(name);

    /// <summary>The name of a member that holds no list.</summary>
    /// <param name="name">The type's and the member's name.</param>
    /// <returns>The name as errors show it.</returns>
    public static ParameterMember FromString(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => index < 0 ? name + suffix : string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]{suffix}");
}
