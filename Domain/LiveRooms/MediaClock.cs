namespace Pinchang.Domain.LiveRooms;

/// <summary>Where the recording's time line is: it runs with the clock from the ingest's last report, while a picture comes.</summary>
public sealed record MediaClock(bool Runs, long MediaTime, DateTimeOffset ReportedAt)
{
    public static readonly MediaClock Absent = new(false, 0, default);

    /// <summary>Null while there is no picture, or none yet.</summary>
    public long? At(DateTimeOffset now) =>
        Runs ? MediaTime + Math.Max(0, (long)(now - ReportedAt).TotalMilliseconds)
        : ReportedAt == default ? null : MediaTime;
}
