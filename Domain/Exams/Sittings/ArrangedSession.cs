using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// A session's row as lists and the office see it. Made once when the sitting is arranged; from then on its grain alone writes it.
/// </summary>
public sealed class ArrangedSession : IOwnedByAgency
{
    public Guid Id { get; init; }

    public Guid AgencyId { get; init; }

    public Guid ProjectId { get; init; }

    public Guid SittingId { get; init; }

    public Guid PaperId { get; init; }

    public Guid RegistrationId { get; init; }

    public Guid CandidateId { get; init; }

    public required string CandidateName { get; init; }

    public required string TicketNumber { get; init; }

    public string? Seat { get; init; }

    /// <summary>The order of questions and options follows from it.</summary>
    public required string Seed { get; init; }

    public required PaperDraw Draw { get; init; }

    public ExamSessionState State { get; init; }

    public SessionEndKind? EndKind { get; init; }

    public int Epoch { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int ExtraSeconds { get; init; }

    public string? ReceiptCode { get; init; }

    public string? ReceiptSha256 { get; init; }

    public required SessionStanding Standing { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    public DateTimeOffset? ClaimedUntil { get; init; }

    public DateTimeOffset ArrangedAt { get; init; }
}
