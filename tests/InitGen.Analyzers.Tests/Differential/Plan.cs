using System.Globalization;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>How a matrix is stored.</summary>
internal enum Storage
{
    Rectangular,
    Flat,
    Jagged,
}

/// <summary>A parameter of a plan.</summary>
/// <param name="Name">Its field.</param>
/// <param name="Outputs">How many outputs; of a vector, its length.</param>
/// <param name="Inputs">How many inputs; 0: a vector.</param>
/// <param name="InputsFirst">Whether it is stored as [in, out].</param>
/// <param name="Storage">How it is stored.</param>
internal sealed record Parameter(string Name, int Outputs, int Inputs = 0, bool InputsFirst = false, Storage Storage = Storage.Rectangular)
{
    /// <summary>How many matrices the list has; 0: it is one matrix.</summary>
    public int Count { get; init; }

    /// <summary>Whether it is a field without attribute: running statistics, masks, scales.</summary>
    public bool IsPlain { get; init; }

    public bool IsMatrix => Inputs > 0;

    public int Length => (IsMatrix ? Outputs * Inputs : Outputs) * Math.Max(1, Count);
}

/// <summary>How batches lie in memory.</summary>
internal enum Layout
{
    /// <summary>One sample, an array.</summary>
    Vector,

    /// <summary>One sample, spans.</summary>
    Span,

    /// <summary>[batch, unit].</summary>
    BatchFirst,

    /// <summary>[unit, batch].</summary>
    BatchLast,

    /// <summary>[batch][unit].</summary>
    Jagged,
}

/// <summary>A step of a network: a function on a batch of vectors.</summary>
internal abstract record Op(int Id)
{
    public virtual int OutputsOf(int inputs) => inputs;

    /// <summary>The steps that it is made of.</summary>
    public virtual IEnumerable<Op> Children => [];

    public virtual IEnumerable<Parameter> Parameters => [];

    /// <summary>What it is, in a word or two: <c>op:Residual</c>.</summary>
    public virtual IEnumerable<string> Features => ["op:" + GetType().Name];
}

/// <summary>y = scale · W x + b, by a matrix or by its transpose.</summary>
internal sealed record Dense(int Id, Parameter Weight, Parameter? Bias, double Scale, bool IsTransposed) : Op(Id)
{
    public int Inputs => IsTransposed ? Weight.Outputs : Weight.Inputs;

    public int Outputs => IsTransposed ? Weight.Inputs : Weight.Outputs;

    public override int OutputsOf(int inputs) => inputs == Inputs ? Outputs : throw new PlanException();

    public override IEnumerable<Parameter> Parameters => Bias is null ? [Weight] : [Weight, Bias];

    public override IEnumerable<string> Features =>
        [.. base.Features, .. IsTransposed ? ["op:tied"] : Array.Empty<string>(), .. Scale == 1.0 ? [] : new[] { "op:scaled-dense" }];
}

/// <summary>A convolution of signals of several channels over positions, stored as channel · positions + position; the weight is [out, channels · taps].</summary>
internal sealed record Convolution(int Id, Parameter Weight, int Channels, int Taps) : Op(Id)
{
    public override int OutputsOf(int inputs) =>
        inputs % Channels == 0 && inputs / Channels >= Taps ? Weight.Outputs * ((inputs / Channels) - Taps + 1) : throw new PlanException();

    public override IEnumerable<Parameter> Parameters => [Weight];
}

/// <summary>An element-wise function.</summary>
internal sealed record Map(int Id, Curve Curve) : Op(Id)
{
    public override IEnumerable<string> Features => ["curve:" + Curve.Name];
}

/// <summary>A constant factor.</summary>
internal sealed record ScaleBy(int Id, double Factor) : Op(Id);

/// <summary>An element-wise factor from an array: a learned gain, or a plain field.</summary>
internal sealed record Gain(int Id, Parameter Factors, Parameter? Shifts) : Op(Id)
{
    public override int OutputsOf(int inputs) => inputs == Factors.Outputs ? inputs : throw new PlanException();

    public override IEnumerable<Parameter> Parameters => Shifts is null ? [Factors] : [Factors, Shifts];

    public override IEnumerable<string> Features => [Factors.IsPlain ? "op:plain-gain" : "op:gain"];
}

internal enum NormKind
{
    Layer,
    Rms,

    /// <summary>Over the batch.</summary>
    Batch,

    /// <summary>By means and variances in plain fields.</summary>
    Running,
}

internal sealed record Normalize(int Id, NormKind Kind, Parameter? Gain, Parameter? Mean, Parameter? Variance) : Op(Id)
{
    public override int OutputsOf(int inputs) => (Gain ?? Mean)?.Outputs is { } size && size != inputs ? throw new PlanException() : inputs;

