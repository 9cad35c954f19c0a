using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using InitGen;
using Mnist.Digits;
using Mnist.Networks;
using Mnist.Output;
using Mnist.Training;

namespace Mnist;

/// <summary>The command line: trains a network on 8,000 digits, and says how many of 2,000 others it knows.</summary>
internal static class MnistCommand
{
    private const int MaxEpochs = 1000;

    /// <summary>The command with its options.</summary>
    public static RootCommand Create()
    {
        var seed = new Option<ulong>("--seed")
        {
            Description = "Decides the first weights, and the order and jitter of the digits: equal seeds give equal runs.",
            DefaultValueFactory = _ => 42,
            CustomParser = argument => ParseNumber(argument, ulong.MinValue, ulong.MaxValue),
        };
        var epochs = new Option<int>("--epochs")
        {
            Description = "How often the network sees each digit.",
            DefaultValueFactory = _ => 15,
            CustomParser = argument => ParseNumber(argument, 1, MaxEpochs),
        };
        var initialization = new Option<Initialization>("--init")
        {
            Description = "How the weights start.",
            HelpName = string.Join('|', Initialization.All.Select(known => known.Name)),
            DefaultValueFactory = _ => Initialization.All[0],
            CustomParser = ParseInitialization,
        };

        var command = new RootCommand("Teaches a 784-256-128-10 ReLU network to read handwritten digits.") { seed, epochs, initialization };
        command.SetAction(arguments => Run(
            arguments.GetValue(seed), arguments.GetValue(epochs), arguments.GetRequiredValue(initialization)));
        return command;
    }

    private static void Run(ulong seed, int epochs, Initialization initialization)
    {
        ParameterTable.Write(initialization.Parameters);

        Mlp network = initialization.Create(seed);
        var trainer = new Trainer(network, DigitSet.ReadTraining(), epochs, new RandomStream(seed).Child("training"));
        ProgressDisplay.Run(epochs, trainer.Run);

        double accuracy = Evaluation.Accuracy(network, DigitSet.ReadTest());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"test accuracy: {accuracy:F4}"));
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

    private static Initialization? ParseInitialization(ArgumentResult argument)
    {
        Initialization? named = Initialization.All.FirstOrDefault(known => known.Name == argument.Tokens[0].Value);
        if (named is null)
        {
            AddError(argument, "one of " + string.Join(", ", Initialization.All.Select(known => known.Name)));
        }

        return named;
    }

    private static void AddError(ArgumentResult argument, string expected)
    {
        string option = ((OptionResult)argument.Parent!).Option.Name;
        argument.AddError($"{option}: expected {expected}; found '{argument.Tokens[0].Value}'.");
    }
}
