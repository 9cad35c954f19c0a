namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes an element-wise function: expressions, helpers, delegates, interfaces, switches, TensorPrimitives, LINQ.</summary>
internal sealed class MapWriter(SourceWriter source, OpWriter ops, Plan plan)
{
    public Signal Write(Map map, Signal x)
    {
        Curve curve = map.Curve;
        var ways = new List<string> { "expression", "temporary", "new", "function", "static", "local", "delegate", "lambda", "enum", "object", "abstract", "ref", "foreach", "named" };
        ways.AddRange(curve.Element.Length > 0 ? ["element", "element", "branches"] : []);
        ways.AddRange(curve.Bodies.Length > 0 ? ["body", "body"] : []);
        ways.AddRange(curve.Generic.Length > 0 ? ["generic", "generic-span"] : []);
        bool isRow = plan.Layout is Layout.Vector or Layout.Span;
        ways.AddRange(isRow ? ["helper", "helper-delegate"] : []);
        ways.AddRange(isRow && curve.InPlace.Length > 0 ? ["tensor", "tensor"] : []);
        ways.AddRange(plan.Layout == Layout.Vector ? ["linq", "convert", "parallel", "query"] : []);
        string way = source.Styles.Choose(map.Id, "map", [.. ways]);
        return way switch
        {
            "new" => Into(x, ops.New(map.Id, x.Width, isZeroed: false), v => Expression(map, v)),
            "linq" or "convert" or "query" => Sequence(way, map, x),
            "tensor" => InPlace(map, x, z => curve.InPlace[0].Replace("$", z.Name, StringComparison.Ordinal)),
            "helper" or "helper-delegate" => Helper(way, map, x),
            "parallel" => InPlace(map, x, z => $"Parallel.For(0, {x.Width}, i =>\n{{\n{z.Name}[i] = {Expression(map, z.Name + "[i]")};\n}});"),
            "foreach" when plan.Layout is Layout.Vector or Layout.Span => InPlace(map, x, z =>
                $"foreach (ref double v in {(plan.Layout == Layout.Span ? z.Name : z.Name + ".AsSpan()")})\n{{\nv = {Spelling(map)};\n}}"),
            "ref" => Loop(map, x, at => $"ref double v = ref {at};\nv = {Spelling(map)};"),
            "temporary" => Loop(map, x, at => $"double v = {at};\n{at} = {Spelling(map)};"),
            "element" => Loop(map, x, at => Element(map).Replace("$", at, StringComparison.Ordinal)),
            "branches" => Loop(map, x, at => $"double v = {at};\n{Element(map).Replace("continue;", "{ continue; }", StringComparison.Ordinal).Replace("$", "v", StringComparison.Ordinal)}\n{at} = v;"),
            "expression" => Loop(map, x, at => $"{at} = {Expression(map, at)};"),
            _ => Loop(map, x, at => $"{at} = {Function(way, map)}({at});"),
        };
    }

    private string Spelling(Map map) =>
        map.Curve.Spellings[int.Parse(source.Styles.Choose(map.Id, "spelling", Indices(map.Curve.Spellings)), System.Globalization.CultureInfo.InvariantCulture)];

    private string Element(Map map) =>
        map.Curve.Element[int.Parse(source.Styles.Choose(map.Id, "element", Indices(map.Curve.Element)), System.Globalization.CultureInfo.InvariantCulture)];

