namespace InitGen;

public static partial class Sampler
{
    /// <summary>Sets every element to one value.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Constant<T>(Span<T> destination, T value)
    {
        if (!ElementType.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a finite number.");
        }

        destination.Fill(value);
    }

    /// <summary>Sets every element to one value, rounded to the element type.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <param name="value">The value; finite, and so in the element type.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not finite, or beyond the range of the element type.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Constant<T>(Span<T> destination, double value) =>
        destination.Fill(ElementType.RoundFinite<T>(value, nameof(value)));

    /// <summary>Sets every element to 0.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Zeros<T>(Span<T> destination)
    {
        ElementType.Require<T>();
        destination.Clear();
    }

    /// <summary>Sets every element to 1.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements; may be empty.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is none of the three.</exception>
    public static void Ones<T>(Span<T> destination) => Constant(destination, 1.0);
}
