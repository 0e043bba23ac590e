using Pinchang.Contracts.Maintenance;

namespace Pinchang.Domain.Maintenance;

/// <summary>From which figure on a check is to be watched or in trouble.</summary>
public readonly record struct HealthLimit(double Yellow, double Red)
{
    public bool LessIsWorse => Red < Yellow;

    public HealthLight Judge(double figure) => (LessIsWorse ? figure <= Red : figure >= Red) ? HealthLight.Red
        : (LessIsWorse ? figure <= Yellow : figure >= Yellow) ? HealthLight.Yellow
        : HealthLight.Green;
}

/// <summary>The limits of all checks, each with its reason, in the unit that <see cref="HealthCheck"/> says.</summary>
public static class HealthLimits
{
    /// <summary>A check that stays red this long is an incident: shorter is a restart or a burst.</summary>
    public static readonly TimeSpan RedBeforeIncident = TimeSpan.FromMinutes(5);

    /// <summary>Checks run each minute: after three that did not, nobody looks.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    // A page asks the database some ten times: from 100 ms on people wait a second, from a second on they give up.
    private static readonly HealthLimit Database = new(100, 1_000);

    // Pools of several processes grow by a fifth in a burst; above nine tenths the next one is refused.
    private static readonly HealthLimit Connections = new(70, 90);

    // A code for signing in is of use for five minutes: a minute late is noticed, ten minutes late is useless.
    private static readonly HealthLimit Outbox = new(60, 600);

    // Sealed within a second; the verifier takes a line that is a minute old and unsealed for one that was put in.
    private static readonly HealthLimit Ledger = new(10, 60);

    // An evening of recordings takes a tenth of a usual disk; PostgreSQL stops when nothing is left.
    private static readonly HealthLimit Storage = new(20, 5);

    // The hubs close their doors at 40 000 of a kind: from seven tenths on another process is due.
    private static readonly HealthLimit Sockets = new(28_000, 38_000);

    // Somebody clumsy makes some dozens; hundreds in ten minutes are an attack, or a limit that is too tight for a campus.
    private static readonly HealthLimit RateLimits = new(50, 500);

    // Reviews are promised within a working day; two days are a broken promise.
    private static readonly HealthLimit Reviews = new(24, 48);

    // Daily with two hours to spare; after three days too much would have to be done again.
    private static readonly HealthLimit Backup = new(26, 72);

    // Monthly with some days to spare; once a quarter is the least that tells whether backups can be put back.
    private static readonly HealthLimit RestoreDrill = new(35, 95);

    // Public authorities need days to renew, people a month to remember.
    private static readonly HealthLimit Certificate = new(30, 7);

    // JF-7.6: within twelve months; a month before, the next one should be planned.
    private static readonly HealthLimit EmergencyDrill = new(335, 365);

    // Signatures come out daily; what a week-old one does not know is what goes round.
    private static readonly HealthLimit Scanner = new(2, 7);

    // Files that wait are scanned within a minute of the scanner's return: an hour is an outage, a day is nobody's hurry.
    private static readonly HealthLimit Scans = new(1, 24);

    public static HealthLimit Of(HealthCheck check) => check switch
    {
        HealthCheck.Database => Database,
        HealthCheck.Connections => Connections,
        HealthCheck.Outbox => Outbox,
        HealthCheck.Ledger => Ledger,
        HealthCheck.Storage => Storage,
        HealthCheck.Sockets => Sockets,
        HealthCheck.RateLimits => RateLimits,
        HealthCheck.Reviews => Reviews,
        HealthCheck.Backup => Backup,
        HealthCheck.RestoreDrill => RestoreDrill,
        HealthCheck.Certificate => Certificate,
        HealthCheck.EmergencyDrill => EmergencyDrill,
        HealthCheck.Scanner => Scanner,
        HealthCheck.Scans => Scans,
        _ => throw new ArgumentOutOfRangeException(nameof(check)),
    };

    public static HealthReading Judge(HealthCheck check, double? figure, double? beside = null)
    {
        var limit = Of(check);
        return new(check, figure is { } judged ? limit.Judge(judged) : HealthLight.Green, figure, beside, limit.Yellow, limit.Red);
    }

    /// <summary>What should happen now and then: its age, counted from the installation's first day while it never happened.</summary>
    public static HealthReading JudgeAge(HealthCheck check, TimeSpan unit, DateTimeOffset? happened, DateTimeOffset installed, DateTimeOffset now, double? beside = null)
    {
        var limit = Of(check);
        var light = limit.Judge((now - (happened ?? installed)) / unit);
        // What never happened is owed from the first day on.
        light = happened is null && light == HealthLight.Green ? HealthLight.Yellow : light;
        return new(check, light, (now - happened) / unit, beside, limit.Yellow, limit.Red) { At = happened };
    }
}
