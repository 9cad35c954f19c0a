extern alias compiler;

using compiler::InitGen.Analyzers.Flow;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>What is true of a weight on its way through a network.</summary>
/// <param name="Parameter">The weight.</param>
/// <param name="Fate">What its output has passed first.</param>
/// <param name="Scale">The constant by which the network multiplied it; NaN: none that is constant. Null: not to be said.</param>
/// <param name="IsPooled">Whether a maximum over neighbours was taken before anything else, which no fate names.</param>
internal readonly record struct TrueAtom(string Parameter, Fate Fate, double? Scale, bool IsPooled = false)
{
    public bool IsOpen => Fate.Kind == FateKind.Linear;
}

/// <summary>The product with a weight passes something, then meets another (null: leaves as the result).</summary>
internal readonly record struct TrueEdge(string From, Fate Via, string? To, double? Scale);

/// <summary>What is true of a network.</summary>
internal sealed class Truth
{
    public HashSet<TrueEdge> Edges { get; } = [];

    /// <summary>Each weight with the ways it is used: whether its last axis is summed over.</summary>
    public HashSet<(string Parameter, bool OutputsFirst)> Axes { get; } = [];

    public HashSet<(string Bias, string Matrix)> Biases { get; } = [];

    public HashSet<string> Gains { get; } = [];

    /// <summary>The weights with a factor before a function that is not homogeneous: tanh(0.5 · z).</summary>
    public HashSet<string> InnerScaled { get; } = [];

    /// <summary>The names of lists: of their layers only the hidden ones count.</summary>
    public HashSet<string> Lists { get; } = [];

    /// <summary>The fates that a weight has, as <see cref="FlowGraph.Uses"/> chooses the uses that count.</summary>
    public Fate[] FatesOf(string parameter) => [.. Uses(parameter).Select(edge => edge.Via).Distinct()];

    /// <summary>The factors by which a weight is scaled in these uses; null where one is not to be said.</summary>
    public double[]? ScalesOf(string parameter)
    {
        TrueEdge[] edges = Uses(parameter);
        return edges.Any(static edge => edge.Scale is null) ? null : [.. edges.Select(static edge => edge.Scale!.Value).Distinct()];
    }

    private TrueEdge[] Uses(string parameter)
    {
        TrueEdge[] edges = [.. Edges.Where(edge => edge.From == parameter)];
        return Lists.Contains(parameter) && edges.Any(edge => edge.To is not null) ? [.. edges.Where(edge => edge.To is not null)] : edges;
    }
}

/// <summary>
/// Computes a plan in plain loops, and along with the numbers what is true of its weights. The compiled source has to give the same numbers
/// for every change of a weight or an input: so source and plan are one function, and what is true of the one is true of the other.
/// </summary>
internal sealed class Reference(Plan plan, IReadOnlyDictionary<string, double[]> values, bool flag)
{
    private sealed record Signal(double[][] Samples, TrueAtom[] Atoms)
    {
        public int Width => Samples[0].Length;

        /// <summary>The factor on the network's own input, as long as it has met no weight.</summary>
        public double Factor { get; init; } = 1.0;

        public Signal With(Func<double[], double[]> change) => this with { Samples = [.. Samples.Select(change)] };

        public Signal Marked(Func<TrueAtom, TrueAtom> change) => this with { Atoms = [.. Atoms.Select(change).Distinct()] };
    }

    private bool _hasLeft;
    private Signal? _result;

    public Truth Truth { get; } = new();

    public double[][] Run(double[][] inputs)
    {
        Signal signal = Run(plan.Ops, new Signal(inputs, []));
        Signal result = _hasLeft ? _result! : signal;
        foreach (TrueAtom atom in result.Atoms)
        {
            Leave(atom, null);
        }

        return result.Samples;
    }

    private Signal Run(Op[] ops, Signal signal)
    {
        foreach (Op op in ops)
        {
            if (_hasLeft)
            {
                break;
            }

            signal = Apply(op, signal);
        }

        return signal;
    }

