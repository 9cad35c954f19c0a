using System.Globalization;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes a product with a matrix: the order of the loops, helpers, row products, transposed copies, LINQ, Parallel, vectors.</summary>
internal sealed class DenseWriter(SourceWriter source, OpWriter ops, Plan plan)
{
    public Signal Write(Dense dense, Signal x)
    {
        Parameter weight = dense.Weight;
        bool isRow = plan.Layout is Layout.Vector or Layout.Span;
        bool isVector = plan.Layout == Layout.Vector;
        // Rows of the product lie in one piece.
        bool hasRows = isRow && weight.Storage != Storage.Rectangular && weight.InputsFirst == dense.IsTransposed;
        var ways = new List<string> { "sum", "sum", "accumulate", "inputs-first", "skip-zeros", "product", "local-function", "element-delegate", "two-sums", "tuple-sum" };
        ways.AddRange(weight.Storage == Storage.Rectangular ? ["copy", "transpose-helper", "method", "generic-element"] : []);
        ways.AddRange(weight.Storage == Storage.Rectangular && isVector ? ["helper", "helper-out", "helper-ref", "helper-new", "matrix", "matrix"] : []);
        ways.AddRange(hasRows ? ["dot", "dot", "vector", "generic-dot"] : []);
        ways.AddRange(hasRows && isVector && weight.Storage == Storage.Jagged ? ["rows-linq", "zip"] : []);
        ways.AddRange(isVector ? ["linq", "parallel", "aggregate"] : []);
        string way = source.Styles.Choose(dense.Id, "dense", [.. ways]);
        string bias = dense.Bias is null ? "none" : source.Styles.Choose(dense.Id, "bias", isRow ? ["after", "start", "loop", "tensor"] : ["after", "start", "loop"]);
        bool isLoop = way is "sum" or "product" or "two-sums" or "local-function" or "element-delegate" or "copy" or "transpose-helper" or "method" or "tuple-sum" or "generic-element";
        string scaling = dense.Scale == 1.0 ? "none" : isLoop ? source.Styles.Choose(dense.Id, "scaling", "after", "inside", "weight", "loop") : "loop";
        bool biasInside = dense.Bias is not null && isLoop && bias is "after" or "start" && scaling is "none" or "after" or "inside" or "weight";
        if (scaling == "loop")
        {
            biasInside = false;
        }

        if (scaling is "after" or "loop" && bias == "start")
        {
            bias = "after";
        }

        string start = biasInside && bias == "start" ? Bias(dense, "j") : "0.0";
        string tail = biasInside && bias == "after" ? " + " + Bias(dense, "j") : "";
        string factor = OpWriter.Number(dense.Scale);
        string finish = scaling == "after" ? $"{factor} * sum{tail}" : $"sum{tail}";
        string W(string j, string i) => scaling == "weight" ? $"({factor} * {Weight(dense, j, i)})" : scaling == "inside" ? $"{factor} * {Weight(dense, j, i)}" : Weight(dense, j, i);
        Signal y = way switch
        {
            "linq" or "aggregate" or "rows-linq" or "zip" => Sequence(way, dense, x),
            "helper" or "helper-out" or "helper-ref" or "helper-new" => Helper(way, dense, x),
            "matrix" => Operator(dense, x),
            _ => Loops(way, dense, x, W, start, finish),
        };
        if (scaling == "loop")
        {
            source.Code.Add(Each(dense, $"{ops.At(y, "j")} *= {factor};"));
        }

        if (dense.Bias is not null && !biasInside)
        {
            source.Code.Add(bias == "tensor"
                ? $"TensorPrimitives.Add<double>({y.Name}, {source.Self}{dense.Bias.Name}, {y.Name});"
                : Each(dense, $"{ops.At(y, "j")} += {Bias(dense, "j")};"));
        }

        return y;
    }

    private string Each(Dense dense, string body) => ops.PerSample($"for (int j = 0; j < {dense.Outputs}; j++)\n{{\n{body}\n}}");

    private string Bias(Dense dense, string j) => $"{source.Self}{dense.Bias!.Name}[{j}]";

