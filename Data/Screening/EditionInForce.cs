using System.Text.Json;
using Npgsql;
using Pinchang.Domain.Screening;

namespace Pinchang.Data.Screening;

/// <summary>The rules that hold, read past the database's model: a process that starts screens before that is built.</summary>
public sealed class EditionInForce(NpgsqlDataSource database)
{
    /// <summary>Null when the edition in force is the one that is known, or when there is none.</summary>
    public async Task<(int Number, IReadOnlyList<ScreeningRule> Rules)?> ReadOtherThanAsync(int known, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT number, rules::text FROM compliance.screening_editions WHERE state = 'InForce' AND number <> $1");
        command.Parameters.Add(new() { Value = known });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (reader.GetInt32(0), JsonSerializer.Deserialize<ScreeningRule[]>(reader.GetString(1), ScreeningJson.Options)!)
            : null;
    }
}
