using System.Collections.Immutable;

namespace InitGen;

/// <summary>What became of a model's parameters and a file's tensors.</summary>
/// <param name="Loaded">The paths of the parameters that were loaded, in order of declaration.</param>
/// <param name="Initialized">The paths of those that the file lacks and that got their declared initializers.</param>
/// <param name="Unused">The names of the tensors that no parameter took, in the order of the file.</param>
public sealed record LoadResult(ImmutableArray<string> Loaded, ImmutableArray<string> Initialized, ImmutableArray<string> Unused);
