namespace Pinchang.Data.Files;

/// <summary>How long clamd may take, and how many talk to it at once. Its own default is ten threads.</summary>
/// <param name="Connect">Until it takes a connection or a piece of bytes.</param>
/// <param name="Verdict">Until it says what it found, once it has everything.</param>
/// <param name="Streams">Uploads that are scanned while they arrive. Slow ones hold their place, so that others are scanned once they are here.</param>
/// <param name="Stored">Scans of what has arrived.</param>
public sealed record ClamdTimes(TimeSpan Connect, TimeSpan Verdict, int Streams, int Stored)
{
    public static readonly ClamdTimes Usual = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30), 6, 2);
}
