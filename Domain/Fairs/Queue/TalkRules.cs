using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Fairs;

/// <summary>What may be done in a talk, by whom, and how it ends by itself.</summary>
public static class TalkRules
{
    public const int LongestLine = 500;
    public const int LongestNote = 1_000;
    private const int LongestReason = 200;

    /// <summary>With both sides gone for so long, the talk is let go and its candidate free.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    public static Outcome<QueueDecision> Extend(BoothQueue queue, ExtendTalk command)
    {
        if (FindAtBooth(queue, command.TalkId, command.Actor) is not { } talk)
        {
            return FairRefusals.TalkNotFound;
        }

        if (WhyNotOn(talk) is { } refusal)
        {
            return refusal;
        }

        if (talk.Extended)
        {
            return FairRefusals.AlreadyExtended;
        }

        var minutes = queue.Plan.Settings.ExtensionMinutes;
        return minutes == 0
            ? FairRefusals.NoExtension
            : new QueueDecision([new(BoothFactKind.TalkExtended, Talk: talk with { Extended = true, EndsAt = talk.EndsAt + TimeSpan.FromMinutes(minutes) })], talk.Id);
    }

    /// <summary>By either side; a call that was not answered yet is taken back, and its number waits on.</summary>
    public static Outcome<QueueDecision> End(BoothQueue queue, EndTalk command, DateTimeOffset now)
    {
        if (FindForSide(queue, command.TalkId, command.Actor) is not { } talk)
        {
            return FairRefusals.TalkNotFound;
        }

        if (!talk.IsOpen)
        {
            return QueueRules.Nothing(talk.Id);
        }

        var byCandidate = talk.CandidateId == command.Actor.UserId;
        var place = queue.FindPlace(talk.PlaceId)!;
        if (talk.State == TalkState.Calling)
        {
            return byCandidate
                ? CallRules.Skip(queue, new(command.Actor, place.Id, null), now)
                : new QueueDecision(
                    [new(BoothFactKind.CallWithdrawn, place with { State = PlaceState.Waiting }, talk.End(TalkEnd.Withdrawn, now))], talk.Id);
        }

        return new QueueDecision([Ended(place, talk, byCandidate ? TalkEnd.ByCandidate : TalkEnd.ByRecruiter, now)], talk.Id);
    }

    /// <summary>The countdown ran out, or both sides are gone.</summary>
    public static BoothFact? EndByItself(BoothQueue queue, Talk talk, Attendance attendance, DateTimeOffset now)
    {
        if (talk.State != TalkState.Talking || queue.FindPlace(talk.PlaceId) is not { } place)
        {
            return null;
        }

        if (now >= talk.EndsAt)
        {
            return Ended(place, talk, TalkEnd.TimeUp, now);
        }

        var lastSign = new[] { talk.StartedAt!.Value, attendance.SeenAt(talk.CandidateId, now), attendance.SeenAt(talk.RecruiterId, now) }.Max();
        return now - lastSign >= Lease ? Ended(place, talk, TalkEnd.Abandoned, now) : null;
    }

    public static Outcome<QueueDecision> Share(BoothQueue queue, ShareResume command)
    {
        if (queue.FindTalk(command.TalkId) is not { } talk || talk.CandidateId != command.Actor.UserId)
        {
            return FairRefusals.TalkNotFound;
        }

        return talk.ResumeShared
            ? QueueRules.Nothing(talk.Id)
            : new QueueDecision([new(BoothFactKind.ResumeShared, Talk: talk with { ResumeShared = true })], talk.Id);
    }

    public static Outcome<QueueDecision> Note(BoothQueue queue, NoteTalk command)
    {
        if (FindAtBooth(queue, command.TalkId, command.Actor) is not { } talk)
        {
            return FairRefusals.TalkNotFound;
        }

        return WrittenText.Check(command.Text, LongestNote, "text", lines: true) is { } refusal
            ? refusal
            : new QueueDecision([new(BoothFactKind.Noted, Talk: talk with { Note = WrittenText.Tidy(command.Text) })], talk.Id);
    }

