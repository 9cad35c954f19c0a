using System.Text.RegularExpressions;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes a list of layers that a loop runs: by number, by foreach, over two buffers that change places, by recursion.</summary>
internal sealed class StackWriter(SourceWriter source, OpWriter ops, Plan plan)
{
    public Signal Write(Stack stack, Signal x)
    {
        bool isVector = plan.Layout == Layout.Vector;
        bool stops = stack.StopBefore >= 0;
        var ways = new List<string> { "number", "swap" };
        ways.AddRange(isVector && !stops ? ["helper", "recursion"] : []);
        ways.AddRange(isVector && !stops && stack.LastToo ? ["foreach", "aggregate"] : []);
        ways.AddRange(isVector && stops ? ["while"] : []);
        string way = source.Styles.Choose(stack.Id, "stack", [.. ways]);
        return way switch
        {
            "recursion" or "helper" or "foreach" or "aggregate" => Calls(way, stack, x),
            _ => Numbered(way, stack, x),
        };
    }

    private string Function(Stack stack, string at) => Regex.Replace(stack.Curve.Spellings[0], @"\bv\b", at);

    private static string Element(Parameter weights, string list) => weights.InputsFirst ? $"{list}[i, j]" : $"{list}[j, i]";

    private Signal Numbered(string way, Stack stack, Signal x)
    {
        int width = x.Width, layers = stack.Weights.Count;
        bool isSpan = plan.Layout == Layout.Span;

        // Spans that change places live equally long.
        string? kind = isSpan ? source.Styles.Choose(stack.Id, "buffers", "stackalloc", "array") : null;
        Signal h = ops.New(stack.Id, width, isZeroed: false, kind);
        ops.Copy(x, h.Name);
        Signal next = new(source.Fresh("next"), width, true);
        string list = source.Self + stack.Weights.Name;
        string l = source.Fresh("l");
        bool isSwapped = way == "swap" || isSpan;
        if (isSwapped)
        {
            next = ops.New(stack.Id, width, isZeroed: false, kind);
        }

        string function = stack.LastToo
            ? $"{ops.At(next, "j")} = {Function(stack, "sum")};"
            : source.Styles.Choose(stack.Id, "last", "ternary", "if") == "ternary"
                ? $"{ops.At(next, "j")} = {l} < {layers - 1} ? {Parenthesized(Function(stack, "sum"))} : sum;"
                : $"if ({l} < {layers - 1})\n{{\nsum = {Function(stack, "sum")};\n}}\n\n{ops.At(next, "j")} = sum;";
        string product = ops.PerSample($"for (int j = 0; j < {width}; j++)\n{{\ndouble sum = 0.0;\nfor (int i = 0; i < {width}; i++)\n{{\nsum += {Element(stack.Weights, $"{list}[{l}]")} * {ops.At(h, "i")};\n}}\n\n{function}\n}}");
        string stop = stack.StopBefore < 0
            ? ""
            : source.Styles.Choose(stack.Id, "stop", "break", "compare", "continue", "field") switch
            {
                "compare" => $"if (flag && {l} >= {stack.StopBefore})\n{{\nbreak;\n}}\n\n",
                "continue" => $"if (flag && {l} >= {stack.StopBefore})\n{{\ncontinue;\n}}\n\n",
                "field" => $"if ({l} == {stack.StopBefore})\n{{\nif (flag)\n{{\nbreak;\n}}\n}}\n\n",
                _ => $"if (flag && {l} == {stack.StopBefore})\n{{\nbreak;\n}}\n\n",
            };
        string created = isSwapped ? "" : $"{source.SignalType} {next.Name} = {Created(width)};\n";
        string after = !isSwapped
            ? $"{h.Name} = {next.Name};"
            : isSpan || source.Styles.Choose(stack.Id, "swap", "tuple", "temporary") == "temporary"
                ? $"{source.SignalType} {l}Swapped = {h.Name};\n{h.Name} = {next.Name};\n{next.Name} = {l}Swapped;"
                : $"({h.Name}, {next.Name}) = ({next.Name}, {h.Name});";
        string header = way == "while"
            ? $"int {l} = 0;\nwhile ({l} < {layers})\n{{\n{(stop.Contains("continue", StringComparison.Ordinal) ? stop.Replace("continue", "break", StringComparison.Ordinal) : stop)}"
            : $"for (int {l} = 0; {l} < {layers}; {l}++)\n{{\n{stop}";
        source.Code.Add($"{header}{created}{product}\n{after}{(way == "while" ? $"\n{l}++;" : "")}\n}}");
        return h;
    }

    private static string Parenthesized(string text) => "(" + text + ")";

    private string Created(int width) => plan.Layout switch
    {
        Layout.BatchFirst => $"new double[{plan.Batch}, {width}]",
        Layout.BatchLast => $"new double[{width}, {plan.Batch}]",
        Layout.Jagged => $"Enumerable.Range(0, {plan.Batch}).Select(_ => new double[{width}]).ToArray()",
        _ => $"new double[{width}]",
    };

    private Signal Calls(string way, Stack stack, Signal x)
    {
        int layers = stack.Weights.Count;
        string list = source.Self + stack.Weights.Name;
        string name = source.Fresh("Layer");
        string h = source.Fresh("h");
        string number = way is "recursion" or "helper" ? ", int l" : "";
        string condition = stack.LastToo ? "true" : $"l < {layers - 1}";
        string function = stack.LastToo ? $"y[j] = {Function(stack, "sum")};" : $"y[j] = {condition} ? {Parenthesized(Function(stack, "sum"))} : sum;";
        string loops = $"var y = new double[{x.Width}];\nfor (int j = 0; j < {x.Width}; j++)\n{{\ndouble sum = 0.0;\nfor (int i = 0; i < {x.Width}; i++)\n{{\nsum += {Element(stack.Weights, "w")} * x[i];\n}}\n\n{function}\n}}\n";
        if (way == "recursion")
        {
            source.Members.Add($"internal double[] {name}(double[] x, int l)\n{{\nif (l == {layers})\n{{\nreturn x;\n}}\n\ndouble[,] w = {stack.Weights.Name}[l];\n{loops}\nreturn {name}(y, l + 1);\n}}\n");
            source.Code.Add($"double[] {h} = {source.Self}{name}({x.Name}, 0);");
            return new Signal(h, x.Width, true);
        }

        source.Members.Add($"internal static double[] {name}(double[,] w, double[] x{number})\n{{\n{loops}\nreturn y;\n}}\n");
        source.Code.Add(way switch
        {
            "foreach" => $"double[] {h} = {x.Name};\nforeach (double[,] w in {list})\n{{\n{h} = {plan.Name}.{name}(w, {h});\n}}",
            "aggregate" => $"double[] {h} = {list}.Aggregate({x.Name}, (value, w) => {plan.Name}.{name}(w, value));",
            _ => $"double[] {h} = {x.Name};\nfor (int l = 0; l < {layers}; l++)\n{{\n{h} = {plan.Name}.{name}({list}[l], {h}, l);\n}}",
        });
        return new Signal(h, x.Width, true);
    }
}
