using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.ExamGrains;

/// <summary>
/// A candidate's session: asks the rules, keeps what they say, tells the invigilators. Reentrant, so that a heartbeat does not wait for
/// the disk that an answer waits for; the keeper decides between awaits.
/// </summary>
[Reentrant]
internal sealed partial class ExamSessionGrain(
    ISessionStore store, ISessionLog log, ISittingSchedules schedules, TimeProvider time, ILogger<ExamSessionGrain> logger)
    : Grain, IExamSessionGrain
{
    private SessionKeeper? _keeper;   // null only when there is no such session

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<Outcome<ExamSessionView>> GetView(Guid? candidateId)
    {
        if (Find(candidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        await keeper.WaitAsync();
        return View(keeper);
    }

    public Task<Outcome<PaperDraw>> GetDraw(Guid candidateId) => Task.FromResult<Outcome<PaperDraw>>(
        Find(candidateId) is not { } keeper ? SessionRefusals.NotFound
        : keeper.State.Standing.Epoch == 0 ? SessionRefusals.NotEntered
        : keeper.State.Plan.Draw);

    public Task<Outcome<ExamSessionView>> Enter(EnterExam command) =>
        DecideAsync(command.CandidateId, state => EntryRules.Enter(state, command), command.ReceivedAt);

    public async Task<Outcome<ExamSessionView>> Admit(AdmitDevice command)
    {
        if (Find(null) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        var asked = keeper.State.Standing.Request;
        var outcome = await keeper.DecideAsync(state => EntryRules.Admit(state, command));
        if (outcome.IsAccepted && asked is not null && !(asked.Admitted && command.Admit))
        {
            Tell(keeper, new EntryVerdict(asked.DeviceName, command.Admit, command.ReceivedAt));
        }

        return Answer(keeper, outcome);
    }

    public Task<Outcome<ExamSessionView>> RecordDeviceCheck(RecordDeviceCheck command) =>
        DecideAsync(command.CandidateId, state => EntryRules.Check(state, command), command.ReceivedAt);

    public Task<Outcome<ExamSessionView>> SubmitIdentity(SubmitIdentity command) =>
        DecideAsync(command.CandidateId, state => EntryRules.Submit(state, command), command.ReceivedAt);

    public Task<Outcome<ExamSessionView>> DecideIdentity(DecideIdentity command) =>
        DecideAsync(null, state => EntryRules.Decide(state, command));

    public Task<Outcome<ExamSessionView>> AcknowledgeRules(AcknowledgeRules command) =>
        DecideAsync(command.CandidateId, state => EntryRules.ReadRules(state, command), command.ReceivedAt);

    public async Task<Outcome<ExamStarted>> Start(StartExam command)
    {
        if (Find(command.CandidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        if (log.Pressure > SessionLoad.Starts)
        {
            return SessionRefusals.Busy;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.DecideAsync(state => EntryRules.Start(state, command));
        await HearAsync(keeper, command.ReceivedAt);
        Tell(keeper, facts);
        return Checked(keeper, outcome);
    }

    public async Task<Outcome<AnswerAck>> SaveAnswers(SaveAnswers command)
    {
        if (Find(command.CandidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        if (log.Pressure > SessionLoad.Saves)
        {
            return SessionRefusals.Busy;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.SaveAsync(command, () => Now);
        await HearAsync(keeper, command.ReceivedAt);
        Tell(keeper, facts);
        TellSoon(keeper);
        return Checked(keeper, outcome);
    }

    public async Task<Outcome<AnswerSheet>> ReadAnswers(Guid? candidateId)
    {
        if (Find(candidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        return await keeper.ReadAsync() is { } sheet ? sheet : Checked<AnswerSheet>(keeper, CommonRefusals.Unavailable);
    }

    public async Task<Outcome<HeartbeatAck>> Beat(Guid candidateId, Heartbeat heartbeat, DateTimeOffset receivedAt)
    {
        if (Find(candidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        if (EntryRules.WhyNotHeld(keeper.State, heartbeat.Epoch) is { } refusal && refusal != SessionRefusals.Overtaken)
        {
            return refusal;
        }

        var isHolder = heartbeat.Epoch == keeper.State.Standing.Epoch;
        if (isHolder)
        {
            _heartbeat = heartbeat;
            var facts = keeper.State.Standing.Facts;
            await HearAsync(keeper, receivedAt);
            Tell(keeper, facts);
            TellSoon(keeper);
        }

        var (state, now) = (keeper.State, Now);
        return new HeartbeatAck(now, state.Deadline, state.PhaseAt(now), state.Standing.State, Overtaken: !isHolder);
    }

    public async Task<Outcome<ExamReceipt>> HandIn(HandIn command)
    {
        if (Find(command.CandidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        if (log.Pressure > SessionLoad.HandIns)
        {
            return SessionRefusals.Busy;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.HandInAsync(command);
        Tell(keeper, facts);
        return Checked(keeper, outcome);
    }

    public async Task<Outcome<CanonicalAnswers>> GetCanonicalAnswers(Guid? candidateId)
    {
        if (Find(candidateId) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        await keeper.WaitAsync();
        if (keeper.State.Standing.Receipt is not { } receipt)
        {
            return SessionRefusals.NotHandedIn;
        }

        var script = await store.ReadScriptAsync(keeper.State.Plan.SessionId, CancellationToken.None);
        return script is null ? Checked<CanonicalAnswers>(keeper, CommonRefusals.Unavailable) : new CanonicalAnswers(script, receipt);
    }

    public Task<Outcome<ExamSessionView>> Extend(ExtendSession command) =>
        DecideAsync(null, state => HandInRules.Extend(state, command));

    public Task<Outcome<ExamSessionView>> Compensate(CompensateOutages command) =>
        DecideAsync(null, state => HandInRules.Compensate(state, command));

    public async Task<Outcome<ExamSessionView>> Terminate(TerminateSession command)
    {
        if (Find(null) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.TerminateAsync(command);
        Tell(keeper, facts);
        return Answer(keeper, outcome);
    }

    public async Task CloseIfDue()
    {
        if (_keeper is { } keeper)
        {
            if (await keeper.CloseAsync(Now))
            {
                Tell(keeper);
            }

            GiveUpIfLost(keeper);
        }
    }

    public async Task<Outcome<KeptAnswerFile>> KeepFile(KeepAnswerFile command)
    {
        if (Find(null) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        return Checked(keeper, await keeper.KeepFileAsync(command));
    }

    public async Task<Outcome<ExamSessionView>> DecideLateAnswers(DecideLateAnswers command)
    {
        if (Find(null) is not { } keeper)
        {
            return SessionRefusals.NotFound;
        }

        var facts = keeper.State.Standing.Facts;
        var outcome = await keeper.DecideLateAsync(command);
        Tell(keeper, facts);
        return Answer(keeper, outcome);
    }
}
