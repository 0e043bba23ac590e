using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Sittings;

/// <summary>Something to write, with whose it is.</summary>
internal sealed record Owned<TPart>(SessionOwner Owner, TPart Part);

/// <summary>
/// The statements that append to sessions: one round trip and one commit for the writes of many. All who write share a lock that whoever
/// wakes sessions takes alone, so between the first statement and the commit no session changes its writer: one that changed before is
/// told by the second statement, and the statements after it leave its rows out. Doing it again changes nothing.
/// </summary>
internal static class SessionRows
{
    /// <summary>
    /// One lock for all sessions: it is held for a few milliseconds and leaves nothing in the rows, where a lock on each session's row
    /// would write a page and a log record for each answer.
    /// </summary>
    internal const string WritersLock = "7306086912840425";

    private const string AmongWriters = $"SELECT pg_advisory_xact_lock_shared({WritersLock})";

    private const string Lost =
        """
        SELECT place FROM unnest(@session, @writer) WITH ORDINALITY AS given (session_id, writer, place)
        WHERE NOT EXISTS (
            SELECT FROM exams.session_writers AS held WHERE (held.session_id, held.writer) = (given.session_id, given.writer))
        """;

    private const string Answers =
        """
        INSERT INTO exams.answers (session_id, epoch, sequence, question_id, response, marked, client_at, received_at, standing)
        SELECT session_id, epoch, sequence, question_id, response, marked, client_at, received_at, standing
        FROM unnest(@session, @writer, @epoch, @sequence, @question, @response, @marked, @client_at, @received_at, @standing)
            AS t (session_id, writer, epoch, sequence, question_id, response, marked, client_at, received_at, standing)
        JOIN exams.session_writers USING (session_id, writer)
        ON CONFLICT DO NOTHING
        """;

    private const string Facts =
        """
        INSERT INTO exams.session_facts (session_id, number, kind, at, actor_id, body)
        SELECT session_id, number, kind, at, actor_id, body
        FROM unnest(@session, @writer, @number, @kind, @at, @actor, @body) AS t (session_id, writer, number, kind, at, actor_id, body)
        JOIN exams.session_writers USING (session_id, writer)
        ON CONFLICT DO NOTHING
        """;

    private const string Standings =
        """
        UPDATE exams.sessions AS session
        SET state = t.state, end_kind = t.end_kind, epoch = t.epoch, started_at = t.started_at, ended_at = t.ended_at,
            extra_seconds = t.extra_seconds, receipt_code = t.receipt_code, receipt_sha256 = t.receipt_sha256, standing = t.standing
        FROM unnest(@session, @writer, @state, @end_kind, @epoch, @started_at, @ended_at, @extra, @code, @sha256, @standing)
            AS t (session_id, writer, state, end_kind, epoch, started_at, ended_at, extra_seconds, receipt_code, receipt_sha256, standing)
        JOIN exams.session_writers USING (session_id, writer)
        WHERE session.id = t.session_id
        """;

    // Becomes a fact and a standing later: see the migration. A crowd starts at once, so its rows are looked up once: whose was not written
    // is asked of the few that are left, and answered as Lost answers.
    private const string Starts =
        """
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest(@session, @writer, @number, @epoch, @at, @actor) WITH ORDINALITY AS t (session_id, writer, number, epoch, at, actor_id, place)
        ), written AS (
            INSERT INTO exams.session_starts (session_id, number, epoch, at, actor_id)
            SELECT session_id, number, epoch, at, actor_id FROM given JOIN exams.session_writers USING (session_id, writer)
            ON CONFLICT DO NOTHING
            RETURNING session_id
        )
        SELECT place FROM given
        WHERE session_id NOT IN (SELECT session_id FROM written)
          AND NOT EXISTS (SELECT FROM exams.session_writers AS held WHERE (held.session_id, held.writer) = (given.session_id, given.writer))
        """;

    private const string HandIns =
        """
        INSERT INTO exams.hand_ins (session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical)
        SELECT session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical
        FROM unnest(@session, @writer, @version, @end_kind, @ended_at, @code, @sha256, @answered, @questions, @canonical)
            AS t (session_id, writer, version, end_kind, ended_at, code, sha256, answered, questions, canonical)
        JOIN exams.session_writers USING (session_id, writer)
        ON CONFLICT DO NOTHING
        """;

    private const string Outages =
        """
        INSERT INTO exams.outages (session_id, from_at, to_at, by_server)
        SELECT session_id, from_at, to_at, by_server
        FROM unnest(@session, @writer, @from, @to, @by_server) AS t (session_id, writer, from_at, to_at, by_server)
        JOIN exams.session_writers USING (session_id, writer)
        ON CONFLICT DO NOTHING
        """;

