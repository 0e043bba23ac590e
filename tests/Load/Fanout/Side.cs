using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;
using Pinchang.Load.Sockets;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Load.Fanout;

/// <summary>One side of a comparison: how its server starts and how its viewers speak.</summary>
internal sealed record Side(string Name, Func<Task<ServerUnderLoad>> StartAsync, Func<ViewerProtocol> Viewer)
{
    public const string Origin = "http://localhost:6699";

    public static Side Ours { get; } = new(
        "Pinchang", () => ServerUnderLoad.StartHostAsync("room", 6601), () => new RoomViewer(RoomsInMemory.RoomId, Origin));

    public static Side Bare { get; } = new(
        "bare Kestrel", () => ServerUnderLoad.StartHostAsync("bare", 6602), () => new BareViewer());

    public static Side SocketIo { get; } = new(
        SocketIoPeer.Name, () => SocketIoPeer.StartAsync(6603), () => new SocketIoViewer());

    public static Side Nats { get; } = new(
        NatsPeer.Name, () => NatsPeer.StartAsync(6604), () => new NatsViewer())
    { SaturateAsync = NatsPeer.SaturateAsync };

    /// <summary>Publishes back to back for so many seconds; returns how many messages.</summary>
    public Func<ServerUnderLoad, ViewerFleet, double, int, Task<long>> SaturateAsync { get; private init; } = async (server, _, seconds, bytes) => long.Parse(
        await server.TellAsync(string.Create(CultureInfo.InvariantCulture, $"/control/saturate?seconds={seconds}&bytes={bytes}")), CultureInfo.InvariantCulture);
}
