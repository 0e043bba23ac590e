using Npgsql;

namespace Pinchang.Faults.Exams;

/// <summary>Holds every browser's own log against the rows: P1, P2, P4; and what counts against the time (P3).</summary>
internal static class ExamChecker
{
    private sealed record Row(Guid Session, int Epoch, long Sequence, string Question, string? Text, string Standing, DateTimeOffset ReceivedAt);

    public static async Task CheckAsync(NpgsqlDataSource owner, Guid sittingId, IReadOnlyCollection<ExamTaker> takers, SeedResult result)
    {
        var rows = await ReadAsync(owner, sittingId);
        var bySession = rows.ToLookup(row => row.Session);
        foreach (var taker in takers)
        {
            var own = bySession[taker.SessionId].ToDictionary(row => (row.Epoch, row.Sequence));
            var newest = own.Values.Where(row => row.Standing == "Counted").GroupBy(row => row.Question)
                .ToDictionary(group => group.Key, group => group.OrderBy(row => row.Epoch).ThenBy(row => row.Sequence).Last());
            foreach (var answer in taker.Acknowledged)
            {
                if (!own.TryGetValue((answer.Epoch, answer.Sequence), out var row) || row.Text != answer.Text || row.Standing != "Counted")
                {
                    result.Lost.Add($"{taker.SessionId}: {answer.Epoch}/{answer.Sequence} was acknowledged and is {(row is null ? "gone" : $"{row.Standing} “{row.Text}”")}");
                }
                else if (newest[answer.QuestionId] is var last && (last.Epoch, last.Sequence).CompareTo((answer.Epoch, answer.Sequence)) < 0)
                {
                    result.Lost.Add($"{taker.SessionId}: an older answer stands in the place of {answer.Epoch}/{answer.Sequence}");
                }
            }

            if (taker.Differing > 0)
            {
                result.Doubled.Add($"{taker.SessionId}: {taker.Differing} hand-ins got another receipt");
            }
        }

        await CheckScriptsAsync(owner, sittingId, takers, bySession, result);
        await CheckTimesAsync(owner, sittingId, result);
    }

    /// <summary>P4: the script is what the counted rows say, also for whoever the server handed in; and each receipt is its hash.</summary>
    private static async Task CheckScriptsAsync(
        NpgsqlDataSource owner, Guid sittingId, IEnumerable<ExamTaker> takers, ILookup<Guid, Row> rows, SeedResult result)
    {
        await using var command = owner.CreateCommand(
            """
            SELECT script.session_id, script.sha256, encode(sha256(convert_to(script.canonical, 'UTF8')), 'hex'),
                   (SELECT count(*) FROM exams.hand_ins WHERE session_id = script.session_id)::int,
                   coalesce((SELECT jsonb_object_agg(answer ->> 'question', answer ->> 'text') FROM jsonb_array_elements(script.canonical::jsonb -> 'answers') AS answer), '{}')
                     = coalesce((SELECT jsonb_object_agg(question_id, response ->> 'text') FROM exams.counted_answers AS counted WHERE counted.session_id = script.session_id), '{}'),
                   session.end_kind
            FROM exams.scripts AS script JOIN exams.sessions AS session ON session.id = script.session_id
            WHERE session.sitting_id = $1
            """);
        command.Parameters.Add(new() { Value = sittingId });
        var bySession = takers.Where(taker => taker.Receipt is not null).ToDictionary(taker => taker.SessionId);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var session = reader.GetGuid(0);
            if (reader.GetString(1) != reader.GetString(2))
            {
                result.Broken.Add($"{session}: the hash is not the script's");
            }

            if (!reader.GetBoolean(4))
            {
                result.Lost.Add($"{session}: the script is not what the counted answers say");
            }

            if (reader.GetInt32(3) > 1 && reader.GetString(5) == "ByCandidate")
            {
                result.Doubled.Add($"{session}: handed in {reader.GetInt32(3)} times");
            }

            if (bySession.Remove(session, out var taker) && taker.Receipt != reader.GetString(1) && reader.GetString(5) == "ByCandidate")
            {
                result.Lost.Add($"{session}: the receipt that was given is not the script's");
            }
        }

        result.Lost.AddRange(bySession.Keys.Select(session => $"{session}: a receipt was given and there is no script of {rows[session].Count()} answers"));
    }

    /// <summary>P3: nothing received after the close counts, nothing received before it was put aside as late.</summary>
    private static async Task CheckTimesAsync(NpgsqlDataSource owner, Guid sittingId, SeedResult result)
    {
        await using var command = owner.CreateCommand(
            """
            WITH closing AS (
                SELECT session.id, sitting.ends_at + make_interval(secs => sitting.extra_seconds + session.extra_seconds + sitting.grace_seconds) AS at
                FROM exams.sessions AS session JOIN exams.sittings AS sitting ON sitting.id = session.sitting_id WHERE sitting.id = $1
            )
            SELECT count(*) FILTER (WHERE standing = 'Counted' AND received_at >= closing.at)::int,
                   count(*) FILTER (WHERE standing = 'Late' AND received_at < closing.at)::int
            FROM exams.answers JOIN closing ON closing.id = session_id
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        if (reader.GetInt32(0) > 0)
        {
            result.Broken.Add($"{reader.GetInt32(0)} answers received after the close count");
        }

        if (reader.GetInt32(1) > 0)
        {
            result.Broken.Add($"{reader.GetInt32(1)} answers received in time were put aside as late");
        }
    }

    private static async Task<List<Row>> ReadAsync(NpgsqlDataSource owner, Guid sittingId)
    {
        await using var command = owner.CreateCommand(
            """
            SELECT session_id, answer.epoch, sequence, question_id, response ->> 'text', answer.standing, received_at
            FROM exams.answers AS answer JOIN exams.sessions AS session ON session.id = answer.session_id WHERE session.sitting_id = $1
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
        {
            rows.Add(new(
                reader.GetGuid(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return rows;
    }
}