    private string Weight(Dense dense, string j, string i)
    {
        Parameter weight = dense.Weight;
        (string row, string column) = weight.InputsFirst == dense.IsTransposed ? (j, i) : (i, j);
        int columns = weight.InputsFirst ? weight.Outputs : weight.Inputs;
        string name = source.Self + weight.Name;
        return weight.Storage switch
        {
            Storage.Rectangular => $"{name}[{row}, {column}]",
            Storage.Flat => $"{name}[{row} * {columns} + {column}]",
            _ => $"{name}[{row}][{column}]",
        };
    }

    private Signal Loops(string way, Dense dense, Signal x, Func<string, string, string> w, string start, string finish)
    {
        bool isZeroed = way is "accumulate" or "inputs-first" or "skip-zeros";
        Signal y = ops.New(dense.Id, dense.Outputs, isZeroed);
        int inputs = dense.Inputs, outputs = dense.Outputs;
        string xi = ops.At(x, "i"), yj = ops.At(y, "j");
        string unit = source.Fresh("Unit");
        string J(string body) => $"for (int j = 0; j < {outputs}; j++)\n{{\n{body}\n}}";
        string I(string body) => $"for (int i = 0; i < {inputs}; i++)\n{{\n{body}\n}}";
        string Sum(string term) => $"double sum = {start};\n{I($"sum += {term};")}\n{yj} = {finish};";
        switch (way)
        {
            case "accumulate":
                source.Code.Add(ops.PerSample(J(I($"{yj} += {w("j", "i")} * {xi};"))));
                break;
            case "inputs-first":
                source.Code.Add(ops.PerSample(I(J($"{yj} += {xi} * {w("j", "i")};"))));
                break;
            case "skip-zeros":
                source.Code.Add(ops.PerSample(I($"if ({xi} == 0.0)\n{{\ncontinue;\n}}\n\n{J($"{yj} += {w("j", "i")} * {xi};")}")));
                break;
            case "product":
                source.Code.Add(ops.PerSample(J($"double sum = {start};\n{I($"double term = {w("j", "i")} * {xi};\nsum = sum + term;")}\n{yj} = {finish};")));
                break;
            case "two-sums":
                source.Code.Add(ops.PerSample(J(
                    $"double even = 0.0, odd = 0.0;\n{I($"if (i % 2 == 0)\n{{\neven += {w("j", "i")} * {xi};\n}}\nelse\n{{\nodd += {w("j", "i")} * {xi};\n}}")}\ndouble sum = {start} + even + odd;\n{yj} = {finish};")));
                break;
            case "tuple-sum":
                source.Code.Add(ops.PerSample(J(
                    $"(double sum, int count) = ({start}, 0);\n{I($"(sum, count) = (sum + {w("j", "i")} * {xi}, count + 1);")}\n{yj} = {finish};")));
                break;
            case "local-function" when plan.Layout != Layout.Span:
                source.Code.Add($"double {unit}({(plan.Batch == 1 ? "" : "int b, ")}int j)\n{{\ndouble sum = {start};\n{I($"sum += {w("j", "i")} * {xi};")}\nreturn {finish};\n}}\n");
                source.Code.Add(ops.PerSample(J($"{yj} = {unit}({(plan.Batch == 1 ? "" : "b, ")}j);")));
                break;
            case "element-delegate":
                source.Code.Add($"Func<int, int, double> {unit} = (row, column) => {w("row", "column")};");
                source.Code.Add(ops.PerSample(J(Sum($"{unit}(j, i) * {xi}"))));
                break;
            case "method":
                source.Members.Add($"internal double {unit}(int row, int column)\n{{\nreturn {Bare(w("row", "column"))};\n}}\n");
                source.Code.Add(ops.PerSample(J(Sum($"{source.Self}{unit}(j, i) * {xi}"))));
                break;
            case "generic-element":
                source.Members.Add($"internal static T {unit}<T>(T weight, T value)\nwhere T : INumber<T>\n{{\nreturn weight * value;\n}}\n");
                source.Code.Add(ops.PerSample(J(Sum($"{plan.Name}.{unit}({w("j", "i")}, {xi})"))));
                break;
            case "copy" or "transpose-helper":
                {
                    // A transposed copy: [in, out] by the dense step's own order.
                    string copy = source.Fresh("copy");
                    if (way == "copy")
                    {
                        source.Code.Add($"double[,] {copy} = new double[{inputs}, {outputs}];\n{J(I($"{copy}[i, j] = {w("j", "i")};"))}");
                        source.Code.Add(ops.PerSample(J(Sum($"{copy}[i, j] * {xi}"))));
                    }
                    else
                    {
                        bool isTurned = dense.Weight.InputsFirst == dense.IsTransposed;
                        (int rows, int columns) = dense.Weight.InputsFirst ? (dense.Weight.Inputs, dense.Weight.Outputs) : (dense.Weight.Outputs, dense.Weight.Inputs);
                        source.Members.Add($"internal static double[,] {unit}(double[,] m)\n{{\nvar t = new double[{columns}, {rows}];\nfor (int r = 0; r < {rows}; r++)\n{{\nfor (int c = 0; c < {columns}; c++)\n{{\nt[c, r] = m[r, c];\n}}\n}}\n\nreturn t;\n}}\n");
                        source.Code.Add($"double[,] {copy} = {plan.Name}.{unit}({source.Self}{dense.Weight.Name});");
                        string factor = finish.StartsWith("sum", StringComparison.Ordinal) && w("j", "i") != Weight(dense, "j", "i") ? OpWriter.Number(dense.Scale) + " * " : "";
                        source.Code.Add(ops.PerSample(J(Sum($"{factor}{copy}[{(isTurned ? "i, j" : "j, i")}] * {xi}"))));
                    }

                    break;
                }

            case "dot" or "vector" or "generic-dot":
                Rows(way, dense, x, y, unit);
                break;
            case "parallel":
                source.Code.Add($"Parallel.For(0, {outputs}, j =>\n{{\n{Sum($"{w("j", "i")} * {xi}")}\n}});");
                break;
            default:
                source.Code.Add(ops.PerSample(J(Sum($"{w("j", "i")} * {xi}"))));
                break;
        }

        return y;
    }

