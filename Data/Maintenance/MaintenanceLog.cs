using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Data.Maintenance;

/// <summary>JF-9c: the log of what was done to the installation. Lines are added and read; nothing changes or removes one.</summary>
public sealed class MaintenanceLog(NpgsqlDataSource database)
{
    private const string All =
        """
        SELECT at, act, host, detail FROM compliance.maintenance
        UNION ALL
        SELECT applied_at, 'Migrated', NULL, name FROM public.schema_versions
        """;

    public async Task WriteAsync(MaintenanceAct act, string? detail, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("INSERT INTO compliance.maintenance (id, at, act, host, detail) VALUES ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(now) });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = act.ToString() });
        command.Parameters.Add(new() { Value = Environment.MachineName });
        command.Parameters.Add(new() { Value = (object?)detail ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<Page<MaintenanceLine>> ReadAsync(int page, int size, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"SELECT at, act, host, detail, (count(*) OVER ())::int FROM ({All}) AS lines ORDER BY at DESC, act OFFSET $1 LIMIT $2");
        command.Parameters.Add(new() { Value = (page - 1) * size });
        command.Parameters.Add(new() { Value = size });
        var (lines, total) = (new List<MaintenanceLine>(), 0);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            total = reader.GetInt32(4);
            lines.Add(new(
                reader.GetFieldValue<DateTimeOffset>(0), Enum.Parse<MaintenanceAct>(reader.GetString(1)),
                reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)));
        }

        return new([.. lines], total, page, size);
    }
}
