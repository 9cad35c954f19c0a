using System.Globalization;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes what one step computes: loops, calls of TensorPrimitives, LINQ, Parallel, helpers.</summary>
internal sealed class OpWriter(SourceWriter source, Plan plan)
{
    private Styles Styles => source.Styles;

    private Lines Code => source.Code;

    private bool IsSpan => plan.Layout == Layout.Span;

    private bool IsVector => plan.Layout == Layout.Vector;

    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>An element of a signal, in a loop over samples by b.</summary>
    public string At(Signal x, string unit) => plan.Layout switch
    {
        Layout.BatchFirst => $"{x.Name}[b, {unit}]",
        Layout.BatchLast => $"{x.Name}[{unit}, b]",
        Layout.Jagged => $"{x.Name}[b][{unit}]",
        _ => $"{x.Name}[{unit}]",
    };

    public string PerSample(string body) => plan.Batch == 1 ? body : $"for (int b = 0; b < {plan.Batch}; b++)\n{{\n{body}\n}}";

    private static string For(string index, int count, string body) => $"for (int {index} = 0; {index} < {count}; {index}++)\n{{\n{body}\n}}";

    /// <summary>A new buffer for a signal.</summary>
    public Signal New(int id, int width, bool isZeroed, string? kind = null)
    {
        string h = source.Fresh("h");
        string way = kind ?? Styles.Choose(id, "buffer", IsSpan
            ? ["stackalloc", "field", "slice", "array"]
            : ["new", "new", plan.Layout is Layout.BatchFirst or Layout.BatchLast ? "rectangular-field" : "field"]);
        way = way == "stackalloc" && source.IsHandler ? "array" : way;
        string field = "_" + h;
        string created = plan.Layout switch
        {
            Layout.BatchFirst => $"new double[{plan.Batch}, {width}]",
            Layout.BatchLast => $"new double[{width}, {plan.Batch}]",
            Layout.Jagged => $"Enumerable.Range(0, {plan.Batch}).Select(_ => new double[{width}]).ToArray()",
            _ => $"new double[{width}]",
        };
        string variable = $"{source.SignalType} {h} = ";
        switch (way)
        {
            case "stackalloc":
                Code.Add($"{variable}stackalloc double[{width}];");
                if (isZeroed)
                {
                    Code.Add($"{h}.Clear();");
                }

                break;
            case "array":
                Code.Add($"{variable}{created};");
                break;
            case "slice":
                source.Members.Add($"internal readonly double[] {field} = new double[{width + 5}];");
                Code.Add($"{variable}{source.Self}{field}.AsSpan(2, {width});" + (isZeroed ? $"\n{h}.Clear();" : ""));
                break;
            case "field" or "rectangular-field":
                source.Members.Add($"internal readonly {(IsSpan ? "double[]" : source.SignalType)} {field} = {created};");
                Code.Add($"{variable}{source.Self}{field};");
                if (isZeroed)
                {
                    Code.Add(IsSpan ? $"{h}.Clear();" : plan.Layout == Layout.Jagged ? $"foreach (double[] row in {h})\n{{\nArray.Clear(row);\n}}" : $"Array.Clear({h});");
                }

                break;
            default:
                Code.Add($"{variable}{created};");
                break;
        }

        return new Signal(h, width, true);
    }

    public void Copy(Signal from, string into)
    {
        Code.Add(IsSpan
            ? $"{from.Name}.CopyTo({into});"
            : IsVector ? $"Array.Copy({from.Name}, {into}, {from.Width});" : Each(from.Width, $"{At(new Signal(into, from.Width, true), "i")} = {At(from, "i")};"));
    }

    private string Each(int width, string body) => PerSample(For("i", width, body));

