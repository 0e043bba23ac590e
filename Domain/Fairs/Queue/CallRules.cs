using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// Calling, answering, missing. Called is the lowest number that is not held; a hold passes a number over without costing
/// it anything, and a missed call costs one of its few skips.
/// </summary>
public static class CallRules
{
    /// <summary>An answer that was received in time may still be on its way through the house.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private const int LongestReason = 200;

    /// <summary>Who is called next. Those who put off a call come last, and only when a recruiter asks.</summary>
    public static Place? Next(BoothQueue queue, Attendance attendance, DateTimeOffset now, bool asked = true)
    {
        Place? later = null;
        foreach (var place in queue.Living.Where(place => place.State == PlaceState.Waiting && !queue.IsTentative(place.Id)))
        {
            switch (QueueRules.HoldOf(queue, place, attendance, now))
            {
                case Hold.None:
                    return place;
                case Hold.PutOff when asked:
                    later ??= place;
                    break;
            }
        }

        return later;
    }

    public static Outcome<QueueDecision> Call(BoothQueue queue, CallNext command, Attendance attendance, DateTimeOffset now, bool asked = true)
    {
        var actor = command.Actor;
        if (queue.FindTalk(command.TalkId) is { } called)
        {
            return called.RecruiterId == actor.UserId ? QueueRules.Nothing(called.Id) : FairRefusals.TalkNotFound;
        }

        if ((queue.Plan.WhyShut(actor.At) ?? QueueRules.WhyNotServed(queue)) is { } refusal)
        {
            return refusal;
        }

        if (!queue.Standing.OnDuty.Contains(actor.UserId))
        {
            return FairRefusals.NotOnDuty;
        }

        if (queue.OpenTalkOf(actor.UserId) is not null)
        {
            return FairRefusals.RecruiterBusy;
        }

        if (queue.Waiting == 0)
        {
            return FairRefusals.QueueEmpty;
        }

        if (Next(queue, attendance, now, asked) is not { } place)
        {
            return FairRefusals.NobodyReady.With(queue.Waiting.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var talk = new Talk
        {
            Id = command.TalkId,
            BoothId = place.BoothId,
            FairId = place.FairId,
            PlaceId = place.Id,
            CandidateId = place.CandidateId,
            CandidateName = place.CandidateName,
            RecruiterId = actor.UserId,
            RecruiterName = actor.Name,
            State = TalkState.Calling,
            CalledAt = now,
            AnswerBy = now + TimeSpan.FromSeconds(queue.Plan.Settings.AnswerSeconds),
            ResumeShared = place.ShareResume,
        };
        return new QueueDecision(
            [new(BoothFactKind.Called, place with { State = PlaceState.Called, TalkId = talk.Id, PutOffUntil = null }, talk)], talk.Id);
    }

    public static Outcome<QueueDecision> Answer(BoothQueue queue, AnswerCall command, DateTimeOffset now)
    {
        if (queue.FindPlace(command.PlaceId) is not { } place || place.CandidateId != command.Actor.UserId)
        {
            return FairRefusals.PlaceNotFound;
        }

        var talk = place.TalkId is { } id ? queue.FindTalk(id) : null;
        if (talk is { StartedAt: not null })
        {
            // Answered before, and perhaps over by now: the answer was in time.
            return QueueRules.Nothing(talk.Id);
        }

        if (place.State != PlaceState.Called || talk is null)
        {
            return talk is { EndedHow: TalkEnd.Missed } ? FairRefusals.CallLapsed.With(ChinaTime.Text(talk.AnswerBy))
                : place.IsLiving ? FairRefusals.NotCalled
                : QueueRules.Over(place);
        }

        if (command.Actor.At >= talk.AnswerBy)
        {
            return FairRefusals.CallLapsed.With(ChinaTime.Text(talk.AnswerBy));
        }

        if (queue.Plan.WhyShut(command.Actor.At) is { } refusal)
        {
            return refusal;
        }

        var answered = talk with
        {
            State = TalkState.Talking,
            StartedAt = now,
            EndsAt = now + TimeSpan.FromMinutes(queue.Plan.Settings.TalkMinutes),
        };
        return new QueueDecision([new(BoothFactKind.CallAnswered, place with { State = PlaceState.Talking }, answered)], talk.Id);
    }

    /// <summary>The candidate who is called puts it off; or the booth takes the call back or lets others go first, saying why.</summary>
    public static Outcome<QueueDecision> Skip(BoothQueue queue, SkipPlace command, DateTimeOffset now)
    {
        var actor = command.Actor;
        if (queue.FindPlace(command.PlaceId) is not { } place || (place.CandidateId != actor.UserId && !actor.Recruits))
        {
            return FairRefusals.PlaceNotFound;
        }

        if (!place.IsLiving)
        {
            return QueueRules.Over(place);
        }

        if (place.State == PlaceState.Talking)
        {
            return FairRefusals.InTalk;
        }

        var talk = place.State == PlaceState.Called ? queue.FindTalk(place.TalkId!.Value) : null;
        if (place.CandidateId == actor.UserId)
        {
            return talk is null
                ? FairRefusals.NotCalled
                : new QueueDecision([new(BoothFactKind.CallPutOff, Skipped(queue, place, now), talk.End(TalkEnd.PutOff, now))], place.Id);
        }

        return WrittenText.Tidy(command.Reason) is not { } reason ? FairRefusals.SkipReasonRequired.On("reason")
            : (WrittenText.Check(reason, LongestReason, "reason") ?? TalkRules.Screened(reason, "reason")) is { } refusal ? refusal
            : new QueueDecision(
                [new(BoothFactKind.CallWithdrawn, Behind(place, now), talk?.End(TalkEnd.Withdrawn, now), Detail: reason)], place.Id);
    }

    /// <summary>The call's time is up. Whoever had lost the connection goes back without a skip: a drop costs no place.</summary>
    public static BoothFact? Miss(BoothQueue queue, Talk talk, Attendance attendance, DateTimeOffset now)
    {
        if (talk.State != TalkState.Calling || now < talk.AnswerBy + Slack || queue.FindPlace(talk.PlaceId) is not { } place)
        {
            return null;
        }

        var there = attendance.Of(talk.CandidateId, QueueRules.GraceOf(queue), now) == Presence.Online;
        return new(
            BoothFactKind.CallMissed,
            there ? Skipped(queue, place, now) : place with { State = PlaceState.Waiting },
            talk.End(TalkEnd.Missed, now),
            Detail: there ? null : "away");
    }

    private static Place Skipped(BoothQueue queue, Place place, DateTimeOffset now)
    {
        var skipped = place with { Skips = place.Skips + 1 };
        return skipped.Skips >= queue.Plan.Settings.MostSkips ? skipped.End(PlaceState.Lapsed, now) : Behind(skipped, now);
    }

    private static Place Behind(Place place, DateTimeOffset now) => place with { State = PlaceState.Waiting, PutOffUntil = now + QueueRules.PutOff };
}
