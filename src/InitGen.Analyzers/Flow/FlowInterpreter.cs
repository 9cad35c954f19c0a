using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Runs a model's methods on abstract values (abstract interpretation; Cousot and Cousot 1977) and records what happens to its weights.
/// </summary>
/// <remarks>
/// It walks the structured operations rather than the control-flow graph: the graph takes <c>x &gt; 0 ? x : 0</c> apart into flow
/// captures and blocks, and what is to be recognized here is just that structure — a choice, a loop over one index, a sum. Loops run to a
/// fixpoint; where branches meet, a condition on the signal turns the two values into one formula. Loops are taken to run at least once:
/// a layer of no units is no network. Code that cannot be read (unseen methods, goto, unsafe tricks) loses the weights it touches.
/// </remarks>
internal sealed partial class FlowInterpreter
{
    private const int MaxDepth = 24;
    private const int MaxRounds = 8;
    private const int MaxSteps = 400_000;

    private readonly Compilation _compilation;
    private readonly FlowModel _model;
    private readonly FlowGraphBuilder _result;
    private readonly FlowRecorder _recorder;
    private readonly SignalArithmetic _arithmetic;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SyntaxNode, IOperation?> _bodies = [];
    private readonly Dictionary<(CallSite?, SyntaxNode, string), CallSite> _callSites = [];
    private readonly List<Loop> _loops = [];
    private readonly AbstractObject _this;

    private FlowState _state = FlowState.Empty;
    private FlowGraphBuilder _graph;
    private bool _reachable = true;
    private Frame _frame;
    private int _steps;

    public FlowInterpreter(Compilation compilation, FlowModel model, FlowGraphBuilder graph, CancellationToken cancellation)
    {
        _compilation = compilation;
        _model = model;
        _result = graph;
        _graph = graph;
        _recorder = new FlowRecorder();
        _arithmetic = new SignalArithmetic(_recorder);
        _cancellation = cancellation;
        _this = new AbstractObject(ObjectKind.Model, model.Type.OriginalDefinition, model.Type, "");
        _frame = new Frame(null, null, AbstractValue.Reference(_this));
    }

    /// <summary>A chain of calls: the context that keeps one layer's buffers apart from another's.</summary>
    private sealed class CallSite(CallSite? caller, SyntaxNode node, bool isPart)
    {
        /// <summary>Whether it is no call but a part of a loop.</summary>
        public bool IsPart { get; } = isPart;

        public CallSite? Caller { get; } = caller;

        public SyntaxNode Node { get; } = node;
    }

    /// <summary>A place in the code under a chain of calls.</summary>
    private sealed record Site(CallSite? Context, SyntaxNode Node, string Role);

    /// <summary>One activation of a method.</summary>
    private sealed class Frame(CallSite? context, IMethodSymbol? method, AbstractValue receiver)
    {
        public CallSite? Context { get; set; } = context;

        public IMethodSymbol? Method { get; } = method;

        public AbstractValue Receiver { get; } = receiver;

        public Frame? Caller { get; init; }

        public int Depth { get; init; }

        /// <summary>The values returned so far, each with the condition under which the code came there.</summary>
        public List<(AbstractValue Condition, AbstractValue Value, FlowState State)> Returns { get; } = [];

        /// <summary>The conditions of the branches around the current statement.</summary>
        public List<AbstractValue> Conditions { get; } = [];
    }

    /// <summary>A loop that is being run.</summary>
    private sealed class Loop(Site site)
    {
        public Site Site { get; } = site;

        /// <summary>The indices by which this round wrote to an array; null among them: written as a whole, or by an unknown index.</summary>
        public Dictionary<HeapKey, List<Expr?>> Writes { get; } = [];

        /// <summary>What the previous round left in an array that is overwritten element by element.</summary>
        public Dictionary<HeapKey, (AbstractValue Value, Expr? Index)> Carried { get; } = [];

