using System.Diagnostics.Metrics;

namespace Pinchang.LiveRooms.Grains.Fairs;

internal static class FairMetrics
{
    private static readonly Meter Meter = new("Pinchang.Fairs");

    /// <summary>By kind: numbers taken, calls, answers, talks ended and so on.</summary>
    public static readonly Counter<long> Happened = Meter.CreateCounter<long>("pinchang.fair.booth_facts");

    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("pinchang.fair.refused");
}
