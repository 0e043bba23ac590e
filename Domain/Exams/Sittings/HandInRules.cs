using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>How a session ends, and what is in the paper then: every acknowledged answer, and those that came with the hand-in.</summary>
public static class HandInRules
{
    /// <summary>By the candidate. Once there is a receipt, it is the answer to every further hand-in.</summary>
    public static SessionDecision<ExamReceipt> HandIn(SessionState state, HandIn command)
    {
        if (AnswerRules.WhyNoAnswers(state, command.Epoch, command.Items) is { } refusal)
        {
            return refusal;
        }

        var at = command.ReceivedAt;
        var where = AnswerRules.StandingOf(state, command.Epoch, at);
        var answers = AnswerRules.NewOnes(state, command.Epoch, command.Items, where, at);
        if (state.Standing is { IsEnded: true, Receipt: { } receipt })
        {
            return Again(state, answers, where, receipt, at);
        }

        if (where == AnswerStanding.Overtaken || state.KeptApart > AnswerRules.MostKeptApart)
        {
            return AnswerRules.KeepApart<ExamReceipt>(state, answers, where);
        }

        if (at < state.Schedule.EarliestHandInAt)
        {
            return new(SessionRefusals.TooEarly.With(ChinaTime.Text(state.Schedule.EarliestHandInAt)), new() { Answers = answers });
        }

        // Too late to be the candidate's own: the paper as it stood at the end, and what came now beside it.
        var write = where == AnswerStanding.Late
            ? Seal(state, answers, SessionEndKind.AtDeadline, state.Deadline, at)
            : Seal(state, answers, SessionEndKind.ByCandidate, at, at, command);
        return new(write.Standing!.Receipt!, write);
    }

    /// <summary>By the server, when the end and the grace are over; null when there is nothing to do yet.</summary>
    public static SessionWrite? Close(SessionState state, DateTimeOffset now)
    {
        if (state.Standing.IsEnded || now < state.ClosesAt)
        {
            return null;
        }

        if (state.Standing.StartedAt is not null)
        {
            return Seal(state, [], SessionEndKind.AtDeadline, state.Deadline, now);
        }

        var absent = state.Standing with { State = ExamSessionState.Absent, EndKind = SessionEndKind.Absent, EndedAt = state.Deadline };
        return state.Write(absent, now, actorId: null, new NeverStarted());
    }

    /// <summary>By an invigilator, at once; what was answered stays and is sealed (EX-6.3-viol).</summary>
    public static SessionDecision<Done> Terminate(SessionState state, TerminateSession command)
    {
        if (state.Standing.EndKind == SessionEndKind.Terminated)
        {
            return new(Done.Instance, SessionWrite.Nothing);
        }

        if (state.Standing.IsEnded)
        {
            return SessionRefusals.SessionOver;
        }

        var fact = new Terminated(command.Rule, command.Reason, command.Evidence, command.Actor.Name, command.SecondPersonId);
        var write = Seal(state, [], SessionEndKind.Terminated, command.ReceivedAt, command.ReceivedAt, actorId: command.Actor.UserId, before: fact);
        return new(Done.Instance, write with { Standing = write.Standing! with { EndReason = command.Reason } });
    }

    /// <summary>A named officer lets late answers count, or not; the paper is sealed again when they do.</summary>
    /// <param name="late">All that came late, oldest first.</param>
    public static SessionDecision<Done> DecideLate(SessionState state, DecideLateAnswers command, IEnumerable<AnswerRecord> late)
    {
        var standing = state.Standing;
        var open = late.Where(answer => standing.LateDecidedUntil is not { } decided || answer.ReceivedAt > decided).ToArray();
        if (standing.Receipt is null || open.Length == 0)
        {
            return SessionRefusals.NoLateAnswers;
        }

        var fact = new LateDecided(command.Accept, command.Reason, command.Actor.Name, open.Length);
        var until = open[^1].ReceivedAt;
        if (!command.Accept)
        {
            var next = standing with { LateDecidedUntil = until };
            return new(Done.Instance, state.Write(next, command.ReceivedAt, command.Actor.UserId, fact));
        }

        var accepted = Array.ConvertAll(open, answer => answer with { Standing = AnswerStanding.Counted });
        var write = Seal(state, accepted, standing.EndKind!.Value, standing.EndedAt!.Value, command.ReceivedAt, actorId: command.Actor.UserId, before: fact);
        return new(Done.Instance, write with
        {
            Answers = [],
            Accepted = accepted,
            Standing = write.Standing! with { LateDecidedUntil = until },
        });
    }

