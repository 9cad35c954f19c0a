using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gpt2.Networks;

namespace InitGen.Benchmarks;

/// <summary>One row of the table: nanoseconds a call, null where a side was not measured.</summary>
internal sealed record ComparisonRow(
    [property: JsonPropertyName("work")] string Work,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("n")] int N,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("simd")] string Simd,
    [property: JsonPropertyName("initgen_ns")] double InitGen,
    [property: JsonPropertyName("fill_ns")] double? Fill,
    [property: JsonPropertyName("scalar_ns")] double? Scalar,
    [property: JsonPropertyName("mathnet_ns")] double? MathNet,
    [property: JsonPropertyName("torch_ns")] double? Torch);

/// <summary>
/// Measures InitGen beside a plain fill, the scalar loops, MathNet.Numerics and PyTorch in one interleaved run: each round gives every side
/// its turn, and the median of the rounds stands. Child processes measure the narrower vector widths.
/// </summary>
internal static class Comparison
{
    private const int Gpt2Small = 124_439_808;
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static int Run(string[] args)
    {
        string? json = Option(args, "--json");
        bool isQuick = args.Contains("--quick");
        bool isChild = args.Contains("--rows");
        using Torch? torch = args.Contains("--no-torch") ? null : Torch.Start(Option(args, "--python"));
        if (!isChild && torch is null)
        {
            Console.Error.WriteLine("No python3 that imports torch was found: its column is empty. Name one with --python.");
        }

        var rows = new List<ComparisonRow>();
        string? only = Option(args, "--work");
        foreach ((string work, string type, int n, int threads) in Works(isQuick, isChild))
        {
            if (only is not null && work != only)
            {
                continue;
            }

            rows.Add(Measure(work, type, n, threads, isQuick ? 5 : 9, torch));
            Console.Error.WriteLine(Line(rows[^1]));
        }

        if (isChild)
        {
            Console.WriteLine(JsonSerializer.Serialize(rows));
            return 0;
        }

        foreach (string setting in new[] { "DOTNET_EnableAVX512", "DOTNET_EnableAVX2" })
        {
            rows.AddRange(Child(setting, args));
        }

        Console.WriteLine(Table(rows));
        if (json is not null)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(rows, s_json) + "\n");
        }

        return 0;
    }

    private static IEnumerable<(string Work, string Type, int N, int Threads)> Works(bool isQuick, bool isChild)
    {
        int all = Environment.ProcessorCount;

        // Without AVX2 the 128-bit path has no fused instruction on x64, and every one of them is a call.
        int shift = isChild && !Avx2.IsSupported && !AdvSimdSupported ? 4 : 0;
        yield return ("uniform", "float", 1 << (24 - shift), 1);
        yield return ("normal", "float", 1 << (24 - shift), 1);
        yield return ("truncated-normal", "float", 1 << (22 - shift), 1);
        yield return ("uniform", "double", 1 << (23 - shift), 1);
        yield return ("normal", "double", 1 << (23 - shift), 1);
        yield return ("normal", "float", 64, 1);
        if (shift == 0)
        {
            yield return ("orthogonal", "float", 1024, 1);
        }

        if (isChild)
        {
            yield break;
        }

        yield return ("uniform", "Half", 1 << 24, 1);
        yield return ("normal", "Half", 1 << 24, 1);
        yield return ("truncated-normal", "double", 1 << 22, 1);
        yield return ("uniform", "float", 1 << 24, all);
        yield return ("normal", "float", 1 << 24, all);
        if (!isQuick)
        {
            yield return ("uniform", "float", 1 << 27, 1);
            yield return ("normal", "float", 1 << 27, 1);
            yield return ("orthogonal", "float", 2048, 1);
            yield return ("orthogonal", "double", 1024, 1);
            yield return ("gpt2", "float", Gpt2Small, all);
        }
    }

    private static bool AdvSimdSupported => System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;

    private static string Simd => Vector512.IsHardwareAccelerated ? "avx512" : Avx2.IsSupported ? "avx2" : "128";

    private static ComparisonRow Measure(string work, string type, int n, int threads, int rounds, Torch? torch)
    {
        Sampler.MaxDegreeOfParallelism = threads;
        int length = work == "orthogonal" ? n * n : n;
        Array destination = type switch
        {
            "float" => GC.AllocateUninitializedArray<float>(length),
            "double" => GC.AllocateUninitializedArray<double>(length),
            _ => GC.AllocateUninitializedArray<Half>(length),
        };

        // Scalar loops and torch's orthogonal take long: fewer turns are enough for them.
        bool isLong = n >= 1 << 26 || work is "orthogonal" or "gpt2";
        var sides = new (Action? Call, List<double> Times, int Turns)[]
        {
            (InitGenCall(work, destination, n), [], rounds),
            (work == "orthogonal" ? null : FillCall(destination), [], rounds),
            (isLong ? null : ScalarBaselines.Scalar(work, destination), [], 3),
            (isLong ? null : ScalarBaselines.MathNet(work, destination), [], 3),
        };
        int calls = length <= 1024 ? 20_000 : 1;
        var torchTimes = new List<double>();
        for (int round = 0; round < rounds + 1; round++)
        {
            foreach ((Action? call, List<double> times, int turns) in sides)
            {
                if (call is null || round > turns)
                {
                    continue;
                }

                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < calls; i++)
                {
                    call();
                }

                // The first round compiles, and touches the memory.
                if (round > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
                }
            }

            if (round > 0 && (round <= 3 || !isLong) && torch?.Measure(work, type, n, threads, calls > 1 ? 1000 : 1) is { } torchTime)
            {
                torchTimes.Add(torchTime);
            }
        }

        return new ComparisonRow(
            work, type, n, threads, Simd, Median(sides[0].Times)!.Value, Median(sides[1].Times), Median(sides[2].Times), Median(sides[3].Times), Median(torchTimes));
    }

    private static Action InitGenCall(string work, Array destination, int n)
    {
        RandomStream stream = new RandomStream(42).Child("w");
        return (work, destination) switch
        {
            ("gpt2", float[]) => WholeModel(),
            ("orthogonal", float[] values) => () => Sampler.Orthogonal<float>(values, [n, n], stream),
            ("orthogonal", double[] values) => () => Sampler.Orthogonal<double>(values, [n, n], stream),
            ("uniform", float[] values) => () => Sampler.Uniform(values, stream, -0.1f, 0.1f),
            ("uniform", double[] values) => () => Sampler.Uniform(values, stream, -0.1, 0.1),
            ("uniform", Half[] values) => () => Sampler.Uniform(values, stream, -0.1f, 0.1f),
            ("normal", float[] values) => () => Sampler.Normal(values, stream, 0f, 0.02f),
            ("normal", double[] values) => () => Sampler.Normal(values, stream, 0.0, 0.02),
            ("normal", Half[] values) => () => Sampler.Normal(values, stream, 0f, 0.02f),
            ("truncated-normal", float[] values) => () => Sampler.TruncatedNormal(values, stream, 0f, 0.02f),
            ("truncated-normal", double[] values) => () => Sampler.TruncatedNormal(values, stream, 0.0, 0.02),
            _ => throw new ArgumentException(work),
        };
    }

    /// <summary>The generated initializer of GPT-2 small, as the sample has it.</summary>
    private static Action WholeModel()
    {
        var network = new Gpt2Network(Gpt2Size.All[0]);
        if (network.Size.ParameterCount != Gpt2Small)
        {
            throw new InvalidOperationException("The sample is not GPT-2 small.");
        }

        return () => network.InitializeParameters(42);
    }

    private static Action FillCall(Array destination) => destination switch
    {
        float[] values => () => values.AsSpan().Fill(0.5f),
        double[] values => () => values.AsSpan().Fill(0.5),
        _ => () => ((Half[])destination).AsSpan().Fill((Half)0.5f),
    };

    private static List<ComparisonRow> Child(string setting, string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(Comparison).Assembly.Location);
        }

        start.ArgumentList.Add("compare");
        start.ArgumentList.Add("--rows");
        foreach (string argument in args)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[setting] = "0";
        using Process child = Process.Start(start)!;
        string output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return JsonSerializer.Deserialize<List<ComparisonRow>>(output) ?? [];
    }

    private static double? Median(List<double> times)
    {
        if (times.Count == 0)
        {
            return null;
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static string? Option(string[] args, string name)
    {
        int index = Array.IndexOf(args, name);
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
    }

    private static string Table(List<ComparisonRow> rows)
    {
        var text = new System.Text.StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, {Processor()}\n\n");
        text.Append("| work | type | n | threads | simd | InitGen ns/value | × Span.Fill | scalar ÷ InitGen | MathNet ÷ InitGen | torch ÷ InitGen |\n");
        text.Append("| --- | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (ComparisonRow row in rows)
        {
            text.Append(Line(row)).Append('\n');
        }

        return text.ToString();
    }

    private static string Line(ComparisonRow row)
    {
        double values = row.Work == "orthogonal" ? (double)row.N * row.N : row.N;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {row.Work} | {row.Type} | {row.N} | {row.Threads} | {row.Simd} | {row.InitGen / values:F3} | {Ratio(row.InitGen / row.Fill)} | {Ratio(row.Scalar / row.InitGen)} | {Ratio(row.MathNet / row.InitGen)} | {Ratio(row.Torch / row.InitGen)} |");
    }

    private static string Ratio(double? ratio) => ratio is { } value ? value.ToString("F1", CultureInfo.InvariantCulture) : "–";

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
