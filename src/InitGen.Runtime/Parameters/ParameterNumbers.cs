using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace InitGen;

/// <summary>
/// The numbers of initializers that are known only at run time, for generated code: computed before anything is written. An error names the
/// member, what was expected and what was found: <c>Net._w1: expected sizes of 1 or more; found [0, 784].</c>
/// </summary>
public static class ParameterNumbers
{
    /// <summary>The fans of a weight, as <see cref="InitGen.Fans.Of"/> counts them.</summary>
    /// <param name="shape">The sizes of the stored array, rank 2 or more.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="groups">The groups of a grouped convolution.</param>
    /// <param name="parts">How many weights are packed on the output axis.</param>
    /// <returns>Both fans.</returns>
    /// <exception cref="InvalidOperationException">A size is under 1, there are too many elements, or groups or parts do not divide the outputs.</exception>
    public static (long FanIn, long FanOut) Fans(
        ReadOnlySpan<int> shape, ParameterMember member, ParameterLayout layout = ParameterLayout.OutIn, int groups = 1, int parts = 1)
    {
        Int128 count = 1;
        foreach (int size in shape)
        {
            if (size < 1)
            {
                Mismatch(member, "sizes of 1 or more", ParameterShape.Describe(shape));
            }

            count *= size;
            if (count > long.MaxValue)
            {
                Mismatch(member, "fewer than 2⁶³ elements", ParameterShape.Describe(shape));
            }
        }

        int outputs = layout == ParameterLayout.OutIn ? shape[0] : shape[^1];
        RequireDivisor(groups, outputs, member);
        RequireDivisor(parts, outputs / groups, member);
        return InitGen.Fans.Of(shape, layout, groups, parts);
    }

    /// <summary>The gain of a nonlinearity that a member of the model holds.</summary>
    /// <param name="nonlinearity">The nonlinearity.</param>
    /// <param name="member">The name of the initialized member for the error, such as <c>Net._w1</c>.</param>
    /// <param name="slope">The negative slope of <see cref="Nonlinearity.LeakyRelu"/>.</param>
    /// <param name="convention">The table.</param>
    /// <returns>The gain.</returns>
    /// <exception cref="InvalidOperationException">The value is not a member of <see cref="Nonlinearity"/>.</exception>
    public static double Gain(Nonlinearity nonlinearity, ParameterMember member, double slope, GainConvention convention)
    {
        if (!Enum.IsDefined(nonlinearity))
        {
            Mismatch(member, "a member of Nonlinearity", Text((int)nonlinearity));
        }

        return InitGen.Gain.Of(nonlinearity, slope, convention);
    }

    /// <summary>A gain that a member of the model holds.</summary>
    /// <param name="gain">The gain.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <returns>The same gain.</returns>
    /// <exception cref="InvalidOperationException">It is not finite and above 0.</exception>
    public static double Gain(double gain, ParameterMember member)
    {
        if (!(gain > 0.0 && double.IsFinite(gain)))
        {
            Mismatch(member, "a finite gain above 0", Text(gain));
        }

        return gain;
    }

    /// <summary>A standard deviation that a member of the model holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="std">The standard deviation.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <returns>The same standard deviation.</returns>
    /// <exception cref="InvalidOperationException">It is negative, or beyond the element type.</exception>
    public static double Std<T>(double std, ParameterMember member)
    {
        if (!(std >= 0.0 && IsWithin<T>(std)))
        {
            Mismatch(member, "a finite standard deviation of 0 or more", Text(std));
        }

        return std;
    }

    /// <summary>A standard deviation above 0 that a member of the model holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="std">The standard deviation.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <returns>The same standard deviation.</returns>
    /// <exception cref="InvalidOperationException">It is not above 0, or beyond the element type.</exception>
    public static double PositiveStd<T>(double std, ParameterMember member)
    {
        if (!(std > 0.0 && IsWithin<T>(std)))
        {
            Mismatch(member, "a finite standard deviation above 0", Text(std));
        }

        return std;
    }

