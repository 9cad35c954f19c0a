namespace InitGen.Model;

/// <summary>One declaration in the chain from the outermost type to the model.</summary>
/// <param name="Keyword"><c>class</c>, <c>struct</c>, <c>record</c>, <c>record struct</c> or <c>interface</c>.</param>
/// <param name="Name">The name as written in C#, escaped where it is a keyword.</param>
/// <param name="TypeParameters">The names of its type parameters.</param>
internal sealed record TypeDeclaration(string Keyword, string Name, EquatableArray<string> TypeParameters)
{
    /// <summary>The name with its type parameters: <c>Mlp&lt;T&gt;</c>.</summary>
    public string FullName => TypeParameters.Count == 0 ? Name : Name + "<" + string.Join(", ", TypeParameters) + ">";
}

/// <summary>A base type that is a model too.</summary>
/// <param name="Name">The type in C#.</param>
/// <param name="CanOverride">Whether its InitializeParameters can be overridden.</param>
/// <param name="IsAbstract">Whether its InitializeParameters has no body to call.</param>
/// <param name="IsParameterized">Whether it shows its parameters.</param>
/// <param name="HasManifest">Whether it has a manifest.</param>
/// <param name="HasSeed">Whether it can be initialized from a seed.</param>
/// <param name="HasCheckedInitializer">Whether it has an initializer that leaves the check to its caller.</param>
/// <param name="IsHidden">Whether it cannot be named outside the type that contains it.</param>
internal sealed record BaseModel(
    string Name,
    bool CanOverride,
    bool IsAbstract,
    bool IsParameterized,
    bool HasManifest,
    bool HasSeed,
    bool HasCheckedInitializer,
    bool IsHidden);

/// <summary>A member with an initializer that cannot be generated, and the rule that says why.</summary>
internal readonly record struct SkippedMember(string Member, string Rule);

/// <summary>A model type: all that the emitter needs to know, and nothing of the compilation.</summary>
internal sealed record ModelDescription(
    string HintName,
    string? Namespace,
    EquatableArray<TypeDeclaration> Declarations,
    EquatableArray<MemberModel> Members,
    EquatableArray<SkippedMember> Skipped)
{
    /// <summary>The parameters of all members, in order of declaration; one for all elements of a list.</summary>
    public IEnumerable<ParameterModel> Parameters => Members.SelectMany(member => member.Parameters);

    /// <summary>The name of the class that holds the manifest.</summary>
    public required string ManifestName { get; init; }

    /// <summary>Whether that class stands within the type, for what cannot be named outside: type parameters and private modules.</summary>
    public bool NestsManifest { get; init; }

    /// <summary>Whether the type is a class that can be derived from, so that the members are virtual.</summary>
    public bool IsOpen { get; init; }

    /// <summary>
    /// Whether the initializer is in two parts, one that checks the whole tree and one that leaves that to its caller: where there are modules,
    /// or may be in a derived type.
    /// </summary>
    public bool HasCheckedInitializer { get; init; }

    /// <summary>The base type, where it is a model too: its parameters come first.</summary>
    public BaseModel? Base { get; init; }

    /// <summary>Whether the type gets an initializer that takes another program's checkpoint: a member has a name there, and no base has one.</summary>
    public bool HasCheckpointInitializer { get; init; }

    /// <summary>Whether a base type has a member with the manifest's name.</summary>
    public bool HidesParameters { get; init; }

    /// <summary>Whether visitors may be ref structs.</summary>
    public bool AllowsRefStructs { get; init; }

    /// <summary>The members that the author wrote by hand and the generator leaves out.</summary>
    public HandWrittenMembers HandWritten { get; init; }

    /// <summary>The type's name with those around it: <c>Outer.Mlp</c>; part of error messages.</summary>
    public string DisplayName => string.Join(".", Declarations.Select(declaration => declaration.Name.TrimStart('@')));

    public TypeDeclaration Type => Declarations[Declarations.Count - 1];
}

/// <summary>Generated members that the author wrote by hand.</summary>
[Flags]
internal enum HandWrittenMembers
{
    None = 0,
    InitializeFromSeed = 1,
    InitializeFromStream = 2,
    VisitParameters = 4,
    Parameters = 8,

    /// <summary>The visit under another model's path.</summary>
    VisitInScope = 16,

    /// <summary>The initializer that leaves the check to its caller.</summary>
    InitializeChecked = 32,

    InitializeFromInt = 64,

    InitializeFromRandom = 128,

    /// <summary>Those without which the generator does not know what is initialized and shown.</summary>
    InitializeOrVisit = InitializeFromStream | VisitParameters | VisitInScope,
}
