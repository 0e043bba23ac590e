using Npgsql;
using Pinchang.Contracts.Ledger;
using Pinchang.Domain.Ledger;

namespace Pinchang.Data.Ledger;

/// <summary>A month of the ledger and whether it may go.</summary>
/// <param name="KeepUntil">Null while a service that it speaks of goes on.</param>
/// <param name="OpenServices">How many do.</param>
public sealed record LedgerMonthStanding(DateOnly Month, long Lines, DateTimeOffset? KeepUntil, int OpenServices)
{
    public bool MayGo(DateTimeOffset now) => KeepUntil <= now;
}

/// <summary>
/// Removes whole months, three years after the last service that they speak of was over. Only the owner of the schema may; the application
/// has no right to it.
/// </summary>
public sealed class LedgerPurge(NpgsqlDataSource owner)
{
    /// <summary>LH-4.4.1f, EX-7.5: at least three years from the completion of the service.</summary>
    public const int YearsKept = 3;

    /// <summary>All months that have lines, oldest first: what a dry run shows.</summary>
    public async Task<IReadOnlyList<LedgerMonthStanding>> JudgeAsync(CancellationToken cancellation)
    {
        await using var command = owner.CreateCommand(
            """
            WITH services AS (
                SELECT date_trunc('month', at AT TIME ZONE interval '+08:00')::date AS month, service_id, count(*) AS lines, max(at) AS last_at
                FROM compliance.ledger_lines GROUP BY 1, 2
            )
            SELECT month, sum(lines)::bigint,
                   max(greatest(ended.ended_at, services.last_at)),
                   (count(*) FILTER (WHERE services.service_id IS NOT NULL AND ended.ended_at IS NULL))::int
            FROM services LEFT JOIN compliance.service_ends AS ended USING (service_id)
            GROUP BY month ORDER BY month
            """);
        command.CommandTimeout = 0;
        var months = new List<LedgerMonthStanding>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (month, open) = (reader.GetFieldValue<DateOnly>(0), reader.GetInt32(3));
            // A line that speaks of no service is over with its month.
            var over = new LedgerChain(Guid.Empty, month).To;
            var last = reader.GetFieldValue<DateTimeOffset>(2);
            months.Add(new(month, reader.GetInt64(1), open > 0 ? null : (last > over ? last : over).AddYears(YearsKept), open));
        }

        return months;
    }

    /// <summary>Removes the months that may go, each in a transaction with the line that says so; returns them.</summary>
    public async Task<IReadOnlyList<LedgerMonthStanding>> PurgeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        LedgerMonthStanding[] due = [.. (await JudgeAsync(cancellation)).Where(month => month.MayGo(now))];
        foreach (var month in due)
        {
            await PurgeAsync(month, now, cancellation);
        }

        return due;
    }

    private async Task PurgeAsync(LedgerMonthStanding month, DateTimeOffset now, CancellationToken cancellation)
    {
        var span = new LedgerChain(Guid.Empty, month.Month);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var agencies = new List<(Guid Id, long Lines)>();
        await using (var command = Command(connection, "SELECT agency_id, count(*) FROM compliance.ledger_lines WHERE at >= $1 AND at < $2 GROUP BY 1", span.From.UtcDateTime, span.To.UtcDateTime))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                agencies.Add((reader.GetGuid(0), reader.GetInt64(1)));
            }
        }

        await ExecuteAsync(connection, $"DROP TABLE IF EXISTS compliance.ledger_lines_{month.Month:yyyy_MM}");
        await ExecuteAsync(connection, "DELETE FROM compliance.ledger_lines_elsewhere WHERE at >= $1 AND at < $2", span.From.UtcDateTime, span.To.UtcDateTime);
        await ExecuteAsync(connection, "DELETE FROM compliance.ledger_seals WHERE month = $1", month.Month);
        await ExecuteAsync(connection, "INSERT INTO compliance.ledger_purges (month, lines, purged_at) VALUES ($1, $2, $3)", month.Month, month.Lines, now.UtcDateTime);
        foreach (var agency in agencies)
        {
            var line = LedgerLine.Of(
                new(LedgerKinds.LedgerPurged, agency.Id, "agency", agency.Id) { What = $"{month.Month:yyyy-MM}", After = $"{agency.Lines}" }, LedgerActor.Platform, now);
            await ExecuteAsync(
                connection, "INSERT INTO compliance.ledger_lines (id, at, agency_id, kind, subject, subject_id, after, what) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                line.Id, line.At.UtcDateTime, line.AgencyId, line.Kind, line.Subject, line.SubjectId, line.After!, line.What!);
        }

        await transaction.CommitAsync(cancellation);

        async Task ExecuteAsync(NpgsqlConnection on, string sql, params object[] values)
        {
            await using var command = Command(on, sql, values);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
