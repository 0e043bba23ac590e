using System.Buffers.Binary;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>What one moof + mdat holds, read and checked against its init segment. Times are milliseconds on the recording's time line.</summary>
/// <param name="StartsWithKey">Whether a picture can be shown from here on without what came before.</param>
public sealed record MediaFragment(uint Sequence, long MediaTime, long Duration, bool StartsWithKey, int Samples)
{
    private const int MostSamples = 4096;

    public long End => MediaTime + Duration;

    /// <summary>Reads a fragment that fills the buffer exactly; every size in it must agree with the others.</summary>
    public static Outcome<MediaFragment> Read(ReadOnlySpan<byte> bytes, InitSegment init)
    {
        var boxes = Box.ReadAll(bytes, 0, bytes.Length);
        if (boxes is [{ } styp, ..] && styp.Type == BoxNames.Styp)
        {
            boxes.RemoveAt(0);
        }

        if (boxes is not [var moof, var mdat] || moof.Type != BoxNames.Moof || mdat.Type != BoxNames.Mdat
            || moof.Find(bytes, BoxNames.Mfhd) is not { Length: 16 } mfhd)
        {
            return MediaRefusals.Malformed;
        }

        TrackRun? video = null;
        var samples = 0;
        foreach (var traf in Box.ReadAll(bytes, moof.BodyStart, moof.End)!.Where(child => child.Type == BoxNames.Traf))
        {
            if (TrackRun.Read(bytes, moof, traf, mdat) is not { } run || (samples += run.Samples) > MostSamples)
            {
                return MediaRefusals.Malformed;
            }

            if (run.TrackId == init.Video.Id && video is null)
            {
                video = run;
            }
            else if (run.TrackId != init.Audio?.Id)
            {
                return MediaRefusals.Malformed;
            }
        }

        return video is not { Samples: > 0 } picture || picture.Start > long.MaxValue / 2000
            ? MediaRefusals.Malformed
            : new MediaFragment(
                BinaryPrimitives.ReadUInt32BigEndian(mfhd.Body(bytes)[4..]),
                Milliseconds(picture.Start, init),
                Milliseconds(picture.Start + picture.Duration, init) - Milliseconds(picture.Start, init),
                picture.StartsWithKey,
                picture.Samples);
    }

    /// <summary>Writes the stream's own number into the fragment, so that the recording alone tells where it stopped.</summary>
    public static void Number(Span<byte> bytes, uint sequence)
    {
        var at = 0;
        while (Box.TryRead(bytes, at, bytes.Length, out var box))
        {
            if (box.Type == BoxNames.Moof && box.Find(bytes, BoxNames.Mfhd) is { } mfhd)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes[(mfhd.BodyStart + 4)..], sequence);
                return;
            }

            at = box.End;
        }
    }

    private static long Milliseconds(long ticks, InitSegment init) => ticks * 1000 / init.Video.Timescale;
}
