using System.Buffers.Binary;
using System.Globalization;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>A track of the stream as its init segment declares it.</summary>
public sealed record StreamTrack(uint Id, bool IsVideo, uint Timescale, string Codec);

/// <summary>
/// The head of a fragmented MP4 (ftyp + moov): one H.264 track, at most one of Opus or AAC, and no samples of its own.
/// </summary>
public sealed class InitSegment
{
    private const int Largest = 64 * 1024;

    private InitSegment(byte[] bytes, StreamTrack video, StreamTrack? audio) => (Bytes, Video, Audio) = (bytes, video, audio);

    public byte[] Bytes { get; }

    public StreamTrack Video { get; }

    public StreamTrack? Audio { get; }

    /// <summary>As MIME types and playlists write it, such as <c>avc1.42C01E,opus</c>.</summary>
    public string Codecs => Audio is null ? Video.Codec : $"{Video.Codec},{Audio.Codec}";

    public static Outcome<InitSegment> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Largest)
        {
            return MediaRefusals.TooLarge;
        }

        var boxes = Box.ReadAll(bytes, 0, bytes.Length);
        if (boxes is not [var ftyp, var moov] || ftyp.Type != BoxNames.Ftyp || moov.Type != BoxNames.Moov
            || moov.Find(bytes, BoxNames.Mvex, BoxNames.Trex) is null)
        {
            return MediaRefusals.Malformed;
        }

        StreamTrack? video = null, audio = null;
        foreach (var box in Box.ReadAll(bytes, moov.BodyStart, moov.End)!.Where(child => child.Type == BoxNames.Trak))
        {
            if (ReadTrack(bytes, box) is not { } track || (track.IsVideo ? video : audio) is not null)
            {
                return MediaRefusals.Malformed;
            }

            (video, audio) = track.IsVideo ? (track, audio) : (video, track);
        }

        return video is null || video.Id == audio?.Id ? MediaRefusals.Malformed : new InitSegment(bytes.ToArray(), video, audio);
    }

    private static StreamTrack? ReadTrack(ReadOnlySpan<byte> bytes, Box trak)
    {
        if (trak.Find(bytes, BoxNames.Tkhd) is not { } tkhd || trak.Find(bytes, BoxNames.Mdia) is not { } mdia
            || mdia.Find(bytes, BoxNames.Mdhd) is not { } mdhd || mdia.Find(bytes, BoxNames.Hdlr) is not { } hdlr
            || mdia.Find(bytes, BoxNames.Minf, BoxNames.Stbl, BoxNames.Stsd) is not { } stsd)
        {
            return null;
        }

        var id = Number(tkhd.Body(bytes), 12, 20);
        var timescale = Number(mdhd.Body(bytes), 12, 20);
        var handler = hdlr.Length >= 20 ? BinaryPrimitives.ReadUInt32BigEndian(hdlr.Body(bytes)[8..]) : 0;
        if (id is null or 0 || timescale is null or < 1000 or > 10_000_000 || stsd.Length < 16
            || BinaryPrimitives.ReadUInt32BigEndian(stsd.Body(bytes)[4..]) != 1
            || !Box.TryRead(bytes, stsd.BodyStart + 8, stsd.End, out var entry))
        {
            return null;
        }

        var codec = handler == BoxNames.Vide && entry.Type == BoxNames.Avc1 ? ReadAvc(bytes, entry)
            : handler == BoxNames.Soun && entry.Type == BoxNames.Opus ? "opus"
            : handler == BoxNames.Soun && entry.Type == BoxNames.Mp4a ? "mp4a.40.2"
            : null;
        return codec is null ? null : new StreamTrack(id.Value, handler == BoxNames.Vide, timescale.Value, codec);
    }

    private static string? ReadAvc(ReadOnlySpan<byte> bytes, Box entry)
    {
        const int VisualSampleEntryLength = 78;
        var at = entry.BodyStart + VisualSampleEntryLength;
        while (Box.TryRead(bytes, at, entry.End, out var child))
        {
            if (child.Type == BoxNames.AvcC)
            {
                var body = child.Body(bytes);
                return body is [1, var profile, var compatibility, var level, ..]
                    ? string.Create(CultureInfo.InvariantCulture, $"avc1.{profile:X2}{compatibility:X2}{level:X2}")
                    : null;
            }

            at = child.End;
        }

        return null;
    }

    /// <summary>A field that lies further back in version 1 of its box, where times have eight bytes.</summary>
    private static uint? Number(ReadOnlySpan<byte> body, int inVersion0, int inVersion1)
    {
        var at = body is [1, ..] ? inVersion1 : inVersion0;
        return body.Length >= at + 4 ? BinaryPrimitives.ReadUInt32BigEndian(body[at..]) : null;
    }
}
