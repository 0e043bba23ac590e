using System.Buffers.Binary;

namespace Pinchang.Domain.Media;

public enum StreamMessageKind
{
    Init = 1,

    /// <summary>A fragment that starts with a keyframe.</summary>
    Key = 2,
    Delta = 3,
}

/// <summary>
/// The sixteen bytes before the MP4 bytes of each binary message, the same from publisher to Api and from Api to viewer,
/// big-endian: kind (1), flags (1), reserved (2), sequence (4), media time in ms (8).
/// </summary>
public readonly record struct StreamMessage(StreamMessageKind Kind, bool AfterGap, uint Sequence, long MediaTime)
{
    public const int HeaderLength = 16;

    private const byte AfterGapFlag = 1;

    public static StreamMessage? Read(ReadOnlySpan<byte> message)
    {
        if (message.Length <= HeaderLength || message[0] is < 1 or > 3 || (message[1] & ~AfterGapFlag) != 0)
        {
            return null;
        }

        var time = BinaryPrimitives.ReadInt64BigEndian(message[8..]);
        return time < 0
            ? null
            : new StreamMessage(
                (StreamMessageKind)message[0], (message[1] & AfterGapFlag) != 0, BinaryPrimitives.ReadUInt32BigEndian(message[4..]), time);
    }

    public void Write(Span<byte> target)
    {
        target[..HeaderLength].Clear();
        target[0] = (byte)Kind;
        target[1] = AfterGap ? AfterGapFlag : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], Sequence);
        BinaryPrimitives.WriteInt64BigEndian(target[8..], MediaTime);
    }
}
