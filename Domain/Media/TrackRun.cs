using System.Buffers.Binary;

namespace Pinchang.Domain.Media;

/// <summary>The samples of one track in one fragment (traf): when they start, how long they last, whether the first is a key.</summary>
public readonly record struct TrackRun(uint TrackId, long Start, long Duration, bool StartsWithKey, int Samples)
{
    private const uint NotASyncSample = 0x0001_0000;

    /// <summary>Null when a size, a count or an offset leads outside its box or the mdat.</summary>
    public static TrackRun? Read(ReadOnlySpan<byte> bytes, Box moof, Box traf, Box mdat)
    {
        var children = Box.ReadAll(bytes, traf.BodyStart, traf.End);
        if (children is null || Only(children, BoxNames.Tfhd) is not { } tfhd || Only(children, BoxNames.Tfdt) is not { } tfdt
            || Only(children, BoxNames.Trun) is not { } trun)
        {
            return null;
        }

        return Defaults.Read(tfhd.Body(bytes)) is { } defaults && ReadStart(tfdt.Body(bytes)) is { } start
            ? ReadSamples(trun.Body(bytes), defaults, start, moof, mdat)
            : null;
    }

    private static TrackRun? ReadSamples(ReadOnlySpan<byte> body, Defaults defaults, long start, Box moof, Box mdat)
    {
        var fields = new FieldReader(body);
        var flags = fields.Next() & 0x00FF_FFFF;
        var count = fields.Next();
        var offset = (flags & 0x1) != 0 ? (int)fields.Next() : mdat.BodyStart - moof.Start;
        var firstFlags = (flags & 0x4) != 0 ? fields.Next() : (uint?)null;
        long duration = 0, size = 0;
        var startsWithKey = false;
        for (var sample = 0u; sample < count; sample++)
        {
            duration += (flags & 0x100) != 0 ? fields.Next() : defaults.Duration;
            size += (flags & 0x200) != 0 ? fields.Next() : defaults.Size;
            var own = (flags & 0x400) != 0 ? fields.Next() : (uint?)null;
            _ = (flags & 0x800) != 0 ? fields.Next() : 0;
            if (fields.Failed)
            {
                return null;
            }

            if (sample == 0)
            {
                startsWithKey = ((firstFlags ?? own ?? defaults.Flags) & NotASyncSample) == 0;
            }
        }

        var first = (long)moof.Start + offset;
        var fits = !fields.Failed && fields.IsAtEnd && first >= mdat.BodyStart && first + size <= mdat.End && duration <= uint.MaxValue;
        return fits ? new TrackRun(defaults.TrackId, start, duration, startsWithKey, (int)count) : null;
    }

    private static long? ReadStart(ReadOnlySpan<byte> body)
    {
        long? start = body switch
        {
            [1, ..] when body.Length == 12 => BinaryPrimitives.ReadInt64BigEndian(body[4..]),
            [0, ..] when body.Length == 8 => BinaryPrimitives.ReadUInt32BigEndian(body[4..]),
            _ => null,
        };
        return start < 0 ? null : start;
    }

    private static Box? Only(List<Box> children, uint name)
    {
        var matches = children.FindAll(child => child.Type == name);
        return matches is [var only] ? only : null;
    }

    private readonly record struct Defaults(uint TrackId, uint Duration, uint Size, uint Flags)
    {
        public static Defaults? Read(ReadOnlySpan<byte> body)
        {
            var fields = new FieldReader(body);
            var flags = fields.Next() & 0x00FF_FFFF;
            var track = fields.Next();

            // An absolute base offset would point into somebody else's file: the stream is cut anew here.
            if ((flags & 0x1) != 0)
            {
                return null;
            }

            _ = (flags & 0x2) != 0 ? fields.Next() : 0;
            var duration = (flags & 0x8) != 0 ? fields.Next() : 0;
            var size = (flags & 0x10) != 0 ? fields.Next() : 0;
            var sampleFlags = (flags & 0x20) != 0 ? fields.Next() : 0;
            return fields.Failed || !fields.IsAtEnd ? null : new Defaults(track, duration, size, sampleFlags);
        }
    }

    /// <summary>Reads four bytes at a time and remembers when there were none left.</summary>
    private ref struct FieldReader(ReadOnlySpan<byte> body)
    {
        private ReadOnlySpan<byte> _rest = body;

        public bool Failed { get; private set; }

        public readonly bool IsAtEnd => _rest.IsEmpty;

        public uint Next()
        {
            if (_rest.Length < 4)
            {
                Failed = true;
                return 0;
            }

            var value = BinaryPrimitives.ReadUInt32BigEndian(_rest);
            _rest = _rest[4..];
            return value;
        }
    }
}
