using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Pinchang.Data.Migrations;

namespace Pinchang.Data;

/// <summary>Ready means: the database answers, and holds every migration that this build was written for.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    private static readonly int[] Needed = [.. Migration.All.Select(migration => migration.Number)];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT count(*) FROM public.schema_versions WHERE number = ANY ($1)");
            command.CommandTimeout = 5;
            command.Parameters.Add(new() { Value = Needed });
            return await command.ExecuteScalarAsync(cancellationToken) is long applied && applied == Needed.Length
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The schema is older than this build: run MigrationService.");
        }
        catch (NpgsqlException problem)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", problem);
        }
    }
}
