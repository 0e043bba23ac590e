using Npgsql;
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
            SELECT * FROM unnest(
                @booth, @epoch, @sequence, @kind, @at, @actor, @detail, @claims, @fair, @standing, @place_id, @place_candidate_id, @place_candidate_name,
                @place_headline, @place_number, @place_slot, @place_state, @place_skips, @place_share_resume, @place_joined_at, @place_put_off_until, @place_talk_id,
                @place_ended_at, @place_tell_at, @talk_id, @talk_place_id, @talk_candidate_id, @talk_candidate_name, @talk_recruiter_id, @talk_recruiter_name,
                @talk_state, @talk_called_at, @talk_answer_by, @talk_started_at, @talk_ends_at, @talk_extended, @talk_ended_at, @talk_ended_how, @talk_resume_shared,
                @talk_note, @talk_result, @talk_result_reason, @talk_result_message, @talk_result_at)
                WITH ORDINALITY AS t (
                booth_id, epoch, sequence, kind, at, actor_id, detail, claims, fair_id, standing, place_id, place_candidate_id, place_candidate_name, place_headline,
                place_number, place_slot, place_state, place_skips, place_share_resume, place_joined_at, place_put_off_until, place_talk_id, place_ended_at,
                place_tell_at, talk_id, talk_place_id, talk_candidate_id, talk_candidate_name, talk_recruiter_id, talk_recruiter_name, talk_state, talk_called_at,
                talk_answer_by, talk_started_at, talk_ends_at, talk_extended, talk_ended_at, talk_ended_how, talk_resume_shared, talk_note, talk_result,
                talk_result_reason, talk_result_message, talk_result_at, ordinal)
        ), owned AS MATERIALIZED (
            SELECT given.* FROM given JOIN fairs.epochs USING (booth_id, epoch)
        ), taken AS (
            INSERT INTO fairs.places (booth_id, fair_id, revision, id, candidate_id, candidate_name, headline, number, slot, state, skips, share_resume,
                joined_at, put_off_until, talk_id, ended_at, tell_at)
            SELECT booth_id, fair_id, sequence, place_id, place_candidate_id, place_candidate_name, place_headline, place_number, place_slot, place_state,
                place_skips, place_share_resume,
                place_joined_at, place_put_off_until, place_talk_id, place_ended_at, place_tell_at
            FROM owned WHERE claims = 'place'
            ON CONFLICT DO NOTHING RETURNING id
        ), called AS (
            INSERT INTO fairs.talks (booth_id, fair_id, revision, id, place_id, candidate_id, candidate_name, recruiter_id, recruiter_name, state, called_at,
                answer_by, started_at, ends_at, extended, ended_at,
                ended_how, resume_shared, note, result, result_reason, result_message, result_at)
            SELECT booth_id, fair_id, sequence, talk_id, talk_place_id, talk_candidate_id, talk_candidate_name, talk_recruiter_id, talk_recruiter_name,
                talk_state, talk_called_at, talk_answer_by,
                talk_started_at, talk_ends_at, talk_extended, talk_ended_at, talk_ended_how, talk_resume_shared, talk_note, talk_result, talk_result_reason,
                talk_result_message, talk_result_at
            FROM owned WHERE claims = 'talk'
            ON CONFLICT DO NOTHING RETURNING id
        ), kept AS MATERIALIZED (
            SELECT * FROM owned WHERE CASE claims
                WHEN 'place' THEN place_id IN (SELECT id FROM taken) OR EXISTS (SELECT FROM fairs.places AS own WHERE (own.id, own.booth_id) = (place_id, owned.booth_id))
                WHEN 'talk' THEN talk_id IN (SELECT id FROM called) OR EXISTS (SELECT FROM fairs.talks AS own WHERE (own.id, own.booth_id) = (talk_id, owned.booth_id))
                ELSE true END
        ), moved AS (
            UPDATE fairs.places AS old SET revision = sequence, state = kept.place_state, skips = kept.place_skips, share_resume = kept.place_share_resume,
                put_off_until = kept.place_put_off_until,
                talk_id = kept.place_talk_id, ended_at = kept.place_ended_at, tell_at = kept.place_tell_at
            FROM kept
            WHERE claims IS DISTINCT FROM 'place' AND old.id = kept.place_id AND old.revision < sequence
        ), went_on AS (
            UPDATE fairs.talks AS old SET revision = sequence, state = kept.talk_state, started_at = kept.talk_started_at, ends_at = kept.talk_ends_at,
                extended = kept.talk_extended,
                ended_at = kept.talk_ended_at, ended_how = kept.talk_ended_how, resume_shared = kept.talk_resume_shared, note = kept.talk_note,
                result = kept.talk_result, result_reason = kept.talk_result_reason, result_message = kept.talk_result_message, result_at = kept.talk_result_at,
                told_at = CASE WHEN talk_result IS NOT NULL THEN old.told_at END
            FROM kept
            WHERE claims IS DISTINCT FROM 'talk' AND old.id = kept.talk_id AND old.revision < sequence
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
        BoothParameters.Add(command, rows);
        return command;
    }
}