    private Signal Apply(Op op, Signal x)
    {
        switch (op)
        {
            case Dense dense:
                return Multiply(dense.Weight, 0, dense.IsTransposed, dense.Bias, dense.Scale, x);
            case Convolution convolution:
                return Convolve(convolution, x);
            case Map map:
                return Map(map.Curve, x);
            case ScaleBy scale:
                return Scaled(x, scale.Factor);
            case Gain gain:
                {
                    double[] factors = values[gain.Factors.Name];
                    double[]? shifts = gain.Shifts is null ? null : values[gain.Shifts.Name];
                    if (!gain.Factors.IsPlain)
                    {
                        Truth.Gains.Add(gain.Factors.Name);
                    }

                    return x.With(v => [.. v.Select((value, i) => (value * factors[i]) + (shifts is null ? 0.0 : shifts[i]))])
                        .Marked(atom => gain.Factors.IsPlain
                            ? atom with { Fate = atom.IsOpen ? Fate.Unknown : atom.Fate, Scale = double.NaN }
                            : atom with { Scale = null });
                }

            case Normalize norm:
                return Normalized(norm, x);
            case Pool { IsMax: true }:
                return x.With(static v => [.. Enumerable.Range(0, v.Length / 2).Select(i => Math.Max(v[2 * i], v[(2 * i) + 1]))])
                    .Marked(static atom => atom with { IsPooled = atom.IsPooled || atom.IsOpen });
            case Pool:
                return x.With(static v => [.. Enumerable.Range(0, v.Length / 2).Select(i => 0.5 * (v[2 * i] + v[(2 * i) + 1]))])
                    .Marked(static atom => atom with { Scale = null });
            case Softmax:
                return x.With(static v =>
                {
                    double max = v.Max();
                    double sum = v.Sum(value => Math.Exp(value - max));
                    return [.. v.Select(value => Math.Exp(value - max) / sum)];
                }).Marked(static atom => atom.IsOpen ? atom with { Fate = Fate.Softmax, Scale = null } : atom with { Scale = null });
            case Residual residual:
                {
                    Signal branch = Scaled(Run(residual.Branch, x), residual.Alpha);
                    return new Signal(
                        [.. x.Samples.Zip(branch.Samples, static (a, b) => a.Zip(b, static (u, v) => u + v).ToArray())],
                        [.. x.Atoms.Concat(branch.Atoms).Distinct()]);
                }

            case Gated gated:
                {
                    Signal left = Run(gated.Left, x);
                    Signal right = Run(gated.Right, x);
                    return new Signal(
                        [.. left.Samples.Zip(right.Samples, static (a, b) => a.Zip(b, static (u, v) => u * v).ToArray())],
                        [.. left.Atoms.Concat(right.Atoms).Select(static atom => atom.IsOpen ? atom with { Fate = Fate.Gate, Scale = null } : atom with { Scale = null }).Distinct()]);
                }

            case Branch branch:
                return Run(flag ? branch.WhenTrue : branch.WhenFalse, x);
            case Dropout dropout when flag:
                {
                    var random = new Random(dropout.Seed);
                    return x.With(v => [.. v.Select(value => random.NextDouble() < dropout.Keep ? value / dropout.Keep : 0.0)])
                        .Marked(static atom => atom with { Scale = double.NaN });
                }

            case Dropout:
                return x;
            case Stack stack:
                {
                    Truth.Lists.Add(stack.Weights.Name);
                    int layers = stack.Weights.Count;
                    for (int l = 0; l < layers && !(flag && l == stack.StopBefore); l++)
                    {
                        x = Multiply(stack.Weights, l, false, null, 1.0, x);
                        if (stack.LastToo || l < layers - 1)
                        {
                            x = Map(stack.Curve, x);
                        }
                    }

                    return x;
                }

            case Exit exit:
                if (flag)
                {
                    _result = Run(exit.Head, x);
                    _hasLeft = true;
                }

                return x;
            default:
                throw new InvalidOperationException(op.ToString());
        }
    }

    private Signal Multiply(Parameter weight, int index, bool transposed, Parameter? bias, double scale, Signal x)
    {
        int outputs = transposed ? weight.Inputs : weight.Outputs;
        double At(int j, int i)
        {
            (int output, int input) = transposed ? (i, j) : (j, i);
            int at = weight.InputsFirst ? (input * weight.Outputs) + output : (output * weight.Inputs) + input;
            return values[weight.Name][(index * weight.Inputs * weight.Outputs) + at];
        }

        Meet(x, weight.Name);
        Truth.Axes.Add((weight.Name, weight.InputsFirst == transposed));
        var atoms = new List<TrueAtom> { new(weight.Name, Fate.Linear, scale * x.Factor) };
        if (bias is not null)
        {
            Truth.Biases.Add((bias.Name, weight.Name));
            atoms.Add(new(bias.Name, Fate.Linear, 1.0));
        }

        return new Signal(
            [
                .. x.Samples.Select(v => Enumerable.Range(0, outputs)
                    .Select(j => (scale * v.Select((value, i) => At(j, i) * value).Sum()) + (bias is null ? 0.0 : values[bias.Name][j]))
                    .ToArray()),
            ],
            [.. atoms]);
    }

