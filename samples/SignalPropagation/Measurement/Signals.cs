using System.Runtime.InteropServices;
using InitGen;

namespace Propagation.Measurement;

/// <summary>What goes into a network.</summary>
internal static class Signals
{
    /// <summary>Independent elements of N(0, 1), an input a row.</summary>
    public static float[,] Normal(int rows, int width, RandomStream stream)
    {
        float[,] values = new float[rows, width];
        Sampler.Normal(MemoryMarshal.CreateSpan(ref values[0, 0], values.Length), stream, 0f, 1f);
        return values;
    }
}
