using System.Globalization;

namespace InitGen;

public static partial class Sampler
{
    /// <summary>Sets a matrix to a multiple of the identity: <paramref name="gain"/> on the diagonal, 0 elsewhere.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements, row by row.</param>
    /// <param name="shape">The sizes of the whole matrix, which need not be square.</param>
    /// <param name="gain">The value on the diagonal; finite, and so in the element type.</param>
    /// <param name="offset">Given for a piece of the matrix: the index of its first element.</param>
    /// <exception cref="ArgumentException">The shape is not of rank 2 or does not fit the destination, or the gain is not as stated.</exception>
    public static void Identity<T>(Span<T> destination, ReadOnlySpan<int> shape, double gain = 1.0, long? offset = null)
    {
        T value = ElementType.RoundFinite<T>(gain, nameof(gain));
        (int rows, int columns) = ParameterShape.RequireMatrix(shape);
        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        destination.Clear();
        long step = columns + 1L;
        for (long i = (start + step - 1) / step; i < Math.Min(rows, columns) && i * step - start < destination.Length; i++)
        {
            destination[(int)(i * step - start)] = value;
        }
    }

    /// <summary>
    /// Sets a convolution kernel to pass as many channels as it can: 1 at the kernel's centre from channel d to channel d of each group, 0
    /// elsewhere, as <c>torch.nn.init.dirac_</c>.
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 3 to 5.</param>
    /// <param name="groups">The groups, a divisor of the outputs; the stored input axis is already divided by it.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not fit the destination.</exception>
    public static void Dirac<T>(
        Span<T> destination,
        ReadOnlySpan<int> shape,
        int groups = 1,
        ParameterLayout layout = ParameterLayout.OutIn,
        long? offset = null)
    {
        T one = ElementType.Round<T>(1.0);
        ReadOnlySpan<int> kernel = ParameterShape.RequireKernel(shape, layout, out int first, out int second);
        (int outputs, int inputs) = layout == ParameterLayout.OutIn ? (first, second) : (second, first);
        if (groups < 1 || outputs % groups != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(groups),
                groups,
                string.Create(CultureInfo.InvariantCulture, $"Expected a divisor of the {outputs} output channels."));
        }

        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        (long centre, long length) = ParameterShape.Centre(kernel);
        destination.Clear();
        int outputsOfGroup = outputs / groups;
        for (int group = 0; group < groups; group++)
        {
            for (int channel = 0; channel < Math.Min(outputsOfGroup, inputs); channel++)
            {
                long output = (long)group * outputsOfGroup + channel;
                long index = layout == ParameterLayout.OutIn
                    ? (output * inputs + channel) * length + centre
                    : (centre * inputs + channel) * outputs + output;
                if (index >= start && index - start < destination.Length)
                {
                    destination[(int)(index - start)] = one;
                }
            }
        }
    }

    /// <summary>
    /// Sets the kernel of a transposed convolution to upsample linearly along each kernel axis: along one of size k the weight of place
    /// x is 1 − |x − (k − 1)/2| / ⌈k/2⌉ (Long et al., CVPR 2015).
    /// </summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="shape">The sizes of the whole kernel, rank 3 to 5.</param>
    /// <param name="layout">Which axes are inputs and outputs.</param>
    /// <param name="offset">Given for a piece of the kernel: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the shape does not fit the destination.</exception>
    /// <remarks>
    /// Channel a goes to channel b where a ≡ b modulo the shorter channel axis: one to one where both are equal, each to its own where a
    /// grouped convolution stores one axis divided by the groups.
    /// </remarks>
    public static void Bilinear<T>(
        Span<T> destination, ReadOnlySpan<int> shape, ParameterLayout layout = ParameterLayout.OutIn, long? offset = null)
    {
        ElementType.Require<T>();
        ReadOnlySpan<int> kernel = ParameterShape.RequireKernel(shape, layout, out int first, out int second);
        long start = ParameterShape.RequirePiece(shape, destination.Length, offset);
        if (destination.IsEmpty)
        {
            return;
        }

        (_, long length) = ParameterShape.Centre(kernel);
        int period = Math.Min(first, second);
        for (int i = 0; i < destination.Length; i++)
        {
            long index = start + i;
            (long pair, long place) = layout == ParameterLayout.OutIn
                ? (index / length, index % length)
                : (index % ((long)first * second), index / ((long)first * second));
            double weight = pair / second % period == pair % second % period ? 1.0 : 0.0;
            for (int axis = kernel.Length - 1; axis >= 0; axis--)
            {
                long x = place % kernel[axis];
                place /= kernel[axis];
                int reach = (kernel[axis] + 1) / 2;
                weight *= 1.0 - Math.Abs(x - (kernel[axis] - 1) / 2.0) / reach;
            }

            destination[i] = ElementType.Round<T>(weight);
        }
    }

    /// <summary>Sets the bias of an LSTM's four packed gates: <paramref name="forgetGate"/> for the forget gate, 0 for the others.</summary>
    /// <typeparam name="T">The element type: float, double or Half.</typeparam>
    /// <param name="destination">The elements.</param>
    /// <param name="hidden">The length of one gate, at least 1; the whole bias is four times as long.</param>
    /// <param name="forgetGate">The bias of the forget gate; finite, and so in the element type.</param>
    /// <param name="order">The order of the gates.</param>
    /// <param name="offset">Given for a piece of the bias: the index of its first element.</param>
    /// <exception cref="ArgumentException">An argument is not as stated, or the destination is not four times <paramref name="hidden"/> long.</exception>
    /// <remarks>Gers et al. 2000; Jozefowicz et al., ICML 2015.</remarks>
    public static void LstmBias<T>(
        Span<T> destination,
        int hidden,
        double forgetGate = 1.0,
        GateOrder order = GateOrder.InputForgetCellOutput,
        long? offset = null)
    {
        T value = ElementType.RoundFinite<T>(forgetGate, nameof(forgetGate));
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        int gate = order switch
        {
            GateOrder.ForgetInputCellOutput or GateOrder.ForgetInputOutputCell => 0,
            GateOrder.InputForgetCellOutput or GateOrder.InputForgetOutputCell => 1,
            GateOrder.InputCellForgetOutput or GateOrder.InputOutputForgetCell => 2,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "Expected a member of GateOrder."),
        };
        long start = ParameterShape.RequirePiece([4, hidden], destination.Length, offset);
        destination.Clear();
        long from = Math.Clamp((long)gate * hidden - start, 0, destination.Length);
        long to = Math.Clamp((gate + 1L) * hidden - start, 0, destination.Length);
        destination[(int)from..(int)to].Fill(value);
    }
}
