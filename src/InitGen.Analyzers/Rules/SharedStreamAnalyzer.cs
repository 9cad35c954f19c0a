using System.Collections.Immutable;
using InitGen.Analyzers.Starts;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
        "'{0}' is filled from the same stream as '{1}', so both get identical values; give each a stream of its own, such as stream.Child(\"{0}\")",
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
                            AnalyzeFile(model);
                        }
                    });
                }
            }
        });
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context)
    {
        SyntaxNode root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (SyntaxNode node in root.DescendantNodesAndSelf(static node => node is CompilationUnitSyntax || !IsBody(node)))
        {
            if (IsBody(node) && context.SemanticModel.GetOperation(node, context.CancellationToken) is { } block)
            {
                Analyze(block, context);
            }
        }
    }

    // What is executed as one piece: methods and constructors, accessors, the expressions of properties, initializers, a program's statements.
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax => true,
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } } => true,
        CompilationUnitSyntax unit => unit.Members.Any(SyntaxKind.GlobalStatement),
        _ => false,
    };

    private static void Analyze(IOperation block, SemanticModelAnalysisContext context)
    {
        var fills = new List<(string Stream, string Call, IOperation Target, IOperation StreamArgument, string? Shape)>();
        foreach (IOperation operation in block.Descendants())
        {
            if (operation is IInvocationOperation call && KnownTypes.IsInitGen(call.TargetMethod.ContainingType)
                && call.TargetMethod.ContainingType.Name is "Init" or "Sampler"
                && Read(call) is { } fill)
            {
                foreach ((string stream, string name, IOperation target, _, string? shape) in fills)
                {
                    if (stream == fill.Stream && name == fill.Call && !SameTarget(target, fill.Target)
                        && (SameShape(target, fill.Target) || (shape is not null && shape == fill.Shape)))
                    {
                        context.ReportDiagnostic(Diagnostic.Create(
                            Descriptor, fill.StreamArgument.Syntax.GetLocation(), NameOf(fill.Target), NameOf(target)));
                        break;
                    }
                }

                fills.Add(fill);
            }
        }
    }

    private static (string Stream, string Call, IOperation Target, IOperation StreamArgument, string? Shape)? Read(IInvocationOperation call)
    {
        IOperation? target = null;
        IOperation? stream = null;
        string? shape = null;
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
                shape = ShapeOf(argument.Value);
            }
            else if (argument.Parameter.Ordinal == 0)
            {
                target = Bare(argument.Value);
            }
            else if (argument.Parameter.Name == "offset" && !argument.IsImplicit)
            {
                // Another part of the stream.
                return null;
            }
        }

        if (target is null || stream is null || IsInLoop(call) || IsTied(stream))
        {
            return null;
        }

        return KeyOf(stream) is { } key ? (key, call.TargetMethod.Name, target, stream, shape) : null;
    }

    // The sizes that the call itself names, where they are numbers that do not change in between.
    private static string? ShapeOf(IOperation shape)
    {
        foreach (IOperation part in shape.DescendantsAndSelf())
        {
            bool isFixed = part switch
            {
                ILocalReferenceOperation local => !IsReassigned(local.Local, shape),
                IParameterReferenceOperation parameter => !IsReassigned(parameter.Parameter, shape),
                IFieldReferenceOperation { Field: { } field } => field.IsReadOnly || field.IsConst,
                IInvocationOperation or IPropertyReferenceOperation or IAssignmentOperation or IIncrementOrDecrementOperation or ISpreadOperation => false,
                _ => true,
            };
            if (!isFixed)
            {
                return null;
            }
        }

        return shape.DescendantsAndSelf().Any(static part => part is ICollectionExpressionOperation or IArrayCreationOperation) ? shape.Syntax.ToString() : null;
    }

    // stream.Child("tied"), stream.Child("tied.embedding"): the name says that equal values are meant.
    private static bool IsTied(IOperation stream)
    {
        stream = Bare(stream);
        if (stream is ILocalReferenceOperation { Local: { } local } && !IsReassigned(local, stream))
        {
            IOperation root = stream;
            while (root.Parent is { } parent)
            {
                root = parent;
            }

            IOperation? value = root.Descendants().OfType<IVariableDeclaratorOperation>()
                .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, local))?.GetVariableInitializer()?.Value;
            stream = value is null ? stream : Bare(value);
        }

        return stream is IInvocationOperation { TargetMethod.Name: "Child", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }] }
            && (name == "tied" || name.StartsWith("tied.", StringComparison.Ordinal));
    }

    // In a loop one call fills many parameters; which, cannot be told here.
    private static bool IsInLoop(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What makes two streams one: the same variable, never assigned twice, or the same constants.</summary>
    private static string? KeyOf(IOperation stream)
    {
        stream = Bare(stream);
        switch (stream)
        {
            case ILocalReferenceOperation local when !IsReassigned(local.Local, stream):
                return "local " + local.Local.Name;
            case IParameterReferenceOperation parameter when !IsReassigned(parameter.Parameter, stream):
                return "parameter " + parameter.Parameter.Name;
            case IFieldReferenceOperation { Field.IsReadOnly: true } field:
                return "field " + field.Field.Name;
            case IObjectCreationOperation { Arguments: { Length: > 0 } arguments } when arguments.All(static argument => argument.Value.ConstantValue.HasValue):
                return "new " + string.Join(", ", arguments.Select(static argument => argument.Value.ConstantValue.Value));
            case IInvocationOperation { TargetMethod.Name: "From", Arguments: [{ Value: { } random }] }
                when Bare(random) is IObjectCreationOperation { Type.Name: "Random", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: { } seed } }] }:
                return "random " + seed;
            case IInvocationOperation { TargetMethod.Name: "Child", Instance: { } parent, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: { } child } }] }:
                return KeyOf(parent) is { } key ? key + "/" + child : null;
            default:
                return null;
        }
    }

    private static bool IsReassigned(ISymbol variable, IOperation use)
    {
        IOperation root = use;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        return root.Descendants().Any(operation => operation is IAssignmentOperation { Target: { } target }
            && ((target is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable))
                || (target is IParameterReferenceOperation parameter && SymbolEqualityComparer.Default.Equals(parameter.Parameter, variable))));
    }

    private static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IInvocationOperation { TargetMethod.Name: "AsSpan" or "CreateSpan" } view when view.Arguments.Length > 0 || view.Instance is not null:
                    operation = view.Instance ?? view.Arguments[0].Value;
                    break;
                case IArrayElementReferenceOperation element:
                    operation = element.ArrayReference;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static ISymbol? SymbolOf(IOperation target) => target switch
    {
        IMemberReferenceOperation member => member.Member,
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool SameTarget(IOperation left, IOperation right) =>
        SymbolOf(left) is null || SymbolEqualityComparer.Default.Equals(SymbolOf(left), SymbolOf(right));

    // Known to be of one shape: created with the same constant sizes.
    private static bool SameShape(IOperation left, IOperation right) =>
        SizesOf(SymbolOf(left)) is { } sizes && SizesOf(SymbolOf(right)) is { } others && sizes == others;

    private static string? SizesOf(ISymbol? symbol)
    {
        if (symbol?.DeclaringSyntaxReferences is not [var reference])
        {
            return null;
        }

        Microsoft.CodeAnalysis.CSharp.Syntax.ExpressionSyntax? value = reference.GetSyntax() switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax variable => variable.Initializer?.Value,
            Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer?.Value,
            _ => null,
        };
        return value is Microsoft.CodeAnalysis.CSharp.Syntax.ArrayCreationExpressionSyntax { Initializer: null } creation
            ? creation.Type.ToString()
            : null;
    }

    private static string NameOf(IOperation target) => SymbolOf(target)?.Name ?? target.Syntax.ToString();
}
