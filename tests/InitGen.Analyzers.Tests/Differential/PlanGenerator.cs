namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Draws networks: what they compute, not yet how they are written.</summary>
internal sealed class PlanGenerator(int seed)
{
    // How deep branches, gates and residual blocks stand in one another.
    private const int MaxDepth = 2;

    private readonly Random _random = new(seed);
    private readonly List<Parameter> _matrices = [];
    private int _ids;
    private int _parameters;
    private bool _hasFlag;
    private int _batch;

    /// <summary>Draws a network, without what is to be left out.</summary>
    public static Plan Draw(int number, int seed, IReadOnlySet<string> left)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                Plan plan = new PlanGenerator(unchecked((seed * 1_000_003) + attempt)).Draw(number);
                if (plan.IsValid && !plan.Features.Any(left.Contains))
                {
                    return plan;
                }
            }
            catch (PlanException)
            {
                // Sizes that do not fit, such as a norm behind a pool: drawn again.
            }
        }
    }

    private Plan Draw(int number)
    {
        Layout layout = Pick(Layout.Vector, Layout.Vector, Layout.Vector, Layout.Span, Layout.Span, Layout.BatchFirst, Layout.BatchLast, Layout.Jagged);
        _batch = layout is Layout.Vector or Layout.Span ? 1 : 3;
        int inputs = Size();
        int width = inputs;
        var ops = new List<Op>();
        if (Chance(0.1))
        {
            ops.Add(new ScaleBy(_ids++, Pick(1.0 / 255.0, 0.5)));
        }

        for (int blocks = _random.Next(1, 4); blocks > 0; blocks--)
        {
            Append(ops, Block(width, 0), ref width);
            if (!_hasFlag && blocks > 1 && Chance(0.08))
            {
                _hasFlag = true;
                ops.Add(new Exit(_ids++, []));
            }
        }

        int outputs = Size();
        Append(ops, Head(width, outputs), ref width);
        for (int i = 0; i < ops.Count; i++)
        {
            if (ops[i] is Exit exit)
            {
                ops[i] = exit with { Head = Head(Plan.Outputs([.. ops.Take(i)], inputs), outputs) };
            }
        }

        return new Plan(number, seed, layout, _batch, inputs, [.. ops]);
    }

    private Op[] Head(int inputs, int outputs)
    {
        var ops = new List<Op> { Dense(inputs, outputs) };
        if (Chance(0.3))
        {
            ops.Add(Chance(0.6) ? new Softmax(_ids++) : new Map(_ids++, Curve.Named(Pick("Sigmoid", "Tanh"))));
        }

        return [.. ops];
    }

    // A part of a network of any width.
    private Op[] Block(int inputs, int depth)
    {
        switch (depth >= MaxDepth ? 0 : _random.Next(13))
        {
            case 7:
                return [new Residual(_ids++, [.. Layer(inputs, inputs, depth + 1), Dense(inputs, inputs)], Pick(1.0, 1.0, 0.1, 0.5)), .. Perhaps(0.3, Activation)];
            case 8:
                {
                    int width = Size();
                    return [new Gated(_ids++, [Dense(inputs, width), Activation()], [Dense(inputs, width)])];
                }

            case 9 when !_hasFlag:
                {
                    _hasFlag = true;
                    int width = Size();
                    return Chance(0.5)
                        ? [Dense(inputs, width), new Branch(_ids++, [Activation()], Chance(0.2) ? [] : [Activation()])]
                        : [new Branch(_ids++, Layer(inputs, width, depth + 1), Layer(inputs, width, depth + 1))];
                }

            case 10:
                {
                    bool stops = !_hasFlag && Chance(0.4);
                    _hasFlag |= stops;
                    int layers = _random.Next(2, 5);
                    var weights = new Parameter("_ws" + Next(), inputs, inputs, Chance(0.3)) { Count = layers };
                    return [new Stack(_ids++, weights, Curve.All[_random.Next(5)], Chance(0.5), stops ? _random.Next(1, layers) : -1)];
                }

            case 11 when inputs is 6 or 8:
                {
                    int channels = 2, taps = Pick(2, 3);
                    var weight = new Parameter("_k" + Next(), 2, channels * taps, false, Pick(Storage.Rectangular, Storage.Flat));
                    return [new Convolution(_ids++, weight, channels, taps), .. Perhaps(0.3, Scaled), .. Perhaps(0.9, Activation)];
                }

            case 12 when _matrices.Find(matrix => matrix.Inputs == inputs && matrix.Outputs == inputs) is { } shared:
                // Shared weights, or tied ones: the transpose of a matrix that stands before.
                return [new Dense(_ids++, shared, null, 1.0, Chance(0.5)), Activation()];
            case 12 when _matrices.Find(matrix => matrix.Outputs == inputs) is { } tied:
                return [new Dense(_ids++, tied, null, 1.0, true), Activation()];
            default:
                return Layer(inputs, Size(), depth);
        }
    }

    private Op[] Layer(int inputs, int outputs, int depth) =>
    [
        Dense(inputs, outputs),
        .. Perhaps(0.12, Scaled),
        .. Perhaps(0.1, Op () => FactorsOf(outputs)),
        .. Perhaps(0.15, () => NormOf(outputs)),
        .. depth == 0 && outputs % 2 == 0 ? Perhaps(0.07, () => new Pool(_ids++, Chance(0.6))) : [],
        .. Perhaps(0.9, Activation),
        .. Perhaps(0.06, Scaled),
        .. Perhaps(0.06, () => NormOf(outputs)),
        .. !_hasFlag ? Perhaps(0.08, DropOut) : [],
    ];

    private Op DropOut()
    {
        _hasFlag = true;
        return new Dropout(_ids++, 0.75, _random.Next(1, 100));
    }

    private Op Scaled() => new ScaleBy(_ids++, Pick(0.5, 0.125, 2.0, 0.7071));

    private Gain FactorsOf(int width)
    {
        bool isPlain = Chance(0.5);
        return new Gain(
            _ids++,
            new Parameter("_f" + Next(), width) { IsPlain = isPlain },
            Chance(0.4) ? new Parameter("_d" + Next(), width) { IsPlain = isPlain } : null);
    }

    private Normalize NormOf(int width)
    {
        // The running form is a function of each sample by itself, and the batch form needs a batch.
        NormKind kind = _batch > 1 ? (NormKind)_random.Next(4) : Pick(NormKind.Layer, NormKind.Rms, NormKind.Running);
        return new Normalize(
            _ids++,
            kind,
            Chance(0.4) ? new Parameter("_g" + Next(), width) : null,
            kind == NormKind.Running ? new Parameter("_m" + Next(), width) { IsPlain = true } : null,
            kind == NormKind.Running ? new Parameter("_v" + Next(), width) { IsPlain = true } : null);
    }

    private Dense Dense(int inputs, int outputs)
    {
        var weight = new Parameter(
            "_w" + Next(), outputs, inputs, Chance(0.35), Pick(Storage.Rectangular, Storage.Rectangular, Storage.Flat, Storage.Jagged));
        _matrices.Add(weight);
        Parameter? bias = Chance(0.6) ? new Parameter("_b" + Next(), outputs) : null;
        return new Dense(_ids++, weight, bias, Chance(0.08) ? Pick(0.125, 0.5, 3.0) : 1.0, false);
    }

    private Op Activation() => new Map(_ids++, Curve.All[Chance(0.6) ? _random.Next(5) : _random.Next(Curve.All.Length)]);

    private string Next() => (++_parameters).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private int Size() => Pick(3, 4, 6, 8);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params T[] from) => from[_random.Next(from.Length)];

    private Op[] Perhaps(double probability, Func<Op> op) => Chance(probability) ? [op()] : [];

    private static void Append(List<Op> ops, Op[] more, ref int width)
    {
        ops.AddRange(more);
        width = Plan.Outputs(more, width);
    }
}
