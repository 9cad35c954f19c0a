using System.Collections.Immutable;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Rules;

/// <summary>INIT114: one stream, or one constant seed, fills several parameters of one shape through the facade.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SharedStreamAnalyzer : DiagnosticAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Rule.Warning(
        "INIT114",
        "Parameters with identical values",
        "'{0}' is filled from the same stream as {1}, so both get identical values; give each a stream of its own, such as {2}",
        "A stream is a function of its seed and id: drawn from twice, it gives the same numbers twice. Layers that start alike are correlated.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.TryCreate(start.Compilation) is not null)
            {
                // An action on operation blocks would have every method of the compilation bound a second time.
                FacadeMentions mentions = FacadeMentions.Of(start.Compilation, start.CancellationToken);
                if (mentions.Any)
                {
                    start.RegisterSemanticModelAction(model =>
                    {
                        if (mentions.In(model.SemanticModel.SyntaxTree))
                        {
                            AnalyzeFile(model, mentions);
                        }
                    });
                }
            }
        });
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, FacadeMentions mentions)
    {
        SyntaxNode root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        var reported = new HashSet<SyntaxNode>();
        foreach (IOperation body in CallFrame.BodiesIn(root, context.SemanticModel, context.CancellationToken))
        {
            var keys = new ValueKeys();
            var fills = new List<Fill>();
            foreach ((IInvocationOperation call, CallFrame frame) in CallFrame.FacadeCalls(
                CallFrame.Of(body), context.SemanticModel.Compilation, mentions, context.CancellationToken))
            {
                if (Fill.Read(call, frame, keys) is not { } fill)
                {
                    continue;
                }

                if (!fill.IsInLoop)
                {
                    if (fills.Find(fill.IsTwinOf) is { } twin && reported.Add(fill.Place))
                    {
                        context.ReportDiagnostic(Diagnostic.Create(
                            Descriptor, fill.Place.GetLocation(), fill.Name, "'" + twin.Name + "'", "stream.Child(\"" + fill.Name + "\")"));
                    }

                    fills.Add(fill);
                }
                else if (fill.RepeatsInLoop && reported.Add(fill.Place))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        Descriptor, fill.Place.GetLocation(), fill.Name, "in every other round of the loop", "stream.Child(index)"));
                }
            }
        }
    }

    /// <summary>One array that is filled from a stream.</summary>
    private sealed class Fill
    {
        private readonly string _method;
        private readonly string _stream;
        private readonly ISymbol? _symbol;
        private readonly string? _shape;
        private readonly string? _element;
        private readonly SyntaxNode _top;

        private Fill(IInvocationOperation call, CallFrame frame, IOperation stream, ValueKey key, ValueKey? shape, IOperation target, CallFrame targetFrame, ValueKeys keys)
        {
            _method = call.TargetMethod.Name;
            _stream = key.Text;
            _symbol = SymbolOf(target);
            _shape = shape?.Text;
            _element = ElementOf(target, targetFrame, keys);
            Name = _symbol is null || _element is not null ? target.Syntax.ToString() : _symbol.Name;

            // What is reached through helpers is told where the body at hand calls them.
            _top = call.Syntax;
            Place = stream.Syntax;
            ILoopOperation[] loops = [.. LoopsAround(call)];
            for (CallFrame inner = frame; inner is { Site: { } site, Caller: { } caller }; inner = caller)
            {
                _top = site.Syntax;
                Place = site.Arguments.FirstOrDefault(static candidate => candidate.Value.Type is { Name: "RandomStream" })?.Value.Syntax ?? site.Syntax;
                loops = [.. loops, .. LoopsAround(site)];
            }

            IsInLoop = loops.Length > 0;

            // Each round fills another array of a list from one stream, in one shape.
            ISymbol[] own = [.. loops.SelectMany(static loop => loop.DescendantsAndSelf()).SelectMany(DeclaredBy)];
            RepeatsInLoop = shape is not null && IsOneOfMany(target, loops, own) && !Overlaps(own, key.Symbols) && !Overlaps(own, shape.Symbols);
        }

        /// <summary>The array, for the message.</summary>
        public string Name { get; }

        /// <summary>The stream in the body at hand.</summary>
        public SyntaxNode Place { get; }

        public bool IsInLoop { get; }

        /// <summary>Whether every round of a loop fills another array with the same values.</summary>
        public bool RepeatsInLoop { get; }

        /// <summary>Whether another array, filled before, has the same values.</summary>
        public bool IsTwinOf(Fill other) =>
            _stream == other._stream && _method == other._method && _top != other._top && _symbol is not null && other._symbol is not null
            && (!SymbolEqualityComparer.Default.Equals(_symbol, other._symbol) || (_element is not null && other._element is not null && _element != other._element))
            && ((_shape is not null && _shape == other._shape) || (SizesOf(_symbol) is { } sizes && sizes == SizesOf(other._symbol)));

        public static Fill? Read(IInvocationOperation call, CallFrame frame, ValueKeys keys)
        {
            IOperation? target = null;
            IOperation? stream = null;
            ValueKey? shape = null;
            foreach (IArgumentOperation argument in call.Arguments)
            {
                if (argument.Parameter is null)
                {
                    return null;
                }

                if (argument.Parameter.Type is { Name: "RandomStream" })
                {
                    stream = argument.Value;
                }
                else if (argument.Parameter.Name == "shape")
                {
                    shape = keys.Of(argument.Value, frame);
                }
                else if (argument.Parameter.Ordinal == 0)
                {
                    target = argument.Value;
                }
                else if (argument.Parameter.Name == "offset" && argument.ArgumentKind != ArgumentKind.DefaultValue)
                {
                    // Another part of the stream.
                    return null;
                }
            }

            if (target is null || stream is null || IsTied(stream, frame) || keys.Of(stream, frame) is not { } key || IsInLambda(call))
            {
                return null;
            }

            CallFrame at = frame;
            target = Storage(target);
            while (target is IParameterReferenceOperation parameter && at.Caller is { } caller && at.ArgumentOf(parameter.Parameter) is { } argument)
            {
                target = Storage(argument);
                at = caller;
            }

            return new Fill(call, frame, stream, key, shape, target, at, keys);
        }

        private static bool Overlaps(ISymbol[] own, IEnumerable<ISymbol> symbols) => symbols.Any(symbol => own.Contains(symbol, SymbolEqualityComparer.Default));

        // The variable that a loop runs through, or an element by an index that the loop counts.
        private static bool IsOneOfMany(IOperation target, ILoopOperation[] loops, ISymbol[] own) => target switch
        {
            ILocalReferenceOperation local => Array.Exists(loops, loop => loop is IForEachLoopOperation && loop.Locals.Contains(local.Local, SymbolEqualityComparer.Default)),
            IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true } =>
                Overlaps(own, target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(static local => local.Local)),
            _ => false,
        };

        // stream.Child("tied"), stream.Child("tied.embedding"): the name says that equal values are meant.
        private static bool IsTied(IOperation stream, CallFrame frame)
        {
            stream = Variables.Bare(stream);
            switch (stream)
            {
                case ILocalReferenceOperation local:
                    return Variables.ValueOf(local.Local, local) is { } declared && IsTied(declared, frame);
                case IParameterReferenceOperation parameter:
                    return frame is { Caller: { } caller } && frame.ArgumentOf(parameter.Parameter) is { } argument && IsTied(argument, caller);
                default:
                    return stream is IInvocationOperation { TargetMethod.Name: "Child", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }] }
                        && (name == "tied" || name.StartsWith("tied.", StringComparison.Ordinal));
            }
        }

        // How often a lambda runs, and with what, is not seen.
        private static bool IsInLambda(IOperation operation)
        {
            for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is IAnonymousFunctionOperation)
                {
                    return true;
                }
            }

            return false;
        }

        private static IEnumerable<ILoopOperation> LoopsAround(IOperation operation)
        {
            for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
            {
                if (parent is ILoopOperation loop)
                {
                    yield return loop;
                }
            }
        }

        private static IEnumerable<ISymbol> DeclaredBy(IOperation operation) => operation switch
        {
            ILoopOperation loop => loop.Locals,
            IVariableDeclaratorOperation declarator => [declarator.Symbol],
            _ => [],
        };

        // What an array, or a span over it, looks into.
        private static IOperation Storage(IOperation operation)
        {
            while (true)
            {
                switch (operation)
                {
                    case IConversionOperation conversion:
                        operation = conversion.Operand;
                        break;
                    case IInvocationOperation { TargetMethod.Name: "AsSpan" or "CreateSpan" or "GetArrayDataReference" or "As" } view when view.Arguments.Length > 0 || view.Instance is not null:
                        operation = view.Instance ?? view.Arguments[0].Value;
                        break;
                    // Of an array of numbers the first one; of a list of arrays one of them.
                    case IArrayElementReferenceOperation { Type: not IArrayTypeSymbol } element:
                        operation = element.ArrayReference;
                        break;
                    default:
                        return operation;
                }
            }
        }

        private static ISymbol? SymbolOf(IOperation target) => target switch
        {
            IArrayElementReferenceOperation element => SymbolOf(element.ArrayReference),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => SymbolOf(list),
            IMemberReferenceOperation member => member.Member,
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };

        // Which of a list's arrays: by the keys of its indices.
        private static string? ElementOf(IOperation target, CallFrame frame, ValueKeys keys)
        {
            IEnumerable<IOperation>? indices = target switch
            {
                IArrayElementReferenceOperation element => element.Indices,
                IPropertyReferenceOperation { Property.IsIndexer: true } item => item.Arguments.Select(static argument => argument.Value),
                _ => null,
            };
            return indices is null ? null : string.Join(",", indices.Select(index => keys.Of(index, frame)?.Text ?? index.Syntax.ToString()));
        }

        // Known to be of one shape: created with the same constant sizes.
        private static string? SizesOf(ISymbol? symbol)
        {
            if (symbol?.DeclaringSyntaxReferences is not [var reference])
            {
                return null;
            }

            ExpressionSyntax? value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            return value is ArrayCreationExpressionSyntax { Initializer: null } creation ? creation.Type.ToString() : null;
        }
    }
}
