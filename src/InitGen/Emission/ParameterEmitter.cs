using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Where a parameter is found in the code that is written: the same parameter may be a field, a layer's member, or a list's element.</summary>
/// <param name="Access">The expression of the member that stores it: <c>_w1</c>, <c>_fc1.W</c>, <c>_weights[i]</c>.</param>
/// <param name="Owner">What stands before the names of members that hold its sizes: empty, or <c>_fc1.</c>.</param>
/// <param name="Name">The expression of its name in errors.</param>
/// <param name="Stream">The expression of its stream.</param>
/// <param name="Entry">What its scope is asked for to tell a visitor: the manifest's entry, and the index in a list.</param>
/// <param name="Weight">Where the weight of a bias is; null where the parameter is none.</param>
internal sealed record ParameterPlace(string Access, string Owner, string Name, string Stream, string Entry, ParameterPlace? Weight = null);

/// <summary>Writes what concerns one parameter: its storage as a span, its initialization, its visit, its manifest entry.</summary>
/// <param name="parameter">The parameter.</param>
/// <param name="local">The name of its span, and the beginning of the names of all its locals.</param>
internal sealed class ParameterEmitter(ParameterModel parameter, string local)
{
    public const string ParameterSpan = "global::InitGen.ParameterSpan";
    public const string ParameterNumbers = "global::InitGen.ParameterNumbers";
    private const string ParameterSizes = "global::InitGen.ParameterSizes";
    private const string Sampler = "global::InitGen.Sampler";
    private const string Fans = "global::InitGen.Fans";
    private const string Scale = "global::InitGen.Scale";

    private readonly InitializerSpec _spec = parameter.Initializer;
    private readonly ElementType _element = parameter.Storage.Element;

    public ParameterModel Parameter => parameter;

    /// <summary>Whether a number of the initializer is computed at run time.</summary>
    public bool HasNumbers => NeedsFans || NeedsBiasBound || NeedsGain || _spec.StdMember is not null || _spec.ValueMember is not null || NeedsBranches;

    // A truncated normal without spread has no bounds.
    private string StdCheck => _spec.Kind == InitializerKind.TruncatedNormal ? "PositiveStd" : "Std";

    private bool NeedsBranches => _spec.BranchesMember is not null;

    /// <summary>Whether the initializer may refuse a size that is known only at run time, besides by its numbers.</summary>
    public bool HasSizeCheck => Divisors.Any() || NeedsOutputs || RequiredRanks is not null;

    /// <summary>Whether sizes are read from the locals that <see cref="WriteStorage"/> declares.</summary>
    public bool HasLocalSizes => parameter.Shape.IsUnranked || !parameter.Shape.IsStated && parameter.Storage.SizeMembers.Count == 0 && parameter.Storage.Kind != StorageKind.Rectangular;

    /// <summary>Whether sizes are read from the array itself.</summary>
    public bool HasArraySizes => !parameter.Shape.IsStated && parameter.Storage.Kind == StorageKind.Rectangular;

    private bool NeedsFanIn => _spec.UsesFanIn && parameter.Scale.FanIn is null;

    private bool NeedsFanOut => _spec.UsesFanOut && parameter.Scale.FanOut is null;

    private bool NeedsFans => NeedsFanIn || NeedsFanOut;

    /// <summary>Whether the bound of a bias follows from a weight whose sizes are known only at run time.</summary>
    public bool NeedsBiasBound => _spec.Kind == InitializerKind.BiasUniform && parameter.Scale.FanIn is null;

    private bool NeedsGain => _spec.HasGain && parameter.Scale.Gain is null;

    /// <summary>Whether σ or the bound is a local, computed from what is known only at run time.</summary>
    private bool NeedsStd => parameter.Scale.Std is null && (_spec.Kind.NeedsFans()
        || (_spec.Kind is InitializerKind.Normal or InitializerKind.TruncatedNormal && (_spec.StdMember is not null || NeedsBranches)));

    // The number of residual branches as an expression; null where there is but one.
    private string? Branches => NeedsBranches ? local + "Branches" : _spec.ResidualBranches > 1 ? Literal.Int(_spec.ResidualBranches) : null;

