using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Results;

/// <summary>复核: a candidate asks that the score be looked at again, once for each notice and within its window.</summary>
public sealed class Recheck : IOwnedByAgency
{
    public required Guid Id { get; init; }

    public required Guid AgencyId { get; init; }

    public required Guid NoticeId { get; init; }

    public required Guid RegistrationId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public RecheckState State { get; private set; } = RecheckState.Requested;

    public string? Answer { get; private set; }

    public Guid? AnsweredBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public static Outcome<Recheck> Request(Guid id, ScoreNotice notice, Score score, bool askedBefore, RequestRecheck request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(request);
        if (notice.RecheckUntil is not { } until)
        {
            return ScoreRefusals.NotPublished;
        }

        if (now >= until)
        {
            return ScoreRefusals.RecheckOver.With(ChinaTime.Text(until));
        }

        if (askedBefore)
        {
            return ScoreRefusals.RecheckAsked;
        }

        if (WrittenText.Check(request.Reason, 300, "reason", required: true, lines: true) is { } refusal)
        {
            return refusal;
        }

        return new Recheck
        {
            Id = id,
            AgencyId = notice.AgencyId,
            NoticeId = notice.Id,
            RegistrationId = score.RegistrationId,
            Reason = WrittenText.Tidy(request.Reason)!,
            RequestedAt = now,
        };
    }

    /// <param name="anySentBack">Whether an answer of the candidate went back to marking since this was asked.</param>
    public Outcome<Recheck> Settle(AnswerRecheck answer, bool anySentBack, Guid by, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (State != RecheckState.Requested)
        {
            return ScoreRefusals.RecheckAnswered;
        }

        if (answer.Corrected && !anySentBack)
        {
            return ScoreRefusals.NothingSentBack;
        }

        if (WrittenText.Check(answer.Answer, 500, "answer", required: true, lines: true) is { } refusal)
        {
            return refusal;
        }

        (State, Answer, AnsweredBy, AnsweredAt) =
            (answer.Corrected ? RecheckState.Corrected : RecheckState.Upheld, WrittenText.Tidy(answer.Answer), by, now);
        return this;
    }
}
