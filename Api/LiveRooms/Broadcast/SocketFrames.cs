using System.Buffers.Binary;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>RFC 6455 as the server writes it: whole, unmasked frames, so that one frame's bytes serve every viewer.</summary>
internal static class SocketFrames
{
    /// <summary>The longest header: opcode, length, and eight bytes of length.</summary>
    public const int HeaderRoom = 10;

    public const byte Text = 0x1;
    public const byte Binary = 0x2;
    public const byte Close = 0x8;
    public const byte Ping = 0x9;
    public const byte Pong = 0xA;

    private const byte Final = 0x80;

    /// <summary>SignalR's own ping; a browser that hears nothing for thirty seconds gives up.</summary>
    public static readonly byte[] KeepAlive = Whole(Text, "{\"type\":6}\u001e"u8);

    /// <summary>
    /// Writes the header of a text frame right before its payload, which starts at <see cref="HeaderRoom"/>;
    /// returns where the frame starts.
    /// </summary>
    public static int WriteTextHeader(Span<byte> frame, int payload)
    {
        if (payload < 126)
        {
            frame[8] = Final | Text;
            frame[9] = (byte)payload;
            return 8;
        }

        if (payload <= ushort.MaxValue)
        {
            frame[6] = Final | Text;
            frame[7] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[8..], (ushort)payload);
            return 6;
        }

        frame[0] = Final | Text;
        frame[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(frame[2..], (ulong)payload);
        return 0;
    }

    /// <summary>A frame of at most 125 bytes of payload.</summary>
    public static byte[] Whole(byte opcode, ReadOnlySpan<byte> payload) => [(byte)(Final | opcode), (byte)payload.Length, .. payload];

    public static byte[] Closing(SocketCloseCode code) => Whole(Close, [(byte)((int)code >> 8), (byte)code]);
}

/// <summary>Why a socket is closed, in the numbers of RFC 6455; 4000 and above are ours.</summary>
internal enum SocketCloseCode
{
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    TextOnly = 1003,
    Flood = 1008,
    TooLarge = 1009,

    /// <summary>The viewer's line took nothing for five seconds: come back and ask for the feed.</summary>
    Resync = 4000,
    SessionEnded = 4001,
    Removed = 4002,
    Silent = 4003,
}
