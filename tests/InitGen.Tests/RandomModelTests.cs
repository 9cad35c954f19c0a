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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Random_models_have_the_bits_of_the_facade(int seed)
    {
        (string source, List<RandomModel> models) = Generate(new Random(seed));
        Assembly assembly = ModelProbe.Load(source);
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
                double[] expected = element switch
                {
                    "float" => parameter.Values<float>(),
                    "System.Half" => parameter.Values<Half>(),
                    _ => parameter.Values<double>(),
                };
                Assert.True(expected.AsSpan().SequenceEqual(values.Of(parameter.Path)), $"seed {seed}: {name} {parameter.Path}\n{source}");
            }
        }
    }

    [Fact]
    public void Random_models_have_every_initializer()
    {
        string sources = string.Concat(Enumerable.Range(1, 4).Select(seed => Generate(new Random(seed)).Source));
        Assert.All(
            RandomInitializer.Kinds.Append("BiasUniform").Where(kind => kind != "Stated"),
            kind => Assert.Contains("[" + kind + "(", sources, StringComparison.Ordinal));
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

    private static (string Source, List<RandomModel> Models) Generate(Random random)
    {
        var source = new StringBuilder(Prelude);
        var models = new List<RandomModel>();
        for (int i = 0; i < 20; i++)
        {
            string element = Pick(random, "float", "double", "System.Half", "T");
            string name = "Net" + Text(i);
            var members = new Members(random, element);
            string generic = element == "T" ? "<T> where T : struct, IFloatingPointIeee754<T>" : "";
            source.Append(CultureInfo.InvariantCulture, $"public {Pick(random, "sealed ", "")}partial class {name}{generic}\n{{\n    private readonly int _one;\n");
            int count = 2 + random.Next(5);
            for (int j = 0; j < count; j++)
            {
                members.Add("_m" + Text(j), "m" + Text(j));
            }

            source.Append(members.Declarations);
            source.Append(CultureInfo.InvariantCulture, $"    public {name}(int one)\n    {{\n        _one = one;\n{members.Constructor}    }}\n\n    public int One => _one;\n}}\n\n");
            models.Add(new RandomModel(name, element, members.Parameters));
        }

        return (source.ToString(), models);
    }

    private static string Pick(Random random, params string[] items) => items[random.Next(items.Length)];

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

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

        public sealed class Conv<T>(int outputs, int inputs)
            where T : struct, IFloatingPointIeee754<T>
        {
            [Weight, ParameterName("kernel")] public T[,,,] W { get; } = new T[outputs, inputs, 3, 2];
            [Bias] public readonly List<T> Offset = new(new T[outputs]);
        }

        public sealed partial class Part<T>
            where T : struct, IFloatingPointIeee754<T>
        {
            [KaimingNormal] private readonly T[,] _v = new T[4, 3];
        }


        """;

    private sealed record RandomModel(string Name, string Element, List<Expected> Parameters);

    /// <summary>A parameter, with the initializer that its member has, or its weight.</summary>
    private sealed record Expected(string Path, int[] Shape, RandomInitializer? Initializer)
    {
        /// <summary>The shape of the weight, where the parameter is a bias bounded by its fan-in.</summary>
        public int[]? Weight { get; init; }

        /// <summary>Whether it is the bias of a layer.</summary>
        public bool IsLayerBias { get; init; }

        public double[] Values<T>()
            where T : IFloatingPointIeee754<T>
        {
            var values = new T[Shape.Aggregate(1, (product, size) => product * size)];
            RandomStream stream = new RandomStream(Seed).Child(Path);
            if (Initializer is null)
            {
                Init.KaimingNormal<T>(values, Shape, stream);
            }
            else if (IsLayerBias)
            {
                Init.Constant<T>(values, Initializer.Bias);
            }
            else if (Weight is { } weight)
            {
                Initializer.FillBias<T>(values, weight, stream);
            }
            else
            {
                Initializer.Fill<T>(values, Shape, stream);
            }

            return Array.ConvertAll(values, double.CreateChecked);
        }
    }

    /// <summary>The members of one class, as they are written.</summary>
    private sealed class Members(Random random, string element)
    {
        public StringBuilder Declarations { get; } = new();

        public StringBuilder Constructor { get; } = new();

        public List<Expected> Parameters { get; } = [];

        public void Add(string member, string path)
        {
            switch (random.Next(6))
            {
                case 0:
                    AddKernel(member, path);
                    break;
                case 1:
                    AddVector(member, path);
                    break;
                case 2:
                    AddLayer(member, path);
                    break;
                default:
                    AddMatrix(member, path);
                    break;
            }
        }

        private void AddMatrix(string member, string path)
        {
            int[] shape = [2 * (1 + random.Next(6)), 1 + random.Next(9)];
            RandomInitializer initializer = RandomInitializer.Next(random, shape);
            string attribute = initializer.Attribute(bias: false);
            string size = Text(shape[0]) + ", " + Text(shape[1]);
            bool late = random.Next(2) == 0;
            string created = late ? $"{Text(shape[0])} * one, {Text(shape[1])}" : size;
            string flat = Text(shape[0] * shape[1]);
            switch (random.Next(7))
            {
                case 0:
                    Declare(late, $"[{attribute}] private readonly {element}[,] {member}", $"new {element}[{created}]");
                    break;
                case 1:
                    Declare(late, $"[{attribute}, Shape({size})] private readonly {element}[] {member}", $"new {element}[{flat}]");
                    break;
                case 2:
                    Declare(late, $"[{attribute}] private readonly {element}[][] {member}", $"Make.Rows<{element}>({size})");
                    break;
                case 3:
                    Declare(late, $"[{attribute}, Shape({size})] private readonly Memory<{element}> {member}", $"new {element}[{flat}]");
                    break;
                case 4:
                    Declare(late, $"[{attribute}] public Matrix<{element}> {member} {{ get; }}", $"new Matrix<{element}>({size})");
                    break;
                case 5:
                    Declare(late, $"[{attribute}] private readonly List<{element}[,]> {member}", $"[new {element}[{created}], new {element}[{size}]]");
                    Parameters.Add(new Expected(path + ".0", shape, initializer));
                    Parameters.Add(new Expected(path + ".1", shape, initializer));
                    if (random.Next(2) == 0)
                    {
                        Declare(late, $"[BiasUniform(nameof({member}))] private readonly List<{element}[]> {member}b", $"[new {element}[{Text(shape[0])}], new {element}[3]]");
                        Parameters.Add(new Expected(path + "b.0", [shape[0]], initializer) { Weight = shape });
                        Parameters.Add(new Expected(path + "b.1", [3], initializer) { Weight = shape });
                    }

                    return;
                default:
                    string list = Pick(random, "{0} {1} = new()", "{0}[] {1} = [new(), new()]", "List<{0}> {1} = [new()]");
                    Declarations.Append("    [Module] private readonly ")
                        .Append(string.Format(CultureInfo.InvariantCulture, list, $"Part<{element}>", member)).Append(";\n");
                    string[] indices = list.StartsWith("{0} ", StringComparison.Ordinal) ? [""] : list.StartsWith("{0}[", StringComparison.Ordinal) ? [".0", ".1"] : [".0"];
                    Parameters.AddRange(indices.Select(index => new Expected(path + index + ".v", [4, 3], null)));
                    return;
            }

            Parameters.Add(new Expected(path, shape, initializer));
            if (random.Next(3) == 0)
            {
                Declare(late: false, $"[BiasUniform(nameof({member}))] private readonly {element}[] {member}b", $"new {element}[{Text(shape[0])}]");
                Parameters.Add(new Expected(path + "b", [shape[0]], initializer) { Weight = shape });
            }
        }

        private void AddKernel(string member, string path)
        {
            int rank = 3 + random.Next(3);
            int[] shape = [.. Enumerable.Range(0, rank).Select(_ => 1 + random.Next(3))];

            // The channels, wherever the layout puts them.
            shape[0] = 2 * (1 + random.Next(4));
            shape[^1] = 4 * (1 + random.Next(2));
            RandomInitializer initializer = RandomInitializer.Next(random, shape);
            string sizes = string.Join(", ", shape.Select(Text));
            string commas = new(',', rank - 1);
            bool late = random.Next(2) == 0;
            if (random.Next(2) == 0)
            {
                Declare(
                    late, $"[{initializer.Attribute(bias: false)}] private readonly {element}[{commas}] {member}",
                    $"new {element}[{(late ? sizes + " * one" : sizes)}]");
            }
            else
            {
                Declare(
                    late, $"[{initializer.Attribute(bias: false)}, Shape({sizes})] private readonly List<{element}> {member}",
                    $"[.. new {element}[{Text(shape.Aggregate(1, (product, size) => product * size))}]]");
            }

            Parameters.Add(new Expected(path, shape, initializer));
        }

        private void AddVector(string member, string path)
        {
            int[] shape = [4 * (1 + random.Next(5))];
            RandomInitializer initializer = RandomInitializer.Next(random, shape);
            bool late = random.Next(2) == 0;
            string created = $"new {element}[{Text(shape[0])}{(late ? " * one" : "")}]";
            if (random.Next(2) == 0)
            {
                Declare(late, $"[{initializer.Attribute(bias: false)}] private readonly {element}[] {member}", created);
                Parameters.Add(new Expected(path, shape, initializer));
            }
            else
            {
                Declare(late, $"[{initializer.Attribute(bias: false)}] private readonly List<{element}[]> {member}", $"[{created}]");
                Parameters.Add(new Expected(path + ".0", shape, initializer));
            }
        }

        private void AddLayer(string member, string path)
        {
            bool isKernel = random.Next(2) == 0;
            int[] shape = [4 * (1 + random.Next(2)), 1 + random.Next(4), .. isKernel ? new[] { 3, 2 } : []];
            RandomInitializer initializer = RandomInitializer.Next(random, shape);
            string type = $"{(isKernel ? "Conv" : "Linear")}<{element}>";
            bool late = random.Next(2) == 0;
            string created = $"new {type}({Text(shape[0])}{(late ? " * one" : "")}, {Text(shape[1])})";
            bool isList = random.Next(2) == 0;
            Declare(late, $"[{initializer.Attribute(bias: true)}] private readonly {type}{(isList ? "[]" : "")} {member}", isList ? $"[{created}, {created}]" : created);
            foreach (string prefix in isList ? new[] { path + ".0", path + ".1" } : [path])
            {
                Parameters.Add(new Expected(prefix + (isKernel ? ".kernel" : ".w"), shape, initializer));
                Parameters.Add(new Expected(prefix + (isKernel ? ".offset" : ".b"), [shape[0]], initializer) { IsLayerBias = true });
            }
        }

        private void Declare(bool late, string declaration, string value)
        {
            bool property = declaration.EndsWith('}');
            if (late)
            {
                Declarations.Append(CultureInfo.InvariantCulture, $"    {declaration}{(property ? "" : ";")}\n");
                string name = declaration.Split(' ').Last(word => word.StartsWith('_'));
                Constructor.Append(CultureInfo.InvariantCulture, $"        {name} = {value};\n");
            }
            else
            {
                Declarations.Append(CultureInfo.InvariantCulture, $"    {declaration} = {value};\n");
            }
        }
    }
}
