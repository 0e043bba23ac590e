namespace Pinchang.Domain.Exams.Marking;

/// <summary>How a session came out, as marking needs to know it.</summary>
public enum ScriptState
{
    /// <summary>Not handed in yet: its time runs, or its answers are still being sealed.</summary>
    Unfinished,
    HandedIn,

    /// <summary>Ended by an invigilator for a violation.</summary>
    Terminated,
    Absent,
}

/// <summary>One session of a sitting with what was handed in and whose it is. Only the opening of a round reads both together.</summary>
/// <param name="Canonical">The canonical answers, of which <paramref name="Sha256"/> is the receipt; null where nothing was handed in.</param>
public sealed record HandedScript(
    Guid SessionId, Guid RegistrationId, ScriptState State, PersonalMarks Person, string? Canonical, string? Sha256);

/// <summary>A sitting, as marking needs to know it.</summary>
/// <param name="LateUndecided">Candidates whose late answers nobody has decided on.</param>
/// <param name="ClosedAt">When the last paper closed that the server handed in; null when everybody handed in themselves.</param>
public sealed record MarkedSitting(
    Guid Id,
    Guid AgencyId,
    Guid ProjectId,
    Guid PaperId,
    string Name,
    DateTimeOffset EndsAt,
    int HandedIn,
    int Unfinished,
    int LateUndecided,
    DateTimeOffset? ClosedAt);

/// <summary>How one candidate came out of one sitting, and for which position.</summary>
public sealed record SessionOutcome(
    Guid SittingId,
    Guid SessionId,
    Guid RegistrationId,
    Guid CandidateId,
    string TicketNumber,
    string Name,
    Guid PositionId,
    string Position,
    ScriptState State,
    string? Sha256);

/// <summary>What sittings left behind.</summary>
public interface IScriptSource
{
    Task<IReadOnlyList<MarkedSitting>> SittingsOfAsync(Guid projectId, CancellationToken cancellation);

    Task<MarkedSitting?> FindSittingAsync(Guid sittingId, CancellationToken cancellation);

    Task<IReadOnlyList<HandedScript>> ReadAsync(Guid sittingId, CancellationToken cancellation);

    /// <summary>Everybody who was arranged in a sitting of the project.</summary>
    Task<IReadOnlyList<SessionOutcome>> OutcomesOfAsync(Guid projectId, CancellationToken cancellation);
}
