using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gpt2.Networks;
using InitGen;

namespace Gpt2.Output;

/// <summary>Takes a network to a file and back.</summary>
internal static class RoundTrip
{
    /// <summary>Saves the network, changes it, loads it, and compares.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">The seed it was initialized from.</param>
    /// <param name="file">The file to keep; null for a temporary one.</param>
    /// <returns>Whether every bit came back.</returns>
    public static bool Run(Gpt2Network network, ulong seed, string? file)
    {
        string path = file ?? Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".safetensors");
        try
        {
            string before = Hash(network);
            double bytes = network.Size.ParameterCount * sizeof(float);
            var options = new SaveOptions { Metadata = new Dictionary<string, string> { ["model"] = "gpt2-" + network.Size.Name } };
            Report.Timed(
                () =>
                {
                    network.SaveParameters(path, options);
                    return true;
                },
                out double saving);
            Report.Write($"saved to {path} in {saving:F2} s: {bytes / saving / 1e9:F1} GB/s, written to the disk");

            // Other values than those in the file, so that loading has something to do.
            network.InitializeParameters(unchecked(seed + 1));
            string other = Hash(network);
            LoadResult loaded = Report.Timed(() => network.LoadParameters(path), out double loading);
            Report.Write($"loaded {loaded.Loaded.Length} tensors in {loading:F2} s: {bytes / loading / 1e9:F1} GB/s");
            bool same = Hash(network) == before && before != other;
            Report.Write($"SHA-256 of all parameters: {before[..16]}…, {(same ? "the same after loading" : "ANOTHER after loading")}");
            return same;
        }
        finally
        {
            if (file is null)
            {
                File.Delete(path);
            }
        }
    }

    private static string Hash(Gpt2Network network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var visitor = new HashVisitor(hash);
        network.VisitParameters(ref visitor);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private readonly struct HashVisitor(IncrementalHash hash) : IParameterVisitor
    {
        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            // A span of bytes ends at 2³¹.
            for (int start = 0; start < values.Length; start += PieceLength)
            {
                hash.AppendData(MemoryMarshal.AsBytes(values.Slice(start, Math.Min(PieceLength, values.Length - start))));
            }
        }

        private const int PieceLength = 1 << 26;
    }
}