    public override IEnumerable<Parameter> Parameters => new[] { Gain, Mean, Variance }.OfType<Parameter>();

    public override IEnumerable<string> Features => ["op:norm-" + Kind];
}

/// <summary>The larger, or the mean, of each two neighbours.</summary>
internal sealed record Pool(int Id, bool IsMax) : Op(Id)
{
    public override int OutputsOf(int inputs) => inputs % 2 == 0 ? inputs / 2 : throw new PlanException();

    public override IEnumerable<string> Features => [IsMax ? "op:max-pool" : "op:mean-pool"];
}

internal sealed record Softmax(int Id) : Op(Id);

/// <summary>x + alpha · branch(x).</summary>
internal sealed record Residual(int Id, Op[] Branch, double Alpha) : Op(Id)
{
    public override int OutputsOf(int inputs) => Plan.Outputs(Branch, inputs) == inputs ? inputs : throw new PlanException();

    public override IEnumerable<Op> Children => Branch;
}

/// <summary>left(x) · right(x).</summary>
internal sealed record Gated(int Id, Op[] Left, Op[] Right) : Op(Id)
{
    public override int OutputsOf(int inputs) =>
        Plan.Outputs(Left, inputs) is var width && width == Plan.Outputs(Right, inputs) ? width : throw new PlanException();

    public override IEnumerable<Op> Children => [.. Left, .. Right];
}

/// <summary>One of two ways, by the caller's flag.</summary>
internal sealed record Branch(int Id, Op[] WhenTrue, Op[] WhenFalse) : Op(Id)
{
    public override int OutputsOf(int inputs) =>
        Plan.Outputs(WhenTrue, inputs) is var width && width == Plan.Outputs(WhenFalse, inputs) ? width : throw new PlanException();

    public override IEnumerable<Op> Children => [.. WhenTrue, .. WhenFalse];
}

/// <summary>Dropout at the time of training, which the caller's flag asks for: a random mask.</summary>
internal sealed record Dropout(int Id, double Keep, int Seed) : Op(Id);

/// <summary>A list of square matrices in a loop: the function after each but, perhaps, the last; the flag may stop it before a layer.</summary>
internal sealed record Stack(int Id, Parameter Weights, Curve Curve, bool LastToo, int StopBefore) : Op(Id)
{
    public override int OutputsOf(int inputs) => inputs == Weights.Inputs ? inputs : throw new PlanException();

    public override IEnumerable<Parameter> Parameters => [Weights];

    public override IEnumerable<string> Features => ["op:Stack", .. StopBefore < 0 ? Array.Empty<string>() : ["op:stopped-stack"]];
}

/// <summary>Where the flag says so, the network ends here, by another head.</summary>
internal sealed record Exit(int Id, Op[] Head) : Op(Id)
{
    public override IEnumerable<Op> Children => Head;
}

/// <summary>Sizes that do not fit: the shrinker has tried too much.</summary>
internal sealed class PlanException : Exception;

/// <summary>A small network: what it computes, and the seed of how it is written.</summary>
internal sealed record Plan(int Number, int Seed, Layout Layout, int Batch, int Inputs, Op[] Ops)
{
    public string Name => "Net" + Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Ways of writing that are fixed, by the place; what is not here is drawn from the seed.</summary>
    public IReadOnlyDictionary<string, string> Styles { get; init; } = new Dictionary<string, string>();

    /// <summary>The parameters, each once, in the order of their first use.</summary>
    public Parameter[] Parameters => [.. All(Ops).SelectMany(op => op.Parameters).DistinctBy(parameter => parameter.Name)];

    /// <summary>What the network is made of.</summary>
    public IEnumerable<string> Features => All(Ops).SelectMany(static op => op.Features).Append("layout:" + Layout).Distinct(StringComparer.Ordinal);

    public bool IsValid
    {
        get
        {
            try
            {
                int outputs = Outputs(Ops, Inputs);
                int width = Inputs;
                foreach (Op op in Ops)
                {
                    if (op is Exit exit && Outputs(exit.Head, width) != outputs)
                    {
                        return false;
                    }

                    width = op.OutputsOf(width);
                }

                return Parameters.Any(parameter => parameter.IsMatrix);
            }
            catch (PlanException)
            {
                return false;
            }
        }
    }

    public static int Outputs(Op[] ops, int inputs) => ops.Aggregate(inputs, (width, op) => op.OutputsOf(width));

    public static IEnumerable<Op> All(IEnumerable<Op> ops) => ops.SelectMany(op => All(op.Children).Prepend(op));
}