    private string Bare(string text) => source.Self.Length == 0 ? text : text.Replace(source.Self, "", StringComparison.Ordinal);

    private void Rows(string way, Dense dense, Signal x, Signal y, string unit)
    {
        string name = source.Self + dense.Weight.Name;
        string row = dense.Weight.Storage == Storage.Flat ? $"{name}.AsSpan(j * {dense.Inputs}, {dense.Inputs})" : $"{name}[j]";
        string dot = $"TensorPrimitives.Dot<double>({row}, {x.Name})";
        if (way == "generic-dot")
        {
            source.Members.Add(
                $"internal static T {unit}<T>(ReadOnlySpan<T> row, ReadOnlySpan<T> values)\nwhere T : struct, INumber<T>\n{{\nT sum = T.Zero;\nfor (int i = 0; i < row.Length; i++)\n{{\nsum += row[i] * values[i];\n}}\n\nreturn sum;\n}}\n");
            dot = $"{plan.Name}.{unit}<double>({row}, {x.Name})";
        }
        else if (way == "vector")
        {
            source.Members.Add(
                $"internal static double {unit}(ReadOnlySpan<double> row, ReadOnlySpan<double> values)\n{{\nvar lanes = Vector<double>.Zero;\nint i = 0;\nfor (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)\n{{\nlanes += new Vector<double>(row.Slice(i)) * new Vector<double>(values.Slice(i));\n}}\n\ndouble sum = Vector.Sum(lanes);\nfor (; i < row.Length; i++)\n{{\nsum += row[i] * values[i];\n}}\n\nreturn sum;\n}}\n");
            dot = $"{plan.Name}.{unit}({row}, {x.Name})";
        }

        source.Code.Add($"for (int j = 0; j < {dense.Outputs}; j++)\n{{\n{y.Name}[j] = {dot};\n}}");
    }

