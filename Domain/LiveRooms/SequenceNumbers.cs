namespace Pinchang.Domain.LiveRooms;

/// <summary>
/// Numbers of a room's items: the activation's epoch above, a counter below. A later activation starts above
/// everything that an earlier one ever gave out, kept or not.
/// </summary>
public sealed class SequenceNumbers(long epoch)
{
    private const int CounterBits = 32;
    private long _last = epoch << CounterBits;

    public long Epoch { get; } = epoch;

    public long Next()
    {
        var next = _last + 1;
        if (next >> CounterBits != Epoch)
        {
            throw new InvalidOperationException("An activation gives out fewer than 2^32 numbers.");
        }

        return _last = next;
    }

    public static long EpochOf(long sequence) => sequence >> CounterBits;
}
