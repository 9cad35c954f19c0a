using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Analyzers.Flow;

/// <summary>Finds the methods that are a model's forward pass and reads them.</summary>
internal static class ForwardPass
{
    // Words of a method's name, at the start of a word, that say it runs the network.
    private static readonly string[] s_forward =
    [
        "forward", "predict", "infer", "evaluate", "eval", "call", "apply", "run", "compute", "encode", "decode", "act", "logits", "classify",
        "score", "generate", "activate", "process", "transform", "embed", "project", "step", "output", "reconstruct", "invoke", "policy",
        "value", "think", "feed", "propagate", "query", "attend", "sample", "discriminate", "qvalues", "advance", "hidden", "respond", "pass",
        "recognize", "regress", "render", "inverse", "mix", "route", "similarity", "distance", "features", "scores", "next",
    ];

    // And those that say it does something else with the weights: gradients, training, saving, filling.
    private static readonly string[] s_other =
    [
        "backward", "back", "backprop", "backpropagate", "grad", "gradient", "gradients", "train", "fit", "learn", "update", "optimize", "adjust",
        "save", "load", "read", "write", "serialize", "deserialize", "initialize", "init", "reset", "clone", "copy", "dispose", "equals", "compare",
        "print", "dump", "describe", "export", "import", "mutate", "crossover", "perturb", "regularize", "penalty", "decay", "loss", "cost",
        "error", "visit", "zero", "prune", "quantize", "statistics", "summary", "accuracy", "test",
    ];

    // Of these, the ones that may hold a forward pass too.
    private static readonly string[] s_training = ["train", "fit", "learn", "update", "optimize", "backward", "backprop", "backpropagate"];

    public static FlowGraph Read(INamedTypeSymbol type, IReadOnlyDictionary<ISymbol, FlowMember> members, Compilation compilation, CancellationToken cancellation)
    {
        var graph = new FlowGraphBuilder();
        List<IMethodSymbol> methods = MethodsOf(type);
        List<IMethodSymbol> candidates = [.. methods.Where(static method => !Says(method.Name, s_other))];
        List<IMethodSymbol> named = [.. candidates.Where(static method => Says(method.Name, s_forward))];
        List<IMethodSymbol> trainers = [.. methods.Where(static method => Says(method.Name, s_training))];
        candidates = named.Count > 0 ? named : candidates;
        if (candidates.Count + trainers.Count == 0)
        {
            return graph.ToGraph();
        }

        Passes passes = new Interpreter(compilation, new FlowModel(type, members), graph, cancellation).Passes;
        passes.Construct();
        var read = new List<IMethodSymbol>();
        var calls = new Dictionary<IMethodSymbol, HashSet<string>>(SymbolEqualityComparer.Default);
        while (Roots(candidates, calls, cancellation).Find(root => !read.Contains(root)) is { } root)
        {
            read.Add(root);
            if (!passes.TryRun(root))
            {
                // A step of training says nothing; the methods that it calls may.
                candidates.Remove(root);
                trainers.Add(root);
            }
        }

        // Without a forward pass of its own, what a training method does inline is one.
        if (graph.IsComplete && !graph.Edges.Any())
        {
            foreach (IMethodSymbol trainer in Roots(trainers, calls, cancellation))
            {
                passes.RunTraining(trainer);
            }
        }

        return graph.ToGraph();
    }

    private static List<IMethodSymbol> MethodsOf(INamedTypeSymbol type)
    {
        var methods = new List<IMethodSymbol>();
        for (INamedTypeSymbol? current = type; current is { SpecialType: not SpecialType.System_Object }; current = current.BaseType)
        {
            foreach (ISymbol member in current.GetMembers())
            {
                IMethodSymbol? method = member switch
                {
                    IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsStatic: false } ordinary => ordinary,
                    IPropertySymbol { IsIndexer: true, GetMethod: { } getter } => getter,
                    _ => null,
                };
                if (method is not null && IsWritten(method) && !methods.Exists(other => SymbolEqualityComparer.Default.Equals(other.OverriddenMethod, method)))
                {
                    methods.Add(method);
                }
            }
        }

        return methods;
    }

    // Written by hand: the generator's own members run no network.
    private static bool IsWritten(IMethodSymbol method) =>
        method.Name is not ("InitializeParameters" or "VisitParameters")
        && method.DeclaringSyntaxReferences.Any(static reference => !reference.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    /// <summary>Those that no other of them calls.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="calls">The names that each method's body mentions, read once.</param>
    /// <param name="cancellation">Stops the reading.</param>
    private static List<IMethodSymbol> Roots(
        List<IMethodSymbol> methods, Dictionary<IMethodSymbol, HashSet<string>> calls, CancellationToken cancellation)
    {
        var called = new HashSet<string>(StringComparer.Ordinal);
        foreach (IMethodSymbol method in methods)
        {
            if (!calls.TryGetValue(method, out HashSet<string>? names))
            {
                calls.Add(method, names = CallsOf(method, cancellation));
            }

            called.UnionWith(names);
        }

        return [.. methods.Where(method => !called.Contains(method.Name))];
    }

    // Calls of methods of the model itself, by their names: this.Hidden(x), Hidden(x), or Hidden as a delegate.
    private static HashSet<string> CallsOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SyntaxReference reference in method.DeclaringSyntaxReferences)
        {
            foreach (SyntaxNode node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } } name
                    && name.Identifier.ValueText != method.Name)
                {
                    names.Add(name.Identifier.ValueText);
                }
            }
        }

        return names;
    }

    /// <summary>Whether a name has one of the words, as the words of PascalCase and snake_case go.</summary>
    private static bool Says(string name, string[] words)
    {
        foreach (string word in Words(name))
        {
            if (Array.IndexOf(words, word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Words(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool boundary = i == name.Length || name[i] == '_' || (char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])) || char.IsDigit(name[i]);
            if (boundary)
            {
                yield return name.Substring(start, i - start).Trim('_').ToLowerInvariant();
                start = i;
            }
        }
    }
}
