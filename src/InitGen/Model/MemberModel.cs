namespace InitGen.Model;

/// <summary>How a module is initialized by the model that holds it, which has checked it.</summary>
internal enum ModuleInitializer
{
    /// <summary>By its <c>InitializeParameters</c>, which at most checks its own members again.</summary>
    Public,

    /// <summary>The same, which its type implements explicitly.</summary>
    OfInterface,

    /// <summary>By its <c>InitializeCheckedParameters</c>, which leaves out the check of its modules.</summary>
    Checked,

    /// <summary>By the one of these that the object has: its type is an interface.</summary>
    AtRunTime,
}

/// <summary>A member of a model that is a model itself.</summary>
/// <param name="IsParameterized">Whether its type is known to show its parameters.</param>
/// <param name="IsValueType">Whether it is, or may be, a struct, to be reached in place.</param>
/// <param name="MayBeNull">Whether null is passed over.</param>
/// <param name="Initializer">How it is initialized.</param>
/// <param name="ManifestType">The type in C# that has the manifest; null where none is known, or where the module may hold the model itself.</param>
/// <param name="DisplayName">The type's name in documentation.</param>
/// <param name="IsHidden">Whether its type cannot be named outside the type that contains it.</param>
internal sealed record ModuleModel(
    bool IsParameterized, bool IsValueType, bool MayBeNull, ModuleInitializer Initializer, string? ManifestType, string DisplayName, bool IsHidden);

/// <summary>A member of a model that holds parameters: one, those of a layer, a module, or a list of these.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Segment">Its segment of the path; several joined by dots where <c>[ParameterName]</c> says so.</param>
/// <param name="Parameters">The parameters; those of one element where it is a list.</param>
internal sealed record MemberModel(string Member, string Segment, EquatableArray<ParameterModel> Parameters)
{
    /// <summary>How the list is reached; null where the member holds no list.</summary>
    public CollectionModel? Collection { get; init; }

    /// <summary>Whether the member's type says that it may be null, and so is passed over where it is.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the parameters are members of a layer, each under its own segment.</summary>
    public bool IsLayer { get; init; }

    /// <summary>Whether the layer may be null, and so is checked.</summary>
    public bool IsLayerReference { get; init; }

    /// <summary>The base type whose constructor calls InitializeParameters before the member is assigned; null where none is seen to.</summary>
    public string? EarlyBase { get; init; }

    /// <summary>The module; null where the member is none.</summary>
    public ModuleModel? Module { get; init; }

    /// <summary>Its segment of names in another program's checkpoint; null where <c>[Pretrained]</c> gives none.</summary>
    public string? Pretrained { get; init; }

    /// <summary>Whether that checkpoint stores its matrices with their axes exchanged.</summary>
    public bool IsPretrainedTransposed { get; init; }
}
