using Pinchang.Contracts.Fairs;

namespace Pinchang.Domain.Fairs;

/// <summary>A booth as the duty board looks at it.</summary>
public sealed record BoothSight
{
    public required Guid BoothId { get; init; }

    public required string Number { get; init; }

    public required string EmployerName { get; init; }

    public required BoothFigures Figures { get; init; }

    public required DateTimeOffset StateSince { get; init; }

    /// <summary>Since when the first of those who wait waits.</summary>
    public DateTimeOffset? FirstWaitsSince { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }

    public required int Calls { get; init; }

    public required int Missed { get; init; }

    public required int HeldLines { get; init; }
}

/// <summary>JF-8.3.2: what is wrong at a booth, by thresholds that the board names. Nothing else is red.</summary>
public static class FairWatch
{
    public static readonly TimeSpan Unattended = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan NoCalls = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongWait = TimeSpan.FromMinutes(60);
    public static readonly TimeSpan PausedLong = TimeSpan.FromMinutes(15);
    private const int FewCalls = 6;
    private const int HeldLines = 2;

    public static IEnumerable<Anomaly> Of(BoothSight booth, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(booth);
        var figures = booth.Figures;
        if (figures.Waiting > 0 && booth.FirstWaitsSince is { } waits)
        {
            if (figures is { State: BoothState.Open, OnDuty: 0 } && now - waits >= Unattended)
            {
                yield return Make(AnomalyKind.Unattended, waits, figures.Waiting);
            }

            var idleSince = booth.LastCallAt is { } called && called > waits ? called : waits;
            if (figures is { State: BoothState.Open, Talking: 0, OnDuty: > 0 } && now - idleSince >= NoCalls)
            {
                yield return Make(AnomalyKind.NoCalls, idleSince, (int)(now - idleSince).TotalMinutes);
            }

            if (now - waits >= LongWait)
            {
                yield return Make(AnomalyKind.LongWait, waits, (int)(now - waits).TotalMinutes);
            }

            if (figures.State == BoothState.Paused && now - booth.StateSince >= PausedLong)
            {
                yield return Make(AnomalyKind.PausedLong, booth.StateSince, (int)(now - booth.StateSince).TotalMinutes);
            }
        }

        if (booth.Calls >= FewCalls && booth.Missed * 2 >= booth.Calls)
        {
            yield return Make(AnomalyKind.ManyMissed, booth.LastCallAt ?? now, booth.Missed * 100 / booth.Calls);
        }

        if (booth.HeldLines >= HeldLines)
        {
            yield return Make(AnomalyKind.Screened, now, booth.HeldLines);
        }

        Anomaly Make(AnomalyKind kind, DateTimeOffset since, int figure) => new(kind, booth.BoothId, booth.Number, booth.EmployerName, since, figure);
    }
}
