using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Exams.Invigilation;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>The rows of pieces and stills, written as they come: the hottest path of a watched exam.</summary>
public sealed class RecordingPieces(NpgsqlDataSource database)
{
    private const int MostKnown = 50_000;

    private readonly ConcurrentDictionary<Guid, KeptRun> _known = [];

    /// <summary>The run as it is kept, whoever began it. It never changes, so it is asked for once.</summary>
    public async ValueTask<KeptRun> BeginAsync(KeptRun run, CancellationToken cancellation)
    {
        if (_known.TryGetValue(run.Id, out var known))
        {
            return known;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known[run.Id] = await KeepAsync(run, cancellation);
    }

    private async Task<KeptRun> KeepAsync(KeptRun run, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new(
            """
            INSERT INTO exams.recording_runs (id, session_id, track, content_type, location, begun_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
            """)
        {
            Parameters =
            {
                new() { Value = run.Id }, new() { Value = run.SessionId }, new() { Value = run.Track.ToString() },
                new() { Value = run.ContentType }, new() { Value = run.Location }, new() { Value = run.BegunAt.UtcDateTime },
            },
        });
        batch.BatchCommands.Add(new("SELECT session_id, track, content_type, location, begun_at FROM exams.recording_runs WHERE id = $1")
        {
            Parameters = { new() { Value = run.Id } },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new KeptRun
        {
            Id = run.Id,
            SessionId = reader.GetGuid(0),
            Track = Enum.Parse<Contracts.Exams.RecordingTrack>(reader.GetString(1)),
            ContentType = reader.GetString(2),
            Location = reader.GetString(3),
            BegunAt = reader.GetFieldValue<DateTimeOffset>(4),
        };
    }

    public async Task<ChainNeighbours> ReadNeighboursAsync(Guid runId, int number, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT number, hash, previous_hash FROM exams.recording_pieces WHERE run_id = $1 AND number BETWEEN $2 - 1 AND $2 + 1");
        command.Parameters.Add(new() { Value = runId });
        command.Parameters.Add(new() { Value = number });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var kept = new ChainPiece?[3];
        while (await reader.ReadAsync(cancellation))
        {
            kept[reader.GetInt32(0) - number + 1] = new(
                reader.GetInt32(0), reader.GetFieldValue<byte[]>(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2));
        }

        return new(kept[0], kept[1], kept[2]);
    }

    /// <summary>
    /// False when it was not kept: another piece of the run came in between, has the number, or does not fit. Pieces of one run come in
    /// one after the other, wherever they are received.
    /// </summary>
    public async Task<bool> AppendAsync(KeptPiece piece, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("SELECT pg_advisory_xact_lock(hashtextextended('exam run ' || $1, 0))") { Parameters = { new() { Value = piece.RunId.ToString() } } });
        batch.BatchCommands.Add(new(
            """
            INSERT INTO exams.recording_pieces
                (run_id, number, session_id, track, position, length, hash, previous_hash, begins_at, duration, received_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
            WHERE NOT EXISTS (
                SELECT FROM exams.recording_pieces
                WHERE run_id = $1 AND (number = $2 - 1 AND hash <> $8 OR number = $2 + 1 AND previous_hash <> $7))
            ON CONFLICT DO NOTHING
            """)
        {
            Parameters =
            {
                new() { Value = piece.RunId }, new() { Value = piece.Number }, new() { Value = piece.SessionId },
                new() { Value = piece.Track.ToString() }, new() { Value = piece.Position }, new() { Value = piece.Length },
                new() { Value = piece.Hash }, new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = (object?)piece.PreviousHash ?? DBNull.Value },
                new() { Value = piece.BeginsAt.UtcDateTime }, new() { Value = piece.Duration }, new() { Value = piece.ReceivedAt.UtcDateTime },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    /// <summary>Numbers below the highest that have not come, at most a hundred.</summary>
    public async Task<int[]> ReadMissingAsync(Guid runId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT number FROM generate_series(0, (SELECT max(number) FROM exams.recording_pieces WHERE run_id = $1)) AS number
            WHERE NOT EXISTS (SELECT FROM exams.recording_pieces AS piece WHERE piece.run_id = $1 AND piece.number = number.number)
            ORDER BY number LIMIT 100
            """);
        command.Parameters.Add(new() { Value = runId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var missing = new List<int>();
        while (await reader.ReadAsync(cancellation))
        {
            missing.Add(reader.GetInt32(0));
        }

        return [.. missing];
    }

    /// <summary>False when a still of that id is kept already.</summary>
    public async Task<bool> AppendAsync(KeptStill still, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO exams.stills (session_id, id, at, location, position, length, sha256)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """);
        command.Parameters.Add(new() { Value = still.SessionId });
        command.Parameters.Add(new() { Value = still.Id });
        command.Parameters.Add(new() { Value = still.At.UtcDateTime });
        command.Parameters.Add(new() { Value = still.Location });
        command.Parameters.Add(new() { Value = still.Position });
        command.Parameters.Add(new() { Value = still.Length });
        command.Parameters.Add(new() { Value = still.Sha256 });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
