using System.Buffers.Binary;
using System.Text;

namespace Pinchang.Load.Sockets;

/// <summary>As much of RFC 6455 as a counting client needs.</summary>
internal static class Frames
{
    /// <summary>A masked text frame; the mask is zero, so the text stays readable.</summary>
    public static byte[] MaskedText(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        byte[] length = payload.Length < 126
            ? [(byte)(0x80 | payload.Length)]
            : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x81, .. length, 0, 0, 0, 0, .. payload];
    }

    /// <summary>Length of header and payload of the frame that starts here; false when more bytes are needed to know.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out int header, out int payload)
    {
        (header, payload) = (0, 0);
        if (bytes.Length < 2)
        {
            return false;
        }

        var length = bytes[1] & 0x7F;
        header = length switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            return false;
        }

        payload = length switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => checked((int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
            _ => length,
        };
        return true;
    }
}