    private bool NeedsOutputs => _spec.Kind == InitializerKind.DeltaOrthogonal
        && (ConstantAt(OutputAxis) is null || ConstantAt(InputAxis) is null);

    /// <summary>The ranks that the initializer can fill, where the rank is known only at run time.</summary>
    private (int Least, int Most)? RequiredRanks => !parameter.Shape.IsUnranked ? null
        : _spec.Kind.NeedsFans() && !_spec.HasExplicitFans ? (2, int.MaxValue)
        : _spec.Kind.Ranks() is { Least: > 0 } ranks ? ranks
        : null;

    private int? ConstantAt(int axis) => parameter.Shape.IsUnranked ? null : parameter.Shape.Sizes[axis].Constant;

    /// <summary>The size of an axis, which is counted from the end where the rank is not known and the layout is InOut.</summary>
    private string SizeAt(ParameterPlace place, int axis) =>
        parameter.Shape.IsUnranked ? local + "Sizes.Values[" + (axis < 0 ? "^" + Literal.Int(-axis) : Literal.Int(axis)) + "]" : SizesOf(place)[axis];

    // Without a rank the axes at the end are counted from there.
    private int OutputAxis => _spec.Layout == ParameterLayout.OutIn ? 0 : parameter.Shape.Rank - 1;

    private int InputAxis => _spec.Layout == ParameterLayout.OutIn ? 1 : parameter.Shape.Rank - 2;

    /// <summary>What has to divide the output axis, where its size is known only at run time and no fans are counted.</summary>
    private IEnumerable<long> Divisors => ((parameter.Shape.Rank == 0 && !parameter.Shape.IsUnranked) || ConstantAt(OutputAxis) is not null ? [] : _spec.Kind switch
    {
        InitializerKind.Orthogonal => new long[] { _spec.Parts },
        InitializerKind.Dirac => [_spec.Groups],
        InitializerKind.Icnr => [(long)_spec.Upscale * _spec.Upscale],
        InitializerKind.LstmBias => [4],
        _ => [],
    }).Where(divisor => divisor > 1);

    private bool MayHaveUnequalRows => parameter.Storage.MayHaveUnequalRows && !parameter.Shape.IsStated;

    private bool IsJagged => parameter.Storage.Kind == StorageKind.Jagged;

    /// <summary>The parameter's row of the documentation's table.</summary>
    public string[] TableRow(string member) =>
    [
        member,
        InitializerText.Shape(parameter.Shape),
        InitializerText.Name(_spec, _element),
        parameter.Scale.FanIn is { } fanIn ? Literal.Int(fanIn) : "",
        parameter.Scale.FanOut is { } fanOut ? Literal.Int(fanOut) : "",
        parameter.Scale.Gain is { } gain ? InitializerText.Gain(gain) : "",
        InitializerText.Spread(parameter),
    ];

    /// <summary>Checks the storage, and takes its span or the sizes of a jagged matrix.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="place">Where the parameter is.</param>
    /// <param name="declare">Whether locals are declared for what follows; else the storage is only checked.</param>
    public void WriteStorage(IndentedWriter writer, ParameterPlace place, bool declare)
    {
        StorageModel storage = parameter.Storage;
        ShapeModel shape = parameter.Shape;
        if (storage.HasOwner)
        {
            writer.WriteLine($"{ParameterSpan}.Require({place.Access}, {place.Name});");
        }

        if (storage.IsTakenTwice)
        {
            // Of code that is not seen: a copy would swallow what is written.
            string value = Value(storage, place.Access);
            string taken = IsJagged ? value : $"{ParameterSpan}.Of({value}, {place.Name})";
            writer.WriteLine($"{ParameterSpan}.RequireInPlace({taken}, {taken}, {place.Name});");
        }

        if (IsJagged)
        {
            writer.WriteLine(shape.IsStated
                ? $"{ParameterSpan}.RequireRows({Value(storage, place.Access)}, {place.Name}, {Stated(0, place.Owner)}, {Stated(1, place.Owner)});"
                : $"{ParameterSpan}.{(storage.MayHaveUnequalRows ? "RequireRowsOrVectors" : "RequireRows")}({Value(storage, place.Access)}, {place.Name}, out {Out("Rows")}, out {Out("Columns")});");
            return;
        }

        if (storage.AllSizes is { } all && storage.Kind != StorageKind.Tensor && shape.IsStated)
        {
            writer.WriteLine($"{ParameterSpan}.RequireSizes({ParameterSizes}.Of({place.Access}{all}, {place.Name}).Values, {place.Name}, [{Stated(shape, place.Owner)}]);");
        }

        if (shape.IsUnranked)
        {
            writer.WriteLine($"{ParameterSizes} {local}Sizes = {ParameterSizes}.Of({place.Access}{storage.AllSizes}, {place.Name});");
        }

        if (shape.IsStated && storage.SizeMembers.Count > 0)
        {
            writer.WriteLine($"{ParameterSpan}.RequireSizes([{OwnSizes(storage, place.Access)}], {place.Name}, [{Stated(shape, place.Owner)}]);");
        }

        string span = Span(storage, shape, place.Access, place.Owner, place.Name, local);
        writer.WriteLine(declare ? $"global::System.Span<{storage.ElementName}> {local} = {span};" : span + ";");

        // A member may have the name of a discard.
        string Out(string suffix) => declare ? "int " + local + suffix : "int _";
    }

