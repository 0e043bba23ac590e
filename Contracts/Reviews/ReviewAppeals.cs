namespace Pinchang.Contracts.Reviews;

/// <summary><c>POST /api/review-appeals/{thingId}</c>: once against each refusal, by whoever may hand the thing in.</summary>
public sealed record AppealReview
{
    public required string Text { get; init; }
}

/// <summary><c>GET /api/review-appeals/{thingId}</c>: what was refused, and what became of the appeal.</summary>
public sealed record ReviewAppealDetails
{
    public required Guid ThingId { get; init; }

    public required ReviewKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>Why it was refused.</summary>
    public required string Reason { get; init; }

    public required bool CanAppeal { get; init; }

    /// <summary>Null before there is an appeal.</summary>
    public string? Text { get; init; }

    public DateTimeOffset? AskedAt { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public ReviewOutcome? Outcome { get; init; }

    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>What the desk shows of an appeal.</summary>
/// <param name="Reason">Why it had been refused.</param>
/// <param name="IsMine">The caller refused it and decides nothing here.</param>
public sealed record CaseAppeal(string Text, string Reason, DateTimeOffset DueAt, bool IsMine);
