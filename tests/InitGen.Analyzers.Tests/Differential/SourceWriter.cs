using System.Globalization;

namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes a plan as a C# model, each place in one of many ways, and an entry beside it by which a test can run it.</summary>
internal sealed class SourceWriter
{
    private readonly Plan _plan;
    private readonly Lines _types = new();
    private readonly Lines _members = new();
    private readonly Lines _construction = new();
    private readonly OpWriter _ops;
    private int _names;

    public SourceWriter(Plan plan, IReadOnlySet<string> left)
    {
        _plan = plan;
        Styles = new Styles(plan, left);
        _ops = new OpWriter(this, plan);
    }

    public Styles Styles { get; }

    /// <summary>The statements that are being written.</summary>
    public Lines Code { get; private set; } = new();

    /// <summary>What stands before a member of the model: nothing, or <c>net.</c> in a type beside it.</summary>
    public string Self { get; private set; } = "";

    /// <summary>The caller's flag; where it cannot be seen, no step asks for it.</summary>
    public string Flag { get; private set; } = "flag";

    /// <summary>Whether a catch clause is being written, where no stack can be allocated.</summary>
    public bool IsHandler { get; set; }

    public Lines Members => _members;

    public Lines Construction => _construction;

    public Lines Types => _types;

    private bool IsSpan => _plan.Layout == Layout.Span;

    /// <summary>The type of a signal.</summary>
    public string SignalType => _plan.Layout switch
    {
        Layout.Vector => "double[]",
        Layout.Span => "Span<double>",
        Layout.Jagged => "double[][]",
        _ => "double[,]",
    };

    private string InputType => IsSpan ? "ReadOnlySpan<double>" : SignalType;

    public string Fresh(string stem) => stem + (++_names).ToString(CultureInfo.InvariantCulture);

    public string Write()
    {
        Signal result = Run(_plan.Ops, new Signal("x", _plan.Inputs, false));
        if (IsSpan)
        {
            Code.Add($"{result.Name}.CopyTo(y);");
        }
        else
        {
            Code.Add($"return {result.Name};");
        }

        string forward = Styles.Choose(-1, "name", "Forward", "Predict", "Evaluate", "Infer");
        var source = new Lines();
        source.Add($"internal sealed partial class {_plan.Name}\n{{");
        foreach (Parameter parameter in _plan.Parameters)
        {
            source.Add(Declaration(parameter));
        }

        source.Add($"public {_plan.Name}()\n{{");
        source.Add(_construction);
        source.Add("}\n");
        source.Add(IsSpan ? $"public void {forward}(ReadOnlySpan<double> x, Span<double> y, bool flag)\n{{" : $"public {SignalType} {forward}({SignalType} x, bool flag)\n{{");
        source.Add(Code);
        source.Add("}\n");
        source.Add(_members);
        source.Add("}\n");
        source.Add(_types);
        source.Add(Entry(forward, result.Width));
        return source.ToString();
    }

    private static string Declaration(Parameter parameter)
    {
        string kind = parameter.IsPlain ? "" : parameter.IsMatrix ? "XavierNormal" : parameter.Name[1] is 'g' or 'f' ? "Ones" : "Zeros";
        (int rows, int columns) = parameter.InputsFirst ? (parameter.Inputs, parameter.Outputs) : (parameter.Outputs, parameter.Inputs);
        string rectangle = $"new double[{rows}, {columns}]";
        return parameter switch
        {
            { Count: > 0 } => $"[{kind}] internal readonly double[][,] {parameter.Name} = [{string.Join(", ", Enumerable.Repeat(rectangle, parameter.Count))}];",
            { IsMatrix: false } => $"{(kind.Length > 0 ? $"[{kind}] " : "")}internal readonly double[] {parameter.Name} = new double[{parameter.Outputs}];",
            { Storage: Storage.Rectangular } => $"[{kind}] internal readonly double[,] {parameter.Name} = {rectangle};",
            { Storage: Storage.Flat } => $"[{kind}, Shape({rows}, {columns})] internal readonly double[] {parameter.Name} = new double[{rows * columns}];",
            _ => $"[{kind}] internal readonly double[][] {parameter.Name} = Enumerable.Range(0, {rows}).Select(_ => new double[{columns}]).ToArray();",
        };
    }

