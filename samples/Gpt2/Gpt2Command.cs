using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Gpt2.Networks;
using Gpt2.Output;
using InitGen;

namespace Gpt2;

/// <summary>The command line: initializes GPT-2, shows what came of it, and takes it through a file and back.</summary>
internal static class Gpt2Command
{
    /// <summary>The command with its options.</summary>
    public static RootCommand Create()
    {
        var size = new Option<Gpt2Size>("--size")
        {
            Description = "The network's size.",
            HelpName = string.Join('|', Gpt2Size.All.Select(known => known.Name)),
            DefaultValueFactory = _ => Gpt2Size.All[0],
            CustomParser = ParseSize,
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "Decides the weights and the random tokens: equal seeds give equal runs.",
            DefaultValueFactory = _ => 42,
            CustomParser = argument => ParseNumber(argument, ulong.MinValue, ulong.MaxValue),
        };
        var tokens = new Option<int>("--tokens")
        {
            Description = "How many random tokens the loss is measured on.",
            DefaultValueFactory = _ => 64,
            CustomParser = argument => ParseNumber(argument, 1, Gpt2Size.Context),
        };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "Where the network is saved and kept; without it a temporary file.",
        };
        var sharded = new Option<bool>("--sharded")
        {
            Description = "Initializes the part of --file that this worker has (torchrun, mpirun, srun, an indexed Kubernetes job), and nothing else.",
        };
        var pretrained = new Option<FileInfo?>("--pretrained")
        {
            Description = "A published checkpoint (model.safetensors) of the same size, to load in place of random weights.",
        };

        var command = new RootCommand("Initializes GPT-2, measures the loss before training, saves, loads, and compares.")
        {
            size, seed, tokens, file, sharded, pretrained,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(sharded) && result.GetValue(file) is null)
            {
                result.AddError("--sharded: expected --file, which all workers share.");
            }
        });
        command.SetAction(arguments => arguments.GetValue(sharded)
            ? RunSharded(arguments.GetRequiredValue(size), arguments.GetValue(seed), arguments.GetRequiredValue(file)!.FullName)
            : Run(
                arguments.GetRequiredValue(size),
                arguments.GetValue(seed),
                arguments.GetValue(tokens),
                arguments.GetValue(file)?.FullName,
                arguments.GetValue(pretrained)?.FullName));
        return command;
    }

    private static int RunSharded(Gpt2Size size, ulong seed, string file)
    {
        try
        {
            ShardedFile.Initialize(new Gpt2Network(size), seed, file);
            return 0;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static int Run(Gpt2Size size, ulong seed, int tokens, string? file, string? pretrained)
    {
        if (Refusal(size) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 1;
        }

        var network = new Gpt2Network(size);
        Report.Write($"GPT-2 {size.Name}: {size.Layers} blocks of width {size.Width}, {size.Heads} heads");
        if (pretrained is null)
        {
            InitializationTiming.Measure(network, seed).Write();
        }
        else
        {
            using SafetensorsFile checkpoint = SafetensorsFile.Open(pretrained);
            LoadResult loaded = network.InitializeParameters(seed, checkpoint);
            Report.Write($"{loaded.Loaded.Length} parameters from {pretrained}, {loaded.Initialized.Length} initialized, {loaded.Unused.Length} tensors unused");
        }

        long count = ParameterTable.Write(network);
        Report.Write($"parameters: {count:N0}");

        double loss = Report.Timed(() => network.Loss(RandomTokens.Draw(new RandomStream(seed).Child("tokens"), tokens + 1)), out double seconds);
        Report.Write($"loss on {tokens} random tokens: {loss:F4} in {seconds:F2} s; ln {Gpt2Size.Vocabulary} = {Math.Log(Gpt2Size.Vocabulary):F4}");
        return RoundTrip.Run(network, seed, file) ? 0 : 1;
    }

    /// <summary>Why the size cannot be run on this machine; null where it can.</summary>
    private static string? Refusal(Gpt2Size size)
    {
        const double Gigabyte = 1e9;

        // The parameters, and a part again for activations and the file's pages.
        double needed = size.ParameterCount * sizeof(float) * 1.25 / Gigabyte;
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Gigabyte;
        return needed <= available
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"GPT-2 {size.Name} takes {needed:F1} GB of memory; this process may have {available:F1} GB.");
    }

    private static T ParseNumber<T>(ArgumentResult argument, T min, T max)
        where T : struct, IParsable<T>, IComparable<T>
    {
        if (T.TryParse(argument.Tokens[0].Value, CultureInfo.InvariantCulture, out T value)
            && value.CompareTo(min) >= 0
            && value.CompareTo(max) <= 0)
        {
            return value;
        }

        AddError(argument, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return default;
    }

    private static Gpt2Size? ParseSize(ArgumentResult argument)
    {
        Gpt2Size? named = Gpt2Size.All.FirstOrDefault(known => known.Name == argument.Tokens[0].Value);
        if (named is null)
        {
            AddError(argument, "one of " + string.Join(", ", Gpt2Size.All.Select(known => known.Name)));
        }

        return named;
    }

    private static void AddError(ArgumentResult argument, string expected)
    {
        string option = ((OptionResult)argument.Parent!).Option.Name;
        argument.AddError($"{option}: expected {expected}; found '{argument.Tokens[0].Value}'.");
    }
}