    /// <summary>One click: a talk that is still on ends with its result.</summary>
    public static Outcome<QueueDecision> Settle(BoothQueue queue, SettleTalk command, DateTimeOffset now)
    {
        if (FindAtBooth(queue, command.TalkId, command.Actor) is not { } talk)
        {
            return FairRefusals.TalkNotFound;
        }

        if (talk.StartedAt is null)
        {
            return FairRefusals.NoTalkHeld;
        }

        var reason = WrittenText.Tidy(command.Reason);
        var message = WrittenText.Tidy(command.Message);
        if (talk.Result is { } result)
        {
            return result == command.Result && talk.ResultReason == reason ? QueueRules.Nothing(talk.Id) : FairRefusals.AlreadySettled;
        }

        if (CheckWords(command, reason, message) is { } refusal)
        {
            return refusal;
        }

        var ended = talk.IsOpen ? Ended(queue.FindPlace(talk.PlaceId)!, talk, TalkEnd.ByRecruiter, now) : null;
        var settled = new BoothFact(BoothFactKind.Settled, Talk: (ended?.Talk ?? talk) with
        {
            Result = command.Result,
            ResultReason = reason,
            ResultMessage = message,
            ResultAt = now,
        });
        return new QueueDecision(ended is null ? [settled] : [ended, settled], talk.Id);
    }

    /// <summary>Within ten minutes, before the candidate is told.</summary>
    public static Outcome<QueueDecision> Undo(BoothQueue queue, UndoResult command)
    {
        if (FindAtBooth(queue, command.TalkId, command.Actor) is not { } talk)
        {
            return FairRefusals.TalkNotFound;
        }

        if (talk.UndoUntil is not { } until)
        {
            return FairRefusals.NotSettled;
        }

        return command.Actor.At >= until
            ? FairRefusals.UndoOver.With(ChinaTime.Text(until))
            : new QueueDecision(
                [new(BoothFactKind.ResultUndone, Talk: talk with { Result = null, ResultReason = null, ResultMessage = null, ResultAt = null }, Detail: talk.Result.ToString())],
                talk.Id);
    }

    /// <summary>Who speaks in a talk that is on, and what; the screening rules hold back the same as everywhere.</summary>
    public static Outcome<TalkMessage> Say(BoothQueue queue, SayInTalk command, DateTimeOffset now)
    {
        var actor = command.Actor;
        if (queue.FindTalk(command.TalkId) is not { } talk || (talk.CandidateId != actor.UserId && talk.RecruiterId != actor.UserId))
        {
            return FairRefusals.TalkNotFound;
        }

        if ((WhyNotOn(talk) ?? WrittenText.Check(command.Text, LongestLine, "text", required: true, lines: true) ?? Screened(command.Text, "text")) is { } refusal)
        {
            return refusal;
        }

        return new TalkMessage(command.MessageId, talk.Id, actor.UserId, actor.Name, WrittenText.Tidy(command.Text)!, now);
    }

    private static BoothFact Ended(Place place, Talk talk, TalkEnd how, DateTimeOffset now) =>
        new(BoothFactKind.TalkEnded, place.End(PlaceState.Done, now), talk.End(how, now));

    private static Refusal? CheckWords(SettleTalk command, string? reason, string? message) =>
        !Enum.IsDefined(command.Result) ? CommonRefusals.Malformed.On("result")
        : command.Result == TalkResult.DoesNotFit && reason is null ? FairRefusals.ResultReasonRequired.On("reason")
        : WrittenText.Check(reason, LongestReason, "reason", lines: true)
            ?? Screened(reason, "reason")
            ?? WrittenText.Check(message, LongestReason, "message", lines: true)
            ?? Screened(message, "message");

    private static Refusal? WhyNotOn(Talk talk) => talk.State switch
    {
        TalkState.Talking => null,
        TalkState.Calling => FairRefusals.TalkNotOn,
        _ => FairRefusals.TalkOver,
    };

    private static Talk? FindAtBooth(BoothQueue queue, Guid talkId, BoothActor actor) => actor.Recruits ? queue.FindTalk(talkId) : null;

    private static Talk? FindForSide(BoothQueue queue, Guid talkId, BoothActor actor) =>
        queue.FindTalk(talkId) is { } talk && (talk.CandidateId == actor.UserId || actor.Recruits) ? talk : null;

    internal static Refusal? Screened(string? text, string field) =>
        text is not null && Screener.Refuse(text) is { } hit ? FairRefusals.Screened.With(hit.Rule.Id, hit.Rule.Name).On(field) : null;
}
