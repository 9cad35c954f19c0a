using Microsoft.CodeAnalysis;

namespace InitGen.Analyzers.Rules;

/// <summary>Makes the descriptors, so that all of them link to their page.</summary>
internal static class Rule
{
    public const string Declaration = "InitGen.Declaration";
    public const string Initialization = "InitGen.Initialization";
    public const string Suggestion = "InitGen.Suggestion";

    /// <summary>An error: correct code cannot be generated, or the declaration contradicts itself.</summary>
    public static DiagnosticDescriptor Error(string id, string title, string message, string description) =>
        Create(id, title, message, description, Declaration, DiagnosticSeverity.Error, isEnabled: true);

    /// <summary>A warning: very likely a bug, fired on certain knowledge only.</summary>
    public static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        Create(id, title, message, description, Initialization, DiagnosticSeverity.Warning, isEnabled: true);

    /// <summary>Worth knowing.</summary>
    public static DiagnosticDescriptor Info(string id, string title, string message, string description, bool isEnabled = true) =>
        Create(id, title, message, description, Suggestion, DiagnosticSeverity.Info, isEnabled);

    private static DiagnosticDescriptor Create(
        string id, string title, string message, string description, string category, DiagnosticSeverity severity, bool isEnabled) =>
        new(id, title, message, category, severity, isEnabled, description, "https://github.com/initgen/initgen/blob/main/docs/rules/" + id + ".md");
}
