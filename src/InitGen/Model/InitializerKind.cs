namespace InitGen.Model;

/// <summary>The initializers, named as their attributes without the suffix and as the methods of the facade.</summary>
internal enum InitializerKind
{
    Zeros,
    Ones,
    Constant,
    Uniform,
    Normal,
    TruncatedNormal,
    XavierUniform,
    XavierNormal,
    KaimingUniform,
    KaimingNormal,
    LecunUniform,
    LecunNormal,
    VarianceScaling,
    Orthogonal,
    DeltaOrthogonal,
    Identity,
    Dirac,
    Sparse,
    BiasUniform,
    LstmBias,
    Icnr,
    Bilinear,
}

internal static class InitializerKinds
{
    private static readonly Dictionary<string, InitializerKind> s_byAttributeName = All.ToDictionary(
        kind => kind + "Attribute", StringComparer.Ordinal);

    public static InitializerKind[] All => (InitializerKind[])Enum.GetValues(typeof(InitializerKind));

    public static bool TryGet(string attributeName, out InitializerKind kind) => s_byAttributeName.TryGetValue(attributeName, out kind);

    /// <summary>Whether the initializer's spread follows from the weight's own fans.</summary>
    public static bool NeedsFans(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal
        or InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.LecunUniform or InitializerKind.LecunNormal
        or InitializerKind.VarianceScaling or InitializerKind.Icnr;

    /// <summary>Whether the initializer makes up for a nonlinearity by a gain.</summary>
    public static bool HasGain(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal
        or InitializerKind.KaimingUniform or InitializerKind.KaimingNormal or InitializerKind.Icnr
        or InitializerKind.Orthogonal or InitializerKind.DeltaOrthogonal;

    public static bool IsXavier(this InitializerKind kind) => kind is InitializerKind.XavierUniform or InitializerKind.XavierNormal;

    public static bool IsKaiming(this InitializerKind kind) => kind is InitializerKind.KaimingUniform or InitializerKind.KaimingNormal;

    /// <summary>Whether every element gets the same value.</summary>
    public static bool IsConstant(this InitializerKind kind) =>
        kind is InitializerKind.Zeros or InitializerKind.Ones or InitializerKind.Constant;

    /// <summary>Whether the values are drawn from a stream.</summary>
    public static bool IsRandom(this InitializerKind kind) => !kind.IsConstant() && kind is not (InitializerKind.Identity
        or InitializerKind.Dirac or InitializerKind.LstmBias or InitializerKind.Bilinear);

    /// <summary>Whether the initializer fills an array of any shape, so that rows of different lengths are vectors of their own to it.</summary>
    public static bool FillsVectors(this InitializerKind kind) => !kind.NeedsFans() && !kind.TakesShape();

    /// <summary>Whether the values follow from the whole shape, which the sampler is told.</summary>
    public static bool TakesShape(this InitializerKind kind) => kind is InitializerKind.Orthogonal or InitializerKind.DeltaOrthogonal
        or InitializerKind.Identity or InitializerKind.Dirac or InitializerKind.Sparse or InitializerKind.Icnr or InitializerKind.Bilinear;

    /// <summary>The ranks that the initializer can fill.</summary>
    public static (int Least, int Most) Ranks(this InitializerKind kind) => kind switch
    {
        InitializerKind.Orthogonal => (2, int.MaxValue),
        InitializerKind.Identity or InitializerKind.Sparse => (2, 2),
        InitializerKind.Dirac or InitializerKind.DeltaOrthogonal or InitializerKind.Bilinear => (3, 5),
        InitializerKind.LstmBias => (1, 1),
        _ => (0, int.MaxValue),
    };
}
