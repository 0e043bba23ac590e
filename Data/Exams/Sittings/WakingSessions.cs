using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

/// <summary>Wakes many sessions in one round trip: a crowd at the start, or everybody after a crash.</summary>
internal sealed class WakingSessions(NpgsqlDataSource database, SittingSchedules schedules)
{
    // Before anything is read: whoever wrote before has committed when this has the lock, and later writes meet the new writer.
    private const string AloneAmongWriters = $"SELECT pg_advisory_xact_lock({SessionRows.WritersLock})";

    private const string TakeWriters =
        """
        INSERT INTO exams.session_writers AS held (session_id, writer)
        SELECT id, 1 FROM exams.sessions WHERE id = ANY ($1) ORDER BY id
        ON CONFLICT (session_id) DO UPDATE SET writer = held.writer + 1
        RETURNING session_id, writer
        """;

    // Before the sessions: a start that becomes a fact meanwhile is in one of the two.
    private const string ReadStarts = "SELECT session_id, number, at FROM exams.session_starts WHERE session_id = ANY ($1)";

    private const string ReadSessions =
        """
        SELECT session.id, session.sitting_id, session.project_id, session.paper_id, session.candidate_id, sitting.name,
               session.candidate_name, session.ticket_number, session.seat, sitting.settings, session.draw, session.standing, sighting.seen_at,
               sitting.opens_at, sitting.starts_at, sitting.ends_at, sitting.latest_entry_at, sitting.earliest_hand_in_at,
               sitting.grace_seconds, sitting.extra_seconds
        FROM exams.sessions AS session
        JOIN exams.sittings AS sitting ON sitting.id = session.sitting_id
        LEFT JOIN exams.session_sightings AS sighting ON sighting.session_id = session.id
        WHERE session.id = ANY ($1)
        """;

    private const string ReadNewest =
        """
        SELECT session_id, epoch, sequence, question_id, response, marked, received_at, received_at, 'Counted'
        FROM exams.counted_answers WHERE session_id = ANY ($1)
        """;

    // All of 1…n is the rule; only where numbers are missing are those beyond the first gap listed.
    private const string ReadReceived =
        """
        SELECT session_id, through, kept_apart, last_at,
               CASE WHEN through < highest THEN (
                   SELECT array_agg(sequence) FROM exams.answers AS beyond
                   WHERE beyond.session_id = summed.session_id AND beyond.epoch = summed.epoch AND beyond.sequence > summed.through) END
        FROM (
            SELECT answer.session_id, session.epoch,
                   coalesce(max(sequence) FILTER (WHERE answer.epoch = session.epoch AND sequence = place), 0) AS through,
                   coalesce(max(sequence) FILTER (WHERE answer.epoch = session.epoch), 0) AS highest,
                   count(*) FILTER (WHERE answer.standing <> 'Counted')::int AS kept_apart,
                   max(received_at) AS last_at
            FROM (
                SELECT session_id, epoch, sequence, standing, received_at,
                       row_number() OVER (PARTITION BY session_id, epoch ORDER BY sequence) AS place
                FROM exams.answers WHERE session_id = ANY ($1)
            ) AS answer
            JOIN exams.sessions AS session ON session.id = answer.session_id
            GROUP BY answer.session_id, session.epoch
        ) AS summed
        """;

    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SittingSettings> _settings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, HashSet<string>> _questions = [];