    /// <summary>A value that a member of the model holds.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._b1</c>.</param>
    /// <returns>The same value.</returns>
    /// <exception cref="InvalidOperationException">It is beyond the element type.</exception>
    public static double Value<T>(double value, ParameterMember member)
    {
        if (!IsWithin<T>(value))
        {
            Mismatch(member, "a finite number in the range of the element type", Text(value));
        }

        return value;
    }

    /// <summary>A number of residual branches that a member of the model holds.</summary>
    /// <param name="branches">The number.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <returns>The same number.</returns>
    /// <exception cref="InvalidOperationException">It is under 1.</exception>
    public static int Branches(int branches, ParameterMember member)
    {
        if (branches < 1)
        {
            Mismatch(member, "1 residual branch or more", Text(branches));
        }

        return branches;
    }

    private static bool IsWithin<T>(double value) => Math.Abs(value)
        <= (typeof(T) == typeof(Half) ? (double)Half.MaxValue : typeof(T) == typeof(float) ? float.MaxValue : double.MaxValue);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Checks that parts, groups or gates of a parameter are equally large.</summary>
    /// <param name="divisor">Their number.</param>
    /// <param name="size">The size that they share.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <exception cref="InvalidOperationException">The number does not divide the size.</exception>
    public static void RequireDivisor(int divisor, int size, ParameterMember member)
    {
        if (size % divisor != 0)
        {
            Mismatch(member, $"a size that {Text(divisor)} divides", Text(size));
        }
    }

    /// <summary>Checks that a convolution can hold an orthogonal matrix at its centre.</summary>
    /// <param name="outputs">The size of its output axis.</param>
    /// <param name="inputs">The size of its input axis.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <exception cref="InvalidOperationException">It has fewer outputs than inputs.</exception>
    public static void RequireOutputs(int outputs, int inputs, ParameterMember member)
    {
        if (outputs < inputs)
        {
            Mismatch(member, "at least as many outputs as inputs", $"{Text(outputs)} of {Text(inputs)}");
        }
    }

    /// <summary>Checks that an initializer can fill a parameter of a rank that is known only at run time.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="member">The member's name for the error, such as <c>Net._w1</c>.</param>
    /// <param name="least">The least number of axes.</param>
    /// <param name="most">The greatest number of axes.</param>
    /// <exception cref="InvalidOperationException">There are fewer or more axes, or a size is under 1.</exception>
    public static void RequireRank(ReadOnlySpan<int> shape, ParameterMember member, int least, int most = int.MaxValue)
    {
        if (shape.Length < least || shape.Length > most)
        {
            string expected = most == least ? Text(least) : most == int.MaxValue ? Text(least) + " or more" : Text(least) + " to " + Text(most);
            Mismatch(member, $"{expected} axes", $"[{string.Join(", ", shape.ToArray())}]");
        }

        if (shape.ContainsAnyInRange(int.MinValue, 0))
        {
            Mismatch(member, "sizes of 1 or more", $"[{string.Join(", ", shape.ToArray())}]");
        }
    }

    /// <summary>Checks the elements of a generic model.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="model">The model's name for the error.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no element type.</exception>
    public static void RequireElementType<T>(string model)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half))
        {
            throw new NotSupportedException($"{model}: expected elements of float, double or Half; found {typeof(T)}.");
        }
    }

    /// <summary>Checks that a bias of a list has a weight in another.</summary>
    /// <param name="count">The length of the list of weights.</param>
    /// <param name="index">The index of the bias.</param>
    /// <param name="member">The name of the weights for the error, such as <c>Net._weights</c>.</param>
    /// <exception cref="InvalidOperationException">There are too few weights.</exception>
    public static void RequireElement(int count, int index, ParameterMember member)
    {
        if (index >= count)
        {
            Mismatch(member, $"an element {Text(index)}", $"{Text(count)} elements");
        }
    }

    [DoesNotReturn]
    private static void Mismatch(ParameterMember member, string expected, string found) =>
        throw new InvalidOperationException($"{member}: expected {expected}; found {found}.");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
