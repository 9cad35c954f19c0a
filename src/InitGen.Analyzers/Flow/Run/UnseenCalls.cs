using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>Calls of methods that cannot be read: by their names, or not at all.</summary>
internal sealed class UnseenCalls(Interpreter run)
{
    /// <summary>
    /// A visible body that could not be read does not contradict its name: a method called Relu is one. A body that could be read and
    /// says otherwise is believed.
    /// </summary>
    public AbstractValue Trusted(
        string name, string? typeName, AbstractValue result, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        if (!(Activations.TryParse(name, out Fate? fate) || (name is "Forward" or "Apply" or "Activate" or "Invoke" && typeName is not null && Activations.TryParse(typeName, out fate))))
        {
            return result;
        }

        AbstractValue Corrected(AbstractValue value, AbstractValue? input)
        {
            if (!value.HasAtoms)
            {
                return value;
            }

            bool unknown = false;
            foreach (FlowAtom atom in Lattice.Settle(value).Atoms)
            {
                unknown |= atom.Fate.Kind is FateKind.Unknown or FateKind.Gate or FateKind.Exponential or FateKind.Square;
            }

            ImmutableArray<FlowAtom> before = input is { HasAtoms: true } ? Lattice.Settle(input).Atoms : value.Atoms;
            if (!unknown || before.Any(static atom => atom.Fate.Kind is FateKind.Unknown or FateKind.Gate && !atom.IsRaw))
            {
                return value;
            }

            ImmutableArray<FlowAtom> after = [];
            foreach (FlowAtom atom in Lattice.Settle(value).Atoms)
            {
                FlowAtom corrected = before.FirstOrDefault(candidate => candidate.Weight.Equals(atom.Weight)) is { Weight: not null } old && !old.IsOpen
                    ? old
                    : atom with { Fate = fate!.Value };
                after = AbstractValue.Union(after, [corrected]);
            }

            return AbstractValue.Signal(after, SignalArithmetic.Fresh(site)).WithReferences(value.References);
        }

        foreach (AbstractValue argument in arguments.Add(result))
        {
            foreach (AbstractObject reference in argument.References)
            {
                if (reference.Weight is null && run.Content(reference) is { } content)
                {
                    AbstractValue corrected = Corrected(content, null);
                    if (!ReferenceEquals(corrected, content))
                    {
                        run.SetContent(reference, corrected);
                    }
                }
            }
        }

        return Corrected(result, arguments.FirstOrDefault(static argument => argument.HasAtoms));
    }

    public AbstractValue InvokeUnseen(IMethodSymbol method, AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site)
    {
        if (Activations.TryParse(method.Name, out Fate? fate))
        {
            AbstractValue[] signals = [.. arguments.Where(argument => argument.IsSignal || argument.HasAtoms || HasContent(argument))];
            if (signals.Length == 0)
            {
                signals = [receiver];
            }

            AbstractValue source = signals[0].References.IsEmpty ? signals[0] : run.Elements.Content(signals[0], site);
            AbstractValue result = SignalArithmetic.Apply(source, fate.Value, site);
            if (method.ReturnsVoid)
            {
                AbstractValue into = arguments.LastOrDefault(static argument => !argument.References.IsEmpty) ?? receiver;
                run.Elements.WriteElements(into, [], result, site);
                return AbstractValue.Nothing;
            }

            return signals[0].References.IsEmpty ? result : run.Allocations.Allocate(site, method.ReturnType, result);
        }

        return LoseAll(receiver, arguments, site, method);
    }

    private bool HasContent(AbstractValue value) =>
        value.References.Any(reference => reference.Weight is not null || run.Content(reference) is not null);

    /// <summary>What code that cannot be read does: everything it was given may be in everything it can write.</summary>
    public AbstractValue LoseAll(AbstractValue receiver, ImmutableArray<AbstractValue> arguments, Site site, IMethodSymbol? method)
    {
        AbstractValue mixed = AbstractValue.Nothing;
        bool signal = false;
        foreach (AbstractValue argument in arguments.Add(receiver))
        {
            foreach (AbstractValue part in Parts(argument))
            {
                mixed = mixed.WithAtoms(AbstractValue.Union(mixed.Atoms, Lattice.Settle(part).Atoms));
                signal |= part.IsSignal;
            }
        }

        AbstractValue lost = mixed.HasAtoms ? Lattice.Lose(mixed) : signal ? AbstractValue.Input(null) : AbstractValue.Number(null);
        if (!mixed.HasAtoms && !signal)
        {
            return method is null || method.ReturnsVoid ? AbstractValue.Nothing : Members.Unbound(method.ReturnType, site, isInput: false);
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            bool readOnly = method is not null && i < method.Parameters.Length && method.Parameters[i].Type.Name.StartsWith("ReadOnly", StringComparison.Ordinal);
            if (!readOnly)
            {
                LoseInto(arguments[i], lost, site);
            }
        }

        // A queue, a dictionary: what it was given comes out of it again.
        LoseInto(receiver, lost, site);

        return method is { ReturnsVoid: true } ? AbstractValue.Nothing
            : method is not null && Symbols.IsObject(method.ReturnType) ? run.Allocations.Allocate(site, method.ReturnType, lost)
            : lost;
    }

    private void LoseInto(AbstractValue holder, AbstractValue lost, Site site)
    {
        foreach (AbstractObject reference in holder.References)
        {
            if (reference.Weight is null && reference.Kind is not (ObjectKind.Delegate or ObjectKind.Model))
            {
                run.SetContent(reference, run.Content(reference) is { } old ? Lattice.Join(old, lost, site, reference) : lost);
            }
        }
    }

    private IEnumerable<AbstractValue> Parts(AbstractValue value)
    {
        yield return value;
        foreach (AbstractObject reference in value.References)
        {
            if (reference.Weight is { } weight)
            {
                yield return AbstractValue.Raw(weight, new ElementRead(reference, []));
            }
            else
            {
                HeapObject known = run.State[reference];
                if (known.Content is { } content)
                {
                    yield return content;
                }

                foreach (AbstractValue item in known.Items.IsDefault ? [] : known.Items)
                {
                    foreach (AbstractValue part in Parts(item))
                    {
                        yield return part;
                    }
                }
            }
        }
    }
}
