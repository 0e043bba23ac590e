using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Pinchang.Domain.Media;

/// <summary>One ISO base media box inside a buffer: where it lies and what it is called.</summary>
public readonly record struct Box(uint Type, int Start, int HeaderLength, int Length)
{
    public int BodyStart => Start + HeaderLength;

    public int End => Start + Length;

    public ReadOnlySpan<byte> Body(ReadOnlySpan<byte> buffer) => buffer[BodyStart..End];

    /// <summary>A four-letter name as boxes carry it.</summary>
    public static uint Named([NotNull] string name) => ((uint)name[0] << 24) | ((uint)name[1] << 16) | ((uint)name[2] << 8) | name[3];

    /// <summary>The box at <paramref name="at"/>, if it lies wholly before <paramref name="end"/>.</summary>
    public static bool TryRead(ReadOnlySpan<byte> buffer, int at, int end, out Box box)
    {
        box = default;
        if (end > buffer.Length || at < 0 || end - at < 8)
        {
            return false;
        }

        long length = BinaryPrimitives.ReadUInt32BigEndian(buffer[at..]);
        var header = 8;
        if (length == 1)
        {
            if (end - at < 16)
            {
                return false;
            }

            header = 16;
            length = BinaryPrimitives.ReadInt64BigEndian(buffer[(at + 8)..]);
        }

        if (length < header || length > end - at)
        {
            return false;
        }

        box = new Box(BinaryPrimitives.ReadUInt32BigEndian(buffer[(at + 4)..]), at, header, (int)length);
        return true;
    }

    /// <summary>The boxes that fill a range exactly; null when they do not.</summary>
    public static List<Box>? ReadAll(ReadOnlySpan<byte> buffer, int start, int end)
    {
        var boxes = new List<Box>();
        while (start < end)
        {
            if (boxes.Count == MostBoxes || !TryRead(buffer, start, end, out var box))
            {
                return null;
            }

            boxes.Add(box);
            start = box.End;
        }

        return start == end ? boxes : null;
    }

    /// <summary>The only child of that name, searched along a path of containers.</summary>
    public Box? Find(ReadOnlySpan<byte> buffer, params ReadOnlySpan<uint> path)
    {
        Box? found = this;
        foreach (var name in path)
        {
            var children = ReadAll(buffer, found.Value.BodyStart, found.Value.End);
            var match = children?.FindIndex(child => child.Type == name) ?? -1;
            if (match < 0)
            {
                return null;
            }

            found = children![match];
        }

        return found;
    }

    private const int MostBoxes = 256;
}

/// <summary>The names that a stream may contain.</summary>
public static class BoxNames
{
    public static readonly uint Ftyp = Box.Named("ftyp");
    public static readonly uint Styp = Box.Named("styp");
    public static readonly uint Moov = Box.Named("moov");
    public static readonly uint Trak = Box.Named("trak");
    public static readonly uint Tkhd = Box.Named("tkhd");
    public static readonly uint Mdia = Box.Named("mdia");
    public static readonly uint Mdhd = Box.Named("mdhd");
    public static readonly uint Hdlr = Box.Named("hdlr");
    public static readonly uint Minf = Box.Named("minf");
    public static readonly uint Stbl = Box.Named("stbl");
    public static readonly uint Stsd = Box.Named("stsd");
    public static readonly uint Stsz = Box.Named("stsz");
    public static readonly uint Mvex = Box.Named("mvex");
    public static readonly uint Trex = Box.Named("trex");
    public static readonly uint Moof = Box.Named("moof");
    public static readonly uint Mfhd = Box.Named("mfhd");
    public static readonly uint Traf = Box.Named("traf");
    public static readonly uint Tfhd = Box.Named("tfhd");
    public static readonly uint Tfdt = Box.Named("tfdt");
    public static readonly uint Trun = Box.Named("trun");
    public static readonly uint Mdat = Box.Named("mdat");
    public static readonly uint Uuid = Box.Named("uuid");
    public static readonly uint Avc1 = Box.Named("avc1");
    public static readonly uint AvcC = Box.Named("avcC");
    public static readonly uint Opus = Box.Named("Opus");
    public static readonly uint Mp4a = Box.Named("mp4a");
    public static readonly uint Vide = Box.Named("vide");
    public static readonly uint Soun = Box.Named("soun");
}
