using Npgsql;
using NpgsqlTypes;

namespace Pinchang.Data.Persons;

/// <summary>Recordings and stills of sessions whose project has been over for as long as its record is kept.</summary>
public sealed class ExamRecordingSweep(NpgsqlDataSource database)
{
    internal const string Due =
        """
        FROM (SELECT location, session_id FROM exams.recording_runs UNION SELECT location, session_id FROM exams.stills) AS evidence
            JOIN exams.sessions AS session ON session.id = evidence.session_id
            JOIN compliance.service_ends AS project ON project.service_id = session.project_id
        WHERE project.ended_at < $1
          AND NOT EXISTS (SELECT FROM exams.forgotten_evidence AS gone WHERE gone.location = evidence.location)
        """;

    internal const string Oldest =
        """
        SELECT min(project.ended_at) FROM exams.recording_runs AS run JOIN exams.sessions AS session ON session.id = run.session_id
            JOIN compliance.service_ends AS project ON project.service_id = session.project_id
        WHERE NOT EXISTS (SELECT FROM exams.forgotten_evidence AS gone WHERE gone.location = run.location)
        """;

    private const int Step = 500;

    /// <summary>The next ones that are due, with the session that each is of.</summary>
    public async Task<IReadOnlyList<(string Location, Guid SessionId)>> NextAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT DISTINCT evidence.location, evidence.session_id {Due} LIMIT {Step}");
        command.Parameters.Add(new() { Value = before.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<(string, Guid)>();
        while (await reader.ReadAsync(cancellation))
        {
            due.Add((reader.GetString(0), reader.GetGuid(1)));
        }

        return due;
    }

    /// <summary>After their bytes are gone: what a crash leaves in between is removed again, which changes nothing.</summary>
    public async Task ForgetAsync(IReadOnlyList<(string Location, Guid SessionId)> gone, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(gone);
        await using var command = database.CreateCommand(
            "INSERT INTO exams.forgotten_evidence (location, session_id, at) SELECT location, session_id, $3 FROM unnest($1, $2) AS row (location, session_id) ON CONFLICT DO NOTHING");
        command.Parameters.Add(new() { Value = gone.Select(one => one.Location).ToArray() });
        command.Parameters.Add(new() { Value = gone.Select(one => one.SessionId).ToArray() });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
