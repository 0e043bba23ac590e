using System.Text.Json;
using Npgsql;
using Pinchang.Data.Exams.Sittings;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Data.Exams.Invigilation;

/// <summary>What happened in a session, in order, as staff read it.</summary>
public sealed class SessionHistory(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<SessionRecord>> ReadAsync(Guid sessionId, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT number, at, actor_id, body FROM exams.session_facts WHERE session_id = $1 ORDER BY number");
        command.Parameters.Add(new() { Value = sessionId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var records = new List<SessionRecord>();
        while (await reader.ReadAsync(cancellation))
        {
            records.Add(new(
                reader.GetInt32(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.IsDBNull(2) ? null : reader.GetGuid(2),
                JsonSerializer.Deserialize(reader.GetString(3), SessionJson.Default.SessionFact)!));
        }

        return records;
    }
}
