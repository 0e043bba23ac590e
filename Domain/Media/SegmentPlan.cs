namespace Pinchang.Domain.Media;

/// <summary>A piece of a recording that starts with a keyframe: what HLS lists and the seek index points at.</summary>
/// <param name="AfterBreak">Whether the picture does not go on smoothly from the one before.</param>
public sealed record Segment(int Number, int Part, long Offset, long Length, long MediaTime, long Duration, bool AfterBreak);

/// <summary>Cuts a recording's fragments into segments, always in the same places, however much of it is there yet.</summary>
public static class SegmentPlan
{
    /// <param name="atLeast">A segment ends at the first keyframe after this many milliseconds.</param>
    /// <param name="ended">Whether the last one is whole too.</param>
    public static List<Segment> Cut(RecordingIndex index, long atLeast, bool ended)
    {
        ArgumentNullException.ThrowIfNull(index);
        var segments = new List<Segment>();
        var start = 0;
        for (var next = 1; next <= index.Fragments.Length; next++)
        {
            if (next == index.Fragments.Length ? ended : MayCut(index, start, next, atLeast))
            {
                segments.Add(Close(index, segments.Count, start, next));
                start = next;
            }
        }

        return segments;
    }

    private static bool MayCut(RecordingIndex index, int start, int next, long atLeast)
    {
        var fragment = index.Fragments[next];
        return fragment.Fragment.StartsWithKey
            && (Breaks(index, next) || fragment.Fragment.MediaTime - index.Fragments[start].Fragment.MediaTime >= atLeast);
    }

    /// <summary>Another file, or bytes between that are no fragment: the note of a gap.</summary>
    private static bool Breaks(RecordingIndex index, int at) =>
        at > 0 && (index.Fragments[at].Part != index.Fragments[at - 1].Part || index.Fragments[at].Offset != index.Fragments[at - 1].End);

    private static Segment Close(RecordingIndex index, int number, int start, int next)
    {
        var (first, last) = (index.Fragments[start], index.Fragments[next - 1]);
        var end = next < index.Fragments.Length ? index.Fragments[next].Fragment.MediaTime : last.Fragment.End;
        return new Segment(
            number, first.Part, first.Offset, last.End - first.Offset, first.Fragment.MediaTime, end - first.Fragment.MediaTime, Breaks(index, start));
    }
}
