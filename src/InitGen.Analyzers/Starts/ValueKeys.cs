using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>
/// Tells whether two expressions have one value: keys are equal only if they name the same variables, never assigned again, or the same
/// constants, combined alike.
/// </summary>
internal sealed class ValueKeys
{
    private const int MaximalDepth = 12;

    private readonly Dictionary<ISymbol, int> _symbols = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<CallFrame, int> _frames = [];

    /// <summary>The key of a stream, a number, or a shape; null where it is not known to be the same each time.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="frame">The body in which it stands.</param>
    public ValueKey? Of(IOperation value, CallFrame frame) => Of(value, frame, 0);

    private ValueKey? Of(IOperation value, CallFrame frame, int depth)
    {
        if (depth > MaximalDepth)
        {
            return null;
        }

        value = Variables.Bare(value);
        if (value.ConstantValue is { HasValue: true } constant)
        {
            return new ValueKey(Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "null", []);
        }

        switch (value)
        {
            case ILocalReferenceOperation local:
                // A local is what it is declared with, and else one value of its own for each run of its body.
                return Variables.IsReassigned(local.Local, local) ? null
                    : Variables.ValueOf(local.Local, local) is { } declared && Of(declared, frame, depth + 1) is { } known ? known
                    : Named(local.Local, frame);
            case IParameterReferenceOperation parameter when !Variables.IsReassigned(parameter.Parameter, parameter):
                return frame is { Caller: { } caller } && frame.ArgumentOf(parameter.Parameter) is { } argument ? Of(argument, caller, depth + 1) : Named(parameter.Parameter, frame);
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                return Member(field, frame, depth);
            case IPropertyReferenceOperation { Property.SetMethod: null, Arguments.IsEmpty: true } property:
                return Member(property, frame, depth);
            case IInstanceReferenceOperation:
                return new ValueKey("this", []);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide } binary:
                return Join(binary.OperatorKind.ToString(), [binary.LeftOperand, binary.RightOperand], frame, depth);
            case IObjectCreationOperation { Type.Name: "RandomStream", Arguments: { Length: > 0 } arguments }:
                return Join("stream", arguments.Select(static argument => argument.Value), frame, depth);
            case IObjectCreationOperation { Type.Name: "Random", Arguments: [{ Value: { } seed }] }:
                return Join("random", [seed], frame, depth);
            // A generator that is held in a variable gives another stream each time.
            case IInvocationOperation { TargetMethod: { Name: "From", ContainingType.Name: "RandomStream" }, Arguments: [{ Value: { } random }] }
                when Variables.Bare(random) is IObjectCreationOperation:
                return Join("from", [random], frame, depth);
            case IInvocationOperation { TargetMethod: { Name: "Child", ContainingType.Name: "RandomStream" }, Instance: { } parent, Arguments: [{ Value: { } child }] }:
                return Join("child", [parent, child], frame, depth);
            default:
                return Variables.ElementsOf(value) is { } elements ? Join("shape", elements, frame, depth) : null;
        }
    }

    private ValueKey? Member(IMemberReferenceOperation reference, CallFrame frame, int depth)
    {
        ValueKey? owner = reference.Instance is null ? new ValueKey("", []) : Of(reference.Instance, frame, depth + 1);
        return owner is null ? null : new ValueKey(owner.Text + "." + Id(reference.Member), owner.Symbols);
    }

    private ValueKey? Join(string what, IEnumerable<IOperation> parts, CallFrame frame, int depth)
    {
        string text = what + "(";
        var symbols = new List<ISymbol>();
        foreach (IOperation part in parts)
        {
            if (Of(part, frame, depth + 1) is not { } key)
            {
                return null;
            }

            text += key.Text + ",";
            symbols.AddRange(key.Symbols);
        }

        return new ValueKey(text + ")", symbols);
    }

    private ValueKey Named(ISymbol variable, CallFrame frame) => new(Id(variable) + "@" + Id(frame), [variable]);

    private string Id(ISymbol symbol)
    {
        if (!_symbols.TryGetValue(symbol, out int id))
        {
            _symbols.Add(symbol, id = _symbols.Count);
        }

        return "#" + id.ToString(CultureInfo.InvariantCulture);
    }

    // Bodies that are read by themselves have their variables to themselves; one that is called has them anew for each call.
    private string Id(CallFrame frame)
    {
        if (frame.Caller is null)
        {
            return "";
        }

        if (!_frames.TryGetValue(frame, out int id))
        {
            _frames.Add(frame, id = _frames.Count);
        }

        return id.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>What an expression's value follows from.</summary>
/// <param name="Text">Equal for equal values.</param>
/// <param name="Symbols">The variables that it names.</param>
internal sealed record ValueKey(string Text, IReadOnlyList<ISymbol> Symbols);
