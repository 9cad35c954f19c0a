using System.Runtime.CompilerServices;

namespace InitGen;

/// <summary>The element types: float, double and Half.</summary>
internal static class ElementType
{
    /// <summary>Refuses other types.</summary>
    public static void Require<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half))
        {
            throw Unsupported<T>();
        }
    }

    /// <summary>The number of the element type nearest to a value.</summary>
    public static T Round<T>(double value)
    {
        if (typeof(T) == typeof(float))
        {
            float single = (float)value;
            return Unsafe.As<float, T>(ref single);
        }

        if (typeof(T) == typeof(double))
        {
            return Unsafe.As<double, T>(ref value);
        }

        if (typeof(T) == typeof(Half))
        {
            Half half = (Half)value;
            return Unsafe.As<Half, T>(ref half);
        }

        throw Unsupported<T>();
    }

    public static NotSupportedException Unsupported<T>() =>
        new($"Parameters of {typeof(T)} cannot be initialized; the element types are float, double and System.Half.");
}
