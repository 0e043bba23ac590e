using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Sittings;

/// <summary>
/// The single writer of a session: asks the rules, applies what they say at once, and answers when it is durable. Between two awaits a
/// decision is taken as one, so callers may come while others wait for the disk. Whoever cannot write what it decided is lost: its state
/// is ahead of the rows, and nothing more may be decided on it.
/// </summary>
public sealed class SessionKeeper(WokenSession woken, ISessionStore store, ISessionLog log, ISittingSchedules schedules)
{
    private Task<bool> _kept = Task.FromResult(true);

    public SessionState State { get; } = new(woken);

    public bool IsLost { get; private set; }

    /// <summary>What kept the rows from taking it, when it was not another activation.</summary>
    public Exception? Failure { get; private set; }

    public Task<Outcome<T>> DecideAsync<T>(Func<SessionState, SessionDecision<T>> decide)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(decide);
        Refresh();
        return KeepAsync(decide(State));
    }

    public async Task<Outcome<AnswerAck>> SaveAsync(SaveAnswers command, Func<DateTimeOffset> now)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(now);
        if (await WhyReusedAsync(command.Epoch, command.Items) is { } reused)
        {
            return reused;
        }

        await RefreshIfOverAsync(command.ReceivedAt);
        return await DecideAsync(state => AnswerRules.Save(state, command, now()));
    }

    /// <summary>Waits until every earlier answer is durable, then seals them together with those that came along (P4).</summary>
    public async Task<Outcome<ExamReceipt>> HandInAsync(HandIn command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (await WhyReusedAsync(command.Epoch, command.Items) is { } reused)
        {
            return reused;
        }

        await RefreshIfOverAsync(command.ReceivedAt);
        await WaitAsync();
        return await DecideAsync(state => HandInRules.HandIn(state, command));
    }

    /// <summary>Hands in for the absent; true when it did.</summary>
    public async Task<bool> CloseAsync(DateTimeOffset now)
    {
        if (State.Standing.IsEnded || now < State.ClosesAt)
        {
            return false;
        }

        State.Schedule = await schedules.ReadAsync(State.Plan.SittingId);
        await WaitAsync();
        return !IsLost && HandInRules.Close(State, now) is { } write && await WriteAsync(write);
    }

    public async Task<Outcome<Done>> TerminateAsync(TerminateSession command)
    {
        await WaitAsync();
        return await DecideAsync(state => HandInRules.Terminate(state, command));
    }

    public async Task<Outcome<KeptAnswerFile>> KeepFileAsync(KeepAnswerFile command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return await WhyReusedAsync(command.Epoch, command.Items) is { } reused
            ? reused
            : await DecideAsync(state => AnswerFileRules.Keep(state, command));
    }

    public async Task<Outcome<Done>> DecideLateAsync(DecideLateAnswers command)
    {
        await WaitAsync();
        var late = await store.ReadLateAsync(State.Plan.SessionId, CancellationToken.None);
        await WaitAsync();
        return await DecideAsync(state => HandInRules.DecideLate(state, command, late));
    }

    /// <summary>Keeps a gap in what was heard of the candidate, when there was one.</summary>
    public async Task HearAsync(DateTimeOffset at, DateTimeOffset awakeSince)
    {
        var outage = OutageRules.Measure(State, at, awakeSince);
        if (State.SeenAt is null || State.SeenAt < at)
        {
            State.SeenAt = at;
        }

        if (outage is not null && !IsLost)
        {
            await WriteAsync(State.Write(State.Standing, at, actorId: null, outage));
        }
    }

    /// <summary>As the newest answers are durable; null when they are not and will not be.</summary>
    public async Task<AnswerSheet?> ReadAsync()
    {
        await WaitAsync();
        return IsLost ? null : new(
            State.Standing.Epoch == 0 ? null : State.Standing.Epoch,
            State.Received.Through,
            [
                .. State.Newest.Select(answer => new SheetEntry(
                    answer.QuestionId, answer.Response, answer.Marked, answer.Epoch, answer.Sequence, answer.ReceivedAt)),
            ]);
    }

    /// <summary>Until all that was decided is durable; or, when this is lost, will never be.</summary>
    public async Task WaitAsync()
    {
        while (!_kept.IsCompleted)
        {
            await _kept;
        }
    }

    /// <summary>Takes over the times as they are known now.</summary>
    public void Refresh()
    {
        if (schedules.Known(State.Plan.SittingId) is { } known)
        {
            State.Schedule = known;
        }
    }

    /// <summary>
    /// Nobody is refused for the time on a schedule that was read before: an extension that was granted a moment ago counts.
    /// </summary>
    private async Task RefreshIfOverAsync(DateTimeOffset receivedAt)
    {
        Refresh();
        if (!State.Standing.IsEnded && receivedAt >= State.ClosesAt)
        {
            State.Schedule = await schedules.ReadAsync(State.Plan.SittingId);
        }
    }

    /// <summary>
    /// A number that is known already must carry what it carried before: a browser that gives it out twice would believe that both
    /// changes are kept.
    /// </summary>
    private async Task<Refusal?> WhyReusedAsync(int epoch, AnswerItem[] items)
    {
        if (epoch != State.Standing.Epoch)
        {
            return null;
        }

        var doubtful = items.Where(item => State.Received.Contains(item.Sequence) && !IsKnown(epoch, item)).ToArray();
        if (doubtful.Length == 0)
        {
            return null;
        }

        await WaitAsync();
        var kept = await store.FindAnswersAsync(State.Plan.SessionId, epoch, Array.ConvertAll(doubtful, item => item.Sequence), CancellationToken.None);
        var bySequence = kept.ToDictionary(answer => answer.Sequence);
        var reused = Array.Find(doubtful, item => bySequence.TryGetValue(item.Sequence, out var answer) && !IsSame(answer, item));
        return reused is null
            ? null
            : SessionRefusals.SequenceReused.With(reused.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private bool IsKnown(int epoch, AnswerItem item) =>
        State.Find(item.QuestionId) is { } newest && newest.Epoch == epoch && newest.Sequence == item.Sequence && IsSame(newest, item);

    private static bool IsSame(AnswerRecord answer, AnswerItem item) =>
        answer.QuestionId == item.QuestionId && answer.Marked == item.Marked && answer.Response.IsSame(item.Response);

    private async Task<Outcome<T>> KeepAsync<T>(SessionDecision<T> decision)
        where T : class
    {
        if (IsLost)
        {
            return CommonRefusals.Unavailable;
        }

        return await WriteAsync(decision.Write) ? decision.Outcome : CommonRefusals.Unavailable;
    }

    /// <summary>Durable together with everything before it. A repeat writes nothing and waits for what it repeats.</summary>
    private Task<bool> WriteAsync(SessionWrite write)
    {
        if (!write.IsEmpty)
        {
            State.Apply(write);
            _kept = BothAsync(_kept, AppendAsync(write));
        }

        return _kept;
    }

    private async Task<bool> AppendAsync(SessionWrite write)
    {
        try
        {
            if (await log.AppendAsync(State.Owner, write))
            {
                return true;
            }
        }
        catch (Exception exception)
        {
            Failure = exception;
        }

        IsLost = true;
        return false;
    }

    private static async Task<bool> BothAsync(Task<bool> earlier, Task<bool> later)
    {
        var kept = await later;
        return await earlier && kept;
    }

}
