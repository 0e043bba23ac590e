using Npgsql;
using Pinchang.Data.Keys;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Data.Exams.Marking;

/// <summary>Sittings and what was handed in, as their sessions left it.</summary>
public sealed class Scripts(NpgsqlDataSource source, FieldSeals seals) : IScriptSource
{
    private const string SittingColumns =
        """
        SELECT sitting.id, sitting.agency_id, sitting.project_id, sitting.paper_id, sitting.name,
               sitting.ends_at + sitting.extra_seconds * interval '1 second',
               (SELECT count(*) FROM exams.sessions session WHERE session.sitting_id = sitting.id AND session.state = 'HandedIn'),
               (SELECT count(*) FROM exams.sessions session WHERE session.sitting_id = sitting.id AND session.end_kind IS NULL),
               (SELECT count(*) FROM exams.sessions session
                WHERE session.sitting_id = sitting.id AND session.state = 'HandedIn'
                  AND EXISTS (SELECT FROM exams.answers answer
                              WHERE answer.session_id = session.id AND answer.standing = 'Late'
                                AND answer.received_at > coalesce((session.standing ->> 'lateDecidedUntil')::timestamptz, '-infinity'))),
               (SELECT sitting.ends_at + (sitting.extra_seconds + max(session.extra_seconds) + sitting.grace_seconds) * interval '1 second'
                FROM exams.sessions session WHERE session.sitting_id = sitting.id AND session.end_kind = 'AtDeadline')
        FROM exams.sittings sitting
        """;

    public Task<IReadOnlyList<MarkedSitting>> SittingsOfAsync(Guid projectId, CancellationToken cancellation) =>
        ReadSittingsAsync($"{SittingColumns} WHERE sitting.project_id = $1 AND sitting.state <> 'Cancelled' ORDER BY sitting.starts_at, sitting.id", projectId, cancellation);

    public async Task<MarkedSitting?> FindSittingAsync(Guid sittingId, CancellationToken cancellation) =>
        (await ReadSittingsAsync($"{SittingColumns} WHERE sitting.id = $1", sittingId, cancellation)) is [var found] ? found : null;

    public async Task<IReadOnlyList<HandedScript>> ReadAsync(Guid sittingId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT session.id, session.registration_id, session.state, session.candidate_name, session.ticket_number, person.sealed_phone,
                   script.canonical, script.sha256
            FROM exams.sessions session
            JOIN accounts.users person ON person.id = session.candidate_id
            LEFT JOIN exams.scripts script ON script.session_id = session.id
            WHERE session.sitting_id = $1
            ORDER BY session.id
            """);
        command.Parameters.Add(new() { Value = sittingId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var scripts = new List<HandedScript>();
        while (await reader.ReadAsync(cancellation))
        {
            scripts.Add(new(
                reader.GetGuid(0),
                reader.GetGuid(1),
                StateOf(reader.GetString(2)),
                new(reader.GetString(3), reader.GetString(4), reader.IsDBNull(5) ? null : seals.Open(SealedField.Phone, reader.GetFieldValue<byte[]>(5)), null),
                Text(reader, 6),
                Text(reader, 7)));
        }

        return scripts;
    }

    public async Task<IReadOnlyList<SessionOutcome>> OutcomesOfAsync(Guid projectId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            SELECT session.sitting_id, session.id, session.registration_id, session.candidate_id, session.ticket_number, session.candidate_name,
                   registration.position_id, registration.position_name, session.state, script.sha256
            FROM exams.sessions session
            JOIN exams.sittings sitting ON sitting.id = session.sitting_id AND sitting.state <> 'Cancelled'
            JOIN exams.registrations registration ON registration.id = session.registration_id
            LEFT JOIN exams.scripts script ON script.session_id = session.id
            WHERE session.project_id = $1
            ORDER BY session.ticket_number, session.id
            """);
        command.Parameters.Add(new() { Value = projectId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var outcomes = new List<SessionOutcome>();
        while (await reader.ReadAsync(cancellation))
        {
            outcomes.Add(new(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetGuid(2),
                reader.GetGuid(3),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetGuid(6),
                reader.GetString(7),
                StateOf(reader.GetString(8)),
                Text(reader, 9)));
        }

        return outcomes;
    }

    private async Task<IReadOnlyList<MarkedSitting>> ReadSittingsAsync(string sql, Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var sittings = new List<MarkedSitting>();
        while (await reader.ReadAsync(cancellation))
        {
            sittings.Add(new(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetGuid(2),
                reader.GetGuid(3),
                reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5),
                (int)reader.GetInt64(6),
                (int)reader.GetInt64(7),
                (int)reader.GetInt64(8),
                reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return sittings;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static ScriptState StateOf(string state) => state switch
    {
        "HandedIn" => ScriptState.HandedIn,
        "Terminated" => ScriptState.Terminated,
        "Absent" => ScriptState.Absent,
        _ => ScriptState.Unfinished,
    };
}
