using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>成绩公示: the scores of a project as assembled at one moment. What the client confirms is what is published; a correction is a new one.</summary>
public sealed class ScoreNotice : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid ProjectId { get; init; }

    public required int Version { get; init; }

    public required string Fingerprint { get; init; }

    public required Guid AssembledBy { get; init; }

    public required DateTimeOffset AssembledAt { get; init; }

    public ScoreNoticeState State { get; private set; } = ScoreNoticeState.Assembled;

    public string? ConfirmedBy { get; private set; }

    public string? ConfirmationReference { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    public Guid? PublishedBy { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The first moment at which it is no longer public.</summary>
    public DateTimeOffset? PublicUntil { get; private set; }

    public DateTimeOffset? RecheckUntil { get; private set; }

    public DateTimeOffset? TakenDownAt { get; private set; }

    public string? TakenDownReason { get; private set; }

    public bool IsPublic(DateTimeOffset now) => State == ScoreNoticeState.Published && now < PublicUntil;

    public Outcome<ScoreNotice> Confirm(Confirmation confirmation)
    {
        ArgumentNullException.ThrowIfNull(confirmation);
        if (State != ScoreNoticeState.Assembled)
        {
            return ScoreRefusals.WrongState;
        }

        (State, ConfirmedBy, ConfirmationReference, ConfirmedAt) =
            (ScoreNoticeState.Confirmed, confirmation.By, confirmation.Reference, confirmation.At);
        return this;
    }

    /// <summary>Public from now to the end of the last day.</summary>
    public Outcome<ScoreNotice> Publish(PublishScores terms, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (State == ScoreNoticeState.Assembled)
        {
            return ScoreRefusals.Unconfirmed;
        }

        if (State != ScoreNoticeState.Confirmed)
        {
            return ScoreRefusals.WrongState;
        }

        if (terms.Days is < 1 or > 90)
        {
            return CommonRefusals.OutOfRange.With("1", "90").On("days");
        }

        if (terms.RecheckDays is < 0 or > 30)
        {
            return CommonRefusals.OutOfRange.With("0", "30").On("recheckDays");
        }

        var today = ChinaTime.DateOf(now);
        (State, PublishedBy, PublishedAt) = (ScoreNoticeState.Published, by, now);
        PublicUntil = ChinaTime.EndOf(today.AddDays(terms.Days - 1));
        RecheckUntil = terms.RecheckDays == 0 ? now : ChinaTime.EndOf(today.AddDays(terms.RecheckDays - 1));
        return this;
    }

    public Outcome<ScoreNotice> TakeDown(string? reason, DateTimeOffset now)
    {
        if (State != ScoreNoticeState.Published)
        {
            return ScoreRefusals.WrongState;
        }

        if (WrittenText.Check(reason, 500, "reason", required: true) is { } refusal)
        {
            return refusal;
        }

        (State, TakenDownAt, TakenDownReason) = (ScoreNoticeState.TakenDown, now, WrittenText.Tidy(reason));
        return this;
    }

    /// <summary>A newer notice is published, or assembled before this one was.</summary>
    public void Supersede(DateTimeOffset now) => (State, TakenDownAt) = (ScoreNoticeState.Superseded, PublishedAt is null ? null : now);
}

/// <summary>One candidate's line of a notice, as it was assembled. Never changed.</summary>
public sealed class Score
{
    public required Guid NoticeId { get; init; }

    public required Guid RegistrationId { get; init; }

    public required Guid CandidateId { get; init; }

    public required string TicketNumber { get; init; }

    public required string Name { get; init; }

    public required string Position { get; init; }

    public required ScoreStanding Standing { get; init; }

    public required ScorePart[] Parts { get; init; }

    public decimal? Total { get; init; }

    public int? Rank { get; init; }

    public required int RankedOf { get; init; }
}