    private const string Accepted =
        """
        INSERT INTO exams.late_acceptances (session_id, epoch, sequence)
        SELECT session_id, epoch, sequence
        FROM unnest(@session, @writer, @epoch, @sequence) AS t (session_id, writer, epoch, sequence)
        JOIN exams.session_writers USING (session_id, writer)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Returns the places, from zero, of writes whose session another activation owns.</summary>
    public static async Task<IReadOnlySet<int>> AppendAsync(
        NpgsqlConnection connection, IReadOnlyList<Owned<SessionWrite>> writes, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(AmongWriters));
        Owned<SessionRecord>[] starts = [.. writes.Where(row => IsStart(row.Part)).Select(row => new Owned<SessionRecord>(row.Owner, row.Part.Facts[0]))];
        if (starts.Length == writes.Count)
        {
            AddStarts(batch, starts);
        }
        else
        {
            Add(batch, Lost, writes);
            AddStarts(batch, starts);
            Owned<SessionWrite>[] others = starts.Length == 0 ? [.. writes] : [.. writes.Where(row => !IsStart(row.Part))];
            AddAnswers(batch, others);
            AddFacts(batch, others);
            AddStandings(batch, others);
            AddHandIns(batch, others);
            AddOutages(batch, others);
            AddAccepted(batch, others);
        }

        await batch.PrepareAsync(cancellation);

        var lost = new HashSet<int>();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            lost.Add((int)reader.GetInt64(0) - 1);
        }

        while (await reader.NextResultAsync(cancellation))
        {
        }

        return lost;
    }

    private static bool IsStart(SessionWrite write) => write.Facts is [{ Fact: Started }] && write.Answers is [];

    private static void AddStarts(NpgsqlBatch batch, Owned<SessionRecord>[] rows)
    {
        if (rows.Length > 0)
        {
            Add(batch, Starts, rows)
                .With("number", NpgsqlDbType.Integer, rows, row => row.Part.Number)
                .With("epoch", NpgsqlDbType.Integer, rows, row => ((Started)row.Part.Fact).Epoch)
                .With("at", NpgsqlDbType.TimestampTz, rows, row => row.Part.At.UtcDateTime)
                .With("actor", NpgsqlDbType.Uuid, rows, row => row.Part.ActorId);
        }
    }

    private static void AddAnswers(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        var rows = Rows(writes, write => write.Answers);
        if (rows.Count > 0)
        {
            Add(batch, Answers, rows)
                .With("epoch", NpgsqlDbType.Integer, rows, row => row.Part.Epoch)
                .With("sequence", NpgsqlDbType.Bigint, rows, row => row.Part.Sequence)
                .With("question", NpgsqlDbType.Text, rows, row => row.Part.QuestionId)
                .With("response", NpgsqlDbType.Jsonb, rows, row => JsonSerializer.Serialize(row.Part.Response, SessionJson.Default.AnswerResponse))
                .With("marked", NpgsqlDbType.Boolean, rows, row => row.Part.Marked)
                .With("client_at", NpgsqlDbType.TimestampTz, rows, row => row.Part.ClientAt.UtcDateTime)
                .With("received_at", NpgsqlDbType.TimestampTz, rows, row => row.Part.ReceivedAt.UtcDateTime)
                .With("standing", NpgsqlDbType.Text, rows, row => row.Part.Standing.ToString());
        }
    }

    private static void AddFacts(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        var rows = Rows(writes, write => write.Facts);
        if (rows.Count > 0)
        {
            Add(batch, Facts, rows)
                .With("number", NpgsqlDbType.Integer, rows, row => row.Part.Number)
                .With("kind", NpgsqlDbType.Text, rows, row => row.Part.Fact.GetType().Name)
                .With("at", NpgsqlDbType.TimestampTz, rows, row => row.Part.At.UtcDateTime)
                .With("actor", NpgsqlDbType.Uuid, rows, row => row.Part.ActorId)
                .With("body", NpgsqlDbType.Jsonb, rows, row => JsonSerializer.Serialize(row.Part.Fact, SessionJson.Default.SessionFact));
        }
    }

    private static void AddStandings(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        // Of several of one session the last holds; an UPDATE would take any of them.
        var last = new Dictionary<Guid, Owned<SessionStanding>>();
        foreach (var (owner, write) in writes)
        {
            if (write.Standing is { } standing)
            {
                last[owner.SessionId] = new(owner, standing);
            }
        }

        if (last.Count > 0)
        {
            // In one order always, so that two who write do not wait for each other.
            Owned<SessionStanding>[] rows = [.. last.Values.OrderBy(row => row.Owner.SessionId)];
            Add(batch, Standings, rows)
                .With("state", NpgsqlDbType.Text, rows, row => row.Part.State.ToString())
                .With("end_kind", NpgsqlDbType.Text, rows, row => row.Part.EndKind?.ToString())
                .With("epoch", NpgsqlDbType.Integer, rows, row => row.Part.Epoch)
                .With("started_at", NpgsqlDbType.TimestampTz, rows, row => row.Part.StartedAt?.UtcDateTime)
                .With("ended_at", NpgsqlDbType.TimestampTz, rows, row => row.Part.EndedAt?.UtcDateTime)
                .With("extra", NpgsqlDbType.Integer, rows, row => row.Part.ExtraSeconds)
                .With("code", NpgsqlDbType.Text, rows, row => row.Part.Receipt?.Code)
                .With("sha256", NpgsqlDbType.Text, rows, row => row.Part.Receipt?.Sha256)
                .With("standing", NpgsqlDbType.Jsonb, rows, row => JsonSerializer.Serialize(row.Part, SessionJson.Default.SessionStanding));
        }
    }

    private static void AddHandIns(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        Owned<SessionWrite>[] rows = [.. writes.Where(row => row.Part.Script is not null)];
        if (rows.Length > 0)
        {
            Add(batch, HandIns, rows)
                .With("version", NpgsqlDbType.Integer, rows, row => row.Part.Standing!.Receipt!.Version)
                .With("end_kind", NpgsqlDbType.Text, rows, row => row.Part.Standing!.EndKind.ToString())
                .With("ended_at", NpgsqlDbType.TimestampTz, rows, row => row.Part.Standing!.EndedAt!.Value.UtcDateTime)
                .With("code", NpgsqlDbType.Text, rows, row => row.Part.Standing!.Receipt!.Code)
                .With("sha256", NpgsqlDbType.Text, rows, row => row.Part.Standing!.Receipt!.Sha256)
                .With("answered", NpgsqlDbType.Integer, rows, row => row.Part.Standing!.Receipt!.Answered)
                .With("questions", NpgsqlDbType.Integer, rows, row => row.Part.Standing!.Receipt!.Questions)
                .With("canonical", NpgsqlDbType.Text, rows, row => row.Part.Script);
        }
    }

    private static void AddOutages(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        var rows = Rows(writes, write => write.Facts.Select(fact => fact.Fact).OfType<OutageMeasured>());
        if (rows.Count > 0)
        {
            Add(batch, Outages, rows)
                .With("from", NpgsqlDbType.TimestampTz, rows, row => row.Part.From.UtcDateTime)
                .With("to", NpgsqlDbType.TimestampTz, rows, row => row.Part.To.UtcDateTime)
                .With("by_server", NpgsqlDbType.Boolean, rows, row => row.Part.ByServer);
        }
    }

    private static void AddAccepted(NpgsqlBatch batch, IReadOnlyList<Owned<SessionWrite>> writes)
    {
        var rows = Rows(writes, write => write.Accepted);
        if (rows.Count > 0)
        {
            Add(batch, Accepted, rows)
                .With("epoch", NpgsqlDbType.Integer, rows, row => row.Part.Epoch)
                .With("sequence", NpgsqlDbType.Bigint, rows, row => row.Part.Sequence);
        }
    }

    private static List<Owned<TPart>> Rows<TPart>(IReadOnlyList<Owned<SessionWrite>> writes, Func<SessionWrite, IEnumerable<TPart>> parts)
    {
        var rows = new List<Owned<TPart>>();
        foreach (var (owner, write) in writes)
        {
            foreach (var part in parts(write))
            {
                rows.Add(new(owner, part));
            }
        }

        return rows;
    }

    private static NpgsqlBatchCommand Add<TPart>(NpgsqlBatch batch, string sql, IReadOnlyList<Owned<TPart>> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command
            .With("session", NpgsqlDbType.Uuid, rows, row => row.Owner.SessionId)
            .With("writer", NpgsqlDbType.Bigint, rows, row => row.Owner.Writer);
    }

    private static NpgsqlBatchCommand With<TPart, TValue>(
        this NpgsqlBatchCommand command, string name, NpgsqlDbType type, IReadOnlyList<Owned<TPart>> rows, Func<Owned<TPart>, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
        return command;
    }
}
