namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>A batch of a room's feed, serialised and framed once; the same bytes go to every viewer.</summary>
/// <param name="After">A viewer whose cursor is below has missed something.</param>
/// <param name="Latest">The cursor of a viewer who got this.</param>
internal sealed record FeedFrame(ReadOnlyMemory<byte> Bytes, long After, long Latest, bool HasItems)
{
    /// <summary>Consecutive frames as one write.</summary>
    public static FeedFrame Join(List<FeedFrame> frames, int length)
    {
        var bytes = new byte[length];
        var at = 0;
        foreach (var frame in frames)
        {
            frame.Bytes.CopyTo(bytes.AsMemory(at));
            at += frame.Bytes.Length;
        }

        return new FeedFrame(bytes, frames[0].After, frames[^1].Latest, frames.Exists(frame => frame.HasItems));
    }
}
