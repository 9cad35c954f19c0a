namespace InitGen;

public static partial class Sampler
{
    /// <summary>Sets every element to one value.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="value">The value.</param>
    public static void Constant<T>(Span<T> destination, T value) => destination.Fill(value);

    /// <summary>Sets every element to one value, rounded to the element type.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Constant<T>(Span<T> destination, double value)
    {
        RequireFinite(value, nameof(value));
        if (typeof(T) == typeof(float))
        {
            Reinterpret<T, float>(destination).Fill((float)value);
        }
        else if (typeof(T) == typeof(double))
        {
            Reinterpret<T, double>(destination).Fill(value);
        }
        else if (typeof(T) == typeof(Half))
        {
            Reinterpret<T, Half>(destination).Fill((Half)value);
        }
        else
        {
            throw ElementType.Unsupported<T>();
        }
    }

    /// <summary>Sets every element to 0.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    public static void Zeros<T>(Span<T> destination) => destination.Clear();

    /// <summary>Sets every element to 1.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Ones<T>(Span<T> destination) => Constant(destination, 1.0);
}
