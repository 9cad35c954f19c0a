using System.Collections.Immutable;

namespace InitGen.Analyzers.Flow;

/// <summary>System.Numerics.Tensors.TensorPrimitives.</summary>
internal sealed class TensorPrimitivesLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["TensorPrimitives"];

    public AbstractValue? Invoke(LibraryCall call)
    {
        string name = call.Method.Name;
        AbstractValue[] parts = [.. call.Arguments.Select(argument => run.Elements.Content(argument, call.Site))];
        if (!call.Method.ReturnsVoid)
        {
            switch (name)
            {
                case "Dot":
                    return run.Arithmetic.Add(AbstractValue.Number(0.0), Reduced(run.Arithmetic.Multiply(parts[0], parts[1], call.Site)), ExprOp.Add, call.Site);
                case "Sum" or "Average":
                    return MathLibrary.Reduction(parts[0], call.Site);
                case "SumOfSquares":
                    return MathLibrary.Reduction(run.Arithmetic.Multiply(parts[0], parts[0], call.Site), call.Site);
                case "Norm":
                    return SignalArithmetic.Apply(MathLibrary.Reduction(run.Arithmetic.Multiply(parts[0], parts[0], call.Site), call.Site), ExprOp.Sqrt);
                case "Max" or "Min" or "MaxMagnitude" or "MinMagnitude":
                    return MathLibrary.Reduction(parts[0], call.Site);
                case "IndexOfMax" or "IndexOfMin":
                    return AbstractValue.Number(null);
                default:
                    return null;
            }
        }

        ImmutableArray<AbstractValue> operands = [.. parts.Take(parts.Length - 1)];
        AbstractValue into = call.Arguments[call.Arguments.Length - 1];
        AbstractValue? value = name == "SoftMax" ? SignalArithmetic.Apply(operands[0], Fate.Softmax, call.Site) : run.Library.Math.Elementwise(name, operands, call.Site);
        if (value is null)
        {
            return null;
        }

        run.Elements.WriteElements(into, [Elements.Lane(call.Site)], value, call.Site);
        return AbstractValue.Nothing;

        static AbstractValue Reduced(AbstractValue product) => product;
    }
}
