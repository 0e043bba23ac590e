using Npgsql;
using NpgsqlTypes;
using Pinchang.Api.Hosting;
using Pinchang.Domain.Exams.Sittings;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>
/// Turns starts into the facts that they are, a second or two after they happened and while nobody waits for the disk: at the moment of the
/// start itself everybody writes one narrow row and no more. The fact, its line in the ledger and the standing come in one transaction.
/// </summary>
internal sealed class StartedWorker(NpgsqlDataSource database, ISessionLog log, TimeProvider time, ILogger<StartedWorker> logger) : RecurringWorker(Interval, time, logger)
{
    /// <summary>As few as hold nobody up who writes to one of these sessions meanwhile.</summary>
    private const int AtOnce = 250;

    /// <summary>Of the queue to the disk: above it answers go first.</summary>
    private const double Calm = 0.05;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        while (log.Pressure < Calm && await KeepAsync(Time.GetUtcNow() - Settling, cancellation) == AtOnce)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Time, cancellation);
        }
    }

    /// <summary>How many it took. A session that goes on meanwhile writes its standing whole, and is not written over.</summary>
    internal async Task<int> KeepAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            WITH due AS MATERIALIZED (
                SELECT start.session_id FROM exams.session_starts AS start JOIN exams.sessions AS session ON session.id = start.session_id
                WHERE start.at < $1 LIMIT $2
                FOR NO KEY UPDATE OF session SKIP LOCKED
            ), taken AS (
                DELETE FROM exams.session_starts WHERE session_id IN (SELECT session_id FROM due)
                RETURNING session_id, number, epoch, at, actor_id
            ), standing AS (
                UPDATE exams.sessions AS session
                SET state = 'Started', started_at = taken.at,
                    standing = session.standing || jsonb_build_object('state', 'Started', 'startedAt', taken.at, 'facts', taken.number)
                FROM taken WHERE session.id = taken.session_id AND session.state = 'Entered'
            ), kept AS (
                INSERT INTO exams.session_facts (session_id, number, kind, at, actor_id, body)
                SELECT session_id, number, 'Started', at, actor_id, jsonb_build_object('fact', 'started', 'epoch', epoch) FROM taken
                ON CONFLICT DO NOTHING
            )
            SELECT count(*)::int FROM taken
            """);
        command.Parameters.Add(new() { Value = until.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = AtOnce });
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
