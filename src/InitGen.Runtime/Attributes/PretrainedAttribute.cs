namespace InitGen;

/// <summary>
/// States the name that a parameter has in another program's checkpoint: from there <c>InitializeParameters(seed, checkpoint)</c> and
/// <see cref="LoadOptions.Pretrained"/> take it. It changes no initial value.
/// </summary>
/// <param name="name">
/// The name in the checkpoint. On a module or layer it is the beginning of the names of its parameters: <c>[Pretrained("h")]</c> on an
/// array of blocks whose weight is <c>[Pretrained("attn.c_attn.weight")]</c> gives <c>h.0.attn.c_attn.weight</c> and so on. A module without
/// the attribute has its segment of the path there.
/// </param>
/// <example>
/// <code>
/// [XavierNormal, Pretrained("attn.c_attn.weight", Transpose = true)] private readonly float[,] _qkv = new float[2304, 768];
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
public sealed class PretrainedAttribute(string name) : Attribute
{
    /// <summary>The name in the checkpoint.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the checkpoint stores the matrix with its axes exchanged. On a layer this holds for its weights.</summary>
    public bool Transpose { get; init; }
}
