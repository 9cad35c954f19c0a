namespace InitGen.Emission;

/// <summary>The initializer that takes what it can from another program's checkpoint.</summary>
internal static class CheckpointText
{
    public const string Documentation = """
        /// <summary>Takes the parameters with <c>[Pretrained]</c> from a checkpoint, and initializes the others.</summary>
        /// <param name="seed">Any number: equal seeds give equal models.</param>
        /// <param name="checkpoint">The checkpoint; tensors that no parameter names are left alone.</param>
        /// <returns>What was loaded, and what was initialized.</returns>
        /// <exception cref="global::InitGen.CheckpointMismatchException">A tensor is missing or has another shape; all such are listed, and nothing is written.</exception>
        """;

    /// <summary>The method.</summary>
    /// <param name="isStruct">Whether the model is a struct, and so is handed on by reference.</param>
    public static string Initializer(bool isStruct) => $$"""
        public global::InitGen.LoadResult InitializeParameters(ulong seed, global::InitGen.SafetensorsFile checkpoint) =>
            global::InitGen.Checkpoint.LoadParameters({{(isStruct ? "ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in this)" : "this")}}, checkpoint, new global::InitGen.LoadOptions
            {
                Pretrained = true,
                Stream = new global::InitGen.RandomStream(seed),
            });
        """;
}
