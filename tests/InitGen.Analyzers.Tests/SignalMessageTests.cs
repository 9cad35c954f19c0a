using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Tests;

/// <summary>What INIT116 says where the signal leaves the range of the element type.</summary>
public sealed class SignalMessageTests
{
    [Theory]
    [InlineData("Half", "Gain = 0.5", 1.0, "0.354, together by 8.7e-19 over 40 layers; Half loses it at layer 10")]
    [InlineData("Half", "Gain = 6", 1.0, "4.24, together by 24743 over 7 layers; Half overflows at layer 8")]
    [InlineData("Half", "Gain = 1.6", 20000.0, "1.13, together by 2.10 over 6 layers; Half overflows at layer 7")]
    [InlineData("float", "Gain = 0.01", 1.0, "0.0071, together by 9.5e-87 over 40 layers; float loses it at layer 18")]
    [InlineData("float", "Gain = 100", 1.0, "70.7, together by 9.8e+36 over 20 layers; float overflows at layer 21")]
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
        Assert.Equal("From '_weights' on, each layer multiplies the signal's standard deviation by " + expected, Assert.Single(found).GetMessage(CultureInfo.InvariantCulture));
    }
}
