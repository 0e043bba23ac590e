using System.Buffers.Binary;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Domain.Media;

/// <summary>
/// A note inside the recording that the publisher was away here. A box of our own (uuid), which players step over,
/// so that the file needs no second file beside it that could disagree.
/// </summary>
public static class GapBox
{
    public const int Length = 40;

    private static ReadOnlySpan<byte> Name => "pinchang-gap-box"u8;

    public static byte[] Write(RecordingGap gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), BoxNames.Uuid);
        Name.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), gap.At);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(32), gap.Lasted);
        return bytes;
    }

    public static RecordingGap? Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length && BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]) == BoxNames.Uuid && bytes[8..24].SequenceEqual(Name)
            ? new RecordingGap(BinaryPrimitives.ReadInt64BigEndian(bytes[24..]), BinaryPrimitives.ReadInt64BigEndian(bytes[32..]))
            : null;
}
