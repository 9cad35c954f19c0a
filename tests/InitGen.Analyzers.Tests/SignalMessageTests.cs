using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Tests;

/// <summary>What INIT116 says where the signal leaves the range of the element type.</summary>
public sealed class SignalMessageTests
{
    [Theory]
    [InlineData("Half", "Gain = 0.5", 1.0, "MESSAGE1")]
    [InlineData("Half", "Gain = 6", 1.0, "MESSAGE2")]
    [InlineData("Half", "Gain = 1.6", 20000.0, "MESSAGE3")]
    [InlineData("float", "Gain = 0.01", 1.0, "MESSAGE4")]
    [InlineData("float", "Gain = 100", 1.0, "MESSAGE5")]
    public async Task The_layer_at_which_the_type_ends_is_named(string element, string gain, double input, string expected)
    {
        string code = $$"""
            [InputScale({{input.ToString(CultureInfo.InvariantCulture)}})]
            public sealed partial class Net
            {
                [KaimingNormal({{gain}})] private readonly {{element}}[][,] _weights = new {{element}}[40][,];

                public Net()
                {
                    for (int i = 0; i < 40; i++)
                    {
                        _weights[i] = new {{element}}[64, 64];
                    }
                }

                public float[] Forward(float[] x)
                {
                    foreach ({{element}}[,] w in _weights)
                    {
                        var y = new float[64];
                        for (int j = 0; j < 64; j++)
                        {
                            for (int i = 0; i < 64; i++)
                            {
                                y[j] += (float)w[j, i] * x[i];
                            }
                        }

                        Ops.Relu(y);
                        x = y;
                    }

                    return x;
                }
            }
            """;
        Compilation compilation = AnalyzerRun.Generate(AnalyzerRun.Compile(null, (AnalyzerRun.SnippetPath, code)));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        ImmutableArray<Diagnostic> found = await AnalyzerRun.Analyze(compilation);
        Assert.Equal(expected, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }
}