    /// <summary>Checks sizes that a sampler would refuse, as far as they are known only at run time.</summary>
    public void WriteSizeCheck(IndentedWriter writer, ParameterPlace place)
    {
        if (RequiredRanks is var (least, most))
        {
            string upTo = most == int.MaxValue ? "" : ", most: " + Literal.Int(most);
            writer.WriteLine($"{ParameterNumbers}.RequireRank({local}Sizes.Values, {place.Name}, least: {Literal.Int(least)}{upTo});");
        }

        foreach (long divisor in Divisors)
        {
            writer.WriteLine($"{ParameterNumbers}.RequireDivisor({Literal.Int(divisor)}, {SizeAt(place, OutputAxis)}, {place.Name});");
        }

        if (NeedsOutputs)
        {
            writer.WriteLine($"{ParameterNumbers}.RequireOutputs({SizeAt(place, OutputAxis)}, {SizeAt(place, InputAxis)}, {place.Name});");
        }
    }

    /// <summary>Computes the numbers that are known only at run time.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="place">Where the parameter is.</param>
    /// <param name="declare">Whether locals are declared for what follows; else the numbers are only checked.</param>
    public void WriteNumbers(IndentedWriter writer, ParameterPlace place, bool declare)
    {
        if (NeedsFans)
        {
            WriteFans(writer, FanSizes(place), place.Name, FanOptions(_spec), NeedsFanIn, NeedsFanOut, declare);
        }

        if (NeedsBiasBound)
        {
            WriteBiasBound(writer, place, declare);
        }

        if (NeedsGain)
        {
            string gain = _spec.GainMember is { } given
                ? $"{ParameterNumbers}.Gain({given}, {place.Name})"
                : $"{ParameterNumbers}.Gain({_spec.NonlinearityMember}, {place.Name}, {Literal.Of(_spec.Slope)}, global::InitGen.GainConvention.{_spec.GainConvention})";
            writer.WriteLine(declare ? $"double {local}ActivationGain = {gain};" : gain + ";");
        }

        if (NeedsBranches)
        {
            string branches = $"{ParameterNumbers}.Branches({_spec.BranchesMember}, {place.Name})";
            writer.WriteLine(declare ? $"int {local}Branches = {branches};" : branches + ";");
        }

        if (_spec.ValueMember is { } value)
        {
            string taken = $"{ParameterNumbers}.Value<{parameter.Storage.ElementName}>({value}, {place.Name})";
            writer.WriteLine(declare ? $"double {local}Value = {taken};" : taken + ";");
        }

        if (_spec.StdMember is { } std && !declare)
        {
            writer.WriteLine($"{ParameterNumbers}.{StdCheck}<{parameter.Storage.ElementName}>({std}, {place.Name});");
        }

        if (declare && _spec.Kind == InitializerKind.Uniform && NeedsBranches)
        {
            writer.WriteLine($"(double {local}Low, double {local}High) = {Scale}.ResidualInterval({Literal.Of(_spec.Low)}, {Literal.Of(_spec.High)}, {Branches});");
        }

        if (NeedsStd && declare)
        {
            WriteSpread(writer, place);
        }
    }

