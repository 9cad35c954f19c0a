using System.Runtime.InteropServices;
using InitGen;

namespace QuickStart;

/// <summary>Prints the mean and standard deviation that the values of each parameter have.</summary>
internal readonly struct Moments : IParameterVisitor
{
    public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
        where T : unmanaged
    {
        double sum = 0;
        double sumOfSquares = 0;
        foreach (float value in MemoryMarshal.Cast<T, float>(values)) // all parameters of this model are floats
        {
            sum += value;
            sumOfSquares += (double)value * value;
        }

        double mean = sum / values.Length;
        double std = Math.Sqrt(sumOfSquares / values.Length - mean * mean);
        Console.WriteLine($"{parameter.Path,-11}{mean,10:F6}{std,10:F6}");
    }
}
