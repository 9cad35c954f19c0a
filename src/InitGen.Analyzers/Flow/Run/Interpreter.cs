using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Flow;

/// <summary>
/// Runs a model's methods on abstract values (abstract interpretation; Cousot and Cousot 1977) and records what happens to its weights.
/// </summary>
/// <remarks>
/// It walks the structured operations rather than the control-flow graph: the graph takes <c>x &gt; 0 ? x : 0</c> apart into flow
/// captures and blocks, and what is to be recognized here is just that structure: a choice, a loop over one index, a sum. Loops run to a
/// fixpoint; where branches meet, a condition on the signal turns the two values into one formula. Loops are taken to run at least once:
/// a layer of no units is no network. Code that cannot be read (unseen methods, goto, unsafe tricks) loses the weights it touches.
/// <para>
/// This class holds what all parts share: the state at the current point, the stack of calls and loops, and the budget. The parts, one
/// class for each kind of code, call each other through it.
/// </para>
/// </remarks>
internal sealed class Interpreter
{
    /// <summary>Calls within calls beyond which a method counts as one that cannot be read.</summary>
    public const int MaxDepth = 24;

    /// <summary>Rounds after which a loop that has not settled is given up.</summary>
    public const int MaxRounds = 8;

    private readonly Dictionary<(CallSite?, SyntaxNode, string), CallSite> _callSites = [];

    public Interpreter(Compilation compilation, FlowModel model, FlowGraphBuilder graph, CancellationToken cancellation)
    {
        Compilation = compilation;
        Model = model;
        Result = graph;
        Graph = graph;
        Recorder = new FlowRecorder();
        Arithmetic = new SignalArithmetic(Recorder);
        Cancellation = cancellation;
        This = new AbstractObject(ObjectKind.Model, model.Type.OriginalDefinition, model.Type, "");
        Frame = new Frame(null, null, AbstractValue.Reference(This));

        Passes = new Passes(this);
        Constructors = new Constructors(this);
        Bodies = new Bodies(this);
        Branches = new Branches(this);
        Statements = new Statements(this);
        Loops = new Loops(this);
        PeeledLoops = new PeeledLoops(this);
        Counters = new Counters(this);
        Expressions = new Expressions(this);
        Reads = new Reads(this);
        Choices = new Choices(this);
        Assignments = new Assignments(this);
        Creations = new Creations(this);
        Calls = new Calls(this);
        Delegates = new Delegates(this);
        UnseenCalls = new UnseenCalls(this);
        Members = new Members(this);
        Elements = new Elements(this);
        Allocations = new Allocations(this);
        ListOrder = new ListOrder(this);
        Cells = new Cells(this);
        Library = new LibraryCalls(this);
    }

    public Compilation Compilation { get; }

    public FlowModel Model { get; }

    /// <summary>What all passes together have shown.</summary>
    public FlowGraphBuilder Result { get; }

    /// <summary>What the current pass shows.</summary>
    public FlowGraphBuilder Graph { get; set; }

    public FlowRecorder Recorder { get; }

    public SignalArithmetic Arithmetic { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The model itself.</summary>
    public AbstractObject This { get; }

    public Passes Passes { get; }

    public Constructors Constructors { get; }

    public Bodies Bodies { get; }

    public Branches Branches { get; }

    public Statements Statements { get; }

    public Loops Loops { get; }

    public PeeledLoops PeeledLoops { get; }

    public Counters Counters { get; }

    public Expressions Expressions { get; }

    public Reads Reads { get; }

    public Choices Choices { get; }

    public Assignments Assignments { get; }

    public Creations Creations { get; }

    public Calls Calls { get; }

    public Delegates Delegates { get; }

    public UnseenCalls UnseenCalls { get; }

    public Members Members { get; }

    public Elements Elements { get; }

    public Allocations Allocations { get; }

    public ListOrder ListOrder { get; }

    public Cells Cells { get; }

    public LibraryCalls Library { get; }

    // ------------------------------------------------------------------------------------------------ the current point

    /// <summary>What is known at the current point.</summary>
    public FlowState State { get; set; } = FlowState.Empty;

    /// <summary>Whether the code comes to the current point at all.</summary>
    public bool IsReachable { get; set; } = true;

    /// <summary>The method that is being run.</summary>
    public Frame Frame { get; set; }

    /// <summary>The loops that are being run, the innermost last.</summary>
    public List<Loop> OpenLoops { get; } = [];

    /// <summary>The object whose initializer is being run: what <c>{ Size = 3 }</c> is about.</summary>
    public AbstractValue? Initialized { get; set; }

    /// <summary>What stands before the question mark of <c>a?.b</c>.</summary>
    public AbstractValue? Accessed { get; set; }

    public AbstractValue Local(ISymbol symbol) =>
        State.Locals.TryGetValue(symbol, out AbstractValue? value) ? value : AbstractValue.Nothing;

    public void SetLocal(ISymbol symbol, AbstractValue value) => State = State with { Locals = State.Locals.SetItem(symbol, value) };

    /// <summary>What any element of an array or list may be; null where nothing is known to have been stored.</summary>
    public AbstractValue? Content(AbstractObject array) => State[array].Content;

    public void SetContent(AbstractObject array, AbstractValue value) => State = State.With(array, State[array] with { Content = value });

    public void SetSlot(AbstractObject owner, ISymbol slot, AbstractValue value)
    {
        HeapObject known = State[owner];
        State = State.With(owner, known with { Slots = known.Slots.SetItem(slot, value) });
    }

    /// <summary>The elements, one by one, of the one list that a value refers to; false where they are not known.</summary>
    public bool TryGetItems(AbstractValue list, out ImmutableArray<AbstractValue> items)
    {
        items = list.References is [var only] ? State[only].Items : default;
        return !items.IsDefault;
    }

    public void SetItems(AbstractObject list, ImmutableArray<AbstractValue> items) => State = State.With(list, State[list] with { Items = items });

    // ---------------------------------------------------------------------------------------------------------- places

    public Site At(IOperation operation, string role = "") => new(Frame.Context, operation.Syntax, role);

    /// <summary>The chain of calls that a call, or a part of a loop, is run under.</summary>
    public CallSite Enter(SyntaxNode node, string part = "")
    {
        (CallSite?, SyntaxNode, string) key = (Frame.Context, node, part);
        if (!_callSites.TryGetValue(key, out CallSite? site))
        {
            _callSites.Add(key, site = new CallSite(Frame.Context, node, part.Length > 0));
        }

        return site;
    }

    // ---------------------------------------------------------------------------------------------------------- budget

    private const int MaxSteps = 400_000;

    /// <summary>What the analysis has cost so far, in operations and what counts as much.</summary>
    public int Steps { get; private set; }

    public void Step() => Spend(1);

    /// <summary>Counts what is done against the budget: a pathological model gives up, it does not hold the build.</summary>
    /// <exception cref="OutOfBudgetException">The budget is used up.</exception>
    public void Spend(int steps)
    {
        int before = Steps;
        Steps += steps;
        if (Steps > MaxSteps)
        {
            throw new OutOfBudgetException();
        }

        if (before >> 8 != Steps >> 8)
        {
            Cancellation.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>The analysis of a model has cost what it may cost.</summary>
internal sealed class OutOfBudgetException : Exception;