    /// <summary>More time for one candidate; the same command counts once.</summary>
    public static SessionDecision<Done> Extend(SessionState state, ExtendSession command)
    {
        var standing = state.Standing;
        if (standing.Extensions.Contains(command.CommandId))
        {
            return new(Done.Instance, SessionWrite.Nothing);
        }

        return Grant(state, [command.CommandId], command.Minutes, command.Actor, command.Reason, command.ReceivedAt);
    }

    /// <summary>Time for outages, as whole minutes; an outage that was given back before is left out.</summary>
    public static SessionDecision<Done> Compensate(SessionState state, CompensateOutages command)
    {
        var open = Array.FindAll(command.Outages, outage => !state.Standing.Extensions.Contains(outage.Id));
        return open.Length == 0
            ? new(Done.Instance, SessionWrite.Nothing)
            : Grant(
                state, Array.ConvertAll(open, outage => outage.Id), OutageRules.MinutesOf(open),
                command.Actor, command.Reason, command.ReceivedAt);
    }

    private static SessionDecision<Done> Grant(SessionState state, Guid[] grounds, int minutes, ExamActor actor, string reason, DateTimeOffset at)
    {
        var standing = state.Standing;
        if (standing.IsEnded || at >= state.ClosesAt)
        {
            return SessionRefusals.SessionOver;
        }

        var seconds = minutes * 60;
        var next = standing with { ExtraSeconds = standing.ExtraSeconds + seconds, Extensions = [.. standing.Extensions, .. grounds] };
        return new(Done.Instance, state.Write(next, at, actor.UserId, new Extended(grounds[0], seconds, reason, actor.Name)));
    }

    /// <summary>The paper with these answers in it, as one write with its receipt.</summary>
    /// <param name="endedAt">What the paper says of its end; the fact says when it was written.</param>
    internal static SessionWrite Seal(
        SessionState state,
        AnswerRecord[] answers,
        SessionEndKind kind,
        DateTimeOffset endedAt,
        DateTimeOffset at,
        HandIn? command = null,
        Guid? actorId = null,
        SessionFact? before = null)
    {
        var newest = state.NewestWith(answers);
        var version = (state.Standing.Receipt?.Version ?? 0) + 1;
        var script = CanonicalForm.Of(state.Plan.SessionId, state.Plan.PaperId, newest);
        var receipt = CanonicalForm.Receipt(
            script, endedAt, newest.Count(answer => answer.Response.IsGiven()), state.Plan.Questions.Count, kind, version);
        var missing = command is null ? 0 : Math.Max(0, state.Received.MissingUntil(command.LastSequence) - answers.Length);
        var next = state.Standing with
        {
            State = kind == SessionEndKind.Terminated ? ExamSessionState.Terminated : ExamSessionState.HandedIn,
            EndKind = kind,
            EndedAt = endedAt,
            Receipt = receipt,
            Request = null,
        };
        var sealing = new Sealed(kind, version, receipt.Sha256, missing);
        return state.Write(next, at, actorId ?? command?.CandidateId, before is null ? [sealing] : [before, sealing]) with
        {
            Answers = answers,
            Script = script,
        };
    }

    private static SessionDecision<ExamReceipt> Again(
        SessionState state, AnswerRecord[] answers, AnswerStanding where, ExamReceipt receipt, DateTimeOffset at)
    {
        if (answers.Length > 0 && where == AnswerStanding.Counted)
        {
            var write = Seal(state, answers, SessionEndKind.AtDeadline, state.Standing.EndedAt!.Value, at);
            return new(write.Standing!.Receipt!, write);
        }

        if (state.Standing.EndKind == SessionEndKind.Terminated)
        {
            return AnswerRules.KeepApart<ExamReceipt>(state, answers, where);
        }

        return state.KeptApart + answers.Length > AnswerRules.MostKeptApart
            ? new(receipt, SessionWrite.Nothing)
            : new(receipt, new() { Answers = answers });
    }
}
