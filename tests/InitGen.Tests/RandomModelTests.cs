using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace InitGen.Tests;

/// <summary>Models that no one thought of: random annotated classes against the facade, and random damage to good ones.</summary>
public sealed class RandomModelTests
{
    private const ulong Seed = 99;

    private delegate void Fill(int[] shape, RandomStream stream, ElementFill target);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_models_have_the_bits_of_the_facade(int seed)
    {
        var random = new Random(seed);
        var source = new StringBuilder(Prelude);
        var models = new List<(string Name, string Element, List<Expected> Parameters)>();
        for (int i = 0; i < 12; i++)
        {
            string element = Pick(random, "float", "double", "System.Half", "T");
            string name = "Net" + Text(i);
            var parameters = new List<Expected>();
            string generic = element == "T" ? "<T> where T : struct, IFloatingPointIeee754<T>" : "";
            source.Append(CultureInfo.InvariantCulture, $"public sealed partial class {name}{generic}\n{{\n    private readonly int _one;\n");
            var constructor = new StringBuilder();
            int count = 2 + random.Next(5);
            for (int j = 0; j < count; j++)
            {
                AddMember(random, source, constructor, parameters, element, "_m" + Text(j), "m" + Text(j));
            }

            source.Append(CultureInfo.InvariantCulture, $"    public {name}(int one)\n    {{\n        _one = one;\n{constructor}    }}\n\n    public int One => _one;\n}}\n\n");
            models.Add((name, element, parameters));
        }

        Assembly assembly = ModelProbe.Load(source.ToString());
        foreach ((string name, string element, List<Expected> parameters) in models)
        {
            Type type = element == "T"
                ? assembly.GetType(name + "`1", throwOnError: true)!.MakeGenericType(typeof(double))
                : assembly.GetType(name, throwOnError: true)!;
            object model = ModelProbe.Create(type, 1);
            ((IInitializable)model).InitializeParameters(new RandomStream(Seed));
            List<KeyValuePair<string, double[]>> values = ModelProbe.ValuesOf(model);
            Assert.Equal(parameters.Select(parameter => parameter.Path), values.Select(entry => entry.Key));
            foreach (Expected parameter in parameters)
            {
                var target = new ElementFill(parameter.Shape.Aggregate(1, (product, size) => product * size), element);
                parameter.Fill(parameter.Shape, new RandomStream(Seed).Child(parameter.Path), target);
                Assert.True(target.Values.AsSpan().SequenceEqual(values.Of(parameter.Path)), $"seed {seed}: {name} {parameter.Path}\n{source}");
            }
        }
    }

