using System.Globalization;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

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

    public DateTimeOffset? ClaimedUntil { get; init; }

    public DateTimeOffset ArrangedAt { get; init; }

    /// <param name="place">Counts from 1 in its sitting: the seat.</param>
    public static ArrangedSession Arrange(
        Guid id, Sitting sitting, Examinee examinee, int place, PaperOutline outline, string seed, DateTimeOffset now) => new()
        {
            Id = id,
            AgencyId = sitting.AgencyId,
            ProjectId = sitting.ProjectId,
            SittingId = sitting.Id,
            PaperId = sitting.PaperId,
            RegistrationId = examinee.RegistrationId,
            CandidateId = examinee.CandidateId,
            CandidateName = examinee.Name,
            TicketNumber = examinee.TicketNumber,
            Seat = place.ToString("D3", CultureInfo.InvariantCulture),
            Seed = seed,
            Draw = PaperShuffle.Draw(outline, seed),
            State = ExamSessionState.Arranged,
            Standing = SessionStanding.Arranged,
            ArrangedAt = now,
        };
}

/// <summary>Somebody who was admitted to the exam and does not sit for the paper yet.</summary>
public sealed record Examinee(Guid RegistrationId, Guid CandidateId, string Name, string TicketNumber);
