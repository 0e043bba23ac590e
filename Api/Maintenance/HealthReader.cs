using Npgsql;
using Pinchang.Api.Files;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Maintenance;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Api.Maintenance;

/// <summary>Runs all checks once. Each stands for itself: what cannot be asked is red with the cause, and the others still answer.</summary>
internal sealed class HealthReader(
    HealthFigures figures, ScannerHealthReader scanner, ServedCertificate certificate, IEnumerable<IOpenSockets> sockets, RateLimitHits hits, IConfiguration configuration, TimeProvider time)
{
    private const int LongestDetail = 200;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan LimitsLooked = TimeSpan.FromMinutes(10);

    // A server of one's own is backed up by its own means, of which nothing is known here.
    private readonly bool _backsUp = configuration["PINCHANG_BACKUPS"] == "own";
    private readonly string _folder = configuration["PINCHANG_DATA"] ?? AppContext.BaseDirectory;

    /// <param name="agencyId">Whose reviews and drills; null for all agencies together.</param>
    public async Task<HealthReading[]> ReadAsync(Guid? agencyId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        List<HealthReading> readings =
        [
            await TryAsync(HealthCheck.Database, async () =>
            {
                var began = time.GetTimestamp();
                var size = await figures.SizeAsync(cancellation);
                return HealthLimits.Judge(HealthCheck.Database, time.GetElapsedTime(began).TotalMilliseconds, size);
            }),
            await TryAsync(HealthCheck.Connections, async () =>
                await figures.ConnectionsAsync(cancellation) is var (inUse, most) ? HealthLimits.Judge(HealthCheck.Connections, 100.0 * inUse / most, inUse) : null!),
            await TryAsync(HealthCheck.Outbox, async () => Judge(HealthCheck.Outbox, await figures.OutboxAsync(now, cancellation), TimeSpan.FromSeconds(1), now)),
            await TryAsync(HealthCheck.Ledger, async () => Judge(HealthCheck.Ledger, await figures.LedgerAsync(cancellation), TimeSpan.FromSeconds(1), now)),
            await TryAsync(HealthCheck.Storage, () => Task.FromResult(Storage())),
            HealthLimits.Judge(HealthCheck.Sockets, sockets.Sum(kind => kind.Open)),
            HealthLimits.Judge(HealthCheck.RateLimits, hits.Within(LimitsLooked), hits.Within(Day)),
            await TryAsync(HealthCheck.Reviews, async () => Judge(HealthCheck.Reviews, await figures.ReviewsAsync(agencyId, cancellation), Hour, now)),
        ];
        readings.AddRange(await ScansAsync(now, cancellation));
        readings.AddRange(await AgesAsync(agencyId, now, cancellation));
        if (certificate.EndsAt() is { } ends)
        {
            readings.Add(HealthLimits.Judge(HealthCheck.Certificate, (ends - now) / Day) with { At = ends });
        }

        return [.. readings];
    }

    // Without a scanner nothing is in trouble that was not chosen: it is to be watched.
    private async Task<HealthReading[]> ScansAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var health = await scanner.ReadAsync(cancellation);
            var signatures = HealthLimits.Judge(HealthCheck.Scanner, (now - health.Answer.SignaturesOf) / Day, health.Locked) with { At = health.Answer.SignaturesOf };
            var waiting = HealthLimits.Judge(HealthCheck.Scans, (now - health.UnscannedSince) / Hour, health.Unscanned) with { At = health.UnscannedSince };
            return health switch
            {
                { IsSetUp: false } => [signatures with { Light = HealthLight.Yellow }, waiting.Light == HealthLight.Red ? waiting with { Light = HealthLight.Yellow } : waiting],
                { Answer.Failure: { } failure } => [signatures with { Light = HealthLight.Red, Detail = failure }, waiting],
                _ => [signatures, waiting],
            };
        }
        catch (NpgsqlException)
        {
            // The database's own check says so.
            return [];
        }
    }

    private async Task<List<HealthReading>> AgesAsync(Guid? agencyId, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var installed = await figures.InstalledAsync(cancellation);
            List<HealthReading> ages =
            [
                HealthLimits.JudgeAge(HealthCheck.EmergencyDrill, Day, await figures.DrilledAsync(agencyId, cancellation), installed, now),
            ];
            if (_backsUp)
            {
                var (backup, drill) = await figures.BackupsAsync(cancellation);
                ages.Add(HealthLimits.JudgeAge(HealthCheck.Backup, Hour, backup?.At, installed, now, backup?.Bytes));
                var drilled = HealthLimits.JudgeAge(HealthCheck.RestoreDrill, Day, drill?.At, installed, now, drill?.TookSeconds);
                ages.Add(drill?.Cause is { } cause ? drilled with { Light = HealthLight.Red, Detail = cause } : drilled);
            }

            return ages;
        }
        catch (NpgsqlException)
        {
            // The database's own check says so.
            return [];
        }
    }

    private static HealthReading Judge(HealthCheck check, Waiting waiting, TimeSpan unit, DateTimeOffset now) =>
        HealthLimits.Judge(check, waiting.Oldest is { } oldest ? Math.Max(0, (now - oldest) / unit) : null, waiting.Count) with { At = waiting.Oldest };

    private HealthReading Storage()
    {
        var drive = new DriveInfo(Path.GetFullPath(_folder));
        return HealthLimits.Judge(HealthCheck.Storage, 100.0 * drive.AvailableFreeSpace / drive.TotalSize, drive.AvailableFreeSpace);
    }

    private static async Task<HealthReading> TryAsync(HealthCheck check, Func<Task<HealthReading>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception problem) when (problem is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            var limit = HealthLimits.Of(check);
            return new(check, HealthLight.Red, null, null, limit.Yellow, limit.Red, problem.Message[..Math.Min(problem.Message.Length, LongestDetail)]);
        }
    }
}