        public List<(AbstractValue Condition, FlowState State)> Continues { get; } = [];

        public List<FlowState> Breaks { get; } = [];

        public int ConditionDepth { get; init; }
    }

    private Site At(IOperation operation, string role = "") => new(_frame.Context, operation.Syntax, role);

    private CallSite Enter(SyntaxNode node, string part = "")
    {
        (CallSite?, SyntaxNode, string) key = (_frame.Context, node, part);
        if (!_callSites.TryGetValue(key, out CallSite? site))
        {
            _callSites.Add(key, site = new CallSite(_frame.Context, node, part.Length > 0));
        }

        return site;
    }

    // The budget is counted in operations: a pathological model gives up, it does not hold the build.
    private void Step()
    {
        if (++_steps > MaxSteps)
        {
            throw new OutOfBudgetException();
        }

        if ((_steps & 255) == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }
    }

    private sealed class OutOfBudgetException : Exception;

    // -------------------------------------------------------------------------------------------------------------- roots

    /// <summary>Runs field initializers and constructors, so that buffers, layers and delegates are what they are after construction.</summary>
    public void Construct()
    {
        Guard(() =>
        {
            _recorder.IsSilent = true;
            RunConstructors(_this, _model.Type, null);
            NameHeldObjects();
            Forget();
            _recorder.IsSilent = false;
        });
    }

    /// <summary>Runs a method of the model from outside, with unknown arguments; one that trains its weights leaves nothing.</summary>
    public bool TryRun(IMethodSymbol method)
    {
        Begin(null);
        Run(method);
        if (_recorder.HasTrained)
        {
            return false;
        }

        _recorder.Finish();
        _result.Add(_graph);
        return true;
    }

    /// <summary>Runs a method that trains, and keeps what is certain of its forward part.</summary>
    public void RunTraining(IMethodSymbol method)
    {
        var step = new TrainingStep(EndForwardPart, PlaceOf);
        Begin(step);
        Run(method);
        if (step.IsCertain && _graph.IsComplete)
        {
            _recorder.Finish();
            _result.Add(_graph);
        }
    }

    private void Begin(TrainingStep? step)
    {
        // What a summary stands for was written to another graph.
        _summaries.Clear();
        _graph = new FlowGraphBuilder();
        _recorder.Begin(_graph, step);
    }

    // The outputs are in some array when the gradient starts on its way back; sums and products with others are the loss's.
    private void EndForwardPart()
    {
        AbstractValue[] contents = [.. _state.Heap.Where(static pair => pair.Key.Slot is null).Select(static pair => SignalArithmetic.Settle(pair.Value))];
        var outputs = new HashSet<Weight>(contents.SelectMany(static content => content.Atoms).Where(static atom => !atom.IsRaw && !atom.IsSummed && !atom.IsGated)
            .Select(static atom => atom.Weight));
        foreach (AbstractValue content in contents.Concat(_state.Locals.Values.Select(SignalArithmetic.Settle)))
        {
            _recorder.Remain(content.WithAtoms([.. content.Atoms.Where(atom => !atom.IsRaw
                && (!outputs.Contains(atom.Weight) || (!atom.IsSummed && !atom.IsGated && content.References.IsEmpty && contents.Contains(content))))]));
        }
    }

    /// <summary>A place in the code, whichever round of a loop over layers it is in.</summary>
    private static string PlaceOf(object site)
    {
        var nodes = new List<SyntaxNode>();
        if (site is Site at)
        {
            nodes.Add(at.Node);
            for (CallSite? context = at.Context; context is not null; context = context.Caller)
            {
                if (!context.IsPart)
                {
                    nodes.Add(context.Node);
                }
            }
        }

        return string.Join("/", nodes.Select(static node => node.SyntaxTree.FilePath + node.Span));
    }