    public async Task<IReadOnlyDictionary<Guid, WokenSession>> WakeAsync(IReadOnlyList<Guid> sessionIds)
    {
        var ids = sessionIds.ToArray();
        await using var connection = await database.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(AloneAmongWriters));
        foreach (var sql in (string[])[TakeWriters, ReadStarts, ReadSessions, ReadNewest, ReadReceived])
        {
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = ids } } });
        }

        await batch.PrepareAsync();
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var writers = new Dictionary<Guid, long>();
        while (await reader.ReadAsync())
        {
            writers[reader.GetGuid(0)] = reader.GetInt64(1);
        }

        await reader.NextResultAsync();
        var starts = new Dictionary<Guid, (int Number, DateTimeOffset At)>();
        while (await reader.ReadAsync())
        {
            starts[reader.GetGuid(0)] = (reader.GetInt32(1), reader.GetFieldValue<DateTimeOffset>(2));
        }

        await reader.NextResultAsync();
        var sessions = await ReadSessionsAsync(reader, writers);
        foreach (var (id, start) in starts)
        {
            var standing = sessions[id].Standing;
            if (standing.State == ExamSessionState.Entered)
            {
                sessions[id] = sessions[id] with { Standing = standing with { State = ExamSessionState.Started, StartedAt = start.At, Facts = start.Number } };
            }
        }

        await reader.NextResultAsync();
        var newest = new Dictionary<Guid, List<AnswerRecord>>();
        while (await reader.ReadAsync())
        {
            var id = reader.GetGuid(0);
            if (!newest.TryGetValue(id, out var answers))
            {
                newest[id] = answers = [];
            }

            var answer = SessionStore.AnswerOf(reader, 1);
            answers.Add(answer with { QuestionId = Shared(answer.QuestionId) });
        }

        await reader.NextResultAsync();
        while (await reader.ReadAsync())
        {
            var id = reader.GetGuid(0);
            var lastAt = reader.GetFieldValue<DateTimeOffset>(3);
            var session = sessions[id];
            sessions[id] = session with
            {
                Received = new(reader.GetInt64(1), reader.IsDBNull(4) ? [] : reader.GetFieldValue<long[]>(4)),
                KeptApart = reader.GetInt32(2),
                SeenAt = session.SeenAt > lastAt ? session.SeenAt : lastAt,
            };
        }

        foreach (var (id, answers) in newest)
        {
            sessions[id] = sessions[id] with { Newest = answers };
        }

        return sessions;
    }

    private async Task<Dictionary<Guid, WokenSession>> ReadSessionsAsync(NpgsqlDataReader reader, Dictionary<Guid, long> writers)
    {
        var sessions = new Dictionary<Guid, WokenSession>();
        while (await reader.ReadAsync())
        {
            var draw = Shared(JsonSerializer.Deserialize(reader.GetString(10), SessionJson.Default.PaperDraw)!);
            var plan = new SessionPlan
            {
                SessionId = reader.GetGuid(0),
                SittingId = reader.GetGuid(1),
                ProjectId = reader.GetGuid(2),
                PaperId = reader.GetGuid(3),
                CandidateId = reader.GetGuid(4),
                Title = reader.GetString(5),
                CandidateName = reader.GetString(6),
                TicketNumber = reader.GetString(7),
                Seat = reader.IsDBNull(8) ? null : reader.GetString(8),
                Settings = _settings.GetOrAdd(reader.GetString(9), json => JsonSerializer.Deserialize(json, SessionJson.Default.SittingSettings)!),
                Draw = draw,
                Questions = QuestionsOf(reader.GetGuid(3), draw),
            };
            var schedule = SittingSchedules.ScheduleOf(reader, 13);
            schedules.Follow(plan.SittingId, schedule);
            var standing = JsonSerializer.Deserialize(reader.GetString(11), SessionJson.Default.SessionStanding)!;
            sessions[plan.SessionId] = new(
                plan,
                schedule,
                writers[plan.SessionId],
                standing,
                [],
                new(),
                0,
                reader.IsDBNull(12) ? null : reader.GetFieldValue<DateTimeOffset>(12));
        }

        return sessions;
    }

    /// <summary>Ten thousand candidates of one paper hold each id of it once.</summary>
    private PaperDraw Shared(PaperDraw draw) => new()
    {
        Sections = Array.ConvertAll(draw.Sections, section => new SectionDraw(Shared(section.SectionId), Array.ConvertAll(section.QuestionIds, Shared))),
        OptionOrder = draw.OptionOrder.ToDictionary(
            order => Shared(order.Key), order => Array.ConvertAll(order.Value, Shared), StringComparer.Ordinal),
    };

    /// <summary>Every draw of a paper has the same questions, in another order.</summary>
    private HashSet<string> QuestionsOf(Guid paperId, PaperDraw draw)
    {
        var drawn = draw.Sections.SelectMany(section => section.QuestionIds);
        var known = _questions.GetOrAdd(paperId, _ => drawn.ToHashSet(StringComparer.Ordinal));
        return known.SetEquals(drawn) ? known : drawn.ToHashSet(StringComparer.Ordinal);
    }

    private string Shared(string id) => _ids.GetOrAdd(id, id);
}
