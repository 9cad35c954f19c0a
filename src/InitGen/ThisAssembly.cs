namespace InitGen;

/// <summary>What generated code says of its writer.</summary>
internal static class ThisAssembly
{
    /// <summary>The package's version; a test holds it to the project's.</summary>
    public const string Version = "0.1.0";
}