    private Signal Convolve(Convolution convolution, Signal x)
    {
        Parameter weight = convolution.Weight;
        int length = x.Width / convolution.Channels;
        int positions = length - convolution.Taps + 1;
        Meet(x, weight.Name);
        Truth.Axes.Add((weight.Name, true));
        double[] w = values[weight.Name];
        return new Signal(
            [
                .. x.Samples.Select(v => Enumerable.Range(0, weight.Outputs * positions).Select(at =>
                {
                    (int o, int p) = (at / positions, at % positions);
                    double sum = 0.0;
                    for (int c = 0; c < convolution.Channels; c++)
                    {
                        for (int k = 0; k < convolution.Taps; k++)
                        {
                            sum += w[(o * weight.Inputs) + (c * convolution.Taps) + k] * v[(c * length) + p + k];
                        }
                    }

                    return sum;
                }).ToArray()),
            ],
            [new(weight.Name, Fate.Linear, x.Factor)]);
    }

    private static Signal Scaled(Signal x, double factor) =>
        factor == 1.0 ? x : x.With(v => [.. v.Select(value => value * factor)]).Marked(atom => atom with { Scale = atom.Scale * factor })
            with
        { Factor = x.Atoms.Length == 0 ? x.Factor * factor : 1.0 };

    private Signal Map(Curve curve, Signal x) =>
        x.With(v => [.. v.Select(curve.At)]).Marked(atom => !atom.IsOpen
            ? (curve.IsHomogeneous ? atom : atom with { Scale = null })
            : curve.IsHomogeneous || atom.Scale is null or 1.0
                ? atom with { Fate = curve.Fate }
                : Stretched(curve, atom));

    // A sine carries its frequency; the other functions are not themselves with a factor inside.
    private TrueAtom Stretched(Curve curve, TrueAtom atom)
    {
        Truth.InnerScaled.Add(atom.Parameter);
        return curve.Name == "Sine" && atom.Scale is { } frequency
            ? atom with { Fate = curve.Fate with { Slope = frequency }, Scale = 1.0 }
            : atom with { Fate = Fate.Unknown };
    }

    private Signal Normalized(Normalize norm, Signal x)
    {
        double[]? gain = norm.Gain is null ? null : values[norm.Gain.Name];
        if (norm.Gain is not null)
        {
            Truth.Gains.Add(norm.Gain.Name);
        }

        const double Epsilon = 1e-5;
        double[][] samples = norm.Kind switch
        {
            NormKind.Layer => [.. x.Samples.Select(v => Standardized(v, v.Average()))],
            NormKind.Rms => [.. x.Samples.Select(v => Standardized(v, 0.0))],
            NormKind.Batch => Transposed([.. Transposed(x.Samples).Select(v => Standardized(v, v.Average()))]),
            _ => [.. x.Samples.Select(v => v.Select((value, i) =>
                (value - values[norm.Mean!.Name][i]) / Math.Sqrt((values[norm.Variance!.Name][i] * values[norm.Variance.Name][i]) + Epsilon)).ToArray())],
        };
        Fate fate = norm.Kind == NormKind.Rms ? Fate.RmsNorm : Fate.Norm;
        return new Signal(
            [.. samples.Select(v => gain is null ? v : v.Select((value, i) => value * gain[i]).ToArray())],
            [.. x.Atoms.Select(atom => atom with { Fate = atom.IsOpen ? fate : atom.Fate, Scale = null }).Distinct()]);

        static double[] Standardized(double[] v, double mean)
        {
            double std = Math.Sqrt(v.Average(value => (value - mean) * (value - mean)) + Epsilon);
            return [.. v.Select(value => (value - mean) / std)];
        }

        static double[][] Transposed(double[][] m) => [.. Enumerable.Range(0, m[0].Length).Select(i => m.Select(row => row[i]).ToArray())];
    }

    private void Meet(Signal x, string weight)
    {
        foreach (TrueAtom atom in x.Atoms)
        {
            Leave(atom, weight);
        }
    }

    private void Leave(TrueAtom atom, string? to) =>
        Truth.Edges.Add(new TrueEdge(atom.Parameter, atom.IsPooled ? atom.IsOpen ? Fate.Unknown : atom.Fate : atom.Fate, to, atom.Scale));
}
