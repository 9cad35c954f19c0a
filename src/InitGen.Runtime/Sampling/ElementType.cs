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

    /// <summary>The number of the element type nearest to a value, which must not leave the type's range.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">The argument that it is, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite, or rounds to infinity.</exception>
    public static T RoundFinite<T>(double value, string name)
    {
        T rounded = Round<T>(value);
        return IsFinite(rounded)
            ? rounded
            : throw new ArgumentOutOfRangeException(name, value, $"Expected a finite number in the range of {typeof(T).Name}.");
    }

    /// <summary>Whether a number of the element type is finite.</summary>
    public static bool IsFinite<T>(T value)
    {
        if (typeof(T) == typeof(float))
        {
            return float.IsFinite(Unsafe.As<T, float>(ref value));
        }

        if (typeof(T) == typeof(double))
        {
            return double.IsFinite(Unsafe.As<T, double>(ref value));
        }

        if (typeof(T) == typeof(Half))
        {
            return Half.IsFinite(Unsafe.As<T, Half>(ref value));
        }

        throw Unsupported<T>();
    }

    /// <summary>
    /// The spread of a distribution, which the element type (Half: a float) must be able to tell from 0 where it is not 0: one initializer
    /// would refuse it, and the other fill a weight with zeros.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The spread is above 0 and rounds to 0.</exception>
    public static void RequireSpread<T>(double spread, string name)
    {
        if (spread > 0.0 && typeof(T) != typeof(double) && (float)spread == 0f)
        {
            throw new ArgumentOutOfRangeException(name, spread, "Expected 0, or a number that the element type does not round to 0.");
        }
    }

    public static NotSupportedException Unsupported<T>() =>
        new($"Parameters of {typeof(T)} cannot be initialized; the element types are float, double and System.Half.");
}
