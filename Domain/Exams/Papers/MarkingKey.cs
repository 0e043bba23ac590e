using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Papers;

/// <summary>What answers are measured by. Encrypted under a key of its own, which no candidate is ever given.</summary>
public sealed record MarkingKey
{
    public required Guid PaperId { get; init; }

    public required KeyedQuestion[] Questions { get; init; }
}

public sealed record KeyedQuestion
{
    /// <summary>The paper's id of the question, as in <see cref="PaperContent"/>.</summary>
    public required string QuestionId { get; init; }

    public required QuestionKind Kind { get; init; }

    public required decimal Points { get; init; }

    /// <summary>The right options: one of a single choice or true/false, one or more of a multiple choice.</summary>
    public string[] RightOptions { get; init; } = [];

    /// <summary>
    /// Multiple choice: what each rightly chosen option brings when some are missing and none is wrong (少选得分); null gives all or nothing.
    /// A wrong option always brings zero.
    /// </summary>
    public decimal? PointsPerRightOption { get; init; }

    /// <summary>Fill-in: for each blank the texts that count, as the setter wrote them. Each blank brings an equal part of the points.</summary>
    public string[][] AcceptedBlanks { get; init; } = [];

    /// <summary>Fill-in: the blanks may be filled in any order.</summary>
    public bool BlanksInAnyOrder { get; init; }

    /// <summary>Essay: what markers read beside the script.</summary>
    public string? ReferenceAnswer { get; init; }

    public string? Rubric { get; init; }

    /// <summary>The question of the bank and its version, for the archive.</summary>
    public Guid? BankQuestionId { get; init; }

    public int? BankVersion { get; init; }
}
