using System.Diagnostics;
using System.Runtime.InteropServices;
using Gpt2.Networks;
using InitGen;

namespace Gpt2.Output;

/// <summary>How long initialization takes, beside writing one number everywhere.</summary>
/// <param name="Bytes">The bytes of all parameters.</param>
/// <param name="First">Seconds of the first initialization, which also gets the memory from the system.</param>
/// <param name="Again">Seconds of another.</param>
/// <param name="Fill">Seconds of <c>Span.Fill</c> over the same memory, on one thread.</param>
internal sealed record InitializationTiming(long Bytes, double First, double Again, double Fill)
{
    private const int Repetitions = 3;

    /// <summary>Initializes a network, several times, and leaves it initialized.</summary>
    public static InitializationTiming Measure(Gpt2Network network, ulong seed)
    {
        double first = Seconds(() => network.InitializeParameters(seed));
        double fill = double.MaxValue;
        double again = double.MaxValue;
        for (int i = 0; i < Repetitions; i++)
        {
            fill = Math.Min(fill, Seconds(() =>
            {
                var visitor = default(FillVisitor);
                network.VisitParameters(ref visitor);
            }));
            again = Math.Min(again, Seconds(() => network.InitializeParameters(seed)));
        }

        return new InitializationTiming(network.Size.ParameterCount * sizeof(float), first, again, fill);
    }

    public void Write()
    {
        Report.Write($"initialized in {First:F3} s, new memory included; again in {Again:F3} s: {Rate(Again):F1} GB/s on up to {Sampler.MaxDegreeOfParallelism} threads");
        Report.Write($"Span.Fill over the same memory, one thread: {Fill:F3} s: {Rate(Fill):F1} GB/s");
    }

    private double Rate(double seconds) => Bytes / seconds / 1e9;

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private struct FillVisitor : IParameterVisitor
    {
        public readonly void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            // A number other than zero, which is another way to write memory.
            MemoryMarshal.Cast<T, float>(values).Fill(1f);
        }
    }
}
