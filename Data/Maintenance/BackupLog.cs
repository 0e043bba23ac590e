using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Pinchang.Contracts.Maintenance;

namespace Pinchang.Data.Maintenance;

/// <summary>A backup, a restore or a drill, however it ended.</summary>
public sealed record BackupRun(MaintenanceAct Act, DateTimeOffset At, TimeSpan Took, string Folder)
{
    public DateTimeOffset? ConsistentAt { get; init; }

    public int? Files { get; init; }

    public long? Bytes { get; init; }

    /// <summary>Of a drill: how many lines of the ledger were read.</summary>
    public long? LedgerLines { get; init; }

    /// <summary>Why it did not hold; null when it did.</summary>
    public string? Cause { get; init; }

    /// <summary>For the console and the maintenance log.</summary>
    public string Describe() => string.Join(", ", Words());

    private IEnumerable<string> Words()
    {
        var culture = CultureInfo.InvariantCulture;
        yield return Cause is null ? Folder : $"{Folder} failed: {Cause.TrimEnd('.')}";
        if (Files is { } files && Bytes is { } bytes)
        {
            yield return string.Create(culture, $"{files} files, {bytes / 1048576.0:0.0} MB");
        }

        if (ConsistentAt is { } moment)
        {
            yield return string.Create(culture, $"as of {moment.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        }

        yield return string.Create(culture, $"{Took.TotalSeconds:0} s");
        if (LedgerLines is { } lines && Cause is null)
        {
            yield return string.Create(culture, $"{lines} ledger lines whole");
        }
    }
}

/// <summary>Tells of backups, restores and drills: in the maintenance log for people, and as a row for the page that counts their age.</summary>
public sealed class BackupLog(NpgsqlDataSource database)
{
    public async Task WriteAsync(BackupRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        // First the log, which older schemas have too: a backup of theirs may have been put back.
        await new MaintenanceLog(database).WriteAsync(run.Act, run.Describe(), run.At, cancellation);
        await using var command = database.CreateCommand(
            "INSERT INTO compliance.backup_runs (id, act, at, took_s, host, folder, consistent_at, bytes, ledger_lines, cause) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(run.At) });
        command.Parameters.Add(new() { Value = run.Act.ToString() });
        command.Parameters.Add(new() { Value = run.At.UtcDateTime });
        command.Parameters.Add(new() { Value = run.Took.TotalSeconds });
        command.Parameters.Add(new() { Value = Environment.MachineName });
        command.Parameters.Add(new() { Value = run.Folder });
        command.Parameters.Add(new() { Value = (object?)run.ConsistentAt?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = (object?)run.Bytes ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)run.LedgerLines ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = (object?)run.Cause ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
