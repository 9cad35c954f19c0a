using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace InitGen.Tests;

/// <summary>
/// The hash of every sampler and element type: the determinism contract in numbers. <c>Golden/hashes.txt</c> holds what they must be;
/// a change to it is a major version.
/// </summary>
internal static class GoldenHashes
{
    private const int Length = 10_007;
    private static readonly RandomStream s_stream = new RandomStream(0xC0FFEE).Child("golden.größe.3");

    private delegate void FillSpan<T>(Span<T> destination);

    /// <summary>Prints the machine's widths and all hashes, for a child process.</summary>
    public static int Main()
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        Console.Write(Widths() + "\n");
        foreach (string line in Lines())
        {
            Console.Write(line + "\n");
        }

        return 0;
    }

    /// <summary>The runtime's version, and which vector instructions this process sees.</summary>
    public static string Widths() => string.Create(
        CultureInfo.InvariantCulture,
        $"# .NET {Environment.Version.Major} vector512={Vector512.IsHardwareAccelerated} avx2={Avx2.IsSupported} vector128={Vector128.IsHardwareAccelerated}");

    /// <summary>One line a sampler and type: name, type, first 32 hexadecimal digits of the SHA-256 of the little-endian values.</summary>
    public static IEnumerable<string> Lines() => [.. Of<float>("float"), .. Of<double>("double"), .. Of<Half>("Half")];

    private static IEnumerable<string> Of<T>(string type)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        yield return Line<T>("uniform(-1, 1)", type, Length, span => Sampler.Uniform(span, s_stream, -1.0, 1.0));
        yield return Line<T>("uniform(0, 0.1)", type, Length, span => Sampler.Uniform(span, s_stream, 0.0, 0.1));
        yield return Line<T>("uniform(-1, 1) from 2^34 - 5003", type, Length, span => Sampler.Uniform(span, s_stream, -1.0, 1.0, (1L << 34) - 5003));
        yield return Line<T>("normal(0, 1)", type, Length, span => Sampler.Normal(span, s_stream, 0.0, 1.0));
        yield return Line<T>("normal(0.1, 0.02)", type, Length, span => Sampler.Normal(span, s_stream, 0.1, 0.02));
        yield return Line<T>("normal(0, 1), 3 * 2^20", type, 3 << 20, span => Sampler.Normal(span, s_stream, 0.0, 1.0));
        yield return Line<T>("truncated normal [-2, 2]", type, Length, span => Sampler.TruncatedNormal(span, s_stream, 0.0, 1.0));
        yield return Line<T>("truncated normal [-8, 8]", type, Length, span => Sampler.TruncatedNormal(span, s_stream, 0.0, 1.0, -8, 8));
        yield return Line<T>("truncated normal [4, 6]", type, Length, span => Sampler.TruncatedNormal(span, s_stream, 0.0, 1.0, 4, 6));
        yield return Line<T>("truncated normal [-6, -1]", type, Length, span => Sampler.TruncatedNormal(span, s_stream, 0.5, 0.3, -6, -1));
        yield return Line<T>("constant(0.1)", type, Length, span => Sampler.Constant(span, 0.1));
        yield return Line<T>("zeros", type, Length, span => Sampler.Zeros(span));
        yield return Line<T>("ones", type, Length, span => Sampler.Ones(span));
        yield return Line<T>("identity 30 x 41", type, 30 * 41, span => Sampler.Identity(span, [30, 41], 0.7));
        yield return Line<T>("dirac 8 x 2 x 3 x 3, 4 groups", type, 144, span => Sampler.Dirac(span, [8, 2, 3, 3], groups: 4));
        yield return Line<T>("dirac 3 x 3 x 5 x 8, in-out", type, 360, span => Sampler.Dirac(span, [3, 3, 5, 8], layout: ParameterLayout.InOut));
        yield return Line<T>("bilinear 3 x 3 x 4 x 5", type, 180, span => Sampler.Bilinear(span, [3, 3, 4, 5]));
        yield return Line<T>("lstm bias 4 x 33", type, 132, span => Sampler.LstmBias(span, 33, 1.5, GateOrder.InputOutputForgetCell));
        yield return Line<T>("sparse(0.9) 211 x 43", type, 211 * 43, span => Sampler.Sparse(span, [211, 43], s_stream, 0.9, 0.5));
        yield return Line<T>("orthogonal 7 x 7", type, 49, span => Sampler.Orthogonal(span, [7, 7], s_stream));
        yield return Line<T>("orthogonal 100 x 150", type, 15000, span => Sampler.Orthogonal(span, [100, 150], s_stream, 1.3));
        yield return Line<T>("orthogonal 150 x 100", type, 15000, span => Sampler.Orthogonal(span, [150, 100], s_stream, 1.3));
        yield return Line<T>("orthogonal 64 x 8 x 3 x 3", type, 4608, span => Sampler.Orthogonal(span, [64, 8, 3, 3], s_stream));
        yield return Line<T>("orthogonal 24 x 96, in-out, 4 parts", type, 2304, span => Sampler.Orthogonal(span, [24, 96], s_stream, 1.0, ParameterLayout.InOut, 4));
        yield return Line<T>("delta-orthogonal 16 x 8 x 3 x 3", type, 1152, span => Sampler.DeltaOrthogonal(span, [16, 8, 3, 3], s_stream));
        yield return Line<T>("icnr normal 12 x 5 x 3 x 3, 2", type, 540, span => Sampler.IcnrNormal(span, [12, 5, 3, 3], s_stream, 2, 0.1));
        yield return Line<T>("icnr uniform 3 x 3 x 5 x 12, 2, in-out", type, 540, span => Sampler.IcnrUniform(span, [3, 3, 5, 12], s_stream, 2, 0.1, ParameterLayout.InOut));
        yield return Line<T>("xavier uniform 64 x 48", type, 3072, span => Init.XavierUniform(span, [64, 48], s_stream, Nonlinearity.Tanh));
        yield return Line<T>("xavier normal 64 x 48", type, 3072, span => Init.XavierNormal(span, [64, 48], s_stream));
        yield return Line<T>("kaiming uniform 64 x 48", type, 3072, span => Init.KaimingUniform(span, [64, 48], s_stream, Nonlinearity.LeakyRelu, slope: 0.2));
        yield return Line<T>("kaiming normal 64 x 48", type, 3072, span => Init.KaimingNormal(span, [64, 48], s_stream, Nonlinearity.Gelu, residualBranches: 24));
        yield return Line<T>("lecun normal 64 x 48", type, 3072, span => Init.LecunNormal(span, [64, 48], s_stream));
        yield return Line<T>("lecun uniform 64 x 48", type, 3072, span => Init.LecunUniform(span, [64, 48], s_stream));
        yield return Line<T>("variance scaling 64 x 48", type, 3072, span => Init.VarianceScaling(span, [64, 48], s_stream, 2.0, FanMode.FanAverage));
        yield return Line<T>("bias uniform of 64 x 48", type, 64, span => Init.BiasUniform(span, [64, 48], s_stream));
        yield return Line<T>("truncated normal, std kept", type, 3072, span => Init.TruncatedNormal(span, s_stream, 0.0, 0.02, -1.5, 3.0, preserveStd: true));
    }

    private static string Line<T>(string name, string type, int length, FillSpan<T> fill)
        where T : unmanaged
    {
        var values = new T[length];
        fill(values);
        string hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<T>(values)));
        return string.Create(CultureInfo.InvariantCulture, $"{name,-40} {type,-6} {hash[..32]}");
    }
}
