using System.Diagnostics;
using Gpt2.Networks;
using InitGen;

namespace Gpt2.Output;

/// <summary>Several processes initialize one file of a network, each of them its own part.</summary>
internal static class ShardedFile
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>Writes this worker's part; the first worker makes the file.</summary>
    /// <param name="network">The network, whose memory is not touched: it says what the parameters are.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="path">The file, which must not exist.</param>
    /// <exception cref="IOException">The file exists, or the first worker has not made it in a minute.</exception>
    /// <exception cref="InvalidOperationException">The environment contradicts itself.</exception>
    public static void Initialize(Gpt2Network network, ulong seed, string path)
    {
        ParameterShard shard = ParameterShard.FromEnvironment();
        var parameters = new Manifest([]);
        network.VisitParameters(ref parameters);
        if (shard.Index == 0)
        {
            // Under its name only when it is complete: the others wait for the name.
            string unfinished = path + ".unfinished";
            ShardedInitialization.CreateFile(unfinished, parameters.All).Dispose();
            File.Move(unfinished, path);
        }
        else
        {
            Await(path);
        }

        using SafetensorsFile file = SafetensorsFile.OpenForWriting(path);
        file.InitializeParameters(parameters.All, new RandomStream(seed), shard);
        Report.Write($"{path}: {shard}");
    }

    private static void Await(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (!File.Exists(path))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new IOException($"{path}: expected the first worker to make it within a minute.");
            }

            Thread.Sleep(10);
        }
    }

    private readonly struct Manifest(List<ParameterInfo> all) : IParameterVisitor
    {
        public List<ParameterInfo> All => all;

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            if (offset == 0)
            {
                all.Add(parameter);
            }
        }
    }
}
