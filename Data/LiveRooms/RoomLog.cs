using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data.Committing;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.LiveRooms;

/// <summary>
/// Writes of all rooms of this process: facts that are waited for in one stream of batches, chat in a slower second one,
/// so that a flood of lines does not stand in a card's way.
/// </summary>
internal sealed class RoomLog : IRoomLog, IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly GroupCommitter<FeedRow> _facts;
    private readonly GroupCommitter<FeedRow> _chat;

    public RoomLog([GrainPool] NpgsqlDataSource database, TimeProvider time, ILogger<RoomLog> logger)
    {
        _database = database;
        _facts = new("room facts", AppendAsync, new(), time, logger);
        _chat = new("chat lines", AppendAsync, new() { Linger = TimeSpan.FromMilliseconds(200), MostWaiting = 50_000 }, time, logger);
    }

    public bool IsFull => _facts.IsFull || _chat.IsFull;

    public Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records) =>
        _facts.CommitAsync([.. records.Select(record => new FeedRow(owner, record))]);

    public Task<bool> AppendLaterAsync(RoomOwner owner, RoomRecord record) => _chat.CommitAsync([new(owner, record)]);

    public async Task<bool> AppendAsync(RoomOwner owner, IReadOnlyList<RoomRecord> records, SessionStanding standing)
    {
        await using var connection = await _database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var rows = records.Select(record => new FeedRow(owner, record)).ToArray();
        var lost = await FeedRows.AppendAsync(connection, transaction, rows, CancellationToken.None);
        if (lost.Count > 0)
        {
            return false;
        }

        await using var update = new NpgsqlCommand(
            "UPDATE live.sessions SET state = $2, started_at = $3, ended_at = $4, picture_due_at = $5 WHERE id = $1", connection, transaction);
        update.Parameters.Add(new() { Value = owner.SessionId });
        update.Parameters.Add(new() { Value = standing.State.ToString() });
        update.Parameters.Add(Nullable(standing.StartedAt));
        update.Parameters.Add(Nullable(standing.EndedAt));
        update.Parameters.Add(Nullable(standing.PictureDueAt));
        await update.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    public async Task<bool> SaveFiguresAsync(RoomOwner owner, RoomFigures figures)
    {
        var watching = figures.Hosts.Values.Sum(host => host.Watching);
        await using var command = _database.CreateCommand(
            """
            WITH owner AS MATERIALIZED (SELECT FROM live.epochs WHERE room_id = $1 AND epoch = $2 FOR SHARE)
            INSERT INTO live.figures (session_id, watching, updated_at, body)
            SELECT $3, $4, clock_timestamp(), $5 FROM owner
            ON CONFLICT (session_id) DO UPDATE SET watching = excluded.watching, updated_at = excluded.updated_at, body = excluded.body
            """);
        command.Parameters.Add(new() { Value = owner.RoomId });
        command.Parameters.Add(new() { Value = owner.Epoch });
        command.Parameters.Add(new() { Value = owner.SessionId });
        command.Parameters.Add(new() { Value = watching });
        command.Parameters.Add(new() { Value = JsonSerializer.Serialize(figures, FeedRow.Json), NpgsqlDbType = NpgsqlDbType.Jsonb });
        return await command.ExecuteNonQueryAsync() == 1;
    }

    public async Task<bool> SavePointAsync(RoomOwner owner, AudiencePoint point)
    {
        await using var command = _database.CreateCommand(
            """
            WITH owner AS MATERIALIZED (SELECT FROM live.epochs WHERE room_id = $1 AND epoch = $2 FOR SHARE),
            kept AS (
                INSERT INTO live.audience_points (session_id, at, watching, likes, chat)
                SELECT $3, $4, $5, $6, $7 FROM owner ON CONFLICT DO NOTHING
            )
            SELECT count(*) FROM owner
            """);
        command.Parameters.Add(new() { Value = owner.RoomId });
        command.Parameters.Add(new() { Value = owner.Epoch });
        command.Parameters.Add(new() { Value = owner.SessionId });
        command.Parameters.Add(new() { Value = point.At.UtcDateTime });
        command.Parameters.Add(new() { Value = point.Watching });
        command.Parameters.Add(new() { Value = point.Likes });
        command.Parameters.Add(new() { Value = point.Chat });
        return (long)(await command.ExecuteScalarAsync())! == 1;
    }

    public async ValueTask DisposeAsync()
    {
        await _chat.DisposeAsync();
        await _facts.DisposeAsync();
    }

    private async Task<IReadOnlySet<int>> AppendAsync(IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        return await FeedRows.AppendAsync(connection, null, rows, cancellation);
    }

    private static NpgsqlParameter Nullable(DateTimeOffset? at) =>
        new() { Value = at is { } given ? given.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
