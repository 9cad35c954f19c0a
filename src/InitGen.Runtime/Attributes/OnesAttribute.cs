namespace InitGen;

/// <summary>Sets every element to 1: the gains of norms.</summary>
public sealed class OnesAttribute : InitializerAttribute;
