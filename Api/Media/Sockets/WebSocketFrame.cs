using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Pinchang.Domain.Media;

namespace Pinchang.Api.Media.Sockets;

/// <summary>
/// Makes whole WebSocket frames. What a server sends is not masked, so one frame is the same for every viewer
/// and is made once.
/// </summary>
internal static class WebSocketFrame
{
    private const byte FinalText = 0x81;
    private const byte FinalBinary = 0x82;
    private const int LongestHeader = 10;

    public static SharedFrame Picture(StreamMessage header, ReadOnlySpan<byte> mp4)
    {
        var length = StreamMessage.HeaderLength + mp4.Length;
        var frame = new byte[LongestHeader + length];
        var start = WriteHeader(frame, FinalBinary, length);
        header.Write(frame.AsSpan(LongestHeader));
        mp4.CopyTo(frame.AsSpan(LongestHeader + StreamMessage.HeaderLength));
        return new SharedFrame(frame.AsMemory(start), header.Kind);
    }

    public static SharedFrame Text(object message)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);
        var frame = new byte[LongestHeader + json.Length];
        var start = WriteHeader(frame, FinalText, json.Length);
        json.CopyTo(frame, LongestHeader);
        return new SharedFrame(frame.AsMemory(start), null);
    }

    public static byte[] Close(int code, string reason)
    {
        var text = Encoding.UTF8.GetBytes(reason);
        var frame = new byte[4 + text.Length];
        frame[0] = 0x88;
        frame[1] = (byte)(2 + text.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)code);
        text.CopyTo(frame, 4);
        return frame;
    }

    /// <summary>Writes the header so that it ends where the payload begins; answers where it starts.</summary>
    private static int WriteHeader(Span<byte> frame, byte first, int length)
    {
        switch (length)
        {
            case < 126:
                frame[8] = first;
                frame[9] = (byte)length;
                return 8;
            case <= ushort.MaxValue:
                frame[6] = first;
                frame[7] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame[8..], (ushort)length);
                return 6;
            default:
                frame[0] = first;
                frame[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(frame[2..], length);
                return 0;
        }
    }
}
