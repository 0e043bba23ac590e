using System.Buffers.Binary;
using System.Text;
using Pinchang.Domain.Media;

namespace Pinchang.Support.Media;

/// <summary>
/// Writes a stream as a publisher does: an init segment and fragments of the asked length. The boxes are right,
/// the pictures in them are noise.
/// </summary>
public static class StreamMaker
{
    private const uint Timescale = 90_000;
    private const uint KeyFlags = 0x0200_0000;
    private const uint DeltaFlags = 0x0101_0000;

    /// <param name="level">Another level gives another encoder's init segment.</param>
    public static byte[] Init(byte level = 30)
    {
        var avcC = Box("avcC", [1, 0x42, 0xC0, level, 0xFF, 0xE1, 0, 4, 0x67, 0x42, 0xC0, level, 1, 0, 4, 0x68, 0xCE, 0x3C, 0x80]);
        var avc1 = Box("avc1", [.. new byte[6], 0, 1, .. new byte[16], .. U16(640), .. U16(360), .. new byte[50], .. avcC]);
        var stbl = Box("stbl", [
            .. Box("stsd", [.. U32(0), .. U32(1), .. avc1]),
            .. Box("stts", new byte[8]), .. Box("stsc", new byte[8]), .. Box("stsz", new byte[12]), .. Box("stco", new byte[8]),
        ]);
        var trak = Box("trak", [
            .. Box("tkhd", [.. U32(3), .. U32(0), .. U32(0), .. U32(1), .. new byte[68]]),
            .. Box("mdia", [
                .. Box("mdhd", [.. U32(0), .. U32(0), .. U32(0), .. U32(Timescale), .. U32(0), .. U32(0)]),
                .. Box("hdlr", [.. U32(0), .. U32(0), .. "vide"u8, .. new byte[13]]),
                .. Box("minf", [.. Box("vmhd", new byte[12]), .. stbl]),
            ]),
        ]);
        var mvex = Box("mvex", Box("trex", [.. U32(0), .. U32(1), .. U32(1), .. U32(0), .. U32(0), .. U32(0)]));
        return [
            .. Box("ftyp", [.. "iso6"u8, .. U32(1), .. "iso6mp41"u8]),
            .. Box("moov", [.. Box("mvhd", [.. U32(0), .. U32(0), .. U32(0), .. U32(1000), .. new byte[84]]), .. trak, .. mvex]),
        ];
    }

    /// <summary>Three frames of 40 ms.</summary>
    public static byte[] Fragment(uint sequence, long mediaTime, bool key, int frameBytes = 500)
    {
        byte[] Moof(int length) => Box("moof", [
            .. Box("mfhd", [.. U32(0), .. U32(sequence)]),
            .. Box("traf", [
                .. Box("tfhd", [.. U32(0x02_0000), .. U32(1)]),
                .. Box("tfdt", [.. U32(0x0100_0000), .. U64(mediaTime * Timescale / 1000)]),
                .. Box("trun", [
                    .. U32(0x701), .. U32(3), .. U32((uint)length + 8),
                    .. Enumerable.Range(0, 3).SelectMany(frame => (byte[])[
                        .. U32(Timescale / 25), .. U32((uint)frameBytes), .. U32(key && frame == 0 ? KeyFlags : DeltaFlags)]),
                ]),
            ]),
        ]);
        var noise = new byte[frameBytes * 3];
        new Random((int)sequence).NextBytes(noise);
        return [.. Moof(Moof(0).Length), .. Box("mdat", noise)];
    }

    public static byte[] InitMessage(byte level = 30) => Message(StreamMessageKind.Init, false, 0, 0, Init(level));

    /// <summary>A key each second fragment of eight, 120 ms each.</summary>
    public static byte[] FragmentMessage(uint sequence, long mediaTime, bool key, bool afterGap = false, int frameBytes = 500) =>
        Message(key ? StreamMessageKind.Key : StreamMessageKind.Delta, afterGap, sequence, mediaTime, Fragment(sequence, mediaTime, key, frameBytes));

    public static byte[] Message(StreamMessageKind kind, bool afterGap, uint sequence, long mediaTime, byte[] body)
    {
        var message = new byte[StreamMessage.HeaderLength + body.Length];
        new StreamMessage(kind, afterGap, sequence, mediaTime).Write(message);
        body.CopyTo(message, StreamMessage.HeaderLength);
        return message;
    }

    /// <summary>A whole file: a keyframe each eighth fragment.</summary>
    public static byte[] File(int fragments) =>
        [.. Init(), .. Enumerable.Range(0, fragments).SelectMany(n => Fragment((uint)n + 1, n * 120L, n % 8 == 0))];

    private static byte[] Box(string name, byte[] body) => [.. U32((uint)body.Length + 8), .. Encoding.ASCII.GetBytes(name), .. body];

    private static byte[] U16(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] U64(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