    private string Entry(string forward, int outputs)
    {
        string call = _plan.Layout switch
        {
            Layout.Vector => $"return [net.{forward}(x[0], flag)];",
            Layout.Span => $"var y = new double[{outputs}];\nnet.{forward}(x[0], y, flag);\nreturn [y];",
            Layout.Jagged => $"return net.{forward}(x, flag);",
            Layout.BatchFirst => $"return Batches.Rows(net.{forward}(Batches.Rectangle(x), flag));",
            _ => $"return Batches.Rows(Batches.Transposed(net.{forward}(Batches.Transposed(Batches.Rectangle(x)), flag)));",
        };
        return $"internal static class {_plan.Name}Entry\n{{\npublic static double[][] Run({_plan.Name} net, double[][] x, bool flag)\n{{\n{call}\n}}\n}}\n";
    }

    /// <summary>Writes steps one after another.</summary>
    public Signal Run(Op[] ops, Signal x)
    {
        for (int i = 0; i < ops.Length; i++)
        {
            // Several steps together as layers behind one interface.
            int end = i;
            while (end < ops.Length && !UsesFlag(ops[end]))
            {
                end++;
            }

            if (!IsSpan && Self.Length == 0 && end - i > 1 && Styles.Choose(ops[i].Id, "group", "none", "none", "none", "none", "none", "layers", "pipeline") is var group and not "none")
            {
                x = group == "layers" ? Layers(ops[i..end], x) : Pipeline(ops[i..end], x);
                i = end - 1;
                continue;
            }

            x = One(ops[i], x);
        }

        return x;
    }

    private static bool UsesFlag(Op op) =>
        op is Branch or Exit or Dropout or Stack { StopBefore: >= 0 } || op.Children.Any(UsesFlag);

    // One step, in the place or in a method, a lambda, a layer.
    private Signal One(Op op, Signal x)
    {
        if (op is Exit exit)
        {
            Leave(exit, x);
            return x;
        }

        if (op is Branch branch)
        {
            return new BranchWriter(this, _plan).Write(branch, x);
        }

        string[] ways = IsSpan
            ? ["inline", "inline", "inline", "into", "finally", "workspace", "once"]
            : Self.Length > 0 || UsesFlag(op)
                ? ["inline", "inline", "finally", "arms", "once", "tuple", "method", "ref", "out", "into"]
                : ["inline", "inline", "inline", "inline", "method", "out", "ref", "into", "local", "lambda", "field", "tuple", "extension", "finally", "arms", "once", "constant", "lock", "reassign", "task"];
        string way = Styles.Choose(op.Id, "wrap", ways);
        string name = way is "inline" or "reassign" ? "" : Fresh("Step");
        int width = op.OutputsOf(x.Width);
        switch (way)
        {
            case "reassign" when x.IsOwned && x.Name != "x":
                Code.Add($"{x.Name} = {Body(op, x).Name};");
                return x with { Width = width };
            case "method" or "extension" or "local" or "tuple":
                return Method(op, x, way, name);
            case "out":
                {
                    Lines body = Written("x", x, op, "flag", "", out Signal y);
                    body.Add($"result = {y.Name};");
                    AddMethod($"internal void {name}({SignalType} x, bool flag, out {SignalType} result)", body);
                    string h = Fresh("h");
                    Code.Add($"{Self}{name}({x.Name}, {Flag}, out {SignalType} {h});");
                    return new Signal(h, width, true);
                }

            case "ref":
                {
                    Lines body = Written("input", x, op, "flag", "", out Signal y);
                    body.Add($"h = {y.Name};");
                    AddMethod($"internal void {name}(ref {SignalType} h, bool flag)", body, $"{SignalType} input = h;");
                    string h = Fresh("h");
                    Code.Add($"{SignalType} {h} = {x.Name};\n{Self}{name}(ref {h}, {Flag});");
                    return new Signal(h, width, true);
                }

            case "into":
                {
                    Lines body = Written("x", x, op, "flag", "", out Signal y);
                    var more = Code;
                    Code = body;
                    _ops.Copy(y, "into");
                    Code = more;
                    AddMethod($"internal void {name}({InputType} x, {SignalType} into, bool flag)", body);
                    Signal h = _ops.New(op.Id, width, isZeroed: false);
                    Code.Add($"{Self}{name}({x.Name}, {h.Name}, {Flag});");
                    return h;
                }

            case "workspace":
                return Workspace(op, x, name);
            case "lambda":
                {
                    Lines body = Written("input", x, op, Flag, Self, out Signal y);
                    body.Add($"return {y.Name};");
                    string local = Fresh("step");
                    Code.Add($"Func<{SignalType}, {SignalType}> {local} = input =>\n{{");
                    Code.Add(body);
                    string h = Fresh("h");
                    Code.Add($"}};\n{SignalType} {h} = {local}({x.Name});");
                    return new Signal(h, width, true);
                }

            case "field":
                {
                    Lines body = Written("input", x, op, "false", "", out Signal y);
                    body.Add($"return {y.Name};");
                    string field = Fresh("_step");
                    _members.Add($"private readonly Func<{SignalType}, {SignalType}> {field};");
                    _construction.Add($"{field} = input =>\n{{");
                    _construction.Add(body);
                    _construction.Add("};");
                    string h = Fresh("h");
                    Code.Add($"{SignalType} {h} = {field}({x.Name});");
                    return new Signal(h, width, true);
                }

            case "task":
                {
                    Lines body = Written("input", x, op, "flag", "", out Signal y);
                    body.Add($"return {y.Name};");
                    AddMethod($"internal {SignalType} {name}({SignalType} input, bool flag)", body);
                    string h = Fresh("h");
                    Code.Add($"{SignalType} {h} = Task.Run(() => {name}({x.Name}, {Flag})).Result;");
                    return new Signal(h, width, true);
                }

            case "finally" or "once" or "constant" or "lock" or "arms":
                return Around(op, x, way);
            default:
                return Body(op, x);
        }
    }

