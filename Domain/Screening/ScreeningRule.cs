namespace Pinchang.Domain.Screening;

public enum ScreeningSeverity
{
    /// <summary>Shown to the person who reviews; held back nowhere.</summary>
    Marked,

    /// <summary>Held back until a person has looked; its author is told which rule.</summary>
    Refused,
}

/// <summary>
/// One act that is not let through, with its clause and an example that a test tries. Everything in it is plain text, so that it can be
/// read, edited and tried by people who write no programs.
/// </summary>
public sealed record ScreeningRule
{
    /// <summary>Stable, such as <c>fees.deposit</c>.</summary>
    public required string Id { get; init; }

    /// <summary>As its author reads it.</summary>
    public required string Name { get; init; }

    public required string Clause { get; init; }

    public required ScreeningSeverity Severity { get; init; }

    /// <summary>As <see cref="ScreeningPattern"/> reads them; any one suffices.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>Words shortly before or in a hit, in the same clause, that turn it round: 不收取, 谨防.</summary>
    public IReadOnlyList<string> Unless { get; init; } = [];

    /// <summary>Words shortly after it, in the same sentence, that do: 请举报, 吗.</summary>
    public IReadOnlyList<string> UnlessThen { get; init; } = [];

    /// <summary>Longer words that only contain a word of the rule: 女装, 汉族风情.</summary>
    public IReadOnlyList<string> Harmless { get; init; } = [];

    public required string Example { get; init; }
}

/// <summary>A rule that a text met, and where.</summary>
/// <param name="Words">As they stand in the text.</param>
/// <param name="Place">In the original text.</param>
public sealed record ScreeningHit(ScreeningRule Rule, string Words, TextSpan Place);
