using System.Diagnostics.Metrics;

namespace Pinchang.LiveRooms.Grains;

internal static class RoomMetrics
{
    private static readonly Meter Meter = new("Pinchang.LiveRooms");

    public static readonly Counter<long> Messages = Meter.CreateCounter<long>("pinchang.live_room.messages");

    /// <summary>By refusal code; which rule held a line is not counted apart.</summary>
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>("pinchang.live_room.refused");

    public static readonly Counter<long> CardsPushed = Meter.CreateCounter<long>("pinchang.job_cards.pushed");

    public static readonly Counter<long> Applications = Meter.CreateCounter<long>("pinchang.live_room.applications");

    public static readonly Counter<long> Batches = Meter.CreateCounter<long>("pinchang.live_room.feed_batches");

    public static readonly UpDownCounter<long> OnAir = Meter.CreateUpDownCounter<long>("pinchang.live_room.on_air");
}
