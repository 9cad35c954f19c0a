using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace InitGen.Tests;

/// <summary>The documents for those who come from elsewhere: every block compiles, and every attribute does what its row says.</summary>
public sealed partial class DocumentTests
{
    private const int Inputs = 24;
    private const int Outputs = 6;

    /// <summary>What the left column of the formulas says: the bound of a uniform distribution, or the standard deviation of a normal one.</summary>
    private static readonly Dictionary<string, (double? Bound, double? Std)> s_formulas = new()
    {
        ["U(±1/√n)"] = (1 / Math.Sqrt(Inputs), null),
        ["U(±√(3/n))"] = (Math.Sqrt(3.0 / Inputs), null),
        ["U(±√(6/n))"] = (Math.Sqrt(6.0 / Inputs), null),
        ["U(±√(2/n))"] = (Math.Sqrt(2.0 / Inputs), null),
        ["U(±√(6/(a+b)))"] = (Math.Sqrt(6.0 / (Inputs + Outputs)), null),
        ["U(±4·√(6/(a+b)))"] = (4 * Math.Sqrt(6.0 / (Inputs + Outputs)), null),
        ["U(±0.1)"] = (0.1, null),
        ["N(0, 1)/√n"] = (null, 1 / Math.Sqrt(Inputs)),
        ["N(0, 1)·√(2/n)"] = (null, Math.Sqrt(2.0 / Inputs)),
        ["N(0, 1)·√(2/b)"] = (null, Math.Sqrt(2.0 / Outputs)),
        ["N(0, 1)·√(2/(a+b))"] = (null, Math.Sqrt(2.0 / (Inputs + Outputs))),
        ["N(0, 1)·√(1/(a+b))"] = (null, Math.Sqrt(1.0 / (Inputs + Outputs))),
        ["N(0, 1)·0.02"] = (null, 0.02),
        ["N(0, 1)·0.02/√(2·12)"] = (null, 0.02 / Math.Sqrt(24)),
        ["bias: 0"] = (null, 0),
        ["bias: 0.01"] = (null, 0),
        ["bias: U(±1/√n)"] = (1 / Math.Sqrt(Inputs), null),
    };

    private static string Docs([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "docs");

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (string page in (string[])["porting.md", "coming-from.md"])
            {
                for (int i = 0; i < Block().Count(Read(page)); i++)
                {
                    blocks.Add(page, i);
                }
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_compiles_with_what_is_generated(string page, int index)
    {
        string source = Block().Matches(Read(page))[index].Groups["code"].Value;
        GeneratorRun run = GeneratorRun.OfValid(source);
        Assert.Equal(source.Contains("partial class", StringComparison.Ordinal), run.Result.GeneratedTrees.Length > 0);
    }

    [Fact]
    public void Every_attribute_has_the_numbers_of_its_formula()
    {
        (string Left, string Attribute)[] rows = Rows("porting.md", "formulas");
        Assert.Equal(s_formulas.Keys.Order(StringComparer.Ordinal), rows.Select(row => row.Left).Order(StringComparer.Ordinal));
        foreach ((string formula, string attribute) in rows)
        {
            ParameterInfo parameter = Parameter(attribute, formula.StartsWith("bias", StringComparison.Ordinal));
            (double? bound, double? std) = s_formulas[formula];
            Close(std ?? bound!.Value / Math.Sqrt(3), parameter.Std!.Value, formula);
            if (bound is { } high)
            {
                Close(high, parameter.High!.Value, formula);
                Close(-high, parameter.Low!.Value, formula);
            }
        }

        static void Close(double expected, double actual, string formula) =>
            Assert.True(Math.Abs(expected - actual) <= 1e-6 * Math.Abs(expected), FormattableString.Invariant($"{formula}: expected {expected}, found {actual}"));
    }

    [Fact]
    public void Every_equivalent_compiles()
    {
        (string Left, string Attribute)[] rows = Rows("coming-from.md", "equivalents");
        Assert.True(rows.Length > 10);
        foreach ((_, string attribute) in rows)
        {
            ParameterInfo parameter = Parameter(attribute, attribute.Contains("Bias", StringComparison.Ordinal));
            Assert.StartsWith("[" + parameter.Initializer, attribute, StringComparison.Ordinal);
        }
    }

    /// <summary>The untruncated normal of Keras has the variance that the truncated one keeps after its cut.</summary>
    [Fact]
    public void What_Keras_cuts_has_the_variance_of_what_torch_does_not()
    {
        foreach ((string cut, string whole) in new[]
        {
            ("[VarianceScaling(1, FanMode.FanAverage)]", "[XavierNormal]"), ("[VarianceScaling(2)]", "[KaimingNormal]"), ("[VarianceScaling(1)]", "[LecunNormal]"),
        })
        {
            Assert.Equal(Parameter(whole, isVector: false).Std!.Value, Parameter(cut, isVector: false).Std!.Value, 1e-12);
        }
    }

    private static ParameterInfo Parameter(string attribute, bool isVector)
    {
        string member = isVector
            ? $"[Normal] private readonly float[,] _w = new float[{Outputs}, {Inputs}]; {attribute} private readonly float[] _b = new float[4 * {Outputs}];"
            : $"{attribute} private readonly float[,] _w = new float[{Outputs}, {Inputs}];";
        object model = ModelProbe.Load("using InitGen; public sealed partial class Net { " + member + " }").Create("Net");
        return ModelProbe.ManifestOf(model)[^1];
    }

    private static (string Left, string Attribute)[] Rows(string page, string table)
    {
        string text = Read(page);
        int start = text.IndexOf($"<!-- {table} -->\n", StringComparison.Ordinal);
        Assert.True(start >= 0, page + " lacks its table.");
        string[] lines = text[start..].Split("\n\n", 2)[0].Split('\n');
        return
        [
            .. lines.Skip(3).Select(line => Row().Match(line)).Select(match =>
            {
                Assert.True(match.Success, page);
                return (match.Groups["left"].Value, match.Groups["attribute"].Value);
            }),
        ];
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Docs(), page)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\| (?<left>.+) \| `(?<attribute>\[.+\])` \|$", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
