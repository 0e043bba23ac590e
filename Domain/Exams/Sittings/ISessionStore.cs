namespace Pinchang.Domain.Exams.Sittings;

/// <summary>The rows of exam sessions, as their grains read them.</summary>
public interface ISessionStore
{
    /// <summary>
    /// Takes the session's next writer number, from which on no earlier activation can write, and then reads the session. Null when
    /// there is no such session.
    /// </summary>
    Task<WokenSession?> WakeAsync(Guid sessionId, CancellationToken cancellation);

    /// <summary>What is kept under these numbers of an epoch.</summary>
    Task<IReadOnlyList<AnswerRecord>> FindAnswersAsync(Guid sessionId, int epoch, IReadOnlyList<long> sequences, CancellationToken cancellation);

    /// <summary>Late answers of the session, oldest first.</summary>
    Task<IReadOnlyList<AnswerRecord>> ReadLateAsync(Guid sessionId, CancellationToken cancellation);

    /// <summary>The canonical text of the newest hand-in.</summary>
    Task<string?> ReadScriptAsync(Guid sessionId, CancellationToken cancellation);
}

/// <summary>A session as an activation finds it.</summary>
/// <param name="Writer">This activation's number: its writes are refused once a later one was taken.</param>
/// <param name="Newest">The newest counted answer of each question.</param>
/// <param name="Received">Which sequences of the newest epoch were received.</param>
/// <param name="KeptApart">Answers that are kept and not counted.</param>
/// <param name="SeenAt">When the candidate was last heard of, as far as the rows know.</param>
public sealed record WokenSession(
    SessionPlan Plan,
    SittingSchedule Schedule,
    long Writer,
    SessionStanding Standing,
    IReadOnlyList<AnswerRecord> Newest,
    SequenceSet Received,
    int KeptApart,
    DateTimeOffset? SeenAt);

/// <summary>Whose rows they are.</summary>
public sealed record SessionOwner(Guid SessionId, long Writer);

/// <summary>What becomes durable together: all of it or nothing.</summary>
public sealed record SessionWrite
{
    public static readonly SessionWrite Nothing = new();

    public AnswerRecord[] Answers { get; init; } = [];

    /// <summary>Late answers, kept before, that count from now on.</summary>
    public AnswerRecord[] Accepted { get; init; } = [];

    public SessionRecord[] Facts { get; init; } = [];

    /// <summary>The standing after the facts.</summary>
    public SessionStanding? Standing { get; init; }

    /// <summary>The canonical text of a hand-in; its receipt is the standing's.</summary>
    public string? Script { get; init; }

    public bool IsEmpty => Answers.Length == 0 && Standing is null;
}

/// <summary>Appends to the rows of sessions.</summary>
public interface ISessionLog
{
    /// <summary>How much of what may wait to be written waits now, from 0 to 1.</summary>
    double Pressure { get; }

    /// <summary>Durable when it returns true; false: another activation owns the session now. Writes of one owner keep their order.</summary>
    Task<bool> AppendAsync(SessionOwner owner, SessionWrite write);

    /// <summary>Notes when a candidate was heard of, some seconds later, or never: it only helps to measure outages after a crash.</summary>
    void Seen(Guid sessionId, DateTimeOffset at);
}

/// <summary>The times of sittings, read once for all sessions of a process.</summary>
public interface ISittingSchedules
{
    /// <summary>As known; at most a few seconds old.</summary>
    SittingSchedule? Known(Guid sittingId);

    /// <summary>As the rows have them at some moment after the call.</summary>
    Task<SittingSchedule> ReadAsync(Guid sittingId);
}
