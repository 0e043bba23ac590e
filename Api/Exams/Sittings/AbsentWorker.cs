using Npgsql;
using NpgsqlTypes;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>
/// Hands in for whoever has not when their end and the grace are over. The rows say who is due, whatever timers and processes did; each
/// is claimed for a while, so that several servers share the work, and a server that dies leaves it to the others.
/// </summary>
internal sealed class AbsentWorker(NpgsqlDataSource database, IGrainFactory grains, TimeProvider time, ILogger<AbsentWorker> logger) : RecurringWorker(Interval, time, logger)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    /// <summary>What was received in the last moment is still on its way to its session; it would count, but the receipt would change.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        while (await ClaimAsync(cancellation) is { Count: > 0 } due)
        {
            await Task.WhenAll(due.Select(session => grains.GetGrain<IExamSessionGrain>(session).CloseIfDue()));
        }
    }

    private async Task<List<Guid>> ClaimAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow().UtcDateTime;
        await using var command = database.CreateCommand(
            """
            UPDATE exams.sessions SET claimed_until = $2
            WHERE id IN (
                SELECT session.id FROM exams.sittings AS sitting
                JOIN exams.sessions AS session ON session.sitting_id = sitting.id
                WHERE session.end_kind IS NULL AND (session.claimed_until IS NULL OR session.claimed_until < $1) AND sitting.starts_at < $1
                  AND sitting.ends_at + make_interval(secs => sitting.extra_seconds + session.extra_seconds + sitting.grace_seconds) < $3
                ORDER BY session.id LIMIT $4
                FOR UPDATE OF session SKIP LOCKED)
            RETURNING id
            """);
        command.Parameters.Add(new() { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = now + Claim, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = now - Settling, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = AtOnce });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var due = new List<Guid>();
        while (await reader.ReadAsync(cancellation))
        {
            due.Add(reader.GetGuid(0));
        }

        return due;
    }
}