    private Signal Method(Op op, Signal x, string way, string name)
    {
        Lines body = Written("input", x, op, way switch { "extension" => "false", "local" => Flag, _ => "flag" }, way switch { "extension" => "net.", "local" => Self, _ => "" }, out Signal y);
        body.Add(way == "tuple" ? $"return ({y.Name}, {y.Width});" : $"return {y.Name};");
        string h = Fresh("h");
        switch (way)
        {
            case "extension":
                _types.Add($"internal static class {_plan.Name}{name}Extensions\n{{\npublic static {SignalType} {name}(this {SignalType} input, {_plan.Name} net)\n{{");
                _types.Add(body);
                _types.Add("}\n}\n");
                Code.Add($"{SignalType} {h} = {x.Name}.{name}(this);");
                break;
            case "local":
                Code.Add($"{SignalType} {name}({SignalType} input)\n{{");
                Code.Add(body);
                Code.Add($"}}\n\n{SignalType} {h} = {name}({x.Name});");
                break;
            case "tuple":
                AddMethod($"internal ({SignalType} Values, int Units) {name}({SignalType} input, bool flag)", body);
                Code.Add($"({SignalType} {h}, int {h}Units) = {Self}{name}({x.Name}, {Flag});");
                break;
            default:
                AddMethod($"internal {SignalType} {name}({SignalType} input, bool flag)", body);
                Code.Add($"{SignalType} {h} = {Self}{name}({x.Name}, {Flag});");
                break;
        }

        return new Signal(h, y.Width, true);
    }

    private Signal Around(Op op, Signal x, string way)
    {
        int width = op.OutputsOf(x.Width);
        Signal h = Declared(width, op.Id);
        (string before, string after) = way switch
        {
            "finally" => ("try\n{", "}\nfinally\n{\n" + Self + "Calls++;\n}"),
            "once" => Pass(Fresh("pass")),
            "constant" => ("if (IsEnabled)\n{", "}"),
            "lock" => ("lock (_gate)\n{", "}"),
            _ => ($"if ({Flag})\n{{", "}\nelse\n{"),
        };
        switch (way)
        {
            case "finally":
                Once("internal int Calls;");
                break;
            case "constant":
                Once("private const bool IsEnabled = true;");
                break;
            case "lock":
                Once("private readonly object _gate = new();");
                break;
        }

        Code.Add(before);
        Assign(h, Body(op, x));
        Code.Add(after);
        if (way == "arms")
        {
            Assign(h, Body(op, x));
            Code.Add("}");
        }

        return h;
    }

