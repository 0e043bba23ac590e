using Npgsql;

namespace Pinchang.Data.Maintenance;

/// <summary>What waits somewhere: how many, and since when the oldest.</summary>
public readonly record struct Waiting(int Count, DateTimeOffset? Oldest);

/// <summary>A backup or a drill as its row tells it.</summary>
public sealed record NewestRun(DateTimeOffset At, long? Bytes, double TookSeconds, string? Cause);

/// <summary>What the database tells of the installation's health, one small question each.</summary>
public sealed class HealthFigures(NpgsqlDataSource database)
{
    private const string Ledger =
        """
        SELECT count(*)::int, min(at) FROM compliance.ledger_lines
        WHERE written_by >= coalesce((SELECT up_to FROM compliance.ledger_seals ORDER BY up_to DESC LIMIT 1), '0'::xid8)
        """;

    private const string Outbox = "SELECT count(*)::int, min(leave_at) FROM notify.messages WHERE sent_at IS NULL AND failed_at IS NULL AND cancelled_at IS NULL AND leave_at <= $1";

    private const string Reviews = "SELECT count(*)::int, min(opened_at) FROM compliance.review_cases WHERE settled_at IS NULL AND ($1::uuid IS NULL OR agency_id = $1)";

    private const string Drills = "SELECT 0, max(began_at) FROM compliance.emergency_drills WHERE $1::uuid IS NULL OR agency_id = $1";

    public async Task<long> SizeAsync(CancellationToken cancellation) => (long)(await AskAsync("SELECT pg_database_size(current_database())", cancellation))!;

    /// <summary>Of this server, in use and allowed.</summary>
    public async Task<(long InUse, long Most)> ConnectionsAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT count(*), current_setting('max_connections')::bigint FROM pg_stat_activity WHERE backend_type = 'client backend'");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Messages that should have left.</summary>
    public Task<Waiting> OutboxAsync(DateTimeOffset now, CancellationToken cancellation) => WaitingAsync(Outbox, now.UtcDateTime, cancellation);

    /// <summary>Lines that wait for their seal.</summary>
    public Task<Waiting> LedgerAsync(CancellationToken cancellation) => WaitingAsync(Ledger, null, cancellation);

    /// <param name="agencyId">Null for all agencies.</param>
    public Task<Waiting> ReviewsAsync(Guid? agencyId, CancellationToken cancellation) => WaitingAsync(Reviews, (object?)agencyId ?? DBNull.Value, cancellation);

    /// <summary>When the schema was first made.</summary>
    public async Task<DateTimeOffset> InstalledAsync(CancellationToken cancellation) =>
        new((DateTime)(await AskAsync("SELECT min(applied_at) FROM public.schema_versions", cancellation))!, TimeSpan.Zero);

    /// <summary>When the last emergency drill began.</summary>
    /// <param name="agencyId">Null for all agencies.</param>
    public async Task<DateTimeOffset?> DrilledAsync(Guid? agencyId, CancellationToken cancellation) => (await WaitingAsync(Drills, (object?)agencyId ?? DBNull.Value, cancellation)).Oldest;

    /// <summary>The newest backup, and the newest drill whether it held or not.</summary>
    public async Task<(NewestRun? Backup, NewestRun? Drill)> BackupsAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT DISTINCT ON (act) act, at, bytes, took_s, cause FROM compliance.backup_runs WHERE act IN ('BackedUp', 'RestoreDrilled') ORDER BY act, at DESC");
        var found = new Dictionary<string, NewestRun>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found[reader.GetString(0)] = new(
                reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), reader.GetDouble(3), reader.IsDBNull(4) ? null : reader.GetString(4));
        }

        return (found.GetValueOrDefault("BackedUp"), found.GetValueOrDefault("RestoreDrilled"));
    }

    private async Task<Waiting> WaitingAsync(string sql, object? parameter, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        if (parameter is not null)
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt32(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<DateTimeOffset>(1));
    }

    private async Task<object?> AskAsync(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
