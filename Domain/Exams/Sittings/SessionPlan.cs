using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>What was arranged before anybody came; it does not change while a session is awake.</summary>
public sealed record SessionPlan
{
    public required Guid SessionId { get; init; }

    public required Guid SittingId { get; init; }

    public required Guid ProjectId { get; init; }

    public required Guid PaperId { get; init; }

    public required Guid CandidateId { get; init; }

    public required string Title { get; init; }

    public required string CandidateName { get; init; }

    public required string TicketNumber { get; init; }

    public string? Seat { get; init; }

    public required SittingSettings Settings { get; init; }

    public required PaperDraw Draw { get; init; }

    /// <summary>Ids of the drawn questions.</summary>
    public required IReadOnlySet<string> Questions { get; init; }
}
