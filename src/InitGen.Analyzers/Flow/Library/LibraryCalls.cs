using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>The libraries by which networks are written, and which of them a call goes to.</summary>
internal sealed class LibraryCalls
{
    private readonly Interpreter _run;
    private readonly Dictionary<string, ILibrary> _byType = new(StringComparer.Ordinal);

    public LibraryCalls(Interpreter run)
    {
        _run = run;
        Math = new MathLibrary(run);
        TensorPrimitives = new TensorPrimitivesLibrary(run);
        Array = new ArrayLibrary(run);
        Span = new SpanLibrary(run);
        Linq = new LinqLibrary(run);
        foreach (ILibrary library in (ILibrary[])[Math, TensorPrimitives, Array, Span, Linq, new TaskLibrary(run)])
        {
            foreach (string type in library.Types)
            {
                _byType.Add(type, library);
            }
        }
    }

    public MathLibrary Math { get; }

    public TensorPrimitivesLibrary TensorPrimitives { get; }

    public ArrayLibrary Array { get; }

    public SpanLibrary Span { get; }

    public LinqLibrary Linq { get; }

    /// <summary>Runs a call of .NET's own methods, where a library knows it; null where none does.</summary>
    public AbstractValue? Invoke(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, IOperation operation)
    {
        if (method.ContainingType is not { } type || !Symbols.IsSystem(method.ContainingNamespace))
        {
            return null;
        }

        // Half and the vectors' own methods, and those of generic math, are functions of numbers too.
        ILibrary? library = _byType.TryGetValue(type.Name, out ILibrary? named) ? named
            : Symbols.IsFloating(type) || type.TypeKind == TypeKind.Interface ? Math
            : null;
        return library?.Invoke(new LibraryCall(method, receiver, arguments, operation, _run.At(operation, "known")));
    }
}
