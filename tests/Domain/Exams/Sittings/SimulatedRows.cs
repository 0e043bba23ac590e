using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Domain.Tests.Exams.Sittings;

/// <summary>The rows of one session as a database keeps them: each write is whole or not at all, and only its owner's counts.</summary>
internal sealed class SimulatedRows(SessionPlan plan, SittingSchedule schedule)
{
    public SessionPlan Plan { get; } = plan;

    public SittingSchedule Schedule { get; set; } = schedule;

    public long Writer { get; private set; }

    public SessionStanding Standing { get; private set; } = SessionStanding.Arranged;

    public Dictionary<(int Epoch, long Sequence), AnswerRecord> Answers { get; } = [];

    public List<SessionRecord> Facts { get; } = [];

    public SortedDictionary<int, (string Script, ExamReceipt Receipt)> HandIns { get; } = [];

    /// <summary>When an answer was received that was put aside as late, and when the session closed as far as it was granted by then.</summary>
    public List<(DateTimeOffset ReceivedAt, DateTimeOffset ClosedAt)> Late { get; } = [];

    public bool Append(SessionOwner owner, SessionWrite write)
    {
        if (owner.Writer != Writer)
        {
            return false;
        }

        foreach (var answer in write.Answers)
        {
            if (Answers.TryAdd((answer.Epoch, answer.Sequence), answer) && answer.Standing == AnswerStanding.Late)
            {
                Late.Add((answer.ReceivedAt, ExamPhase.CloseOf(Schedule, Standing.ExtraSeconds)));
            }
        }

        Facts.AddRange(write.Facts);
        Standing = write.Standing ?? Standing;
        if (write.Script is { } script)
        {
            HandIns.Add(Standing.Receipt!.Version, (script, Standing.Receipt));
        }

        return true;
    }

    public WokenSession Wake()
    {
        Writer++;
        return new(
            Plan,
            Schedule,
            Writer,
            Standing,
            Counted(),
            new(0, Answers.Keys.Where(key => key.Epoch == Standing.Epoch).Select(key => key.Sequence).Order()),
            Answers.Values.Count(answer => answer.Standing != AnswerStanding.Counted),
            null);
    }

    /// <summary>As the view of the database has it, written apart from the product's own book.</summary>
    public List<AnswerRecord> Counted() =>
        [.. Answers.Values.Where(answer => answer.Standing == AnswerStanding.Counted)
            .GroupBy(answer => answer.QuestionId)
            .Select(group => group.OrderBy(answer => answer.Epoch).ThenBy(answer => answer.Sequence).Last())];
}

/// <summary>
/// One process between the rows and the session. At every await it may be killed: then what has not reached the rows never does, and
/// nobody is answered. Or it may be stopped and go on later, when another already writes.
/// </summary>
internal sealed class SimulatedProcess(SimulatedRows rows, SeededScheduler scheduler, double crashes) : ISessionStore, ISessionLog, ISittingSchedules
{
    private Task _lastWrite = Task.CompletedTask;

    public bool IsGone { get; private set; }

    private bool IsStopped { get; set; }

    public double Pressure => 0;

    public async Task<WokenSession?> WakeAsync(Guid sessionId, CancellationToken cancellation)
    {
        await PointAsync();
        var woken = rows.Wake();
        await PointAsync();
        return woken;
    }

    public Task<IReadOnlyList<AnswerRecord>> FindAnswersAsync(Guid sessionId, int epoch, IReadOnlyList<long> sequences, CancellationToken cancellation) =>
        AtAsync<IReadOnlyList<AnswerRecord>>(() => [.. sequences.Where(sequence => rows.Answers.ContainsKey((epoch, sequence))).Select(sequence => rows.Answers[(epoch, sequence)])]);

    public Task<IReadOnlyList<AnswerRecord>> ReadLateAsync(Guid sessionId, CancellationToken cancellation) =>
        AtAsync<IReadOnlyList<AnswerRecord>>(() => [.. rows.Answers.Values.Where(answer => answer.Standing == AnswerStanding.Late).OrderBy(answer => answer.ReceivedAt)]);

    public Task<string?> ReadScriptAsync(Guid sessionId, CancellationToken cancellation) =>
        AtAsync(() => rows.HandIns.Count == 0 ? null : rows.HandIns.Values.Last().Script);

    public Task<bool> AppendAsync(SessionOwner owner, SessionWrite write)
    {
        // One after the other, as the group committer does.
        var writing = AfterAsync(_lastWrite, owner, write);
        _lastWrite = writing;
        return writing;
    }

    public void Seen(Guid sessionId, DateTimeOffset at)
    {
    }

    // Old on purpose: whoever would refuse somebody for the time must read again.
    public SittingSchedule? Known(Guid sittingId) => null;

    public Task<SittingSchedule> ReadAsync(Guid sittingId) => AtAsync(() => rows.Schedule);

    private async Task<bool> AfterAsync(Task earlier, SessionOwner owner, SessionWrite write)
    {
        await earlier;
        return await AtAsync(() => rows.Append(owner, write));
    }

    private async Task<T> AtAsync<T>(Func<T> act)
    {
        await PointAsync();
        var result = act();
        await PointAsync();
        return result;
    }

    public async Task PointAsync()
    {
        await scheduler.YieldAsync();
        if (!IsGone && scheduler.Chance(crashes))
        {
            (IsGone, IsStopped) = (true, scheduler.Chance(0.4));
        }

        if (IsGone)
        {
            await (IsStopped ? scheduler.SleepAsync(TimeSpan.FromSeconds(scheduler.Random.Next(30))) : new TaskCompletionSource().Task);
        }
    }
}
