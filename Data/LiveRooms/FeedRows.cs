using Npgsql;
using NpgsqlTypes;

namespace Pinchang.Data.LiveRooms;

/// <summary>The one statement that appends to <c>live.feed</c>.</summary>
internal static class FeedRows
{
    // Joins each room's epoch row FOR SHARE: whoever wakes the room waits for this statement, or this statement sees the
    // new epoch and leaves the rows of the old one out. Doing it again changes nothing.
    private const string Insert =
        """
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest(@session, @sequence, @room, @epoch, @kind, @must, @at, @media_time, @actor, @subject, @command, @body)
                WITH ORDINALITY AS t (session_id, sequence, room_id, epoch, kind, must, at, media_time, actor_id, subject_id, command_id, body, place)
        ), owners AS MATERIALIZED (
            SELECT room_id, epoch FROM live.epochs WHERE room_id IN (SELECT room_id FROM given) ORDER BY room_id FOR SHARE
        ), kept AS (
            INSERT INTO live.feed (session_id, sequence, room_id, kind, must, at, media_time, actor_id, subject_id, command_id, body)
            SELECT session_id, sequence, room_id, kind, must, at, media_time, actor_id, subject_id, command_id, body
            FROM given JOIN owners USING (room_id, epoch)
            ON CONFLICT DO NOTHING
        )
        SELECT place FROM given LEFT JOIN owners USING (room_id, epoch) WHERE owners.epoch IS NULL
        """;

    /// <summary>Returns the places, from zero, of rows whose epoch was lost.</summary>
    public static async Task<IReadOnlySet<int>> AppendAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<FeedRow> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Insert, connection, transaction);
        Add(command, "session", NpgsqlDbType.Uuid, rows, row => row.Owner.SessionId);
        Add(command, "sequence", NpgsqlDbType.Bigint, rows, row => row.Record.Sequence);
        Add(command, "room", NpgsqlDbType.Uuid, rows, row => row.Owner.RoomId);
        Add(command, "epoch", NpgsqlDbType.Bigint, rows, row => row.Owner.Epoch);
        Add(command, "kind", NpgsqlDbType.Text, rows, row => row.Kind);
        Add(command, "must", NpgsqlDbType.Boolean, rows, row => row.Must);
        Add(command, "at", NpgsqlDbType.TimestampTz, rows, row => row.Record.At.UtcDateTime);
        Add(command, "media_time", NpgsqlDbType.Bigint, rows, row => row.Record.MediaTime);
        Add(command, "actor", NpgsqlDbType.Uuid, rows, row => row.Record.ActorId);
        Add(command, "subject", NpgsqlDbType.Uuid, rows, row => row.SubjectId);
        Add(command, "command", NpgsqlDbType.Uuid, rows, row => row.Record.CommandId);
        Add(command, "body", NpgsqlDbType.Jsonb, rows, row => row.Body);

        var lost = new HashSet<int>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lost.Add((int)reader.GetInt64(0) - 1);
        }

        return lost;
    }

    private static void Add<TValue>(
        NpgsqlCommand command, string name, NpgsqlDbType type, IReadOnlyList<FeedRow> rows, Func<FeedRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }
}
