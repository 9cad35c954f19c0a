namespace InitGen.Model;

/// <summary>The initializers, named as their attributes without the suffix and as the methods of the facade.</summary>
internal enum InitializerKind
{
    Zeros,
    Ones,
    Constant,
    Uniform,
    Normal,
    XavierUniform,
    XavierNormal,
    KaimingUniform,
    KaimingNormal,
    LecunUniform,
    LecunNormal,
    VarianceScaling,
}

internal static class InitializerKinds
{
    private static readonly Dictionary<string, InitializerKind> s_byAttributeName = All.ToDictionary(
        kind => kind + "Attribute", StringComparer.Ordinal);

    public static InitializerKind[] All => (InitializerKind[])Enum.GetValues(typeof(InitializerKind));

    public static bool TryGet(string attributeName, out InitializerKind kind) => s_byAttributeName.TryGetValue(attributeName, out kind);

    /// <summary>Whether the initializer's spread follows from the weight's fans.</summary>
    public static bool NeedsFans(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal
        or InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.LecunUniform or InitializerKind.LecunNormal
        or InitializerKind.VarianceScaling;

    /// <summary>Whether the initializer makes up for a nonlinearity by a gain.</summary>
    public static bool HasGain(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal
        or InitializerKind.KaimingUniform or InitializerKind.KaimingNormal;

    public static bool IsXavier(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal;

    public static bool IsKaiming(this InitializerKind kind) => kind is InitializerKind.KaimingUniform or InitializerKind.KaimingNormal;

    /// <summary>Whether every element gets the same value.</summary>
    public static bool IsConstant(this InitializerKind kind) =>
        kind is InitializerKind.Zeros or InitializerKind.Ones or InitializerKind.Constant;
}
