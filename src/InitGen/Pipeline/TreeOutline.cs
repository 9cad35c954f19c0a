using System.Runtime.CompilerServices;
using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace InitGen.Pipeline;

/// <summary>
/// What the models can depend on in one file, by syntax alone: its declarations without comments, blanks and method bodies, but with the
/// bodies of constructors, where arrays are created. Made once a tree, and kept as long as the tree.
/// </summary>
internal sealed class TreeOutline
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeOutline> s_outlines = new();

    private static readonly HashSet<string> s_attributes = new(
        InitializerKinds.All.Select(kind => kind.ToString()).Append("Module").SelectMany(name => new[] { name, name + "Attribute" }),
        StringComparer.Ordinal);

    private readonly SyntaxTree _tree;
    private StrongBox<Fingerprint>? _fingerprint;

    private TreeOutline(SyntaxTree tree, List<Candidate> candidates, List<string> globalAliases)
    {
        _tree = tree;
        Candidates = candidates;
        GlobalAliases = globalAliases;
    }

    /// <summary>The types with attributes on members.</summary>
    public IReadOnlyList<Candidate> Candidates { get; }

    /// <summary>The aliases that hold in every file.</summary>
    public IReadOnlyList<string> GlobalAliases { get; }

    public static TreeOutline Of(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_outlines.TryGetValue(tree, out TreeOutline? outline))
        {
            outline = s_outlines.GetValue(tree, _ => Create(tree, cancellation));
        }

        return outline;
    }

    private static TreeOutline Create(SyntaxTree tree, CancellationToken cancellation)
    {
        var types = new List<TypeDeclarationSyntax>();
        var aliases = new List<string>();
        var globalAliases = new List<string>();
        foreach (SyntaxNode node in tree.GetRoot(cancellation).DescendantNodes(
            static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            cancellation.ThrowIfCancellationRequested();
            if (node is TypeDeclarationSyntax type)
            {
                types.Add(type);
            }
            else if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: { } alias } directive)
            {
                (directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? globalAliases : aliases).Add(alias);
            }
        }

        var candidates = new List<Candidate>();
        foreach (TypeDeclarationSyntax type in types)
        {
            string[] names = [.. AttributeNames(type)];
            if (names.Length > 0)
            {
                bool known = Array.Exists(names, name => s_attributes.Contains(name) || IsAlias(aliases, name));
                candidates.Add(new Candidate(MetadataNameOf(type), known, names));
            }
        }

        return new TreeOutline(tree, candidates, globalAliases);
    }

    /// <summary>The fingerprint of all that counts. It reads every token of the declarations: only where there are models is it asked for.</summary>
    public Fingerprint FingerprintOf(CancellationToken cancellation) =>
        (_fingerprint ??= new StrongBox<Fingerprint>(Read(_tree, cancellation))).Value;

    private static Fingerprint Read(SyntaxTree tree, CancellationToken cancellation)
    {
        SyntaxNode root = tree.GetRoot(cancellation);
        var hash = new Fingerprint.Builder();
        hash.Add((long)((tree.Options as CSharpParseOptions)?.LanguageVersion ?? LanguageVersion.Default));
        var bodies = new List<SyntaxNode>();
        foreach (SyntaxNodeOrToken item in root.DescendantNodesAndTokens(Descend))
        {
            cancellation.ThrowIfCancellationRequested();
            if (item.IsToken)
            {
                Add(ref hash, item.AsToken());
            }
        }

        foreach (SyntaxNode body in bodies)
        {
            cancellation.ThrowIfCancellationRequested();
            if (body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && CountsBodies(type))
            {
                foreach (string name in CreationSites.LateNames(body).Distinct(StringComparer.Ordinal).OrderBy(name => name, StringComparer.Ordinal))
                {
                    hash.Add(name);
                }
            }

            hash.Add(0UL);
        }

        return hash.ToFingerprint();

        bool Descend(SyntaxNode node)
        {
            bool isBody = node switch
            {
                BlockSyntax { Parent: MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or DestructorDeclarationSyntax } => true,
                ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax or DestructorDeclarationSyntax or IndexerDeclarationSyntax } => true,
                BlockSyntax { Parent: AccessorDeclarationSyntax } or ArrowExpressionClauseSyntax { Parent: AccessorDeclarationSyntax or PropertyDeclarationSyntax } =>
                    node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || !CountsBodies(type),
                GlobalStatementSyntax => true,
                _ => false,
            };
            if (isBody)
            {
                bodies.Add(node);
            }

            return !isBody;
        }
    }

    /// <summary>The types of all files that have an attribute with the name of one of InitGen's, or of an alias.</summary>
    public static IEnumerable<Candidate> CandidatesOf(IReadOnlyCollection<TreeOutline> outlines)
    {
        string[] aliases = [.. outlines.SelectMany(static outline => outline.GlobalAliases)];
        return outlines.SelectMany(static outline => outline.Candidates)
            .Where(candidate => candidate.IsKnown || candidate.Attributes.Any(name => IsAlias(aliases, name)));
    }

    // An attribute's name may stand for one of InitGen's by an alias.
    private static bool IsAlias(IEnumerable<string> aliases, string attribute) =>
        aliases.Any(alias => alias == attribute || alias == attribute + "Attribute");

    // What a body writes to counts only where members may be parameters: in models, which are partial, and in layers, which are marked.
    private static bool CountsBodies(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword) || type.Members.Any(member => member.AttributeLists.Count > 0);

    private static void Add(ref Fingerprint.Builder hash, SyntaxToken token)
    {
        if (token.ContainsDirectives)
        {
            // Of the directives only this one changes what declarations mean; the others choose tokens.
            foreach (SyntaxTrivia trivia in token.LeadingTrivia)
            {
                if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
                {
                    hash.Add(trivia.ToString());
                }
            }
        }

        hash.Add(token.RawKind);
        if (token.IsKind(SyntaxKind.IdentifierToken) || token.Value is not null)
        {
            hash.Add(token.Text);
        }
    }

    private static IEnumerable<string> AttributeNames(TypeDeclarationSyntax type)
    {
        IEnumerable<AttributeListSyntax> lists = type.Members
            .Where(member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax)
            .SelectMany(member => member.AttributeLists);
        if (type.ParameterList is { } parameters)
        {
            lists = lists.Concat(parameters.Parameters.SelectMany(parameter => parameter.AttributeLists));
        }

        return lists.SelectMany(list => list.Attributes).Select(attribute => NameOf(attribute.Name)).Distinct(StringComparer.Ordinal);
    }

    private static string NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => "",
    };

    private static string MetadataNameOf(TypeDeclarationSyntax type)
    {
        string name = OwnNameOf(type);
        for (SyntaxNode? outer = type.Parent; outer is not null; outer = outer.Parent)
        {
            name = outer switch
            {
                TypeDeclarationSyntax containing => OwnNameOf(containing) + "+" + name,
                BaseNamespaceDeclarationSyntax space => PlainName(space.Name) + "." + name,
                _ => name,
            };
        }

        return name;

        static string OwnNameOf(TypeDeclarationSyntax declaration)
        {
            int arity = declaration.TypeParameterList?.Parameters.Count ?? 0;
            return arity == 0 ? declaration.Identifier.ValueText : declaration.Identifier.ValueText + "`" + Emission.Literal.Int(arity);
        }

        static string PlainName(NameSyntax name) => name is QualifiedNameSyntax qualified
            ? PlainName(qualified.Left) + "." + qualified.Right.Identifier.ValueText
            : NameOf(name);
    }

    /// <summary>A type with attributes on its members.</summary>
    /// <param name="MetadataName">Its name in metadata.</param>
    /// <param name="IsKnown">Whether one of the attributes has the name of one of InitGen's, or of an alias.</param>
    /// <param name="Attributes">The attributes' names.</param>
    internal sealed record Candidate(string MetadataName, bool IsKnown, IReadOnlyList<string> Attributes);
}
