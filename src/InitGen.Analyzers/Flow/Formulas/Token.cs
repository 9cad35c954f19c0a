namespace InitGen.Analyzers.Flow;

/// <summary>What a <see cref="Token"/> stands for.</summary>
internal enum TokenKind
{
    /// <summary>A number of the signal: the output of a weight, or a sum of such.</summary>
    Signal,

    /// <summary>A number that is not the signal, not known, and one for all units: a hyperparameter, a size, an index.</summary>
    Scalar,

    /// <summary>An element of an array that is not the signal and not known: another number for each unit.</summary>
    Element,

    /// <summary>A number drawn at random: another one each time.</summary>
    Random,
}

/// <summary>
/// An unknown of an <see cref="Expr"/>. Two tokens are one number if they come from one place in the code under one chain of calls:
/// that is what lets a loop's values settle after a few rounds.
/// </summary>
internal sealed record Token(TokenKind Kind, object Site, object? Slot = null)
{
    /// <summary>Whether it runs over an axis, as a loop's counter does.</summary>
    public bool IsIndex => Slot is LoopIndex;

    /// <summary>Whether it is a loop's counter in some of its rounds only.</summary>
    public bool IsTurn => Slot is TurnIndex;
}

/// <summary>The slot of a token that runs over an axis: a loop's variable.</summary>
internal record LoopIndex(object Variable);

/// <summary>The variable of a loop in some of its rounds only: the first, those between, the last.</summary>
internal sealed record TurnIndex(object Variable) : LoopIndex(Variable);