    private static (string Before, string After) Pass(string variable) => ($"for (int {variable} = 0; {variable} < 1; {variable}++)\n{{", "}");

    private readonly HashSet<string> _once = [];

    /// <summary>A member that several places share.</summary>
    public void Once(string member)
    {
        if (_once.Add(member))
        {
            _members.Add(member);
        }
    }

    /// <summary>A variable that later statements give its value.</summary>
    public Signal Declared(int width, int id)
    {
        if (IsSpan)
        {
            return _ops.New(id, width, isZeroed: false);
        }

        string h = Fresh("h");
        Code.Add($"{SignalType} {h} = {(_plan.Layout is Layout.Vector or Layout.Jagged ? "[]" : "new double[0, 0]")};");
        return new Signal(h, width, true);
    }

    public void Assign(Signal h, Signal value)
    {
        if (IsSpan)
        {
            Code.Add($"{value.Name}.CopyTo({h.Name});");
        }
        else
        {
            Code.Add($"{h.Name} = {value.Name};");
        }
    }

    private Signal Workspace(Op op, Signal x, string name)
    {
        Lines body = Written("x", x, op, "flag", "net.", out Signal y);
        body.Add($"{y.Name}.CopyTo(Result);");
        _types.Add($"internal ref struct {_plan.Name}{name}\n{{\npublic Span<double> Result;\n\npublic void Run({_plan.Name} net, scoped ReadOnlySpan<double> x, bool flag)\n{{");
        _types.Add(body);
        _types.Add("}\n}\n");
        Signal h = _ops.New(op.Id, y.Width, isZeroed: false);
        string space = Fresh("space");
        Code.Add($"var {space} = new {_plan.Name}{name} {{ Result = {h.Name} }};\n{space}.Run({(Self.Length > 0 ? "net" : "this")}, {x.Name}, {Flag});");
        return h;
    }

    private Signal Layers(Op[] ops, Signal x)
    {
        string field = Fresh("_layers");
        string layer = _plan.Name + Fresh("Layer");
        bool isInterface = Styles.Choose(ops[0].Id, "layer", "interface", "abstract") == "interface";
        _types.Add(isInterface
            ? $"internal interface {layer}\n{{\n{SignalType} Forward({SignalType} input);\n}}\n"
            : $"internal abstract class {layer}\n{{\npublic abstract {SignalType} Forward({SignalType} input);\n}}\n");
        var created = new List<string>();
        int width = x.Width;
        foreach (Op op in ops)
        {
            Lines body = Written("input", new Signal("input", width, false), op, "false", "net.", out Signal y);
            body.Add($"return {y.Name};");
            string type = _plan.Name + Fresh(op.GetType().Name);
            _types.Add($"internal sealed class {type}({_plan.Name} net) : {layer}\n{{\npublic {(isInterface ? "" : "override ")}{SignalType} Forward({SignalType} input)\n{{");
            _types.Add(body);
            _types.Add("}\n}\n");
            created.Add($"new {type}(this)");
            width = y.Width;
        }

        string h = Fresh("h");
        switch (Styles.Choose(ops[0].Id, "list", "foreach", "for", "add"))
        {
            case "foreach":
                _members.Add($"private readonly {layer}[] {field};");
                _construction.Add($"{field} = [{string.Join(", ", created)}];");
                Code.Add($"{SignalType} {h} = {x.Name};\nforeach ({layer} layer in {field})\n{{\n{h} = layer.Forward({h});\n}}");
                break;
            case "for":
                _members.Add($"private readonly {layer}[] {field};");
                _construction.Add($"{field} = [{string.Join(", ", created)}];");
                Code.Add($"{SignalType} {h} = {x.Name};\nfor (int l = 0; l < {field}.Length; l++)\n{{\n{h} = {field}[l].Forward({h});\n}}");
                break;
            default:
                _members.Add($"private readonly List<{layer}> {field} = [];");
                _construction.Add(string.Join("\n", created.Select(item => $"{field}.Add({item});")));
                Code.Add($"{SignalType} {h} = {x.Name};\nforeach (var layer in {field})\n{{\n{h} = layer.Forward({h});\n}}");
                break;
        }

        return new Signal(h, width, true);
    }

