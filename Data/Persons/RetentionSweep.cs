using Npgsql;
using NpgsqlTypes;
using Pinchang.Domain.Persons;

namespace Pinchang.Data.Persons;

/// <summary>What is past its term, kind by kind: counted for a dry run, and removed in small steps.</summary>
public sealed class RetentionSweep(NpgsqlDataSource database)
{
    private const int Step = 2_000;

    // Of each kind: what is due before $1, and when the oldest one there was completed.
    private static readonly Dictionary<DataKind, (string Due, string Oldest)> Countings = new()
    {
        [DataKind.SignIns] = ("SELECT count(*)::int FROM accounts.sign_ins WHERE at < $1", "SELECT min(at) FROM accounts.sign_ins"),
        [DataKind.Messages] = ("SELECT count(*)::int FROM notify.messages WHERE created_at < $1 AND text <> ''", "SELECT min(created_at) FROM notify.messages WHERE text <> ''"),
        [DataKind.Chat] = (
            "SELECT count(*)::int FROM live.sessions AS session JOIN live.feed AS feed ON feed.session_id = session.id WHERE session.ended_at < $1 AND feed.kind = 'chat'",
            "SELECT min(ended_at) FROM live.sessions"),
        [DataKind.Applications] = (
            """
            SELECT count(*)::int FROM applications.applications AS sent LEFT JOIN live.sessions AS session ON session.id = sent.session_id
            WHERE sent.candidate_name <> '已清除' AND greatest(sent.applied_at, sent.decided_at, sent.withdrawn_at) < $1 AND (session.id IS NULL OR session.ended_at < $1)
            """,
            "SELECT min(applied_at) FROM applications.applications WHERE candidate_name <> '已清除'"),
        [DataKind.FairRegistrations] = (OfEndedFairs("registrations"), OldestFair("registrations")),
        [DataKind.FairTalks] = (OfEndedFairs("talks"), OldestFair("talks")),
        [DataKind.ExamRecordings] = ($"SELECT count(DISTINCT evidence.location)::int {ExamRecordingSweep.Due}", ExamRecordingSweep.Oldest),
        [DataKind.IdentityImages] = ($"SELECT count(*)::int {DueImages}", "SELECT min(uploaded_at) FROM files.uploads WHERE kind = 'ExamIdentity'"),
    };

    // Taken for the door of an exam: the decision is behind them once the candidate's sessions are over.
    private const string DueImages =
        """
        FROM files.uploads AS file WHERE kind = 'ExamIdentity' AND uploaded_at < $1
        AND NOT EXISTS (SELECT FROM exams.sessions WHERE candidate_id = file.owner_id AND (end_kind IS NULL OR ended_at >= $1))
        """;

    public async Task<(int Due, DateTimeOffset? Oldest)> CountAsync(DataKind kind, DateTimeOffset before, CancellationToken cancellation)
    {
        var (due, oldest) = Countings[kind];
        await using var command = database.CreateCommand($"SELECT ({due}), ({oldest})");
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    /// <summary>Removes what is due; returns how much, and of files where their bytes lie.</summary>
    public async Task<(int Removed, IReadOnlyList<string> Locations)> RemoveAsync(DataKind kind, DateTimeOffset before, CancellationToken cancellation)
    {
        if (kind == DataKind.IdentityImages)
        {
            var locations = await RemoveImagesAsync(before, cancellation);
            return (locations.Count, locations);
        }

        var sql = kind switch
        {
            DataKind.SignIns => "SELECT accounts.forget_sign_ins($1, $2)",
            DataKind.Chat => "SELECT live.forget_chat($1, $2)",
            DataKind.Applications => "SELECT applications.forget_applications($1, $2)",
            DataKind.FairRegistrations => "SELECT fairs.forget_registrations($1, $2)",
            DataKind.FairTalks => "SELECT fairs.forget_talks($1, $2)",
            // That it was sent, when and by which channel stays as the proof of sending; what it said and to which number does not.
            DataKind.Messages =>
                """
                WITH gone AS (
                    UPDATE notify.messages SET recipient = '', text = '', link = NULL
                    WHERE id IN (SELECT id FROM notify.messages WHERE created_at < $1 AND text <> '' ORDER BY created_at LIMIT $2) RETURNING 1)
                SELECT count(*)::int FROM gone
                """,
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        var (removed, step) = (0, Step);
        while (step == Step)
        {
            await using var command = database.CreateCommand(sql);
            command.Parameters.Add(new() { Value = before.UtcDateTime });
            command.Parameters.Add(new() { Value = Step });
            step = (int)(await command.ExecuteScalarAsync(cancellation))!;
            removed += step;
        }

        return (removed, []);
    }

    public async Task NoteAsync(DataKind kind, int removed, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("INSERT INTO compliance.retention_runs (id, at, kind, removed) VALUES ($1, $2, $3, $4)");
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(now) });
        command.Parameters.Add(new() { Value = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = kind.ToString() });
        command.Parameters.Add(new() { Value = removed });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The last runs, newest first.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, DataKind Kind, int Removed)>> RunsAsync(int most, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT at, kind, removed FROM compliance.retention_runs ORDER BY at DESC, kind LIMIT $1");
        command.Parameters.Add(new() { Value = most });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var runs = new List<(DateTimeOffset, DataKind, int)>();
        while (await reader.ReadAsync(cancellation))
        {
            runs.Add((reader.GetFieldValue<DateTimeOffset>(0), Enum.Parse<DataKind>(reader.GetString(1)), reader.GetInt32(2)));
        }

        return runs;
    }

    private static string OfEndedFairs(string table) =>
        $"SELECT count(*)::int FROM fairs.{table} JOIN compliance.service_ends AS fair ON fair.service_id = fair_id WHERE candidate_name <> '已清除' AND fair.ended_at < $1";

    private static string OldestFair(string table) =>
        $"SELECT min(fair.ended_at) FROM fairs.{table} JOIN compliance.service_ends AS fair ON fair.service_id = fair_id WHERE candidate_name <> '已清除'";

    private async Task<List<string>> RemoveImagesAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"DELETE {DueImages} RETURNING location");
        command.Parameters.Add(new() { Value = before.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var locations = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            locations.Add(reader.GetString(0));
        }

        return locations;
    }
}
