using System.Text.RegularExpressions;

namespace Pinchang.Domain.Screening;

public enum ScreeningSeverity
{
    /// <summary>Shown to a person who decides; not held back.</summary>
    Marked,

    /// <summary>Held back; its author is told which rule.</summary>
    Refused,
}

/// <summary>
/// One act that is not let through, with its clause and an example that a test tries.
/// Patterns read the text as <see cref="ScreenedText"/> folds it: no spaces, no punctuation, lower case, plain digits.
/// </summary>
public sealed record ScreeningRule
{
    /// <summary>Stable, such as <c>fees.deposit</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As its author reads it.</summary>
    public required string Name { get; init; }

    public required string Clause { get; init; }

    public required ScreeningSeverity Severity { get; init; }

    public required Regex Pattern { get; init; }

    /// <summary>Words around a hit that make it harmless: 不收取押金, 男女不限.</summary>
    public Regex? Unless { get; init; }

    /// <summary>Whether 一三八 counts as 138.</summary>
    public bool ReadsNumerals { get; init; }

    public required string Example { get; init; }
}

/// <summary>A rule that a text met, and the folded words that met it.</summary>
public sealed record ScreeningHit(ScreeningRule Rule, string Words);
