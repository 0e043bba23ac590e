using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Fairs;

namespace Pinchang.Data.Fairs;

/// <summary>
/// The one statement that writes what happened at booths. All who write share a lock that whoever wakes a booth takes alone,
/// so between the first statement and the commit no booth changes its owner. One lock for all of them: a lock on each
/// booth's row would write a page and a log record for each batch and booth.
/// </summary>
internal static class BoothRows
{
    internal const string WritersLock = "7306086912840426";

    internal const string AmongWriters = $"SELECT pg_advisory_xact_lock_shared({WritersLock})";

    // Leaves the facts of an epoch that is over out. A fact that claims something counts only if its row is there
    // afterwards; all its rows are written, or none. Doing it again changes nothing: inserts meet their own rows, updates
    // ask for a lower revision.
    private const string Write =
        """
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest(@booth, @epoch, @sequence, @kind, @at, @actor, @detail, @claims, @place, @talk, @standing)
                WITH ORDINALITY AS t (booth_id, epoch, sequence, kind, at, actor_id, detail, claims, place, talk, standing, ordinal)
        ), owned AS MATERIALIZED (
            SELECT given.*, (place ->> 'id')::uuid AS place_id, (talk ->> 'id')::uuid AS talk_id FROM given JOIN fairs.epochs USING (booth_id, epoch)
        ), taken AS (
            INSERT INTO fairs.places SELECT row.* FROM owned, jsonb_populate_record(NULL::fairs.places, place) AS row WHERE claims = 'place'
            ON CONFLICT DO NOTHING RETURNING id
        ), called AS (
            INSERT INTO fairs.talks SELECT row.* FROM owned, jsonb_populate_record(NULL::fairs.talks, talk) AS row WHERE claims = 'talk'
            ON CONFLICT DO NOTHING RETURNING id
        ), kept AS MATERIALIZED (
            SELECT * FROM owned WHERE CASE claims
                WHEN 'place' THEN place_id IN (SELECT id FROM taken) OR EXISTS (SELECT FROM fairs.places AS own WHERE (own.id, own.booth_id) = (place_id, owned.booth_id))
                WHEN 'talk' THEN talk_id IN (SELECT id FROM called) OR EXISTS (SELECT FROM fairs.talks AS own WHERE (own.id, own.booth_id) = (talk_id, owned.booth_id))
                ELSE true END
        ), moved AS (
            UPDATE fairs.places AS old SET state = new.state, skips = new.skips, share_resume = new.share_resume,
                put_off_until = new.put_off_until, talk_id = new.talk_id, ended_at = new.ended_at, tell_at = new.tell_at, revision = new.revision
            FROM kept, jsonb_populate_record(NULL::fairs.places, place) AS new
            WHERE place IS NOT NULL AND claims IS DISTINCT FROM 'place' AND old.id = kept.place_id AND old.revision < new.revision
        ), went_on AS (
            UPDATE fairs.talks AS old SET state = new.state, started_at = new.started_at, ends_at = new.ends_at, extended = new.extended,
                ended_at = new.ended_at, ended_how = new.ended_how, resume_shared = new.resume_shared, note = new.note, result = new.result,
                result_reason = new.result_reason, result_message = new.result_message, result_at = new.result_at, revision = new.revision,
                told_at = CASE WHEN new.result IS NOT NULL THEN old.told_at END
            FROM kept, jsonb_populate_record(NULL::fairs.talks, talk) AS new
            WHERE talk IS NOT NULL AND claims IS DISTINCT FROM 'talk' AND old.id = kept.talk_id AND old.revision < new.revision
        ), stood AS (
            UPDATE fairs.booths AS booth SET state = new.state, state_reason = new.reason, state_since = new.since, on_duty = new.on_duty
            FROM kept, jsonb_to_record(standing) AS new (state text, reason text, since timestamptz, on_duty uuid[])
            WHERE standing IS NOT NULL AND booth.id = kept.booth_id
        ), happened AS (
            INSERT INTO fairs.booth_events (booth_id, sequence, kind, at, place_id, talk_id, actor_id, detail)
            SELECT booth_id, sequence, kind, at, place_id, talk_id, actor_id, detail FROM kept
            ON CONFLICT DO NOTHING
        )
        SELECT ordinal, owned.ordinal IS NULL AS overtaken
        FROM given LEFT JOIN owned USING (ordinal) LEFT JOIN kept USING (ordinal) WHERE kept.ordinal IS NULL
        """;

    /// <summary>Writes all rows, or those that may be, in one round trip and one commit; each row's verdict says which.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<BoothRow> rows, CancellationToken cancellation)
    {
        var waves = Waves(rows);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(AmongWriters));
        waves.ForEach(wave => batch.BatchCommands.Add(CommandOf(wave)));
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var wave in waves)
        {
            await reader.NextResultAsync(cancellation);
            wave.ForEach(row => row.Verdict = Kept.Durable);
            while (await reader.ReadAsync(cancellation))
            {
                wave[(int)reader.GetInt64(0) - 1].Verdict = reader.GetBoolean(1) ? Kept.Overtaken : Kept.Claimed;
            }
        }

        await reader.NextResultAsync(cancellation);
    }

    /// <summary>In order; a row whose place or talk is in the wave already begins the next.</summary>
    private static List<List<BoothRow>> Waves(IReadOnlyList<BoothRow> rows)
    {
        var waves = new List<List<BoothRow>> { new(rows.Count) };
        var seen = new HashSet<Guid>();
        foreach (var row in rows)
        {
            if (row.Subjects.Any(seen.Contains))
            {
                waves.Add([]);
                seen.Clear();
            }

            waves[^1].Add(row);
            seen.UnionWith(row.Subjects);
        }

        return waves;
    }

    private static NpgsqlBatchCommand CommandOf(List<BoothRow> rows)
    {
        var command = new NpgsqlBatchCommand(Write);
        Add(command, "booth", NpgsqlDbType.Uuid, rows, row => row.Owner.BoothId);
        Add(command, "epoch", NpgsqlDbType.Bigint, rows, row => row.Owner.Epoch);
        Add(command, "sequence", NpgsqlDbType.Bigint, rows, row => row.Record.Sequence);
        Add(command, "kind", NpgsqlDbType.Text, rows, row => row.Record.Fact.Kind.ToString());
        Add(command, "at", NpgsqlDbType.TimestampTz, rows, row => row.Record.At.UtcDateTime);
        Add(command, "actor", NpgsqlDbType.Uuid, rows, row => row.Record.ActorId);
        Add(command, "detail", NpgsqlDbType.Text, rows, row => row.Record.Fact.Detail);
        Add(command, "claims", NpgsqlDbType.Text, rows, row => row.Record.Fact.ClaimsPlace ? "place" : row.Record.Fact.ClaimsCandidate ? "talk" : null);
        Add(command, "place", NpgsqlDbType.Jsonb, rows, row => row.PlaceJson);
        Add(command, "talk", NpgsqlDbType.Jsonb, rows, row => row.TalkJson);
        Add(command, "standing", NpgsqlDbType.Jsonb, rows, row => row.StandingJson);
        return command;
    }

    private static void Add<TValue>(
        NpgsqlBatchCommand command, string name, NpgsqlDbType type, List<BoothRow> rows, Func<BoothRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }
}
