using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>Coming in, the checks before the start, and going on from another device.</summary>
public static class EntryRules
{
    /// <summary>A device that was turned away asks again no sooner.</summary>
    public static readonly TimeSpan TurnedAwayFor = TimeSpan.FromMinutes(2);

    /// <summary>Browsers in the waiting room give a sign of life every fifteen seconds.</summary>
    public static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(45);

    /// <summary>
    /// The next epoch for the device that holds the session, or for any before the start (whose checks then begin anew). Once started,
    /// another device needs an invigilator's nod: it might be another person.
    /// </summary>
    public static SessionDecision<Done> Enter(SessionState state, EnterExam command)
    {
        var (standing, at) = (state.Standing, command.ReceivedAt);
        if (standing.IsEnded)
        {
            return WhyOver(standing);
        }

        var isStarted = standing.State == ExamSessionState.Started;
        if (!isStarted && WhyNoEntry(state, at) is { } closed)
        {
            return closed;
        }

        var isHolder = standing.DeviceId is null || standing.DeviceId == command.DeviceId;
        if (isHolder || !isStarted || standing.Request is { Admitted: true } admitted && admitted.DeviceId == command.DeviceId)
        {
            return Take(state, command, isHolder, isStarted);
        }

        if (standing.TurnedAway is { } away && away.DeviceId == command.DeviceId && at < away.Until)
        {
            return SessionRefusals.DeviceRefused.With(away.Reason ?? "");
        }

        var refusal = SessionRefusals.AnotherDevice.With(standing.DeviceName ?? "");
        if (standing.Request is { } waiting && waiting.DeviceId == command.DeviceId)
        {
            return refusal;
        }

        var asks = standing with { Request = new(command.DeviceId, command.DeviceName, at, Admitted: false), TurnedAway = null };
        return new(refusal, state.Write(asks, at, command.CandidateId, new EntryAsked(command.DeviceId, command.DeviceName)));
    }

    public static SessionDecision<Done> Admit(SessionState state, AdmitDevice command)
    {
        if (state.Standing.IsEnded)
        {
            return SessionRefusals.SessionOver;
        }

        if (state.Standing.Request is not { } request || request.DeviceId != command.DeviceId)
        {
            return SessionRefusals.NoSuchRequest;
        }

        if (request.Admitted && command.Admit)
        {
            return new(Done.Instance, SessionWrite.Nothing);
        }

        var next = command.Admit
            ? state.Standing with { Request = request with { Admitted = true } }
            : state.Standing with
            {
                Request = null,
                TurnedAway = new(command.DeviceId, command.Reason, command.ReceivedAt + TurnedAwayFor),
            };
        var fact = new EntryDecided(command.DeviceId, command.Admit, command.Reason, command.Actor.Name);
        return new(Done.Instance, state.Write(next, command.ReceivedAt, command.Actor.UserId, fact));
    }

    public static SessionDecision<Done> Check(SessionState state, RecordDeviceCheck command)
    {
        if (WhyNotIn(state) is { } refusal)
        {
            return refusal;
        }

        var found = command.Found;
        var passed = IsFit(found, state.Plan.Settings);
        Outcome<Done> outcome = passed ? Done.Instance : SessionRefusals.DeviceUnfit;
        var next = state.Standing with { DeviceChecked = passed };
        var fact = new DeviceChecked(passed, found.Detail, found.Camera, found.Microphone, found.Screen, found.Storage);
        return new(outcome, state.Write(next, command.ReceivedAt, command.CandidateId, fact));
    }

    /// <summary>Where nothing is recorded nobody needs a camera; answers need a place on the machine everywhere.</summary>
    private static bool IsFit(DeviceCheckRequest found, SittingSettings settings) =>
        found.Storage == true && (!settings.Recording || found is { Camera: true, Microphone: true, Screen: true });

    /// <summary>Photos once passed stay passed.</summary>
    public static SessionDecision<Done> Submit(SessionState state, SubmitIdentity command)
    {
        if (WhyNotIn(state) is { } refusal)
        {
            return refusal;
        }

        if (state.Standing.Identity is IdentityState.Passed or IdentityState.Waived)
        {
            return new(Done.Instance, SessionWrite.Nothing);
        }

        var next = state.Standing with
        {
            Identity = IdentityState.Submitted,
            IdentityReason = null,
            DocumentFileId = command.DocumentFileId,
            FaceFileId = command.FaceFileId,
        };
        var fact = new IdentitySubmitted(command.DocumentFileId, command.FaceFileId);
        return new(Done.Instance, state.Write(next, command.ReceivedAt, command.CandidateId, fact));
    }

    /// <summary>Photos are judged when there are some; letting through without needs none, but a reason.</summary>
    public static SessionDecision<Done> Decide(SessionState state, DecideIdentity command)
    {
        if (WhyNotIn(state) is { } refusal)
        {
            return refusal;
        }

        if (command.Decision != IdentityState.Waived && state.Standing.DocumentFileId is null)
        {
            return SessionRefusals.IdentityUnchecked;
        }

        var next = state.Standing with
        {
            Identity = command.Decision,
            IdentityReason = command.Reason,
            DeviceChecked = state.Standing.DeviceChecked || command.WaiveDevice,
        };
        var fact = new IdentityDecided(command.Decision, command.Reason, command.WaiveDevice, command.Actor.Name);
        return new(Done.Instance, state.Write(next, command.ReceivedAt, command.Actor.UserId, fact));
    }

