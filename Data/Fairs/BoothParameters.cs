using Npgsql;
using NpgsqlTypes;

namespace Pinchang.Data.Fairs;

/// <summary>The rows of a statement as one array for each column: the server takes a value out of an array for a fraction of what it takes out of JSON.</summary>
internal static class BoothParameters
{
    public static void Add(NpgsqlBatchCommand command, List<BoothRow> rows)
    {
        Add(command, "booth", NpgsqlDbType.Uuid, rows, row => row.Owner.BoothId);
        Add(command, "epoch", NpgsqlDbType.Bigint, rows, row => row.Owner.Epoch);
        Add(command, "sequence", NpgsqlDbType.Bigint, rows, row => row.Record.Sequence);
        Add(command, "kind", NpgsqlDbType.Text, rows, row => row.Record.Fact.Kind.ToString());
        Add(command, "at", NpgsqlDbType.TimestampTz, rows, row => row.Record.At.UtcDateTime);
        Add(command, "actor", NpgsqlDbType.Uuid, rows, row => row.Record.ActorId);
        Add(command, "detail", NpgsqlDbType.Text, rows, row => row.Record.Fact.Detail);
        Add(command, "claims", NpgsqlDbType.Text, rows, row => row.Record.Fact.ClaimsPlace ? "place" : row.Record.Fact.ClaimsCandidate ? "talk" : null);
        Add(command, "fair", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Place?.FairId ?? row.Record.Fact.Talk?.FairId);
        Add(command, "standing", NpgsqlDbType.Jsonb, rows, row => row.StandingJson);
        AddPlaces(command, rows);
        AddTalks(command, rows);
    }

    private static void AddPlaces(NpgsqlBatchCommand command, List<BoothRow> rows)
    {
        Add(command, "place_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Place?.Id);
        Add(command, "place_candidate_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Place?.CandidateId);
        Add(command, "place_candidate_name", NpgsqlDbType.Text, rows, row => row.Record.Fact.Place?.CandidateName);
        Add(command, "place_headline", NpgsqlDbType.Text, rows, row => row.Record.Fact.Place?.Headline);
        Add(command, "place_number", NpgsqlDbType.Integer, rows, row => row.Record.Fact.Place?.Number);
        Add(command, "place_slot", NpgsqlDbType.Integer, rows, row => row.Record.Fact.Place?.Slot);
        Add(command, "place_state", NpgsqlDbType.Text, rows, row => row.Record.Fact.Place?.State.ToString());
        Add(command, "place_skips", NpgsqlDbType.Integer, rows, row => row.Record.Fact.Place?.Skips);
        Add(command, "place_share_resume", NpgsqlDbType.Boolean, rows, row => row.Record.Fact.Place?.ShareResume);
        Add(command, "place_joined_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Place?.JoinedAt.UtcDateTime);
        Add(command, "place_put_off_until", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Place?.PutOffUntil?.UtcDateTime);
        Add(command, "place_talk_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Place?.TalkId);
        Add(command, "place_ended_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Place?.EndedAt?.UtcDateTime);
        Add(command, "place_tell_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Place?.TellAt?.UtcDateTime);
    }

    private static void AddTalks(NpgsqlBatchCommand command, List<BoothRow> rows)
    {
        Add(command, "talk_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Talk?.Id);
        Add(command, "talk_place_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Talk?.PlaceId);
        Add(command, "talk_candidate_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Talk?.CandidateId);
        Add(command, "talk_candidate_name", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.CandidateName);
        Add(command, "talk_recruiter_id", NpgsqlDbType.Uuid, rows, row => row.Record.Fact.Talk?.RecruiterId);
        Add(command, "talk_recruiter_name", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.RecruiterName);
        Add(command, "talk_state", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.State.ToString());
        Add(command, "talk_called_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.CalledAt.UtcDateTime);
        Add(command, "talk_answer_by", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.AnswerBy.UtcDateTime);
        Add(command, "talk_started_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.StartedAt?.UtcDateTime);
        Add(command, "talk_ends_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.EndsAt?.UtcDateTime);
        Add(command, "talk_extended", NpgsqlDbType.Boolean, rows, row => row.Record.Fact.Talk?.Extended);
        Add(command, "talk_ended_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.EndedAt?.UtcDateTime);
        Add(command, "talk_ended_how", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.EndedHow?.ToString());
        Add(command, "talk_resume_shared", NpgsqlDbType.Boolean, rows, row => row.Record.Fact.Talk?.ResumeShared);
        Add(command, "talk_note", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.Note);
        Add(command, "talk_result", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.Result?.ToString());
        Add(command, "talk_result_reason", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.ResultReason);
        Add(command, "talk_result_message", NpgsqlDbType.Text, rows, row => row.Record.Fact.Talk?.ResultMessage);
        Add(command, "talk_result_at", NpgsqlDbType.TimestampTz, rows, row => row.Record.Fact.Talk?.ResultAt?.UtcDateTime);
    }

    private static void Add<TValue>(NpgsqlBatchCommand command, string name, NpgsqlDbType type, List<BoothRow> rows, Func<BoothRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }
}
