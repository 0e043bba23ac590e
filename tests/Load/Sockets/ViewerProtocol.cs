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

    /// <summary>Looks at a payload before it is counted.</summary>
    public virtual Reaction React(ReadOnlySpan<byte> payload) => Reaction.Count;

    /// <summary>What to do with a payload, and what to answer.</summary>
    internal readonly record struct Reaction(bool Counts, bool Joined, byte[]? Answer)
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
internal sealed class RoomViewer(Guid roomId, string origin) : ViewerProtocol
{
    private readonly byte[] _join = Frames.MaskedText(
        $$"""{"type":1,"invocationId":"0","target":"Join","arguments":["{{roomId}}","direct"]}""" + "\u001e");

    public override string Path => "/hubs/live-room";

    public override string Headers => $"Origin: {origin}\r\n";

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
internal sealed class SocketIoViewer : ViewerProtocol
{
    private static readonly byte[] Connect = Frames.MaskedText("40");
    private static readonly byte[] Pong = Frames.MaskedText("3");

    public override string Path => "/socket.io/?EIO=4&transport=websocket";

    public override Reaction React(ReadOnlySpan<byte> payload) => payload switch
    {
        [(byte)'4', (byte)'2', ..] => Reaction.Count,
        [(byte)'0', ..] => Reaction.Say(Connect),
        [(byte)'2'] => Reaction.Say(Pong),
        [(byte)'4', (byte)'0', ..] => Reaction.Join,
        _ => Reaction.Skip,
    };
}
