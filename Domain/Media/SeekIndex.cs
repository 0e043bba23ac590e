using System.Buffers.Binary;

namespace Pinchang.Domain.Media;

/// <summary>
/// The table (sidx) that lets a browser seek in a fragmented file at once. It is not in the file, which only grows;
/// it is put between init segment and fragments when the file is served.
/// </summary>
public static class SeekIndex
{
    private const int HeaderLength = 40;
    private const int EntryLength = 12;
    private const int MostEntries = ushort.MaxValue;

    /// <summary>Of one part; the fragments' bytes follow it from the first to the last, notes of gaps included.</summary>
    public static byte[] Write(RecordingPart part, IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(segments);
        var step = Math.Max(1, (segments.Count + MostEntries - 1) / MostEntries);
        var count = (segments.Count + step - 1) / step;
        var bytes = new byte[HeaderLength + (count * EntryLength)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), Box.Named("sidx"));
        bytes[8] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), part.Init.Video.Id);

        // The track's own timescale: browsers built on ffmpeg take the sum of these durations for the track's, unscaled.
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16), part.Init.Video.Timescale);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(20), segments.Count > 0 ? Ticks(segments[0].MediaTime, part) : 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(28), segments.Count > 0 ? segments[0].Offset - part.Init.Bytes.Length : 0);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(38), (ushort)count);
        for (var entry = 0; entry < count; entry++)
        {
            var next = (entry + 1) * step;
            var first = segments[entry * step];
            var end = next < segments.Count ? segments[next].Offset : part.Length;
            var endTime = next < segments.Count ? segments[next].MediaTime : segments[^1].MediaTime + segments[^1].Duration;
            var at = bytes.AsSpan(HeaderLength + (entry * EntryLength));
            BinaryPrimitives.WriteUInt32BigEndian(at, (uint)(end - first.Offset) & 0x7FFF_FFFF);
            BinaryPrimitives.WriteUInt32BigEndian(at[4..], (uint)Math.Max(0, Ticks(endTime, part) - Ticks(first.MediaTime, part)));
            BinaryPrimitives.WriteUInt32BigEndian(at[8..], 0x9000_0000);
        }

        return bytes;
    }

    private static long Ticks(long milliseconds, RecordingPart part) => milliseconds * part.Init.Video.Timescale / 1000;
}