    private void Run(IMethodSymbol method)
    {
        Guard(() =>
        {
            FlowState before = _state;
            var inputs = new List<AbstractObject>();
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                AbstractValue value = Unbound(parameter.Type, parameter, isInput: true);
                inputs.AddRange(value.References);
                _state = _state with { Locals = _state.Locals.SetItem(parameter, value) };
            }

            FlowState entry = _state;
            AbstractValue result = RunBody(method, AbstractValue.Reference(_this), null);
            LeaveWith(result, []);
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                if (parameter.RefKind is RefKind.Out or RefKind.Ref && _state.Locals.TryGetValue(parameter, out AbstractValue? final))
                {
                    LeaveWith(final, []);
                }
            }

            foreach (AbstractObject input in inputs)
            {
                HeapKey key = new(input, null);
                if (_state.Heap.TryGetValue(key, out AbstractValue? content)
                    && !(entry.Heap.TryGetValue(key, out AbstractValue? old) && old.Equals(content)))
                {
                    LeaveWith(content, []);
                }
            }

            foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
            {
                if (!inputs.Contains(pair.Key.Object) && IsKept(pair.Key.Object))
                {
                    _recorder.Remain(pair.Value);
                }
            }

            _state = before;
        });
    }

    // Reached from the model's fields: buffers and states.
    private bool IsKept(AbstractObject candidate) =>
        candidate.Kind is ObjectKind.Model or ObjectKind.Member
        || _state.Heap.Any(pair => pair.Key.Object.Kind is ObjectKind.Model or ObjectKind.Member && pair.Value.References.Contains(candidate));

    private void LeaveWith(AbstractValue value, HashSet<AbstractObject> seen)
    {
        _recorder.Leave(value);
        foreach (AbstractObject reference in value.References)
        {
            if (reference.Weight is not null || !seen.Add(reference))
            {
                continue;
            }

            foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
            {
                if (pair.Key.Object.Equals(reference) && reference.Kind is ObjectKind.Allocation or ObjectKind.Member or ObjectKind.Input
                    && pair.Key.Object.Equals(reference))
                {
                    LeaveWith(pair.Value, seen);
                }
            }

            if (_state.Items.TryGetValue(reference, out ImmutableArray<AbstractValue> items))
            {
                foreach (AbstractValue item in items)
                {
                    LeaveWith(item, seen);
                }
            }
        }
    }

    private void Guard(Action run)
    {
        FlowState before = _state;
        try
        {
            run();
        }
        catch (OutOfBudgetException)
        {
            _graph.IsComplete = false;
            _state = before;
        }
        finally
        {
            _reachable = true;
            _loops.Clear();
        }
    }

    private void RunConstructors(AbstractObject instance, INamedTypeSymbol type, IReadOnlyList<AbstractValue>? arguments, IMethodSymbol? chosen = null)
    {
        if (type.BaseType is { SpecialType: not SpecialType.System_Object, DeclaringSyntaxReferences.Length: > 0 } baseType)
        {
            RunConstructors(instance, baseType, null);
        }

        AbstractValue receiver = AbstractValue.Reference(instance);
        Frame caller = _frame;
        if (caller.Depth > MaxDepth)
        {
            return;
        }

        IMethodSymbol? primary = type.InstanceConstructors.FirstOrDefault(IsPrimary);
        if (primary is not null)
        {
            BindParameters(primary, chosen is null || Same(chosen, primary) ? arguments : null);

            // The methods of the type see them as if they were fields.
            foreach (IParameterSymbol parameter in primary.Parameters)
            {
                SetHeap(new HeapKey(instance, parameter), Local(parameter));
            }
        }

        SyntaxNode site = type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) ?? _model.Type.DeclaringSyntaxReferences[0].GetSyntax(_cancellation);
        _frame = new Frame(Enter(site), primary, receiver) { Caller = caller, Depth = caller.Depth + 1 };
        foreach (ISymbol member in type.GetMembers())
        {
            if (member.IsStatic || member is not (IFieldSymbol or IPropertySymbol))
            {
                continue;
            }

            foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
            {
                ExpressionSyntax? initializer = reference.GetSyntax(_cancellation) switch
                {
                    VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                    PropertyDeclarationSyntax property => property.Initializer?.Value,
                    _ => null,
                };
                if (initializer is not null && OperationOf(initializer) is { } value)
                {
                    AssignMember(instance, member, value);
                }
            }
        }

        _frame = caller;
        FlowState? joined = null;
        FlowState before = _state;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || Same(constructor, primary) || (chosen is not null && !Same(constructor, chosen)))
            {
                continue;
            }

            _state = before;
            BindParameters(constructor, chosen is null ? null : arguments);
            RunBody(constructor, receiver, site);
            joined = joined is null ? _state : Join(joined, _state, new Site(_frame.Context, site, "constructors"), null);
        }

        _state = joined ?? before;
    }

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is TypeDeclarationSyntax;

    private static bool Same(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);

    private void BindParameters(IMethodSymbol method, IReadOnlyList<AbstractValue>? arguments)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            AbstractValue value = arguments is not null && parameter.Ordinal < arguments.Count
                ? arguments[parameter.Ordinal]
                : Unbound(parameter.Type, parameter, isInput: false);
            _state = _state with { Locals = _state.Locals.SetItem(parameter, value) };
        }
    }

    // After construction anything may have been run: buffers hold some signal, variables some value.
    private void Forget()
    {
        FlowState state = _state with { Locals = FlowState.Empty.Locals };
        foreach (KeyValuePair<HeapKey, AbstractValue> pair in _state.Heap)
        {
            if (pair.Key.Slot is null)
            {
                if (pair.Value.References.IsEmpty)
                {
                    state = state with { Heap = state.Heap.SetItem(pair.Key, AbstractValue.Input(null)) };
                }
            }
            else if (!IsFixed(pair.Key.Slot) && pair.Value.References.IsEmpty)
            {
                state = state with { Heap = state.Heap.Remove(pair.Key) };
            }
        }

        _state = state;
    }

    // Whether a field or property keeps what the constructor gave it.
    private bool IsFixed(ISymbol slot) => slot switch
    {
        IFieldSymbol { IsReadOnly: true } or IFieldSymbol { IsConst: true } => true,
        IPropertySymbol { SetMethod: null } or IPropertySymbol { SetMethod.IsInitOnly: true } => true,
        IParameterSymbol => !AssignedLater(slot),
        _ => slot.DeclaredAccessibility == Accessibility.Private && !AssignedLater(slot),
    };

    private readonly Dictionary<ISymbol, HashSet<string>> _assignedLater = new(SymbolEqualityComparer.Default);

    private bool AssignedLater(ISymbol slot)
    {
        if (slot.ContainingType is not { } type)
        {
            return true;
        }

        if (!_assignedLater.TryGetValue(type, out HashSet<string>? names))
        {
            names = new HashSet<string>(StringComparer.Ordinal);
            foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
            {
                foreach (SyntaxNode node in reference.GetSyntax(_cancellation).DescendantNodes())
                {
                    ExpressionSyntax? target = node switch
                    {
                        AssignmentExpressionSyntax assignment => assignment.Left,
                        PrefixUnaryExpressionSyntax prefix => prefix.Operand,
                        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
                        ArgumentSyntax { RefOrOutKeyword.RawKind: not 0 } argument => argument.Expression,
                        _ => null,
                    };
                    string? name = target switch
                    {
                        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                        _ => null,
                    };
                    if (name is not null && !node.Ancestors().Any(static ancestor => ancestor is ConstructorDeclarationSyntax))
                    {
                        names.Add(name);
                    }
                }
            }

            _assignedLater.Add(type, names);
        }

        return names.Contains(slot.Name);
    }

    // -------------------------------------------------------------------------------------------------------------- bodies

    /// <summary>The operations of a body, expression or initializer.</summary>
    private IOperation? OperationOf(SyntaxNode syntax)
    {
        if (!_bodies.TryGetValue(syntax, out IOperation? operation))
        {
            if (_compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            {
                // A forward pass crosses methods, types and files; their bodies are asked for only from types that carry initializers.
#pragma warning disable RS1030
                operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, _cancellation);
#pragma warning restore RS1030
            }

            _bodies.Add(syntax, operation);
        }

        return operation;
    }

    private IOperation? BodyOf(IMethodSymbol method)
    {
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            SyntaxNode? body = reference.GetSyntax(_cancellation) switch
            {
                BaseMethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody?.Expression,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody?.Expression,
                ArrowExpressionClauseSyntax arrow => arrow.Expression,
                LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody?.Expression,
                _ => null,
            };
            if (body is not null && OperationOf(body) is { } operation)
            {
                return operation;
            }
        }

        return null;
    }

    /// <summary>Runs a method whose parameters are bound; the state after it stands in <see cref="_state"/>.</summary>
    private AbstractValue RunBody(IMethodSymbol method, AbstractValue receiver, SyntaxNode? callSite)
    {
        if (BodyOf(method) is not { } body)
        {
            return AbstractValue.Nothing;
        }

        return RunBody(body, method, receiver, callSite);
    }

    private AbstractValue RunBody(IOperation body, IMethodSymbol? method, AbstractValue receiver, SyntaxNode? callSite)
    {
        Frame caller = _frame;
        _frame = new Frame(callSite is null ? caller.Context : Enter(callSite), method, receiver) { Caller = caller, Depth = caller.Depth + 1 };
        int loops = _loops.Count;
        AbstractValue result;
        if (body is IBlockOperation)
        {
            Execute(body);
            result = FoldReturns(body);
        }
        else
        {
            AbstractValue value = Evaluate(body);
            result = method is { ReturnsVoid: true } ? AbstractValue.Nothing : value;
        }

        if (_loops.Count > loops)
        {
            _loops.RemoveRange(loops, _loops.Count - loops);
        }

        _frame = caller;
        _reachable = true;
        return result;
    }

    // The returns in the order of the code: an earlier one under its condition, else the next.
    private AbstractValue FoldReturns(IOperation body)
    {
        List<(AbstractValue Condition, AbstractValue Value, FlowState State)> returns = _frame.Returns;
        Site site = At(body, "return");
        FlowState? state = _reachable ? _state : null;
        AbstractValue? result = null;
        for (int i = returns.Count - 1; i >= 0; i--)
        {
            (AbstractValue condition, AbstractValue value, FlowState at) = returns[i];
            result = result is null ? value : SignalArithmetic.Select(condition, value, result, site, "value" + i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            state = state is null ? at : Join(at, state, site, condition);
        }

        _state = state ?? _state;
        return result ?? AbstractValue.Nothing;
    }

    private AbstractValue PathCondition(int from)
    {
        AbstractValue path = AbstractValue.Number(1.0);
        for (int i = from; i < _frame.Conditions.Count; i++)
        {
            path = SignalArithmetic.Compare(path, _frame.Conditions[i], static (left, right) =>
                left is { IsConstant: true } && left.Value != 0.0 ? right : Expr.Make(ExprOp.And, left, right));
        }

        return path;
    }

    // -------------------------------------------------------------------------------------------------------------- joins

    // Whether a condition is about an element of that index: if (h[i] < 0) …
    private static bool IsAbout(AbstractValue? condition, Expr? index) =>
        index is not null && condition?.Expr is { } formula
        && formula.Mentions(token => token.Slot is Element element && element.Index.Equals(index));

    /// <summary>Where two paths meet; with the condition that chose the first.</summary>
    private FlowState Join(FlowState left, FlowState right, Site site, AbstractValue? condition)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        AbstractValue Either(AbstractValue a, AbstractValue b, object slot) =>
            condition is null ? SignalArithmetic.Join(a, b, site, slot) : SignalArithmetic.Select(condition, a, b, site, slot);

        ImmutableDictionary<ISymbol, AbstractValue> locals = left.Locals;
        if (!ReferenceEquals(left.Locals, right.Locals))
        {
            foreach (KeyValuePair<ISymbol, AbstractValue> pair in right.Locals)
            {
                if (!locals.TryGetValue(pair.Key, out AbstractValue? value))
                {
                    locals = locals.SetItem(pair.Key, pair.Value);
                }
                else if (!ReferenceEquals(value, pair.Value))
                {
                    locals = locals.SetItem(pair.Key, Either(value, pair.Value, pair.Key));
                }
            }
        }

        ImmutableDictionary<HeapKey, AbstractValue> heap = left.Heap;
        if (!ReferenceEquals(left.Heap, right.Heap))
        {
            foreach (KeyValuePair<HeapKey, AbstractValue> pair in right.Heap)
            {
                if (!heap.TryGetValue(pair.Key, out AbstractValue? value))
                {
                    heap = heap.SetItem(pair.Key, pair.Value);
                }
                else if (!ReferenceEquals(value, pair.Value))
                {
                    Expr? index = pair.Key.Slot is null && _written.TryGetValue(pair.Key, out Expr? last) && IsAbout(condition, last) ? last : null;
                    AbstractValue either = Either(ElementAt(value, index), ElementAt(pair.Value, index), pair.Key);
                    heap = heap.SetItem(pair.Key, Generalized(either, index));
                }
            }
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<AbstractValue>> items = left.Items;
        if (!ReferenceEquals(left.Items, right.Items))
        {
            foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in left.Items)
            {
                // A list that grew on one path only has no known order any more.
                if (right.Items.TryGetValue(pair.Key, out ImmutableArray<AbstractValue> other) && !other.SequenceEqual(pair.Value))
                {
                    items = items.Remove(pair.Key);
                }
            }

            foreach (KeyValuePair<AbstractObject, ImmutableArray<AbstractValue>> pair in right.Items)
            {
                if (!left.Items.ContainsKey(pair.Key) && !left.Heap.ContainsKey(new HeapKey(pair.Key, null)))
                {
                    items = items.SetItem(pair.Key, pair.Value);
                }
            }
        }

        return new FlowState(locals, heap, items) { Runs = Join(left.Runs, right.Runs) };
    }

    // A list that has grown on one path, as by one more round of a loop, keeps its order; one that differs has none that is known.
    private static ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> Join(
        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> left, ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> right)
    {
        if (ReferenceEquals(left, right))
        {
            return left;
        }

        ImmutableDictionary<AbstractObject, ImmutableArray<ListRun>> joined = left;
        foreach (KeyValuePair<AbstractObject, ImmutableArray<ListRun>> pair in right)
        {
            if (!left.TryGetValue(pair.Key, out ImmutableArray<ListRun> other))
            {
                joined = joined.SetItem(pair.Key, pair.Value);
            }
            else if (!other.SequenceEqual(pair.Value))
            {
                bool grown = pair.Value.Length >= other.Length && pair.Value[pair.Value.Length - 1].IsRepeated
                    && pair.Value.Take(other.Length - 1).SequenceEqual(other.Take(other.Length - 1))
                    && (pair.Value[other.Length - 1].Equals(other[other.Length - 1]) || Extends(pair.Value[other.Length - 1], other[other.Length - 1]));
                joined = grown ? joined.SetItem(pair.Key, pair.Value) : joined.Remove(pair.Key);
            }
        }

        return joined;
    }

    // The same places in the same loop: only the values have changed from one round to the next.
    private static bool Extends(ListRun later, ListRun earlier) =>
        later.IsRepeated && Equals(later.Loop, earlier.Loop) && later.Items.Length == earlier.Items.Length
        && later.Items.Zip(earlier.Items, static (a, b) => a.Site.Equals(b.Site)).All(static same => same);
}