    public void WriteInitialization(IndentedWriter writer, ParameterPlace place)
    {
        (string method, string arguments) = Arguments();
        string shape = _spec.Kind.TakesShape() ? ", " + Sizes(place) : "";
        bool random = _spec.Kind.IsRandom();
        if (!IsJagged)
        {
            writer.WriteLine($"{Sampler}.{method}({local}{shape}{(random ? ", " + place.Stream : "")}{arguments});");
            return;
        }

        string matrix = Value(parameter.Storage, place.Access);
        if (_spec.Kind == InitializerKind.Orthogonal)
        {
            writer.WriteLine($"{Sampler}.{method}({matrix}, {RowColumns(place)}, {place.Stream}{arguments});");
            return;
        }

        if (random)
        {
            writer.WriteLine($"global::InitGen.RandomStream {local}Stream = {place.Stream};");
        }

        writer.WriteLine($"for (int row = 0; row < {RowCount(place)}; row++)");
        using (writer.WriteBlock())
        {
            string rowStream = MayHaveUnequalRows ? local + "Columns < 0 ? " + local + "Stream.Child(row) : " + local + "Stream" : local + "Stream";
            string drawn = (random ? ", " + rowStream : "") + arguments
                + (_spec.Kind.IsConstant() ? "" : ", offset: " + RowOffset(place));
            writer.WriteLine($"{Sampler}.{method}({Row(place)}{shape}{drawn});");
        }
    }

    public void WriteVisit(IndentedWriter writer, ParameterPlace place)
    {
        // What the manifest leaves open is known by now.
        string sizes = parameter.Shape.IsConstant ? "" : ", " + Sizes(place);
        string info = $"scope.Of({place.Entry}{sizes})";
        if (!IsJagged)
        {
            writer.WriteLine($"{ParameterSpan}.Visit(ref visitor, {info}, 0, {local});");
            return;
        }

        if (MayHaveUnequalRows)
        {
            // Rows of one matrix, or vectors with paths of their own.
            writer.WriteLine($"for (int row = 0; row < {local}Rows; row++)");
            using (writer.WriteBlock())
            {
                writer.WriteLine($"global::System.Span<{parameter.Storage.ElementName}> {local} = {Row(place)};");
                writer.WriteLine($"{ParameterSpan}.Visit(ref visitor, scope.OfRow({place.Entry}, row, {local}.Length, {local}Rows, {local}Columns), {RowOffset(place)}, {local});");
            }

            return;
        }

        writer.WriteLine($"global::InitGen.ParameterInfo {local}Info = {info};");
        writer.WriteLine($"for (int row = 0; row < {RowCount(place)}; row++)");
        using (writer.WriteBlock())
        {
            writer.WriteLine($"{ParameterSpan}.Visit(ref visitor, {local}Info, {RowOffset(place)}, {Row(place)});");
        }
    }

    public void WriteManifestEntry(
        IndentedWriter writer, string field, string path, string member, (string Name, bool IsTransposed)? pretrained)
    {
        ScaleModel scale = parameter.Scale;
        writer.WriteLine($"public static readonly global::InitGen.ParameterInfo {field} = new()");
        writer.WriteLine("{");
        Line("Path", Literal.Of(path));
        Line("Member", Literal.Of(member));
        Line("ElementType", "typeof(" + parameter.Storage.ElementName + ")");
        if (parameter.Shape.IsConstant)
        {
            Line("Shape", "[" + Stated(parameter.Shape, "") + "]");
        }

        Line("Initializer", Literal.Of(_spec.Kind.ToString()));
        if (_spec.HasGain && _spec.NonlinearityMember is null)
        {
            Line("Nonlinearity", "global::InitGen.Nonlinearity." + _spec.Nonlinearity);
        }

        Line("FanIn", scale.FanIn is { } fanIn ? Literal.Int(fanIn) : null);
        Line("FanOut", scale.FanOut is { } fanOut ? Literal.Int(fanOut) : null);
        Line("Gain", scale.Gain is { } gain ? Literal.Of(gain) : null);
        Line("Std", scale.Std is { } std ? Literal.Of(std) : null);
        Line("Low", scale.Low is { } low ? Literal.Of(low) : null);
        Line("High", scale.High is { } high ? Literal.Of(high) : null);
        Line("Values", ValuesText.Of(parameter));
        Line("PretrainedName", pretrained is { } named ? Literal.Of(named.Name) : null);
        Line("IsPretrainedTransposed", pretrained is { IsTransposed: true } ? "true" : null);
        writer.WriteLine("};");

        void Line(string property, string? value)
        {
            if (value is not null)
            {
                writer.WriteLine($"    {property} = {value},");
            }
        }
    }