    private Signal Pipeline(Op[] ops, Signal x)
    {
        string field = Fresh("_pipeline");
        var steps = new List<string>();
        int width = x.Width;
        foreach (Op op in ops)
        {
            Lines body = Written("input", new Signal("input", width, false), op, "false", "", out Signal y);
            body.Add($"return {y.Name};");
            string name = Fresh("Stage");
            AddMethod($"internal {SignalType} {name}({SignalType} input)", body);
            steps.Add(name);
            width = y.Width;
        }

        _members.Add($"private readonly Func<{SignalType}, {SignalType}>[] {field};");
        _construction.Add($"{field} = [{string.Join(", ", steps)}];");
        string h = Fresh("h");
        Code.Add(Styles.Choose(ops[0].Id, "fold", "foreach", "aggregate") == "foreach"
            ? $"{SignalType} {h} = {x.Name};\nforeach (Func<{SignalType}, {SignalType}> stage in {field})\n{{\n{h} = stage({h});\n}}"
            : $"{SignalType} {h} = {field}.Aggregate({x.Name}, (value, stage) => stage(value));");
        return new Signal(h, width, true);
    }

    private void Leave(Exit exit, Signal x)
    {
        Code.Add("if (flag)\n{");
        Signal result = Run(exit.Head, x with { IsOwned = false });
        Code.Add(IsSpan ? $"{result.Name}.CopyTo(y);\nreturn;\n}}" : $"return {result.Name};\n}}");
    }

    private void AddMethod(string signature, Lines body, string? start = null)
    {
        _members.Add(signature + "\n{" + (start is null ? "" : "\n" + start));
        _members.Add(body);
        _members.Add("}\n");
    }

    /// <summary>The body of a step apart from the code around it, its input and the flag under other names.</summary>
    public Lines Written(string input, Signal x, Op op, string flag, string self, out Signal y)
    {
        (Lines around, string seen, string owner) = (Code, Flag, Self);
        (Code, Flag, Self) = (new Lines(), flag, self);
        y = Body(op, x with { Name = input, IsOwned = false });
        Lines body = Code;
        (Code, Flag, Self) = (around, seen, owner);
        return body;
    }

    /// <summary>The body of steps that may write into their input.</summary>
    public Lines WrittenInPlace(string input, Signal x, Op[] ops, out Signal y)
    {
        (Lines around, string seen, string owner) = (Code, Flag, Self);
        (Code, Flag, Self) = (new Lines(), "false", "");
        y = ops.Aggregate(x with { Name = input, IsOwned = true }, (signal, op) => Body(op, signal));
        Lines body = Code;
        (Code, Flag, Self) = (around, seen, owner);
        return body;
    }

    /// <summary>A method of the model that applies steps; its name.</summary>
    public string MethodOf(Op[] ops, Signal x)
    {
        string name = Fresh("Path");
        (Lines around, string seen, string owner) = (Code, Flag, Self);
        (Code, Flag, Self) = (new Lines(), "false", "");
        Signal y = Run(ops, x with { Name = "input", IsOwned = false });
        Code.Add($"return {y.Name};");
        Lines body = Code;
        (Code, Flag, Self) = (around, seen, owner);
        AddMethod($"internal {SignalType} {name}({SignalType} input)", body);
        return Self + name;
    }

    private Signal Body(Op op, Signal x)
    {
        switch (op)
        {
            case Residual residual:
                {
                    Signal branch = Run(residual.Branch, x with { IsOwned = false });
                    return _ops.Sum(residual, x, branch);
                }

            case Gated gated:
                {
                    Signal left = Run(gated.Left, x with { IsOwned = false });
                    Signal right = Run(gated.Right, x with { IsOwned = false });
                    return _ops.Product(gated, left, right);
                }

            case Branch branch:
                return new BranchWriter(this, _plan).Write(branch, x);
            default:
                return _ops.Write(op, x);
        }
    }

    public Signal Copied(Signal x, int id) => _ops.Copied(x, id);
}