    private Signal Sequence(string way, Dense dense, Signal x)
    {
        string h = source.Fresh("h");
        string w = Weight(dense, "j", "i");
        source.Code.Add(way switch
        {
            "rows-linq" => $"double[] {h} = {source.Self}{dense.Weight.Name}.Select(row => row.Select((w, i) => w * {x.Name}[i]).Sum()).ToArray();",
            "zip" => $"double[] {h} = {source.Self}{dense.Weight.Name}.Select(row => row.Zip({x.Name}, (w, value) => w * value).Sum()).ToArray();",
            "aggregate" => $"double[] {h} = Enumerable.Range(0, {dense.Outputs}).Select(j => Enumerable.Range(0, {dense.Inputs}).Aggregate(0.0, (sum, i) => sum + {w} * {x.Name}[i])).ToArray();",
            _ => $"double[] {h} = Enumerable.Range(0, {dense.Outputs}).Select(j => Enumerable.Range(0, {dense.Inputs}).Sum(i => {w} * {x.Name}[i])).ToArray();",
        });
        return new Signal(h, dense.Outputs, true);
    }

    private Signal Helper(string way, Dense dense, Signal x)
    {
        string helper = source.Fresh("MatVec");
        string h = source.Fresh("h");
        string weight = source.Self + dense.Weight.Name;
        string at = dense.Weight.InputsFirst == dense.IsTransposed ? "w[j, i]" : "w[i, j]";
        string loops = $"for (int j = 0; j < {dense.Outputs}; j++)\n{{\ndouble sum = 0.0;\nfor (int i = 0; i < {dense.Inputs}; i++)\n{{\nsum += {at} * x[i];\n}}\n\ny[j] = sum;\n}}";
        string created = string.Create(CultureInfo.InvariantCulture, $"new double[{dense.Outputs}]");
        switch (way)
        {
            case "helper-out":
                source.Members.Add($"internal static void {helper}(double[,] w, double[] x, out double[] y)\n{{\ny = {created};\n{loops}\n}}\n");
                source.Code.Add($"{plan.Name}.{helper}({weight}, {x.Name}, out double[] {h});");
                break;
            case "helper-ref":
                source.Members.Add($"internal static void {helper}(double[,] w, double[] x, ref double[] y)\n{{\ny = {created};\n{loops}\n}}\n");
                source.Code.Add($"double[] {h} = [];\n{plan.Name}.{helper}({weight}, {x.Name}, ref {h});");
                break;
            case "helper-new":
                source.Members.Add($"internal static double[] {helper}(double[,] w, double[] x)\n{{\nvar y = {created};\n{loops}\nreturn y;\n}}\n");
                source.Code.Add($"double[] {h} = {plan.Name}.{helper}({weight}, {x.Name});");
                break;
            default:
                source.Members.Add($"internal static void {helper}(double[,] w, double[] x, double[] y)\n{{\n{loops}\n}}\n");
                source.Code.Add($"double[] {h} = {created};\n{plan.Name}.{helper}({weight}, {x.Name}, {h});");
                break;
        }

        return new Signal(h, dense.Outputs, true);
    }

    // A matrix class of the network's own, with an operator and a transposed view.
    private Signal Operator(Dense dense, Signal x)
    {
        string type = plan.Name + source.Fresh("Matrix");
        bool isTurned = dense.Weight.InputsFirst != dense.IsTransposed;
        source.Types.Add(
            $"internal sealed class {type}(double[,] values)\n{{\npublic double[,] Values {{ get; }} = values;\n\npublic {type} T\n{{\nget\n{{\nvar turned = new double[Values.GetLength(1), Values.GetLength(0)];\nfor (int i = 0; i < Values.GetLength(0); i++)\n{{\nfor (int j = 0; j < Values.GetLength(1); j++)\n{{\nturned[j, i] = Values[i, j];\n}}\n}}\n\nreturn new {type}(turned);\n}}\n}}\n\n"
            + $"public static double[] operator *({type} left, double[] right)\n{{\nvar result = new double[left.Values.GetLength(0)];\nfor (int r = 0; r < result.Length; r++)\n{{\nfor (int c = 0; c < right.Length; c++)\n{{\nresult[r] += left.Values[r, c] * right[c];\n}}\n}}\n\nreturn result;\n}}\n}}\n");
        string h = source.Fresh("h");
        source.Code.Add($"double[] {h} = new {type}({source.Self}{dense.Weight.Name}){(isTurned ? ".T" : "")} * {x.Name};");
        return new Signal(h, dense.Outputs, true);
    }
}