    // w1: float[256, 784] · Kaiming normal (ReLU, fan_in) · fan_in = 784 · gain = √2 · σ = 0.0505076275
    public void WriteComment(IndentedWriter writer, string path, string condition = "")
    {
        var parts = new List<string>
        {
            path + ": " + parameter.Storage.ElementName.Replace("global::System.", "") + InitializerText.Shape(parameter.Shape),
            InitializerText.Name(_spec, _element),
        };
        ScaleModel scale = parameter.Scale;
        bool usesFanIn = _spec.UsesFanIn || _spec.Kind == InitializerKind.BiasUniform;
        parts.Add(string.Join(", ", new[]
        {
            usesFanIn && scale.FanIn is { } fanIn ? "fan_in = " + Literal.Int(fanIn) : "",
            _spec.UsesFanOut && scale.FanOut is { } fanOut ? "fan_out = " + Literal.Int(fanOut) : "",
        }.Where(text => text.Length > 0)));
        parts.Add(scale.Gain is { } gain ? "gain = " + InitializerText.Gain(gain)
            : _spec.GainMember is { } given ? "gain = " + given
            : _spec.NonlinearityMember is { } from ? "gain of " + from
            : "");
        parts.Add((_spec.BranchesMember ?? (_spec.ResidualBranches > 1 ? Literal.Int(_spec.ResidualBranches) : null)) is { } branches
            ? "/ √" + branches + " residual branches"
            : "");
        parts.Add(InitializerText.Spread(parameter));
        parts.Add(condition);
        writer.WriteLine($"// {string.Join(" · ", parts.Where(part => part.Length > 0))}");
    }

    private static string Value(StorageModel storage, string access) =>
        storage.Conversion is { } type ? "(" + type + ")" + access : access + storage.Access;

    private static string OwnSizes(StorageModel storage, string access) =>
        string.Join(", ", storage.SizeMembers.Select(member => OwnSize(member, access)));

    private static string OwnSize(SizeMember member, string access) =>
        member.IsWide ? "checked((int)" + access + "." + member.Path + ")" : access + "." + member.Path;

    /// <summary>The expression of a parameter's elements, checked against the shape where one is stated.</summary>
    private static string Span(StorageModel storage, ShapeModel shape, string access, string owner, string name, string local)
    {
        string stated = shape.IsStated ? ", [" + Stated(shape, owner) + "]" : "";
        switch (storage.Kind)
        {
            case StorageKind.Tensor:
                return shape.IsStated
                    ? $"{ParameterSpan}.OfTensor(ref {access}.GetPinnableReference(), {access}.Lengths, {access}.IsDense, {name}{stated})"
                    : $"{ParameterSpan}.OfTensor(ref {access}.GetPinnableReference(), {access}.FlattenedLength, {access}.IsDense, {name})";
            case StorageKind.Pointer:
                return $"{ParameterSpan}.OfPointer({access}, {name}{stated})";
            case StorageKind.Scalar:
                return $"{ParameterSpan}.OfBuffer<{storage.ElementName}, {storage.ElementName}>(in {access}, 1)";
            case StorageKind.InlineArray or StorageKind.FixedBuffer:
                string buffer = storage.Kind == StorageKind.InlineArray
                    ? $"{ParameterSpan}.OfBuffer<{storage.BufferType}, {storage.ElementName}>(in {access}, {Literal.Int(storage.Length!.Value)})"
                    : $"{ParameterSpan}.OfBuffer<{storage.ElementName}, {storage.ElementName}>(in {access}[0], {Literal.Int(storage.Length!.Value)})";
                return shape.IsConstant ? buffer : $"{ParameterSpan}.Of({buffer}, {name}{stated})";
            case StorageKind.Vector or StorageKind.Rectangular when shape.IsStated && storage.SizeMembers.Count == 0 && storage.Rank == shape.Rank:
                return $"{ParameterSpan}.Of({Value(storage, access)}, {name}, {Stated(shape, owner)})";
        }

        string sizes = shape.IsStated ? stated
            : storage.SizeMembers.Count > 0 ? ", [" + OwnSizes(storage, access) + "]"
            : shape.IsUnranked ? ", " + local + "Sizes.Values"
            : "";
        return $"{ParameterSpan}.Of({Value(storage, access)}, {name}{sizes})";
    }

