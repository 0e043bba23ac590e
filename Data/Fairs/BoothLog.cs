using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Fairs;
using Pinchang.Data.Committing;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

/// <summary>
/// Writes of all booths of this process: what happened in two streams of batches, so that one is decided and answered while the
/// other is being committed; what is said in talks in a third. A booth is always in the same stream.
/// </summary>
internal sealed class BoothLog : IBoothLog, IAsyncDisposable
{
    private const int Streams = 2;

    private const string Say =
        """
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest(@booth, @epoch, @sequence, @id, @talk, @sender, @name, @text, @at)
                WITH ORDINALITY AS t (booth_id, epoch, sequence, id, talk_id, sender_id, sender_name, text, at, ordinal)
        ), said AS (
            INSERT INTO fairs.talk_messages (id, talk_id, booth_id, sequence, sender_id, sender_name, text, at)
            SELECT id, talk_id, booth_id, sequence, sender_id, sender_name, text, at FROM given JOIN fairs.epochs USING (booth_id, epoch)
            ON CONFLICT DO NOTHING
        )
        SELECT ordinal FROM given WHERE NOT EXISTS (SELECT FROM fairs.epochs AS owner WHERE (owner.booth_id, owner.epoch) = (given.booth_id, given.epoch))
        """;

    private readonly NpgsqlDataSource _database;
    private readonly GroupCommitter<BoothRow>[] _facts;
    private readonly GroupCommitter<SaidRow> _lines;

    public BoothLog([GrainPool] NpgsqlDataSource database, TimeProvider time, ILogger<BoothLog> logger)
    {
        _database = database;
        _facts = [.. Enumerable.Range(0, Streams).Select(_ => new GroupCommitter<BoothRow>("booth facts", WriteAsync, new(), time, logger))];
        _lines = new("talk lines", SayAsync, new(), time, logger);
    }

    public bool IsFull => _lines.IsFull || Array.Exists(_facts, stream => stream.IsFull);

    public async Task<Kept> KeepAsync(BoothOwner owner, BoothRecord record)
    {
        var row = new BoothRow(owner, record);
        await _facts[(uint)owner.BoothId.GetHashCode() % Streams].CommitAsync([row]);
        return row.Verdict;
    }

    public async Task<Kept> SayAsync(BoothOwner owner, long sequence, TalkMessage message) =>
        await _lines.CommitAsync([new(owner, sequence, message)]) ? Kept.Durable : Kept.Overtaken;

    public async ValueTask DisposeAsync()
    {
        await _lines.DisposeAsync();
        await Task.WhenAll(_facts.Select(stream => stream.DisposeAsync().AsTask()));
    }

    private async Task<IReadOnlySet<int>> WriteAsync(IReadOnlyList<BoothRow> rows, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await BoothRows.WriteAsync(connection, rows, cancellation);
        return rows.Index().Where(row => row.Item.Verdict != Kept.Durable).Select(row => row.Index).ToHashSet();
    }

    private async Task<IReadOnlySet<int>> SayAsync(IReadOnlyList<SaidRow> rows, CancellationToken cancellation)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var command = new NpgsqlBatchCommand(Say);
        batch.BatchCommands.Add(new(BoothRows.AmongWriters));
        batch.BatchCommands.Add(command);
        Add("booth", NpgsqlDbType.Uuid, row => row.Owner.BoothId);
        Add("epoch", NpgsqlDbType.Bigint, row => row.Owner.Epoch);
        Add("sequence", NpgsqlDbType.Bigint, row => row.Sequence);
        Add("id", NpgsqlDbType.Uuid, row => row.Message.Id);
        Add("talk", NpgsqlDbType.Uuid, row => row.Message.TalkId);
        Add("sender", NpgsqlDbType.Uuid, row => row.Message.SenderId);
        Add("name", NpgsqlDbType.Text, row => row.Message.SenderName);
        Add("text", NpgsqlDbType.Text, row => row.Message.Text);
        Add("at", NpgsqlDbType.TimestampTz, row => row.Message.At.UtcDateTime);
        var lost = new HashSet<int>();
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lost.Add((int)reader.GetInt64(0) - 1);
        }

        return lost;

        void Add<TValue>(string name, NpgsqlDbType type, Func<SaidRow, TValue> value) =>
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = rows.Select(value).ToArray() });
    }

    private sealed record SaidRow(BoothOwner Owner, long Sequence, TalkMessage Message);
}
