namespace InitGen.Analyzers.Tests.Differential;

/// <summary>Writes a choice between two ways through a network.</summary>
internal sealed class BranchWriter(SourceWriter source, Plan plan)
{
    public Signal Write(Branch branch, Signal x)
    {
        bool isSpan = plan.Layout == Layout.Span;
        bool inPlace = branch.Children.All(static op => op is Map or ScaleBy);
        string[] ways = isSpan
            ? inPlace ? ["if", "switch", "catch", "break", "return", "if-in-place", "catch-in-place", "continue"] : ["if", "switch", "catch", "break", "continue"]
            : inPlace
                ? ["if", "switch", "catch", "break", "continue", "ternary", "arms", "delegate", "dictionary", "try-out", "return", "if-in-place", "catch-in-place", "arms-in-place", "ternary-in-place", "enum", "late"]
                : ["if", "switch", "catch", "break", "continue", "ternary", "arms", "delegate", "dictionary", "try-out", "return", "enum", "late"];
        string way = source.Styles.Choose(branch.Id, "branch", ways);
        int width = branch.OutputsOf(x.Width);
        return way switch
        {
            "ternary" or "arms" or "delegate" or "dictionary" or "return" or "try-out" => isSpan ? Statements("if", branch, x, width) : Calls(way, branch, x, width),
            "if-in-place" or "catch-in-place" => InPlace(way, branch, source.Copied(x, branch.Id)),
            "arms-in-place" or "ternary-in-place" => CallsInPlace(way, branch, source.Copied(x, branch.Id)),
            _ => Statements(way, branch, x, width),
        };
    }

    private Signal Statements(string way, Branch branch, Signal x, int width)
    {
        Signal h = source.Declared(width, branch.Id);
        Signal from = x with { IsOwned = false };
        string loop = source.Fresh("round");
        void True() => source.Assign(h, source.Run(branch.WhenTrue, from));
        void False() => source.Assign(h, source.Run(branch.WhenFalse, from));
        switch (way)
        {
            case "switch":
                source.Code.Add("switch (flag)\n{\ncase true:\n{");
                True();
                source.Code.Add("break;\n}\n\ndefault:\n{");
                False();
                source.Code.Add("break;\n}\n}");
                break;
            case "catch":
                source.Code.Add("try\n{\nif (flag)\n{\nthrow new InvalidOperationException();\n}\n");
                False();
                source.Code.Add("}\ncatch (InvalidOperationException)\n{");
                source.IsHandler = true;
                True();
                source.IsHandler = false;
                source.Code.Add("}");
                break;
            case "late":
                True();
                source.Code.Add("try\n{\nif (flag)\n{\nthrow new InvalidOperationException();\n}\n");
                False();
                source.Code.Add("}\ncatch (InvalidOperationException)\n{\n}");
                break;
            case "break" or "continue":
                source.Code.Add($"for (int {loop} = 0; {loop} < 1; {loop}++)\n{{\nif (flag)\n{{");
                True();
                source.Code.Add($"{way};\n}}\n");
                False();
                source.Code.Add("}");
                break;
            case "enum":
                source.Types.Add($"internal enum {plan.Name}Mode\n{{\nPlain,\nOther,\n}}\n");
                source.Code.Add($"{plan.Name}Mode {loop} = flag ? {plan.Name}Mode.Other : {plan.Name}Mode.Plain;\nswitch ({loop})\n{{\ncase {plan.Name}Mode.Plain:\n{{");
                False();
                source.Code.Add($"break;\n}}\n\ncase {plan.Name}Mode.Other:\n{{");
                True();
                source.Code.Add("break;\n}\n}");
                break;
            default:
                source.Code.Add("if (flag)\n{");
                True();
                source.Code.Add("}\nelse\n{");
                False();
                source.Code.Add("}");
                break;
        }

        return h;
    }

