using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace InitGen;

/// <summary>A file does not fit a model. The message lists every tensor at fault; nothing was written into the model.</summary>
public sealed class CheckpointMismatchException : Exception
{
    /// <summary>Lists what does not fit.</summary>
    /// <param name="file">The file.</param>
    /// <param name="missing">Parameters without a tensor: the tensor's name, type and shape.</param>
    /// <param name="unexpected">Tensors without a parameter.</param>
    /// <param name="misshapen">Tensors of another shape than their parameter's, or of a type that cannot be converted.</param>
    internal CheckpointMismatchException(
        string file, ImmutableArray<string> missing, ImmutableArray<string> unexpected, ImmutableArray<string> misshapen)
        : base(Describe(file, missing, unexpected, misshapen))
    {
        Missing = missing;
        Unexpected = unexpected;
        Misshapen = misshapen;
    }

    /// <summary>Parameters without a tensor: the tensor's name, and its expected type and shape.</summary>
    public ImmutableArray<string> Missing { get; }

    /// <summary>Tensors without a parameter: name, type and shape.</summary>
    public ImmutableArray<string> Unexpected { get; }

    /// <summary>Tensors that do not fit their parameter: name, what was expected, what was found.</summary>
    public ImmutableArray<string> Misshapen { get; }

    private static string Describe(
        string file, ImmutableArray<string> missing, ImmutableArray<string> unexpected, ImmutableArray<string> misshapen)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{file} does not fit the model: {missing.Length} tensors missing, {unexpected.Length} unexpected, {misshapen.Length} misshapen. Nothing was loaded.");
        List("missing", missing);
        List("unexpected", unexpected);
        List("misshapen", misshapen);
        return text.ToString();

        void List(string title, ImmutableArray<string> tensors)
        {
            foreach (string tensor in tensors)
            {
                text.Append("\n  ").Append(title).Append(' ').Append(tensor);
            }
        }
    }
}