    private static string[] Indices(string[] of) => [.. Enumerable.Range(0, of.Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    // The spelling with the variable replaced, letter by letter: v stands alone.
    private string Expression(Map map, string at) => System.Text.RegularExpressions.Regex.Replace(Spelling(map), @"\bv\b", at);

    private Signal Into(Signal x, Signal y, Func<string, string> of)
    {
        source.Code.Add(ops.PerSample($"for (int i = 0; i < {x.Width}; i++)\n{{\n{ops.At(y, "i")} = {of(ops.At(x, "i"))};\n}}"));
        return y;
    }

    private Signal Loop(Map map, Signal x, Func<string, string> body) =>
        InPlace(map, x, y => ops.PerSample($"for (int i = 0; i < {x.Width}; i++)\n{{\n{body(ops.At(y, "i"))}\n}}"));

    private Signal InPlace(Map map, Signal x, Func<Signal, string> statements)
    {
        Signal y = ops.Copied(x, map.Id);
        string code = statements(y);
        source.Code.Add(code);
        return y;
    }

    private Signal Sequence(string way, Map map, Signal x)
    {
        string h = source.Fresh("h");
        source.Code.Add(way switch
        {
            "linq" => $"double[] {h} = {x.Name}.Select(v => {Spelling(map)}).ToArray();",
            "query" => $"double[] {h} = (from v in {x.Name} select {Parenthesized(Spelling(map))}).ToArray();",
            _ => $"double[] {h} = Array.ConvertAll({x.Name}, v => {Spelling(map)});",
        });
        return x with { Name = h, IsOwned = true };
    }

    private static string Parenthesized(string text) => "(" + text + ")";

    private Signal Helper(string way, Map map, Signal x)
    {
        string type = plan.Layout == Layout.Span ? "Span<double>" : "double[]";
        string helper = source.Fresh("Apply");
        Signal y = ops.Copied(x, map.Id);
        if (way == "helper")
        {
            source.Members.Add($"internal static void {helper}({type} values)\n{{\nfor (int i = 0; i < values.Length; i++)\n{{\ndouble v = values[i];\nvalues[i] = {Spelling(map)};\n}}\n}}\n");
            source.Code.Add($"{plan.Name}.{helper}({y.Name});");
        }
        else
        {
            source.Members.Add($"internal static void {helper}({type} values, Func<double, double> function)\n{{\nfor (int i = 0; i < values.Length; i++)\n{{\nvalues[i] = function(values[i]);\n}}\n}}\n");
            source.Code.Add($"{plan.Name}.{helper}({y.Name}, v => {Spelling(map)});");
        }

        return y;
    }

    // A function of one number, declared somewhere; how it is called.
    private string Function(string way, Map map)
    {
        string name = source.Fresh(way == "named" ? map.Curve.Name : "Function");
        string body = $"return {Spelling(map)};";
        switch (way)
        {
            case "local":
                source.Code.Add($"static double {name}(double v)\n{{\n{body}\n}}\n");
                return name;
            case "body":
                body = map.Curve.Bodies[int.Parse(source.Styles.Choose(map.Id, "body", Indices(map.Curve.Bodies)), System.Globalization.CultureInfo.InvariantCulture)];
                source.Members.Add($"internal static double {name}(double v)\n{{\n{body}\n}}\n");
                return plan.Name + "." + name;
            case "delegate":
                source.Members.Add($"internal readonly Func<double, double> _{name} = v => {Spelling(map)};\n");
                return source.Self + "_" + name;
            case "lambda":
                source.Code.Add($"Func<double, double> {name} = v => {Spelling(map)};");
                return name;
            case "generic" or "generic-span":
                source.Members.Add($"internal static T {name}<T>(T v)\nwhere T : IFloatingPointIeee754<T>\n{{\nreturn {map.Curve.Generic[^1]};\n}}\n");
                return plan.Name + "." + name;
            case "enum":
                return Chosen(map, name);
            case "object" or "abstract":
                {
                    string type = plan.Name + name;
                    source.Types.Add(way == "object"
                        ? $"internal interface I{type}\n{{\ndouble Apply(double v);\n}}\n\ninternal sealed class {type} : I{type}\n{{\npublic double Apply(double v) => {Spelling(map)};\n}}\n"
                        : $"internal abstract class I{type}\n{{\npublic abstract double Apply(double v);\n}}\n\ninternal sealed class {type} : I{type}\n{{\npublic override double Apply(double v) => {Spelling(map)};\n}}\n");
                    source.Members.Add($"internal readonly I{type} _{name} = new {type}();\n");
                    return source.Self + "_" + name + ".Apply";
                }

            default:
                source.Members.Add($"internal static double {name}(double v) => {Spelling(map)};\n");
                return plan.Name + "." + name;
        }
    }

    // One of several functions, by an enum in a field.
    private string Chosen(Map map, string name)
    {
        string type = plan.Name + name + "Kind";
        Curve other = Curve.All[(Array.IndexOf(Curve.All, map.Curve) + 2) % Curve.All.Length];
        source.Types.Add($"internal enum {type}\n{{\nFirst,\nSecond,\n}}\n");
        source.Members.Add($"internal readonly {type} _kind{name} = {type}.Second;\n");
        source.Members.Add(source.Styles.Choose(map.Id, "enum", "expression", "statement") == "expression"
            ? $"internal double {name}(double v) => _kind{name} switch\n{{\n{type}.First => {other.Spellings[0]},\n_ => {Spelling(map)},\n}};\n"
            : $"internal double {name}(double v)\n{{\nswitch (_kind{name})\n{{\ncase {type}.First:\nreturn {other.Spellings[0]};\ndefault:\nreturn {Spelling(map)};\n}}\n}}\n");
        return source.Self + name;
    }
}
