namespace InitGen;

/// <summary>
/// States how a type of one's own stores a parameter: the member that holds the elements and, for a matrix or tensor, those that hold its
/// sizes. On the type, or on the assembly for one that cannot be edited.
/// </summary>
/// <example>
/// <code>
/// [ParameterStorage(nameof(Data), nameof(Rows), nameof(Columns))]
/// public sealed class Matrix(int rows, int columns)
/// {
///     public float[] Data { get; } = new float[rows * columns];
///     public int Rows =&gt; rows;
///     public int Columns =&gt; columns;
/// }
///
/// [assembly: ParameterStorage(typeof(Vendor.Matrix), "Data", "Rows", "Columns")]
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = true, Inherited = false)]
public sealed class ParameterStorageAttribute : Attribute
{
    /// <summary>The storage of the type that has the attribute.</summary>
    /// <param name="data">The name of the field, property or method without parameters that gives the elements: an array, span, memory or list.</param>
    /// <param name="sizes">The names of the fields or properties of type <see cref="int"/> that hold the sizes, first axis first.</param>
    public ParameterStorageAttribute(string data, params string[] sizes)
    {
        Data = data;
        Sizes = [.. sizes];
    }

    /// <summary>The storage of a type that cannot be edited.</summary>
    /// <param name="type">The type; an open generic type (<c>typeof(Matrix&lt;&gt;)</c>) stands for all its constructions.</param>
    /// <param name="data">The name of the member that gives the elements.</param>
    /// <param name="sizes">The names of the members that hold the sizes, first axis first.</param>
    public ParameterStorageAttribute(Type type, string data, params string[] sizes)
        : this(data, sizes) => Type = type;

    /// <summary>The type, where the attribute is on an assembly.</summary>
    public Type? Type { get; }

    /// <summary>The name of the member that gives the elements.</summary>
    public string Data { get; }

    /// <summary>The names of the members that hold the sizes.</summary>
    public IReadOnlyList<string> Sizes { get; }
}