    private static string Stated(ShapeModel shape, string owner) => string.Join(", ", shape.Sizes.Select(size => Stated(size, owner)));

    private static string Stated(ShapeSize size, string owner) => size.Constant is { } constant ? Literal.Int(constant) : owner + size.Member;

    private string Stated(int axis, string owner) => Stated(parameter.Shape.Sizes[axis], owner);

    /// <summary>All sizes, from wherever they are known.</summary>
    private string[] SizesOf(ParameterPlace place)
    {
        StorageModel storage = parameter.Storage;
        EquatableArray<ShapeSize> sizes = parameter.Shape.Sizes;
        IEnumerable<string> texts = parameter.Shape.IsStated ? sizes.Select(size => Stated(size, place.Owner))
            : storage.SizeMembers.Count > 0 ? storage.SizeMembers.Select(member => OwnSize(member, place.Access))
            : storage.Kind == StorageKind.Jagged ? [local + "Rows", local + "Columns"]
            : storage.Kind == StorageKind.Rectangular
                ? sizes.Select((size, axis) => size.Constant is { } constant
                    ? Literal.Int(constant)
                    : Value(storage, place.Access) + ".GetLength(" + Literal.Int(axis) + ")")
            : [local + ".Length"];
        return [.. texts];
    }

    private string Sizes(ParameterPlace place) => parameter.Shape.IsUnranked ? local + "Sizes.Values" : "[" + string.Join(", ", SizesOf(place)) + "]";

    private string RowCount(ParameterPlace place) => parameter.Shape.IsStated ? Stated(0, place.Owner) : local + "Rows";

    private string RowColumns(ParameterPlace place) => parameter.Shape.IsStated ? Stated(1, place.Owner) : local + "Columns";

    private string RowOffset(ParameterPlace place) => parameter.Shape.IsStated && parameter.Shape.Sizes[1].Constant is { } columns
        ? "row * " + Literal.Int(columns) + "L"
        : MayHaveUnequalRows ? local + "Columns < 0 ? 0L : (long)row * " + local + "Columns"
        : "(long)row * " + RowColumns(place);

    private string Row(ParameterPlace place) =>
        $"{ParameterSpan}.Row({Value(parameter.Storage, place.Access)}, {place.Name}, row, {RowColumns(place)})";