    /// <summary>The signal itself where it may be written in place, or a copy.</summary>
    public Signal Copied(Signal x, int id)
    {
        if (x.IsOwned)
        {
            return x;
        }

        if (IsVector && Styles.Choose(id, "copy", "loop", "clone", "array", "spread") is var way and not "loop")
        {
            string h = source.Fresh("h");
            Code.Add(way switch
            {
                "clone" => $"double[] {h} = (double[]){x.Name}.Clone();",
                "array" => $"double[] {h} = {x.Name}.ToArray();",
                _ => $"double[] {h} = [.. {x.Name}];",
            });
            return x with { Name = h, IsOwned = true };
        }

        Signal copy = New(id, x.Width, isZeroed: false);
        Copy(x, copy.Name);
        return copy;
    }

    public Signal Write(Op op, Signal x) => op switch
    {
        Dense dense => new DenseWriter(source, this, plan).Write(dense, x),
        Convolution convolution => Convolve(convolution, x),
        Stack stack => new StackWriter(source, this, plan).Write(stack, x),
        Map map => new MapWriter(source, this, plan).Write(map, x),
        ScaleBy scale => Scale(scale, x),
        Gain gain => Multiply(gain, x),
        Normalize norm => Norm(norm, x),
        Pool pool => Reduce(pool, x),
        Softmax softmax => Exponentials(softmax, x),
        Dropout dropout => Mask(dropout, x),
        _ => throw new InvalidOperationException(op.ToString()),
    };

    private Signal Scale(ScaleBy scale, Signal x)
    {
        string factor = Styles.Choose(scale.Id, "factor", "literal", "const", "readonly") switch
        {
            "const" => Member("private const double Factor{0} = {1};", scale, ""),
            "readonly" => Member("internal readonly double _factor{0} = {1};", scale, source.Self),
            _ => Number(scale.Factor),
        };
        if (plan.Layout is Layout.Vector or Layout.Span && Styles.Choose(scale.Id, "scale", "loop", "tensor", "linq") is var way and not "loop")
        {
            if (way == "linq" && IsVector)
            {
                string h = source.Fresh("h");
                Code.Add($"double[] {h} = {x.Name}.Select(value => value * {factor}).ToArray();");
                return x with { Name = h, IsOwned = true };
            }

            Signal z = Copied(x, scale.Id);
            Code.Add($"TensorPrimitives.Multiply<double>({z.Name}, {factor}, {z.Name});");
            return z;
        }

        Signal y = Copied(x, scale.Id);
        Code.Add(Each(x.Width, $"{At(y, "i")} *= {factor};"));
        return y;

        string Member(string text, ScaleBy of, string self)
        {
            source.Once(string.Format(CultureInfo.InvariantCulture, text, of.Id, Number(of.Factor)));
            return self.Length > 0 || text.Contains("readonly", StringComparison.Ordinal)
                ? $"{self}_factor{of.Id}"
                : source.Self.Length > 0 ? Number(of.Factor) : $"Factor{of.Id}";
        }
    }

    private Signal Multiply(Gain gain, Signal x)
    {
        string factors = source.Self + gain.Factors.Name;
        string? shifts = gain.Shifts is null ? null : source.Self + gain.Shifts.Name;
        Signal y = Copied(x, gain.Id);
        if (plan.Layout is Layout.Vector or Layout.Span && Styles.Choose(gain.Id, "gain", "loop", "tensor") == "tensor")
        {
            Code.Add($"TensorPrimitives.Multiply<double>({y.Name}, {factors}, {y.Name});");
            if (shifts is not null)
            {
                Code.Add($"TensorPrimitives.Add<double>({y.Name}, {shifts}, {y.Name});");
            }

            return y;
        }

        Code.Add(Each(x.Width, $"{At(y, "i")} = {At(y, "i")} * {factors}[i]{(shifts is null ? "" : $" + {shifts}[i]")};"));
        return y;
    }

    private Signal Reduce(Pool pool, Signal x)
    {
        Signal y = New(pool.Id, x.Width / 2, isZeroed: false);
        (string first, string second) = (At(x, "2 * i"), At(x, "2 * i + 1"));
        string value = pool.IsMax
            ? Styles.Choose(pool.Id, "pool", "max", "choice") == "max" ? $"Math.Max({first}, {second})" : $"{first} > {second} ? {first} : {second}"
            : $"0.5 * ({first} + {second})";
        Code.Add(Each(x.Width / 2, $"{At(y, "i")} = {value};"));
        return y;
    }

