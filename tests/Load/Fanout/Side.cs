using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Fanout;

/// <summary>One side of a comparison: how its server starts and how its viewers speak.</summary>
internal sealed record Side(string Name, Func<Task<ServerUnderLoad>> StartAsync, Func<ViewerProtocol> Viewer)
{
    public static readonly Guid RoomId = new("01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41");
    public const string Origin = "http://localhost:6699";

    public static Side Ours { get; } = new(
        "Pinchang", () => ServerUnderLoad.StartHostAsync("room", 6601), () => new RoomViewer(RoomId, Origin));

    public static Side Bare { get; } = new(
        "bare Kestrel", () => ServerUnderLoad.StartHostAsync("bare", 6602), () => new BareViewer());

    public static Side SocketIo { get; } = new(
        SocketIoPeer.Name, () => SocketIoPeer.StartAsync(6603), () => new SocketIoViewer());
}
