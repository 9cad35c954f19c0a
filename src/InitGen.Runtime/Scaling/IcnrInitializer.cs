namespace InitGen;

/// <summary>What draws the kernels that <c>Icnr</c> repeats; each with the fans of the kernel before it is repeated.</summary>
public enum IcnrInitializer
{
    /// <summary>Kaiming (He) normal.</summary>
    KaimingNormal = 0,

    /// <summary>Kaiming (He) uniform.</summary>
    KaimingUniform = 1,

    /// <summary>Xavier (Glorot) normal.</summary>
    XavierNormal = 2,

    /// <summary>Xavier (Glorot) uniform.</summary>
    XavierUniform = 3,

    /// <summary>LeCun normal.</summary>
    LecunNormal = 4,

    /// <summary>LeCun uniform.</summary>
    LecunUniform = 5,
}