    /// <summary>The sampler and its numbers: constants, or the locals that <see cref="WriteNumbers"/> has declared.</summary>
    private (string Method, string Arguments) Arguments()
    {
        string layout = _spec.Layout == ParameterLayout.OutIn ? "" : ", layout: global::InitGen.ParameterLayout." + _spec.Layout;
        switch (_spec.Kind)
        {
            case InitializerKind.Zeros or InitializerKind.Ones:
                return (_spec.Kind.ToString(), "");
            case InitializerKind.Constant:
                return ("Constant", ", " + (_spec.ValueMember is null ? Number(_spec.Value) : Cast(local + "Value")));
            case InitializerKind.Uniform when NeedsBranches:
                return ("Uniform", ", low: " + Cast(local + "Low") + ", high: " + Cast(local + "High"));
            case InitializerKind.Normal:
                return ("Normal", ", mean: " + Number(_spec.Mean) + ", std: " + (parameter.Scale.Std is { } fixedStd ? Number(fixedStd) : Cast(local + "Std")));
            case InitializerKind.TruncatedNormal:
                string bounds = _spec.LowerSigmas.Equals(-2.0) && _spec.UpperSigmas.Equals(2.0)
                    ? ""
                    : ", lowerSigmas: " + Literal.Of(_spec.LowerSigmas) + ", upperSigmas: " + Literal.Of(_spec.UpperSigmas);
                return ("TruncatedNormal", ", mean: " + Number(_spec.Mean) + ", std: "
                    + (NeedsStd ? Cast(local + "Std") : Number(ScaleModel.UntruncatedStd(_spec))) + bounds);
            case InitializerKind.Identity:
                return ("Identity", _spec.Value.Equals(1.0) ? "" : ", gain: " + Literal.Of(_spec.Value));
            case InitializerKind.Dirac:
                return ("Dirac", (_spec.Groups == 1 ? "" : ", groups: " + Literal.Int(_spec.Groups)) + layout);
            case InitializerKind.Bilinear:
                return ("Bilinear", layout);
            case InitializerKind.Sparse:
                return ("Sparse", ", sparsity: " + Literal.Of(_spec.Sparsity) + ", std: " + Literal.Of(_spec.Std));
            case InitializerKind.LstmBias:
                string hidden = parameter.Shape.Sizes[0].Constant is { } length ? Literal.Int(length / 4) : local + ".Length / 4";
                return ("LstmBias", ", " + hidden
                    + (_spec.ForgetGate.Equals(1.0) ? "" : ", forgetGate: " + Literal.Of(_spec.ForgetGate))
                    + (_spec.Order == default ? "" : ", order: global::InitGen.GateOrder." + _spec.Order));
            case InitializerKind.Orthogonal or InitializerKind.DeltaOrthogonal:
                string parts = _spec.Parts == 1 ? "" : ", parts: " + Literal.Int(_spec.Parts);
                return (_spec.Kind.ToString(), OrthogonalGain() + layout + parts);
            case InitializerKind.Icnr:
                string spread = _spec.IsScaledUniform
                    ? ", bound: " + (parameter.Scale.High is { } bound ? Literal.Of(bound) : local + "Bound")
                    : ", std: " + (parameter.Scale.Std is { } known ? Literal.Of(known) : local + "Std");
                return (_spec.IsScaledUniform ? "IcnrUniform" : "IcnrNormal", ", upscale: " + Literal.Int(_spec.Upscale) + spread + layout);
        }

        if (parameter.Scale is { Low: { } low, High: { } high })
        {
            return ("Uniform", ", low: " + Number(low) + ", high: " + Number(high));
        }

        if (_spec.IsScaledUniform || NeedsBiasBound)
        {
            return ("Uniform", ", low: " + Cast("-" + local + "Bound") + ", high: " + Cast(local + "Bound"));
        }

        string drawn = parameter.Scale.Std is { } std ? Number(IsTruncated ? std / InitGen.Scale.TruncatedNormalStd : std) : Cast(local + "Std");
        return (IsTruncated ? "TruncatedNormal" : "Normal", ", mean: " + Number(0.0) + ", std: " + drawn);
    }

    private bool IsTruncated => _spec is { Kind: InitializerKind.VarianceScaling, Distribution: Distribution.TruncatedNormal };

    /// <summary>Declares σ, or the bound of a uniform distribution.</summary>
    private void WriteSpread(IndentedWriter writer, ParameterPlace place)
    {
        if (!_spec.Kind.NeedsFans())
        {
            string given = _spec.StdMember is { } member
                ? $"{ParameterNumbers}.{StdCheck}<{parameter.Storage.ElementName}>({member}, {place.Name})"
                : Literal.Of(_spec.Std);
            string preserved = _spec.PreserveStd ? " / " + Literal.Of(InitGen.Scale.TruncatedStd(_spec.LowerSigmas, _spec.UpperSigmas)) : "";
            writer.WriteLine($"double {local}Std = {(Branches is { } number ? $"{Scale}.ResidualStd({given}, {number})" : given)}{preserved};");
            return;
        }

        string std = StdExpression(
            parameter.Scale.FanIn is { } fanIn ? Literal.Int(fanIn) : local + "FanIn",
            parameter.Scale.FanOut is { } fanOut ? Literal.Int(fanOut) : local + "FanOut");
        if (Branches is { } branches)
        {
            std = Scale + ".ResidualStd(" + std + ", " + branches + ")";
        }

        writer.WriteLine(_spec.IsScaledUniform
            ? $"double {local}Bound = {Scale}.UniformBound({std});"
            : $"double {local}Std = {std}{(IsTruncated ? " / " + Scale + ".TruncatedNormalStd" : "")};");
    }

