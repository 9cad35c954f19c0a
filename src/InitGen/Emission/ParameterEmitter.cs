using InitGen.Model;

namespace InitGen.Emission;

/// <summary>Writes what concerns one parameter: its storage as a span, its initialization, its visit, its manifest entry.</summary>
internal sealed class ParameterEmitter(
    ParameterModel parameter, string modelName, NameAllocator locals, string manifest, string manifestField)
{
    private const string ParameterSpan = "global::InitGen.ParameterSpan";
    private const string Sampler = "global::InitGen.Sampler";
    private const string Fans = "global::InitGen.Fans";
    private const string Scale = "global::InitGen.Scale";

    private readonly string _local = locals.Allocate(parameter.Segment);
    private readonly InitializerSpec _spec = parameter.Initializer;
    private readonly ElementType _element = parameter.Storage.Element;

    public string ManifestField => manifestField;

    // Asked only once all locals are named.
    private string Access => (locals.IsTaken(parameter.Member) ? "this." : "") + CSharpNames.Escape(parameter.Member);

    private string MemberLiteral => Literal.Of(modelName + "." + parameter.Member);

    private bool IsJagged => parameter.Storage.Kind == StorageKind.Jagged;

    private string Rows => Size(0, _local + "Rows");

    private string Columns => Size(1, _local + "Columns");

    private string Row => $"{ParameterSpan}.Row({Access}, {MemberLiteral}, row, {Columns})";

    /// <summary>The parameter's row of the documentation's table.</summary>
    public string[] TableRow() =>
    [
        parameter.Member,
        InitializerText.Shape(parameter.Shape),
        InitializerText.Name(_spec, _element),
        parameter.Scale.FanIn is { } fanIn ? Literal.Int(fanIn) : "",
        parameter.Scale.FanOut is { } fanOut ? Literal.Int(fanOut) : "",
        parameter.Scale.Gain is { } gain ? InitializerText.Gain(gain) : "",
        InitializerText.Spread(parameter),
    ];

    /// <summary>Checks the storage and takes its span, or the rows of a jagged matrix.</summary>
    public void WriteStorage(IndentedWriter writer)
    {
        ShapeModel shape = parameter.Shape;
        if (IsJagged)
        {
            writer.WriteLine(shape.IsStated
                ? $"{ParameterSpan}.RequireRows({Access}, {MemberLiteral}, {Rows}, {Columns});"
                : $"{ParameterSpan}.RequireRows({Access}, {MemberLiteral}, out int {_local}Rows, out int {_local}Columns);");
            return;
        }

        string sizes = !shape.IsStated ? ""
            : parameter.Storage.Rank == shape.Rank ? ", " + Sizes(shape)
            : ", [" + Sizes(shape) + "]";
        writer.WriteLine(
            $"global::System.Span<{parameter.Storage.ElementName}> {_local} = {ParameterSpan}.Of({Access}, {MemberLiteral}{sizes});");
    }

    public void WriteInitialization(IndentedWriter writer)
    {
        WriteComment(writer);
        string arguments = WriteArguments(writer, out string method);
        if (!IsJagged)
        {
            string stream = _spec.Kind.IsConstant() ? "" : ", stream.Child(" + Hash() + ")";
            writer.WriteLine($"{Sampler}.{method}({_local}{stream}{arguments});");
            return;
        }

        if (!_spec.Kind.IsConstant())
        {
            writer.WriteLine($"global::InitGen.RandomStream {_local}Stream = stream.Child({Hash()});");
        }

        writer.WriteLine($"for (int row = 0; row < {Rows}; row++)");
        using (writer.WriteBlock())
        {
            string drawn = _spec.Kind.IsConstant() ? arguments : ", " + _local + "Stream" + arguments + ", offset: " + RowOffset();
            writer.WriteLine($"{Sampler}.{method}({Row}{drawn});");
        }
    }

    public void WriteVisit(IndentedWriter writer)
    {
        if (!IsJagged)
        {
            writer.WriteLine($"{ParameterSpan}.Visit(ref visitor, {manifest}.{manifestField}, 0, {_local});");
            return;
        }

        writer.WriteLine($"for (int row = 0; row < {Rows}; row++)");
        using (writer.WriteBlock())
        {
            writer.WriteLine(
                $"{ParameterSpan}.Visit(ref visitor, {manifest}.{manifestField}, {RowOffset()}, {Row});");
        }
    }

    public void WriteManifestEntry(IndentedWriter writer)
    {
        ScaleModel scale = parameter.Scale;
        writer.WriteLine($"public static readonly global::InitGen.ParameterInfo {manifestField} = new()");
        writer.WriteLine("{");
        Line("Path", Literal.Of(parameter.Segment));
        Line("Member", Literal.Of(parameter.Member));
        Line("ElementType", "typeof(" + parameter.Storage.ElementName + ")");
        if (parameter.Shape.IsConstant)
        {
            Line("Shape", "[" + Sizes(parameter.Shape) + "]");
        }

        Line("Initializer", Literal.Of(_spec.Kind.ToString()));
        if (_spec.Kind.HasGain())
        {
            Line("Nonlinearity", "global::InitGen.Nonlinearity." + _spec.Nonlinearity);
        }

        Line("FanIn", scale.FanIn is { } fanIn ? Literal.Int(fanIn) : null);
        Line("FanOut", scale.FanOut is { } fanOut ? Literal.Int(fanOut) : null);
        Line("Gain", scale.Gain is { } gain ? Literal.Of(gain) : null);
        Line("Std", scale.Std is { } std ? Literal.Of(std) : null);
        Line("Low", scale.Low is { } low ? Literal.Of(low) : null);
        Line("High", scale.High is { } high ? Literal.Of(high) : null);
        writer.WriteLine("};");

        void Line(string property, string? value)
        {
            if (value is not null)
            {
                writer.WriteLine($"    {property} = {value},");
            }
        }
    }

    private static string Sizes(ShapeModel shape) =>
        string.Join(", ", shape.Sizes.Select(size => size.Constant is { } constant ? Literal.Int(constant) : size.Member));

    private string Size(int axis, string fallback)
    {
        if (!parameter.Shape.IsStated)
        {
            return fallback;
        }

        ShapeSize size = parameter.Shape.Sizes[axis];
        return size.Constant is { } constant ? Literal.Int(constant) : size.Member!;
    }

    private string RowOffset() =>
        parameter.Shape.Sizes[1].Constant is { } columns && parameter.Shape.IsStated ? "row * " + Literal.Int(columns) + "L" : "(long)row * " + Columns;

    private string Hash() => Literal.Hash(PathHash.OfSegment(parameter.Segment.AsSpan()));

    // w1: float[256, 784] · Kaiming normal (ReLU, fan_in) · fan_in = 784 · gain = √2 · σ = 0.0505076275
    private void WriteComment(IndentedWriter writer)
    {
        var parts = new List<string>
        {
            parameter.Segment + ": " + parameter.Storage.ElementName.Replace("global::System.", "") + InitializerText.Shape(parameter.Shape),
            InitializerText.Name(_spec, _element),
        };
        ScaleModel scale = parameter.Scale;
        string fans = string.Join(", ", new[]
        {
            _spec.UsesFanIn && scale.FanIn is { } fanIn ? "fan_in = " + Literal.Int(fanIn) : "",
            _spec.UsesFanOut && scale.FanOut is { } fanOut ? "fan_out = " + Literal.Int(fanOut) : "",
        }.Where(text => text.Length > 0));
        parts.Add(fans);
        parts.Add(scale.Gain is { } gain ? "gain = " + InitializerText.Gain(gain) : "");
        parts.Add(_spec.ResidualBranches > 1 ? "/ √" + Literal.Int(_spec.ResidualBranches) + " residual branches" : "");
        parts.Add(InitializerText.Spread(parameter));
        writer.WriteLine($"// {string.Join(" · ", parts.Where(part => part.Length > 0))}");
    }

    /// <summary>The sampler and its numbers; computes them into a _local first where they are known only at run time.</summary>
    private string WriteArguments(IndentedWriter writer, out string method)
    {
        switch (_spec.Kind)
        {
            case InitializerKind.Zeros:
                method = "Zeros";
                return "";
            case InitializerKind.Ones:
                method = "Ones";
                return "";
            case InitializerKind.Constant:
                method = "Constant";
                return ", " + Number(_spec.Value);
            case InitializerKind.Normal:
                method = "Normal";
                return ", mean: " + Number(_spec.Mean) + ", std: " + Number(parameter.Scale.Std!.Value);
        }

        if (parameter.Scale is { Low: { } low, High: { } high })
        {
            method = "Uniform";
            return ", low: " + Number(low) + ", high: " + Number(high);
        }

        bool truncated = _spec is { Kind: InitializerKind.VarianceScaling, Distribution: Distribution.TruncatedNormal };
        bool uniform = _spec.Kind is InitializerKind.XavierUniform or InitializerKind.KaimingUniform or InitializerKind.LecunUniform
            || _spec is { Kind: InitializerKind.VarianceScaling, Distribution: Distribution.Uniform };
        method = truncated ? "TruncatedNormal" : uniform ? "Uniform" : "Normal";
        if (parameter.Scale.Std is { } std)
        {
            return ", mean: " + Number(0.0) + ", std: " + Number(truncated ? std / InitGen.Scale.TruncatedNormalStd : std);
        }

        string computed = StdExpression(WriteFans(writer));
        if (_spec.ResidualBranches > 1)
        {
            computed = Scale + ".ResidualStd(" + computed + ", " + Literal.Int(_spec.ResidualBranches) + ")";
        }

        if (uniform)
        {
            writer.WriteLine($"double {_local}Bound = {Scale}.UniformBound({computed});");
            return ", low: " + Cast("-" + _local + "Bound") + ", high: " + Cast(_local + "Bound");
        }

        writer.WriteLine($"double {_local}Std = {computed}{(truncated ? " / " + Scale + ".TruncatedNormalStd" : "")};");
        return ", mean: " + Number(0.0) + ", std: " + Cast(_local + "Std");
    }

    private (string FanIn, string FanOut) WriteFans(IndentedWriter writer)
    {
        bool needsFanIn = _spec.UsesFanIn && _spec.FanIn is null;
        bool needsFanOut = _spec.UsesFanOut && _spec.FanOut is null;
        string fanIn = _spec.FanIn is { } explicitIn ? Literal.Int(explicitIn) : _local + "FanIn";
        string fanOut = _spec.FanOut is { } explicitOut ? Literal.Int(explicitOut) : _local + "FanOut";
        string options = (_spec.Layout == ParameterLayout.OutIn ? "" : ", global::InitGen.ParameterLayout." + _spec.Layout)
            + (_spec.Groups == 1 ? "" : ", groups: " + Literal.Int(_spec.Groups))
            + (_spec.Parts == 1 ? "" : ", parts: " + Literal.Int(_spec.Parts));
        writer.WriteLine(
            $"({(needsFanIn ? "long " + fanIn : "_")}, {(needsFanOut ? "long " + fanOut : "_")}) = {Fans}.Of([{RunTimeSizes()}]{options});");
        return (fanIn, fanOut);
    }

    private string RunTimeSizes()
    {
        if (parameter.Shape.IsStated)
        {
            return Sizes(parameter.Shape);
        }

        return IsJagged
            ? Rows + ", " + Columns
            : string.Join(", ", Enumerable.Range(0, parameter.Shape.Rank).Select(axis => Access + ".GetLength(" + Literal.Int(axis) + ")"));
    }

    private string StdExpression((string In, string Out) fans)
    {
        string fan = _spec.FanMode switch
        {
            FanMode.FanIn => fans.In,
            FanMode.FanOut => fans.Out,
            _ => Fans + ".Select(global::InitGen.FanMode." + _spec.FanMode + ", " + fans.In + ", " + fans.Out + ")",
        };
        return _spec.Kind switch
        {
            InitializerKind.XavierUniform or InitializerKind.XavierNormal =>
                Scale + ".XavierStd(" + fans.In + ", " + fans.Out + ", gain: " + Literal.Of(parameter.Scale.Gain!.Value) + ")",
            InitializerKind.KaimingUniform or InitializerKind.KaimingNormal =>
                Scale + ".KaimingStd(" + fan + ", gain: " + Literal.Of(parameter.Scale.Gain!.Value) + ")",
            InitializerKind.VarianceScaling =>
                Scale + ".VarianceScalingStd(" + Literal.Of(_spec.Scale) + ", " + fan + ")",
            _ => Scale + ".LecunStd(" + fans.In + ")",
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
