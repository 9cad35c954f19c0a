using System.Reflection;
using System.Runtime.ExceptionServices;

namespace InitGen.Tests;

/// <summary>Creates compiled models, initializes them, and looks at their parameters the way users do: by a visitor.</summary>
internal static class ModelProbe
{
    public static Assembly Load(params string[] sources) => GeneratorRun.OfValid(sources).Load();

    public static object Create(this Assembly assembly, string type, params object?[] arguments) =>
        Create(assembly.GetType(type, throwOnError: true)!, arguments);

    public static object Create(Type type, params object?[] arguments)
    {
        try
        {
            return Activator.CreateInstance(type, arguments)!;
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    public static object Initialized(this Assembly assembly, string type, ulong seed, params object?[] arguments)
    {
        object model = assembly.Create(type, arguments);
        ((IInitializable)model).InitializeParameters(new RandomStream(seed));
        return model;
    }

    /// <summary>The values of every parameter by its path, in the order of the visit.</summary>
    public static List<KeyValuePair<string, double[]>> ValuesOf(object model)
    {
        var recorder = new Recorder();
        ((IParameterized)model).VisitParameters(ref recorder, new ParameterScope());
        return recorder.Values;
    }

    public static double[] Of(this IEnumerable<KeyValuePair<string, double[]>> values, string path) => values.Single(pair => pair.Key == path).Value;

    public static ParameterInfo[] ManifestOf(object model) =>
        [.. (System.Collections.Immutable.ImmutableArray<ParameterInfo>)model.GetType().GetProperty("Parameters")!.GetValue(null)!];

    /// <summary>The bits that the facade gives at a path, as doubles.</summary>
    public static double[] Expected<T>(ulong seed, string path, int length, Action<T[], RandomStream> fill)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var values = new T[length];
        fill(values, new RandomStream(seed).Child(path));
        return Array.ConvertAll(values, double.CreateChecked);
    }

    private readonly struct Recorder() : IParameterVisitor
    {
        public List<KeyValuePair<string, double[]>> Values { get; } = [];

        public void Visit<T>(ParameterInfo parameter, long offset, Span<T> values)
            where T : unmanaged
        {
            var piece = new double[values.Length];
            for (int i = 0; i < piece.Length; i++)
            {
                piece[i] = values[i] switch
                {
                    float single => single,
                    double value => value,
                    Half half => (double)half,
                    _ => throw new NotSupportedException(),
                };
            }

            if (Values.Count > 0 && Values[^1].Key == parameter.Path)
            {
                Assert.Equal(Values[^1].Value.Length, offset);
                Values[^1] = new(parameter.Path, [.. Values[^1].Value, .. piece]);
            }
            else
            {
                Assert.Equal(0, offset);
                Values.Add(new(parameter.Path, piece));
            }
        }
    }
}
