namespace InitGen.Model;

/// <summary>The type of a parameter's elements.</summary>
internal enum ElementType
{
    Single,
    Double,
    Half,

    /// <summary>A type parameter constrained to IFloatingPointIeee754.</summary>
    TypeParameter,
}
