using Pinchang.Contracts.Exams;

namespace Pinchang.Domain.Exams.Invigilation;

/// <summary>The rows that the watch wakes from, and the one kind it writes itself.</summary>
public interface IInvigilationStore
{
    /// <summary>Null when there is no such sitting.</summary>
    Task<WatchedSitting?> ReadAsync(Guid sittingId, CancellationToken cancellation);

    /// <summary>An event whose id is there already is kept once.</summary>
    Task AppendAsync(IReadOnlyList<SessionEvent> raised, CancellationToken cancellation);
}
