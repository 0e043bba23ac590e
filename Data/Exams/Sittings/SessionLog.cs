using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Data.Committing;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

/// <summary>Writes of all sessions of this process, one commit for all that wait.</summary>
internal sealed class SessionLog : ISessionLog, IAsyncDisposable
{
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(5);

    private readonly NpgsqlDataSource _database;
    private readonly ILogger<SessionLog> _logger;
    private readonly GroupCommitter<Owned<SessionWrite>> _writes;
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _seen = [];
    private readonly ITimer _noting;
    private int _isNoting;

    public SessionLog([GrainPool] NpgsqlDataSource database, TimeProvider time, ILogger<SessionLog> logger)
    {
        (_database, _logger) = (database, logger);
        _writes = new("session writes", AppendAsync, new() { MostWaiting = 40_000 }, time, logger);
        _noting = time.CreateTimer(_ => _ = NoteSeenAsync(), null, NoteEvery, NoteEvery);
    }

    public double Pressure => _writes.Pressure;

    public Task<bool> AppendAsync(SessionOwner owner, SessionWrite write) => _writes.CommitAsync([new(owner, write)]);

    public void Seen(Guid sessionId, DateTimeOffset at) => _seen[sessionId] = at;

    public async ValueTask DisposeAsync()
    {
        await _noting.DisposeAsync();
        await _writes.DisposeAsync();
    }

    private async Task<IReadOnlySet<int>> AppendAsync(IReadOnlyList<Owned<SessionWrite>> writes, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        return await SessionRows.AppendAsync(connection, writes, cancellation);
    }

    private async Task NoteSeenAsync()
    {
        if (_seen.IsEmpty || Interlocked.Exchange(ref _isNoting, 1) == 1)
        {
            return;
        }

        try
        {
            var seen = _seen.ToArray();
            await using var command = _database.CreateCommand(
                """
                INSERT INTO exams.session_sightings AS sighting (session_id, seen_at)
                SELECT * FROM unnest($1, $2) AS t (id, at) ORDER BY id
                ON CONFLICT (session_id) DO UPDATE SET seen_at = excluded.seen_at WHERE sighting.seen_at < excluded.seen_at
                """);
            command.Parameters.Add(new() { Value = Array.ConvertAll(seen, one => one.Key) });
            command.Parameters.Add(new() { Value = Array.ConvertAll(seen, one => one.Value.UtcDateTime), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
            await command.ExecuteNonQueryAsync();
            foreach (var one in seen)
            {
                _seen.TryRemove(one);
            }
        }
        catch (Exception exception)
        {
            _logger.LogWarning(exception, "When candidates were last heard of could not be noted");
        }
        finally
        {
            Volatile.Write(ref _isNoting, 0);
        }
    }
}