    [Fact]
    public void Damaged_tokens_never_make_the_generator_throw()
    {
        var random = new Random(17);
        string[][] tokens =
        [
            .. Snippets.All.Select(source => CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions).GetRoot().DescendantTokens()
                .Select(token => token.ToFullString()).ToArray()),
        ];
        string[] pool = [.. tokens.SelectMany(list => list).Select(token => token.Trim()).Distinct(StringComparer.Ordinal), "\"", "#nullable disable\n", "0", "-1", "null", "*", "partial", "static"];
        CSharpCompilation compilation = GeneratorRun.Compile("");
        SyntaxTree tree = compilation.SyntaxTrees[0];
        GeneratorDriver driver = GeneratorRun.CreateDriver();
        for (int i = 0; i < 3000; i++)
        {
            List<string> damaged = [.. tokens[random.Next(tokens.Length)]];
            for (int edits = 1 + random.Next(3); edits > 0; edits--)
            {
                int at = random.Next(damaged.Count);
                switch (random.Next(4))
                {
                    case 0:
                        damaged.RemoveAt(at);
                        break;
                    case 1:
                        damaged.Insert(at, damaged[at] + " ");
                        break;
                    case 2:
                        damaged[at] = " " + pool[random.Next(pool.Length)] + " ";
                        break;
                    default:
                        int other = random.Next(damaged.Count);
                        (damaged[at], damaged[other]) = (damaged[other], damaged[at]);
                        break;
                }
            }

            string source = string.Concat(damaged);
            SyntaxTree next = CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions, tree.FilePath);
            compilation = compilation.ReplaceSyntaxTree(tree, next);
            tree = next;
            driver = driver.RunGenerators(compilation);
            GeneratorRunResult result = driver.GetRunResult().Results[0];
            Assert.True(result.Exception is null, $"{result.Exception}\nafter:\n{source}");
            Assert.Empty(result.Diagnostics);
        }
    }

    private static void AddMember(
        Random random, StringBuilder source, StringBuilder constructor, List<Expected> parameters, string element, string member, string path)
    {
        int rows = 2 * (1 + random.Next(5));
        int columns = 1 + random.Next(9);
        (string attribute, Fill fill) = Initializer(random);
        string size = Text(rows) + ", " + Text(columns);
        bool late = random.Next(2) == 0;
        string created = late ? $"{Text(rows)} * one, {Text(columns)}" : size;
        string flat = Text(rows * columns);
        int[] shape = [rows, columns];
        switch (random.Next(8))
        {
            case 0:
                Declare($"[{attribute}] private readonly {element}[,] {member}", $"new {element}[{created}]");
                break;
            case 1:
                Declare($"[{attribute}, Shape({size})] private readonly {element}[] {member}", $"new {element}[{flat}]");
                break;
            case 2:
                Declare($"[{attribute}] private readonly {element}[][] {member}", $"Make.Rows<{element}>({size})");
                break;
            case 3:
                Declare($"[{attribute}, Shape({size})] private readonly Memory<{element}> {member}", $"new {element}[{flat}]");
                break;
            case 4:
                Declare($"[{attribute}] public Matrix<{element}> {member} {{ get; }}", $"new Matrix<{element}>({size})");
                break;
            case 5:
                Declare($"[{attribute}] private readonly List<{element}[,]> {member}", $"[new {element}[{size}], new {element}[{size}]]");
                parameters.Add(new Expected(path + ".0", shape, fill));
                parameters.Add(new Expected(path + ".1", shape, fill));
                return;
            case 6:
                source.Append(CultureInfo.InvariantCulture, $"    [{attribute}] private readonly Linear<{element}> {member} = new({size});\n");
                parameters.Add(new Expected(path + ".w", shape, fill));
                parameters.Add(new Expected(path + ".b", [rows], static (_, _, target) => target.Do(new Constant(0.0))));
                return;
            default:
                source.Append(CultureInfo.InvariantCulture, $"    [Module] private readonly Part<{element}> {member} = new();\n");
                parameters.Add(new Expected(path + ".v", [4, 3], static (sizes, stream, target) => target.Do(new Kaiming(sizes, stream))));
                return;
        }

        parameters.Add(new Expected(path, shape, fill));

        void Declare(string declaration, string value)
        {
            bool property = declaration.EndsWith('}');
            if (late)
            {
                source.Append(CultureInfo.InvariantCulture, $"    {declaration}{(property ? "" : ";")}\n");
                constructor.Append(CultureInfo.InvariantCulture, $"        {member} = {value};\n");
            }
            else
            {
                source.Append(CultureInfo.InvariantCulture, $"    {declaration} = {value};\n");
            }
        }
    }

    private static (string Attribute, Fill Fill) Initializer(Random random)
    {
        Nonlinearity nonlinearity = (Nonlinearity)random.Next(20);
        double slope = random.Next(3) / 4.0;
        var convention = (GainConvention)random.Next(3);
        var fanMode = (FanMode)random.Next(4);
        var layout = (ParameterLayout)random.Next(2);
        int branches = 1 + random.Next(3);
        string common = $"Layout = ParameterLayout.{layout}, ResidualBranches = {Text(branches)}";
        string gain = $"Nonlinearity.{nonlinearity}, Slope = {Number(slope)}, GainConvention = GainConvention.{convention}, {common}";
        double std = random.Next(1, 9) / 8.0;
        return random.Next(9) switch
        {
            0 => ($"KaimingNormal({gain}, FanMode = FanMode.{fanMode})", (shape, stream, target) => target.Do(
                new KaimingWith(shape, stream, nonlinearity, slope, convention, fanMode, layout, branches))),
            1 => ($"XavierUniform({gain})", (shape, stream, target) => target.Do(
                new Xavier(shape, stream, nonlinearity, slope, convention, layout, branches))),
            2 => ($"LecunNormal({common})", (shape, stream, target) => target.Do(new Lecun(shape, stream, layout, branches))),
            3 => ($"VarianceScaling({Number(std)}, FanMode.{fanMode}, Distribution.TruncatedNormal, {common})", (shape, stream, target) => target.Do(
                new Scaling(shape, stream, std, fanMode, layout, branches))),
            4 => ($"Normal({Number(slope)}, {Number(std)}, ResidualBranches = {Text(branches)})", (_, stream, target) => target.Do(
                new Gaussian(stream, slope, std, branches))),
            5 => ($"Uniform({Number(-std)}, {Number(slope + 0.25)})", (_, stream, target) => target.Do(new Flat(stream, -std, slope + 0.25))),
            6 => ($"Sparse({Number(slope)}, Std = {Number(std)})", (shape, stream, target) => target.Do(new Thin(shape, stream, slope, std))),
            7 => ($"Identity({Number(std)})", (shape, _, target) => target.Do(new Diagonal(shape, std))),
            _ => ($"Constant({Number(std)})", (_, _, target) => target.Do(new Constant(std))),
        };
    }

    private static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private const string Prelude = """
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using InitGen;

        public static class Make
        {
            public static T[][] Rows<T>(int rows, int columns)
            {
                var matrix = new T[rows][];
                for (int i = 0; i < rows; i++) matrix[i] = new T[columns];
                return matrix;
            }
        }

        [ParameterStorage("Data", "Rows", "Columns")]
        public sealed class Matrix<T>(int rows, int columns)
        {
            public T[] Data { get; } = new T[rows * columns];
            public int Rows => rows;
            public int Columns => columns;
        }

        public sealed class Linear<T>(int outputs, int inputs)
            where T : struct, IFloatingPointIeee754<T>
        {
            [Weight] public readonly T[,] W = new T[outputs, inputs];
            [Bias] public T[] B { get; } = new T[outputs];
        }

        public sealed partial class Part<T>
            where T : struct, IFloatingPointIeee754<T>
        {
            [KaimingNormal] private readonly T[,] _v = new T[4, 3];
        }


        """;

    private sealed record Expected(string Path, int[] Shape, Fill Fill);

    private interface IFacadeCall
    {
        void On<T>(Span<T> values);
    }

    private readonly record struct Kaiming(int[] Shape, RandomStream Stream) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.KaimingNormal(values, Shape, Stream);
    }

    private readonly record struct KaimingWith(
        int[] Shape, RandomStream Stream, Nonlinearity Nonlinearity, double Slope, GainConvention Convention, FanMode FanMode, ParameterLayout Layout, int Branches) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.KaimingNormal(
            values, Shape, Stream, Nonlinearity, Slope, convention: Convention, fanMode: FanMode, layout: Layout, residualBranches: Branches);
    }

    private readonly record struct Xavier(
        int[] Shape, RandomStream Stream, Nonlinearity Nonlinearity, double Slope, GainConvention Convention, ParameterLayout Layout, int Branches) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.XavierUniform(
            values, Shape, Stream, Nonlinearity, Slope, convention: Convention, layout: Layout, residualBranches: Branches);
    }

    private readonly record struct Lecun(int[] Shape, RandomStream Stream, ParameterLayout Layout, int Branches) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.LecunNormal(values, Shape, Stream, Layout, residualBranches: Branches);
    }

    private readonly record struct Scaling(int[] Shape, RandomStream Stream, double Scale, FanMode FanMode, ParameterLayout Layout, int Branches) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.VarianceScaling(values, Shape, Stream, Scale, FanMode, layout: Layout, residualBranches: Branches);
    }

    private readonly record struct Gaussian(RandomStream Stream, double Mean, double Std, int Branches) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.Normal(values, Stream, Mean, Std, Branches);
    }

    private readonly record struct Flat(RandomStream Stream, double Low, double High) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.Uniform(values, Stream, Low, High);
    }

    private readonly record struct Thin(int[] Shape, RandomStream Stream, double Sparsity, double Std) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.Sparse(values, Shape, Stream, Sparsity, Std);
    }

    private readonly record struct Diagonal(int[] Shape, double Gain) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.Identity(values, Shape, Gain);
    }

    private readonly record struct Constant(double Value) : IFacadeCall
    {
        public void On<T>(Span<T> values) => Init.Constant(values, Value);
    }

    /// <summary>An array of the model's element type; type parameters are closed over double.</summary>
    private sealed class ElementFill(int length, string element)
    {
        public double[] Values { get; private set; } = [];

        public void Do<TCall>(TCall call)
            where TCall : IFacadeCall => Values = element switch
            {
                "float" => Filled<float, TCall>(call),
                "System.Half" => Filled<Half, TCall>(call),
                _ => Filled<double, TCall>(call),
            };

        private double[] Filled<T, TCall>(TCall call)
            where T : INumber<T>
            where TCall : IFacadeCall
        {
            var values = new T[length];
            call.On(values.AsSpan());
            return Array.ConvertAll(values, double.CreateChecked);
        }
    }
}