    public static SessionDecision<Done> ReadRules(SessionState state, AcknowledgeRules command)
    {
        if (WhyNotIn(state) is { } refusal)
        {
            return refusal;
        }

        return state.Standing.RulesRead
            ? new(Done.Instance, SessionWrite.Nothing)
            : new(Done.Instance, state.Write(state.Standing with { RulesRead = true }, command.ReceivedAt, command.CandidateId, new RulesRead()));
    }

    /// <summary>EX-6.3-online-a: nobody starts without identity and rules. A started session answers as it did.</summary>
    public static SessionDecision<ExamStarted> Start(SessionState state, StartExam command) =>
        state.Standing.IsEnded ? WhyOver(state.Standing)
        : WhyNotHeld(state, command.Epoch) is { } other ? other
        : Begin(state, command.ReceivedAt, command.CandidateId);

    /// <summary>
    /// At the sitting's time whoever waits in the room begins, all in one moment and without asking. One who was there and has gone does not:
    /// a paper that nobody opened was not begun.
    /// </summary>
    public static SessionDecision<ExamStarted> StartTogether(SessionState state, DateTimeOffset at) =>
        state.Standing.IsEnded ? WhyOver(state.Standing)
        : state.Standing.Epoch == 0 || state.SeenAt is not { } seen || at - seen > HeardWithin ? SessionRefusals.NotEntered
        : Begin(state, at, actorId: null);

    private static SessionDecision<ExamStarted> Begin(SessionState state, DateTimeOffset at, Guid? actorId)
    {
        var standing = state.Standing;
        if (standing.StartedAt is not null)
        {
            return new(Answer(state, standing), SessionWrite.Nothing);
        }

        if (WhyNoStart(state, at) is { } refusal)
        {
            return refusal;
        }

        var next = standing with { State = ExamSessionState.Started, StartedAt = at };
        return new(Answer(state, next), state.Write(next, at, actorId, new Started(standing.Epoch)));
    }

    /// <summary>Whether the epoch is the one that holds the session.</summary>
    public static Refusal? WhyNotHeld(SessionState state, int epoch) =>
        state.Standing.Epoch == 0 ? SessionRefusals.NotEntered
        : epoch > state.Standing.Epoch || epoch < 1 ? SessionRefusals.UnknownEpoch
        : epoch < state.Standing.Epoch ? SessionRefusals.Overtaken
        : null;

    public static Refusal WhyEnded(SessionStanding standing) => standing.EndKind switch
    {
        SessionEndKind.Terminated => SessionRefusals.Terminated,
        SessionEndKind.Absent => SessionRefusals.Absent,
        SessionEndKind.AtDeadline => SessionRefusals.TooLate,
        _ => SessionRefusals.HandedIn,
    };

    private static Refusal WhyOver(SessionStanding standing) => standing.EndKind switch
    {
        SessionEndKind.Terminated => SessionRefusals.Terminated,
        SessionEndKind.Absent => SessionRefusals.Absent,
        _ => SessionRefusals.Over,
    };

    private static SessionDecision<Done> Take(SessionState state, EnterExam command, bool isHolder, bool isStarted)
    {
        var standing = state.Standing;
        var epoch = standing.Epoch + 1;
        var next = standing with
        {
            State = isStarted ? standing.State : ExamSessionState.Entered,
            Epoch = epoch,
            DeviceId = command.DeviceId,
            DeviceName = command.DeviceName,
            Request = isHolder ? standing.Request : null,
            TurnedAway = null,
        };
        if (!isHolder && !isStarted)
        {
            next = next with
            {
                DeviceChecked = false,
                Identity = IdentityState.None,
                IdentityReason = null,
                DocumentFileId = null,
                FaceFileId = null,
            };
        }

        var fact = new Entered(epoch, command.DeviceId, command.DeviceName, !isHolder);
        return new(Done.Instance, state.Write(next, command.ReceivedAt, command.CandidateId, fact));
    }

    private static Refusal? WhyNoEntry(SessionState state, DateTimeOffset at) =>
        at < state.Schedule.OpensAt ? SessionRefusals.NotOpen.With(ChinaTime.Text(state.Schedule.OpensAt))
        : at >= state.ClosesAt ? SessionRefusals.Absent
        : at >= state.Schedule.LatestEntryAt ? SessionRefusals.EntryClosed.With(ChinaTime.Text(state.Schedule.LatestEntryAt))
        : null;

    private static Refusal? WhyNotIn(SessionState state) =>
        state.Standing.IsEnded ? SessionRefusals.SessionOver
        : state.Standing.Epoch == 0 ? SessionRefusals.NotEntered
        : null;

    private static Refusal? WhyNoStart(SessionState state, DateTimeOffset at)
    {
        var (standing, settings) = (state.Standing, state.Plan.Settings);
        return at < state.Schedule.StartsAt ? SessionRefusals.NotStarted.With(ChinaTime.Text(state.Schedule.StartsAt))
            : WhyNoEntry(state, at) is { } closed ? closed
            : settings.DeviceCheck && !standing.DeviceChecked ? SessionRefusals.DeviceUnchecked
            : settings.IdentityCheck && standing.Identity == IdentityState.Refused ? SessionRefusals.IdentityRefused.With(standing.IdentityReason ?? "")
            : settings.IdentityCheck && standing.Identity is not (IdentityState.Passed or IdentityState.Waived) ? SessionRefusals.IdentityUnchecked
            : standing.RulesRead ? null
            : SessionRefusals.RulesUnread;
    }

    private static ExamStarted Answer(SessionState state, SessionStanding standing) =>
        new(state.Plan.SittingId, state.Plan.PaperId, state.Deadline, standing.StartedAt!.Value);
}
