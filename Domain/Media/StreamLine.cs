using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>
/// Where a session's stream stands: the number that comes next and the end of what is kept. Publishers come and go,
/// the line goes on.
/// </summary>
public sealed record StreamLine(uint NextSequence, long MediaTime)
{
    /// <summary>How far a fragment may start before the end of the last one: durations of last frames are estimates.</summary>
    public const long Overlap = 500;

    /// <summary>How far it may jump ahead: a camera may pause for a moment.</summary>
    public const long Jump = 10_000;

    public static readonly StreamLine Start = new(1, 0);

    /// <summary>Whether this fragment goes on from here, and the line behind it.</summary>
    public Outcome<StreamLine> Accept(StreamMessage header, MediaFragment fragment)
    {
        if (header.Kind == StreamMessageKind.Init || fragment.StartsWithKey != (header.Kind == StreamMessageKind.Key)
            || Math.Abs(header.MediaTime - fragment.MediaTime) > 2)
        {
            return MediaRefusals.Malformed;
        }

        if (header.Sequence != NextSequence || header.Sequence == uint.MaxValue)
        {
            return MediaRefusals.WrongSequence;
        }

        return fragment.MediaTime < MediaTime - Overlap || fragment.MediaTime > MediaTime + Jump || fragment.Duration > Jump
            ? MediaRefusals.WrongTime
            : new StreamLine(NextSequence + 1, Math.Max(MediaTime, fragment.End));
    }
}
