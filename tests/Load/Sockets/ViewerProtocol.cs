using System.Text;

namespace Pinchang.Load.Sockets;

/// <summary>What a viewer says to get into a room and to stay there, for each side of a comparison.</summary>
internal abstract class ViewerProtocol
{
    private static readonly byte[] Nothing = [];

    public abstract string Path { get; }

    /// <summary>More lines of the upgrade request.</summary>
    public virtual string Headers => "";

    /// <summary>Sent when the upgrade is answered.</summary>
    public virtual byte[] Greeting => Nothing;

    /// <summary>Sent by each viewer every fifteen seconds.</summary>
    public virtual byte[] KeepAlive => Nothing;

    /// <summary>Whether the viewer is in the room as soon as the upgrade is answered.</summary>
    public virtual bool JoinsByUpgrade => false;

    /// <summary>Whether a message may begin in one frame and end in the next.</summary>
    public virtual bool TearsMessages => false;

    /// <summary>Looks at a payload before it is counted.</summary>
    public virtual Reaction React(ReadOnlySpan<byte> payload) => Reaction.Count;

    /// <summary>What to do with a payload, and what to answer.</summary>
    /// <param name="From">Where in the payload markers may begin.</param>
    internal readonly record struct Reaction(bool Counts, bool Joined, byte[]? Answer, int From = 0)
    {
        public static readonly Reaction Count = new(true, false, null);
        public static readonly Reaction Skip = new(false, false, null);

        public static Reaction Join => new(false, true, null);

        public static Reaction Say(byte[] answer) => new(false, false, answer);
    }
}

internal sealed class BareViewer : ViewerProtocol
{
    public override string Path => "/ws";

    public override bool JoinsByUpgrade => true;
}

/// <summary>The product's hub, spoken as <c>@microsoft/signalr</c> does with WebSockets only and no negotiation.</summary>
internal sealed class RoomViewer(Guid roomId, string origin, string? cookie = null) : ViewerProtocol
{
    private readonly byte[] _join = Frames.MaskedText(
        $$"""{"type":1,"invocationId":"0","target":"Join","arguments":["{{roomId}}","direct"]}""" + "\u001e");

    public override string Path => "/hubs/live-room";

    public override string Headers => $"Origin: {origin}\r\n" + (cookie is null ? "" : $"Cookie: {cookie}\r\n");

    public override byte[] Greeting { get; } = Frames.MaskedText("{\"protocol\":\"json\",\"version\":1}\u001e");

    public override byte[] KeepAlive { get; } = Frames.MaskedText("{\"type\":6}\u001e");

    public override Reaction React(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("{\"type\":1,"u8))
        {
            return Reaction.Count;
        }

        if (payload.StartsWith("{\"type\":3"u8))
        {
            return payload.IndexOf("\"snapshot\""u8) >= 0 || payload.IndexOf("\"sessionId\""u8) >= 0
                ? Reaction.Join
                : throw new InvalidOperationException($"The room refused: {Encoding.UTF8.GetString(payload)}");
        }

        return payload.SequenceEqual("{}\u001e"u8) ? Reaction.Say(_join) : Reaction.Skip;
    }
}

/// <summary>Engine.IO 4 and Socket.IO 5 over WebSocket, as a browser's client speaks them.</summary>
/// <param name="awaitsSnapshot">In the room by being connected, or only by having its snapshot.</param>
internal sealed class SocketIoViewer(bool awaitsSnapshot = false) : ViewerProtocol
{
    private static readonly byte[] Connect = Frames.MaskedText("40");
    private static readonly byte[] Pong = Frames.MaskedText("3");

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override Reaction React(ReadOnlySpan<byte> payload) => payload switch
    {
        [(byte)'4', (byte)'2', (byte)'[', (byte)'"', (byte)'S', ..] => Reaction.Join,
        [(byte)'4', (byte)'2', ..] => Reaction.Count,
        [(byte)'0', ..] => Reaction.Say(Connect),
        [(byte)'2'] => Reaction.Say(Pong),
        [(byte)'4', (byte)'0', ..] when !awaitsSnapshot => Reaction.Join,
        _ => Reaction.Skip,
    };
}

/// <summary>A viewer who comes in by the same door as ours, shows the same token and is sent as long an answer.</summary>
internal sealed class BareDoorViewer(string cookie) : ViewerProtocol
{
    public override string Path => "/door";

    public override string Headers => $"Cookie: {cookie}\r\n";

    public override Reaction React(ReadOnlySpan<byte> payload) => Reaction.Join;
}

/// <summary>A subscriber of core NATS over its WebSocket. NATS may put several messages into one frame, or one behind the other.</summary>
internal sealed class NatsViewer : ViewerProtocol
{
    public const string Subject = "room";

    private static readonly byte[] Pong = Frames.MaskedText("PONG\r\n");

    public override string Path => "/";

    public override bool TearsMessages => true;

    public override byte[] Greeting { get; } = Frames.MaskedText("CONNECT {\"verbose\":false,\"pedantic\":false}\r\nSUB " + Subject + " 1\r\nPING\r\n");

    public override Reaction React(ReadOnlySpan<byte> payload)
    {
        if (payload.StartsWith("-ERR"u8))
        {
            throw new InvalidOperationException($"NATS refused: {Encoding.UTF8.GetString(payload)}");
        }

        if (payload.StartsWith("PONG"u8) || (payload.StartsWith("INFO"u8) && payload.IndexOf("PONG\r\n"u8) >= 0))
        {
            return Reaction.Join;
        }

        // Its ping may have messages behind it.
        return payload.StartsWith("INFO"u8) ? Reaction.Skip : Reaction.Count with { Answer = payload.StartsWith("PING"u8) ? Pong : null };
    }
}

/// <summary>Watches the picture; the marker lies where the picture's own bytes begin, since chance may write one anywhere else.</summary>
/// <param name="tail">Bytes of picture at the end of each message.</param>
internal sealed class PictureViewer(Guid roomId, int tail) : ViewerProtocol
{
    public override string Path => $"/media/rooms/{roomId}/play";

    public override bool JoinsByUpgrade => true;

    public override Reaction React(ReadOnlySpan<byte> payload) => payload.Length > tail ? Reaction.Count with { From = payload.Length - tail } : Reaction.Skip;
}
