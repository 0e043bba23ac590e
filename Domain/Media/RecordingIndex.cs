using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>Where a fragment lies in its file. A recording has a second part when a publisher with another encoder went on.</summary>
public sealed record FragmentEntry(int Part, long Offset, int Length, MediaFragment Fragment)
{
    public long End => Offset + Length;
}

/// <summary>A file of a recording: what its init segment said and how many bytes are whole fragments.</summary>
public sealed record RecordingPart(int Number, InitSegment Init, long Length);

/// <summary>Everything needed to play a recording or go on with it, as its files tell it. A snapshot: it does not change.</summary>
public sealed record RecordingIndex(RecordingPart[] Parts, FragmentEntry[] Fragments, RecordingGap[] Gaps)
{
    public static readonly RecordingIndex Empty = new([], [], []);

    public StreamLine Line => Fragments is [.., var last]
        ? new StreamLine(last.Fragment.Sequence + 1, Fragments.Max(entry => entry.Fragment.End))
        : StreamLine.Start;

    /// <summary>Milliseconds.</summary>
    public long Duration => Line.MediaTime;

    public long Bytes => Parts.Sum(part => part.Length);
}