    private Signal InPlace(string way, Branch branch, Signal h)
    {
        void Arm(Op[] ops) => source.Assign(h, source.Run(ops, h));
        if (way == "if-in-place")
        {
            source.Code.Add("if (flag)\n{");
            Arm(branch.WhenTrue);
            source.Code.Add("}\nelse\n{");
            Arm(branch.WhenFalse);
            source.Code.Add("}");
        }
        else
        {
            source.Code.Add("try\n{\nif (flag)\n{\nthrow new InvalidOperationException();\n}\n");
            Arm(branch.WhenFalse);
            source.Code.Add("}\ncatch (InvalidOperationException)\n{");
            Arm(branch.WhenTrue);
            source.Code.Add("}");
        }

        return h;
    }

    private Signal Calls(string way, Branch branch, Signal x, int width)
    {
        string type = source.SignalType;
        string first = source.MethodOf(branch.WhenTrue, x);
        string second = source.MethodOf(branch.WhenFalse, x);
        string h = source.Fresh("h");
        switch (way)
        {
            case "ternary":
                source.Code.Add($"{type} {h} = flag ? {first}({x.Name}) : {second}({x.Name});");
                break;
            case "arms":
                source.Code.Add($"{type} {h} = flag switch\n{{\ntrue => {first}({x.Name}),\n_ => {second}({x.Name}),\n}};");
                break;
            case "delegate":
                source.Code.Add($"Func<{type}, {type}> {h}Path = flag ? {first} : {second};\n{type} {h} = {h}Path({x.Name});");
                break;
            case "dictionary":
                source.Code.Add($"var {h}Paths = new Dictionary<bool, Func<{type}, {type}>> {{ [true] = {first}, [false] = {second} }};\n{type} {h} = {h}Paths[flag]({x.Name});");
                break;
            case "try-out":
                {
                    string name = source.Fresh("Try");
                    string self = source.Self;
                    source.Members.Add($"internal bool {name}({type} input, bool flag, out {type} result)\n{{\nresult = input;\nif (!flag)\n{{\nreturn false;\n}}\n\nresult = {Bare(first)}(input);\nreturn true;\n}}\n");
                    source.Code.Add($"if (!{self}{name}({x.Name}, flag, out {type} {h}))\n{{\n{h} = {second}({x.Name});\n}}");
                    break;
                }

            default:
                {
                    string name = source.Fresh("Either");
                    source.Members.Add($"internal {type} {name}({type} input, bool flag)\n{{\nif (flag)\n{{\nreturn {Bare(first)}(input);\n}}\n\nreturn {Bare(second)}(input);\n}}\n");
                    source.Code.Add($"{type} {h} = {source.Self}{name}({x.Name}, flag);");
                    break;
                }
        }

        return new Signal(h, width, true);
    }

    // Both arms write into what they are given.
    private Signal CallsInPlace(string way, Branch branch, Signal h)
    {
        string first = Mutating(branch.WhenTrue, h);
        string second = Mutating(branch.WhenFalse, h);
        string g = source.Fresh("h");
        source.Code.Add(way == "arms-in-place"
            ? $"{source.SignalType} {g} = flag switch\n{{\ntrue => {first}({h.Name}),\n_ => {second}({h.Name}),\n}};"
            : $"{source.SignalType} {g} = flag ? {first}({h.Name}) : {second}({h.Name});");
        return h with { Name = g };
    }

    private string Mutating(Op[] ops, Signal h)
    {
        string name = source.Fresh("InPlace");
        Lines body = source.WrittenInPlace("input", h, ops, out Signal y);
        body.Add($"return {y.Name};");
        source.Members.Add($"internal {source.SignalType} {name}({source.SignalType} input)\n{{");
        source.Members.Add(body);
        source.Members.Add("}\n");
        return source.Self + name;
    }

    private static string Bare(string method) => method.StartsWith("net.", StringComparison.Ordinal) ? method[4..] : method;
}
