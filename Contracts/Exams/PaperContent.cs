using Orleans;

namespace Pinchang.Contracts.Exams;

[GenerateSerializer, Alias("question-kind")]
public enum QuestionKind
{
    SingleChoice,
    MultipleChoice,

    /// <summary>A choice between 正确 and 错误, whose two options are never shuffled.</summary>
    TrueFalse,
    FillIn,
    Essay,
}

/// <summary>
/// What a candidate reads: no right option, no accepted text, no reference answer. Serialised as camelCase JSON, encrypted once per paper
/// and delivered as the same bytes to every candidate: nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM without associated data.
/// </summary>
public sealed record PaperContent
{
    public required Guid PaperId { get; init; }

    public required string Title { get; init; }

    public string? Instructions { get; init; }

    public required PaperSection[] Sections { get; init; }
}

public sealed record PaperSection
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Instructions { get; init; }

    public required PaperQuestion[] Questions { get; init; }
}

/// <summary>One question. Its ids belong to this paper alone and say nothing about the bank that it came from.</summary>
public sealed record PaperQuestion
{
    public required string Id { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>The text; in a fill-in each blank is written as <c>____</c>.</summary>
    public required string Stem { get; init; }

    public required decimal Points { get; init; }

    /// <summary>data: addresses, so that nothing is fetched after the start.</summary>
    public string[] Pictures { get; init; } = [];

    /// <summary>Empty unless it is a choice.</summary>
    public PaperOption[] Options { get; init; } = [];

    /// <summary>How many texts a fill-in asks for; 0 otherwise.</summary>
    public int Blanks { get; init; }
}

/// <param name="PinnedLast">以上都对 and its like: after the shuffled ones, in the paper's order.</param>
public sealed record PaperOption(string Id, string Text, bool PinnedLast = false);

/// <summary>The order in which one candidate meets a paper, as drawn from the seed of the session and stored.</summary>
[GenerateSerializer, Immutable, Alias("paper-draw")]
public sealed record PaperDraw
{
    [Id(0)]
    public required SectionDraw[] Sections { get; init; }

    /// <summary>By question id; only choices are in it.</summary>
    [Id(1)]
    public required IReadOnlyDictionary<string, string[]> OptionOrder { get; init; }
}

[GenerateSerializer, Immutable, Alias("section-draw")]
public sealed record SectionDraw([property: Id(0)] string SectionId, [property: Id(1)] string[] QuestionIds);
