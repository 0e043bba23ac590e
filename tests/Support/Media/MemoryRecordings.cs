using System.Collections.Concurrent;
using Pinchang.Domain.Media;

namespace Pinchang.Support.Media;

/// <summary>The rows of recordings without a database, for tests and measurements of the picture alone.</summary>
public sealed class MemoryRecordings : IRecordings
{
    private readonly ConcurrentDictionary<Guid, Recording> _rows = new();

    public Task<Recording?> FindAsync(Guid sessionId, CancellationToken cancellation) => Task.FromResult(_rows.GetValueOrDefault(sessionId));

    public Task<Recording[]> ListOpenAsync(CancellationToken cancellation) =>
        Task.FromResult(_rows.Values.Where(row => row.State == RecordingState.Open).ToArray());

    public Task SaveAsync(Recording recording, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(recording);
        _rows[recording.SessionId] = recording;
        return Task.CompletedTask;
    }
}