    private Signal Exponentials(Softmax softmax, Signal x)
    {
        Signal y = Copied(x, softmax.Id);
        if (plan.Layout is Layout.Vector or Layout.Span or Layout.Jagged && Styles.Choose(softmax.Id, "softmax", "loops", "tensor") == "tensor")
        {
            string row = plan.Layout == Layout.Jagged ? $"{y.Name}[b]" : y.Name;
            Code.Add(PerSample($"TensorPrimitives.SoftMax<double>({row}, {row});"));
            return y;
        }

        string v = At(y, "i");
        Code.Add(PerSample(
            $"double max = double.NegativeInfinity;\n{For("i", x.Width, $"max = Math.Max(max, {v});")}\ndouble total = 0.0;\n"
            + $"{For("i", x.Width, $"{v} = Math.Exp({v} - max);\ntotal += {v};")}\n{For("i", x.Width, $"{v} /= total;")}").Insert(0, plan.Batch == 1 ? "{\n" : "") + (plan.Batch == 1 ? "\n}" : ""));
        return y;
    }

    private Signal Mask(Dropout dropout, Signal x)
    {
        Signal y = Copied(x, dropout.Id);
        string random = source.Fresh("random");
        string keep = Number(dropout.Keep);
        string body = Styles.Choose(dropout.Id, "mask", "choice", "if", "factor") switch
        {
            "if" => $"if ({random}.NextDouble() < {keep})\n{{\n{At(y, "i")} /= {keep};\n}}\nelse\n{{\n{At(y, "i")} = 0.0;\n}}",
            "factor" => $"double mask = {random}.NextDouble() < {keep} ? 1.0 : 0.0;\n{At(y, "i")} *= mask / {keep};",
            _ => $"{At(y, "i")} = {random}.NextDouble() < {keep} ? {At(y, "i")} / {keep} : 0.0;",
        };
        Code.Add($"if (flag)\n{{\nvar {random} = new Random({dropout.Seed});\n{Each(x.Width, body)}\n}}");
        return y;
    }

    private Signal Norm(Normalize norm, Signal x)
    {
        Signal y = Copied(x, norm.Id);
        string v = At(y, "i");
        string gain = norm.Gain is null ? "" : $" * {source.Self}{norm.Gain.Name}[i]";
        if (norm.Kind == NormKind.Running)
        {
            string variance = $"({source.Self}{norm.Variance!.Name}[i] * {source.Self}{norm.Variance.Name}[i] + 1e-5)";
            string centred = $"({v} - {source.Self}{norm.Mean!.Name}[i])";
            Code.Add(Each(x.Width, Styles.Choose(norm.Id, "running", "divide", "inverse") == "divide"
                ? $"{v} = {centred} / Math.Sqrt{variance}{gain};"
                : $"double inverse = 1.0 / Math.Sqrt{variance};\n{v} = {centred} * inverse{gain};"));
            return y;
        }

        (string outer, int outers, string inner, int inners) = norm.Kind == NormKind.Batch
            ? ("i", x.Width, "b", plan.Batch)
            : ("b", plan.Batch, "i", x.Width);
        string mean = norm.Kind == NormKind.Rms ? "0.0" : "mean";
        string centering = norm.Kind == NormKind.Rms
            ? ""
            : $"double mean = 0.0;\n{For(inner, inners, $"mean += {v};")}\nmean /= {inners};\n";
        string difference = norm.Kind == NormKind.Rms ? v : $"({v} - {mean})";
        string spread = norm.Kind == NormKind.Rms
            ? $"square += {v} * {v};"
            : Styles.Choose(norm.Id, "square", "twice", "temporary") == "twice" ? $"square += {difference} * {difference};" : $"double d = {v} - mean;\nsquare += d * d;";
        string apply = Styles.Choose(norm.Id, "norm", "divide", "inverse") == "divide"
            ? $"double std = Math.Sqrt(square / {inners} + 1e-5);\n{For(inner, inners, $"{v} = {difference} / std{gain};")}"
            : $"double inverse = 1.0 / Math.Sqrt(square / {inners} + 1e-5);\n{For(inner, inners, $"{v} = {difference} * inverse{gain};")}";
        string body = $"{centering}double square = 0.0;\n{For(inner, inners, spread)}\n{apply}";
        Code.Add(outers == 1 ? $"{{\n{body}\n}}" : For(outer, outers, body));
        return y;
    }

