using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>The rows that the watch wakes from, and the one kind it writes itself.</summary>
public interface IInvigilationStore
{
    /// <summary>Null when there is no such sitting.</summary>
    Task<WatchedSitting?> ReadAsync(Guid sittingId, CancellationToken cancellation);

    /// <summary>
    /// Keeps what the watch noticed, except of sessions that are over: whoever has handed in is not silent. Returns what is kept; an event
    /// whose id is there already is kept once.
    /// </summary>
    Task<IReadOnlySet<Guid>> RaiseAsync(IReadOnlyList<SessionEvent> raised, CancellationToken cancellation);

    /// <summary>Keeps an event whatever became of its session; one whose id is there already is kept once.</summary>
    Task AppendAsync(SessionEvent happened, CancellationToken cancellation);
}