    private void WriteFans(
        IndentedWriter writer, string sizes, string name, string options, bool needsFanIn, bool needsFanOut, bool declare)
    {
        string fans = $"{ParameterNumbers}.Fans({sizes}, {name}{options})";
        writer.WriteLine(!declare ? fans + ";"
            : needsFanIn && needsFanOut ? $"(long {local}FanIn, long {local}FanOut) = {fans};"
            : needsFanIn ? $"long {local}FanIn = {fans}.FanIn;"
            : $"long {local}FanOut = {fans}.FanOut;");
    }

    private string FanSizes(ParameterPlace place)
    {
        if (_spec.Kind != InitializerKind.Icnr)
        {
            return Sizes(place);
        }

        // The kernel before it is repeated.
        string[] sizes = SizesOf(place);
        sizes[OutputAxis] += " / " + Literal.Int((long)_spec.Upscale * _spec.Upscale);
        return "[" + string.Join(", ", sizes) + "]";
    }

    private static string FanOptions(InitializerSpec spec) =>
        (spec.Layout == ParameterLayout.OutIn ? "" : ", global::InitGen.ParameterLayout." + spec.Layout)
        + (spec.Groups == 1 ? "" : ", groups: " + Literal.Int(spec.Groups))
        + (spec.Parts == 1 ? "" : ", parts: " + Literal.Int(spec.Parts));

    private void WriteBiasBound(IndentedWriter writer, ParameterPlace place, bool declare)
    {
        WeightModel weight = parameter.Weight!;
        ParameterPlace weightPlace = place.Weight!;
        var emitter = new ParameterEmitter(weight.Parameter, local + "Fan");
        if (!weight.IsChecked || emitter.HasLocalSizes)
        {
            emitter.WriteStorage(writer, weightPlace, declare: emitter.HasLocalSizes);
        }

        WriteFans(writer, emitter.Sizes(weightPlace), weightPlace.Name, FanOptions(weight.Parameter.Initializer), needsFanIn: true, needsFanOut: false, declare);
        if (declare)
        {
            writer.WriteLine($"double {local}Bound = {Scale}.BiasBound({local}FanIn);");
        }
    }

    private string OrthogonalGain()
    {
        if (parameter.Scale.Gain is { } gain && !NeedsBranches)
        {
            double scaled = InitGen.Scale.ResidualStd(gain, _spec.ResidualBranches);
            return scaled.Equals(1.0) ? "" : ", gain: " + Literal.Of(scaled);
        }

        string known = parameter.Scale.Gain is { } fixedGain ? Literal.Of(fixedGain) : local + "ActivationGain";
        return ", gain: " + (Branches is { } branches ? Scale + ".ResidualStd(" + known + ", " + branches + ")" : known);
    }

    private string StdExpression(string fanIn, string fanOut)
    {
        string gain = parameter.Scale.Gain is { } known ? Literal.Of(known) : local + "ActivationGain";
        string fan = _spec.FanMode switch
        {
            FanMode.FanIn => fanIn,
            FanMode.FanOut => fanOut,
            _ => Fans + ".Select(global::InitGen.FanMode." + _spec.FanMode + ", " + fanIn + ", " + fanOut + ")",
        };
        return _spec.ScaledAs switch
        {
            InitializerKind.XavierUniform or InitializerKind.XavierNormal => Scale + ".XavierStd(" + fanIn + ", " + fanOut + ", gain: " + gain + ")",
            InitializerKind.KaimingUniform or InitializerKind.KaimingNormal => Scale + ".KaimingStd(" + fan + ", gain: " + gain + ")",
            InitializerKind.VarianceScaling => Scale + ".VarianceScalingStd(" + Literal.Of(_spec.Scale) + ", " + fan + ")",
            _ => Scale + ".LecunStd(" + fanIn + ")",
        };
    }

    /// <summary>A number as the sampler of the element type takes it: Half is sampled in float.</summary>
    private string Number(double value) => _element is ElementType.Single or ElementType.Half ? Literal.Of((float)value) : Literal.Of(value);

    private string Cast(string expression)
    {
        if (_element is not (ElementType.Single or ElementType.Half))
        {
            return expression;
        }

        return "(float)" + (expression[0] == '-' ? "(" + expression + ")" : expression);
    }
}
