using System.Diagnostics;
using System.Globalization;

namespace Gpt2.Output;

/// <summary>Lines of text, in the same form on every machine.</summary>
internal static class Report
{
    /// <summary>Writes a line.</summary>
    public static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Does something and says how long it took.</summary>
    public static T Timed<T>(Func<T> action, out double seconds)
    {
        long start = Stopwatch.GetTimestamp();
        T result = action();
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return result;
    }
}