    private Signal Convolve(Convolution convolution, Signal x)
    {
        Parameter weight = convolution.Weight;
        int length = x.Width / convolution.Channels;
        int positions = length - convolution.Taps + 1;
        int patch = weight.Inputs;
        string w = source.Self + weight.Name;
        string W(string o, string at) => weight.Storage == Storage.Flat ? $"{w}[{o} * {patch} + {at}]" : $"{w}[{o}, {at}]";
        Signal y = New(convolution.Id, weight.Outputs * positions, isZeroed: false);
        if (Styles.Choose(convolution.Id, "convolution", "loops", "im2col") == "loops")
        {
            string inner = $"double sum = 0.0;\n{For("c", convolution.Channels, For("k", convolution.Taps, $"sum += {W("o", $"c * {convolution.Taps} + k")} * {At(x, $"c * {length} + p + k")};"))}\n{At(y, $"o * {positions} + p")} = sum;";
            Code.Add(PerSample(For("o", weight.Outputs, For("p", positions, inner))));
            return y;
        }

        string columns = source.Fresh("columns");
        string gather = $"double[,] {columns} = new double[{patch}, {positions}];\n"
            + For("c", convolution.Channels, For("k", convolution.Taps, For("p", positions, $"{columns}[c * {convolution.Taps} + k, p] = {At(x, $"c * {length} + p + k")};")));
        string product = For("o", weight.Outputs, For("p", positions, $"double sum = 0.0;\n{For("r", patch, $"sum += {W("o", "r")} * {columns}[r, p];")}\n{At(y, $"o * {positions} + p")} = sum;"));
        Code.Add(PerSample(gather + "\n" + product));
        return y;
    }

    public Signal Sum(Residual residual, Signal x, Signal branch)
    {
        string alpha = residual.Alpha == 1.0 ? "" : Number(residual.Alpha) + " * ";
        string way = Styles.Choose(residual.Id, "sum", IsVector ? ["onto-branch", "new", "linq", "zip"] : ["onto-branch", "new"]);
        if (way is "linq" or "zip")
        {
            string h = source.Fresh("h");
            Code.Add(way == "linq"
                ? $"double[] {h} = {x.Name}.Select((value, i) => value + {alpha}{branch.Name}[i]).ToArray();"
                : $"double[] {h} = {x.Name}.Zip({branch.Name}, (a, b) => a + {alpha}b).ToArray();");
            return branch with { Name = h, IsOwned = true };
        }

        Signal y = way == "onto-branch" && branch.IsOwned ? branch : New(residual.Id, x.Width, isZeroed: false);
        Code.Add(Each(x.Width, $"{At(y, "i")} = {At(x, "i")} + {alpha}{At(branch, "i")};"));
        return y;
    }

    public Signal Product(Gated gated, Signal left, Signal right)
    {
        if (plan.Layout is Layout.Vector or Layout.Span && left.IsOwned && Styles.Choose(gated.Id, "product", "loop", "tensor") == "tensor")
        {
            Code.Add($"TensorPrimitives.Multiply<double>({left.Name}, {right.Name}, {left.Name});");
            return left;
        }

        Signal y = left.IsOwned ? left : New(gated.Id, left.Width, isZeroed: false);
        Code.Add(Each(left.Width, $"{At(y, "i")} = {At(left, "i")} * {At(right, "i")};"));
        return y;
    }
}
