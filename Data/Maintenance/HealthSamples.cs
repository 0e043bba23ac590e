using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Maintenance;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Data.Maintenance;

/// <summary>What the checks found, a row each minute; several processes that look write one row between them.</summary>
public sealed class HealthSamples(NpgsqlDataSource database)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task WriteAsync(IEnumerable<HealthReading> readings, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(readings);
        HealthReading[] rows = [.. readings];
        await using var batch = database.CreateBatch();
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO compliance.health_samples (check_name, at, light, figure)
            SELECT name, date_trunc('minute', $1), light, figure FROM unnest($2, $3, $4) AS row (name, light, figure)
            ON CONFLICT DO NOTHING
            """);
        insert.Parameters.Add(new() { Value = now.UtcDateTime });
        insert.Parameters.Add(new() { Value = Array.ConvertAll(rows, row => row.Check.ToString()) });
        insert.Parameters.Add(new() { Value = Array.ConvertAll(rows, row => row.Light.ToString()) });
        insert.Parameters.Add(new() { Value = Array.ConvertAll(rows, row => row.Figure), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Double });
        batch.BatchCommands.Add(insert);
        var prune = new NpgsqlBatchCommand("DELETE FROM compliance.health_samples WHERE at < $1");
        prune.Parameters.Add(new() { Value = (now - Kept).UtcDateTime });
        batch.BatchCommands.Add(prune);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Quarters of an hour with their worst minute, and when anybody last looked.</summary>
    public async Task<(HealthHistory[] History, DateTimeOffset? LookedAt)> ReadAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT check_name, date_bin('15 minutes', at, '2000-01-01 00:00:00+00'), max(CASE light WHEN 'Red' THEN 2 WHEN 'Yellow' THEN 1 ELSE 0 END), min(figure), max(figure), max(at)
            FROM compliance.health_samples WHERE at >= $1 GROUP BY 1, 2 ORDER BY 1, 2
            """);
        command.Parameters.Add(new() { Value = since.UtcDateTime });
        var samples = new List<(HealthCheck Check, HealthSample Sample)>();
        DateTimeOffset? lookedAt = null;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var at = reader.GetFieldValue<DateTimeOffset>(5);
            lookedAt = lookedAt > at ? lookedAt : at;
            // A check of another version of the product is not known here.
            if (Enum.TryParse<HealthCheck>(reader.GetString(0), out var check))
            {
                // Where less is worse, the smallest figure is the worst.
                var worst = HealthLimits.Of(check).LessIsWorse ? 3 : 4;
                samples.Add((check, new(reader.GetFieldValue<DateTimeOffset>(1), (HealthLight)reader.GetInt32(2), reader.IsDBNull(worst) ? null : reader.GetDouble(worst))));
            }
        }

        return ([.. samples.GroupBy(row => row.Check, row => row.Sample).Select(group => new HealthHistory(group.Key, [.. group]))], lookedAt);
    }

    /// <summary>Of the checks that ran often enough since then: true where all was red, false where nothing was; the others waver.</summary>
    public async Task<Dictionary<HealthCheck, bool>> SteadySinceAsync(DateTimeOffset since, int least, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT check_name, bool_and(light = 'Red') FROM compliance.health_samples
            WHERE at > date_trunc('minute', $1) GROUP BY check_name
            HAVING count(*) >= $2 AND bool_and(light = 'Red') = bool_or(light = 'Red')
            """);
        command.Parameters.Add(new() { Value = since.UtcDateTime });
        command.Parameters.Add(new() { Value = least });
        var steady = new Dictionary<HealthCheck, bool>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (Enum.TryParse<HealthCheck>(reader.GetString(0), out var check))
            {
                steady[check] = reader.GetBoolean(1);
            }
        }

        return steady;
    }
}
