using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Array and Buffer.</summary>
internal sealed class ArrayLibrary(Interpreter run) : ILibrary
{
    public IEnumerable<string> Types => ["Array", "Buffer"];

    public AbstractValue? Invoke(LibraryCall call)
    {
        switch (call.Method.Name)
        {
            case "Clear":
                run.Elements.WriteElements(call.Arguments.IsEmpty ? call.Receiver : call.Arguments[0], [], AbstractValue.Number(0.0), call.Site);
                return AbstractValue.Nothing;
            case "Fill":
                run.Elements.WriteElements(call.Arguments[0], [], call.Arguments[1], call.Site);
                return AbstractValue.Nothing;
            case "Copy" or "BlockCopy" when call.Arguments.Length is 3 or 5:
                AbstractValue source = run.Elements.Content(call.Arguments[0], call.Site);
                if (call.Arguments.Length == 3)
                {
                    run.Elements.WriteElements(call.Arguments[1], [], source, call.Site);
                }
                else
                {
                    bool fromStart = call.Arguments[3].Constant == 0.0 && call.Arguments[1].Constant == 0.0;
                    run.Elements.WriteElements(call.Arguments[2], fromStart ? [] : [null], source, call.Site);
                }

                return AbstractValue.Nothing;
            case "ConvertAll" when call.Arguments.Length == 2:
                return run.Allocations.Allocate(call.Site, call.Method.ReturnType, run.Delegates.InvokeDelegate(call.Arguments[1], [run.Elements.Content(call.Arguments[0], call.Site)], call.Operation, null));
            case "ForEach" when call.Arguments.Length == 2:
                run.Delegates.InvokeDelegate(call.Arguments[1], [run.Elements.Content(call.Arguments[0], call.Site)], call.Operation, null);
                return AbstractValue.Nothing;
            case "Clone":
                return Copy(call.Receiver, call.Site, call.Method.ReturnType);
            case "CopyTo":
                run.Elements.WriteElements(call.Arguments[0], call.Arguments.Length > 1 && call.Arguments[1].Constant != 0.0 ? [null] : [], run.Elements.Content(call.Receiver, call.Site), call.Site);
                return AbstractValue.Nothing;
            case "AsReadOnly" or "Resize":
                return call.Arguments[0];
            case "GetLength" or "GetUpperBound" or "IndexOf":
                return AbstractValue.Number(Expr.Of(new Token(TokenKind.Scalar, call.Receiver.References is [var only] ? (only, call.Arguments.IsEmpty ? null : call.Arguments[0].Constant) : call.Site)));
            default:
                return null;
        }
    }

    public AbstractValue Copy(AbstractValue array, Site site, ITypeSymbol? type) =>
        array.References is [{ Weight: { IsMatrix: false } bias } vector]
            ? run.Allocations.Allocate(site, type, AbstractValue.Raw(bias, new ElementRead(vector, [])).WithRead(null))
            : array.References.Any(static reference => reference.Weight is not null)
            ? array
            : run.TryGetItems(array, out ImmutableArray<AbstractValue> items)
                ? run.Creations.NewList(site, type, items)
                : run.Allocations.Allocate(site, type, run.Elements.Content(array, site));
}
