using Pinchang.Load.Fanout;
using Pinchang.Load.Measuring;
using Pinchang.Load.Peers;
using Pinchang.Load.Sockets;
using Pinchang.Support.LiveRooms;

namespace Pinchang.Load.Joins;

/// <summary>
/// J1: what it costs a core to let somebody into a room that has been talked in: handshake, token, hub, seat, snapshot.
/// J2: how long a whole crowd takes that comes back at once.
/// </summary>
internal sealed class JoinsScenario : IScenario
{
    private const int Port = 6621;

    public string Name => "joins";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        var rows = new List<LoadRow>();
        var remarks = new List<string>();
        if (options.Wants("J1"))
        {
            rows.Add(await MeasureDoorAsync(options, remarks));
        }

        if (options.Wants("J2"))
        {
            var missing = options.Peers ? await SocketIoPeer.WhyNotAsync("J2") : $"Without --peers the row against {SocketIoPeer.Name} (J2) is left out.";
            if (missing is null)
            {
                rows.Add(await MeasureReturnAsync(options, remarks));
            }
            else
            {
                remarks.Add(missing);
            }
        }

        return new ScenarioResult(rows) { Remarks = remarks };
    }

    private static async Task<LoadRow> MeasureDoorAsync(LoadOptions options, List<string> remarks)
    {
        await using var server = await StartRoomAsync();
        var bytes = await Doorway.SnapshotBytesAsync(server);
        Environment.SetEnvironmentVariable(BareDoor.Bytes, $"{bytes}");
        await using var bare = await ServerUnderLoad.StartHostAsync("bare-door", Port + 1);
        var crowd = options.Viewers ?? (options.Quick ? 1_000 : 4_000);
        var (token, bareToken) = (await server.TellAsync("/control/token"), await bare.TellAsync("/control/token"));
        var ours = new Doorway(server, () => new RoomViewer(RoomsInMemory.RoomId, Side.Origin, token), crowd, options);
        var peer = new Doorway(bare, () => new BareDoorViewer(bareToken), crowd, options);
        await WarmUp.UntilSteadyAsync("Pinchang", options.Quick, ours.RateAsync);
        await WarmUp.UntilSteadyAsync("bare Kestrel", options.Quick, peer.RateAsync);
        var series = await Pairs.RunAsync("J1", options.PairCount, ours.MeasureAsync, "bare Kestrel", peer.MeasureAsync);
        remarks.Add($"J1: a snapshot of {bytes} bytes for everybody, with the last 50 lines of chat; the token is the viewer's cookie.");
        return LoadRow.Of("J1", series, "bare Kestrel, same token and bytes", "joins/s per core", must: 0.7, aim: 0.9);
    }

    private static async Task<LoadRow> MeasureReturnAsync(LoadOptions options, List<string> remarks)
    {
        int bytes;
        await using (var server = await StartRoomAsync())
        {
            bytes = await Doorway.SnapshotBytesAsync(server);
        }

        var crowd = options.Viewers ?? (options.Quick ? 2_000 : 10_000);
        var ours = new CrowdThatReturns(StartRoomAsync, () => new RoomViewer(RoomsInMemory.RoomId, Side.Origin), crowd, options);
        var peer = new CrowdThatReturns(
            () => SocketIoPeer.StartAsync(Port + 2, bytes), () => new SocketIoViewer(awaitsSnapshot: true), crowd, options);
        var series = await Pairs.RunAsync("J2", options.PairCount, ours.MeasureAsync, SocketIoPeer.Name, peer.MeasureAsync);
        remarks.Add($"J2: {crowd} viewers (--viewers) whose server was killed; all knock in the moment the next one listens, and are in when they have their snapshot.");
        return LoadRow.Of("J2", series, SocketIoPeer.Name, "ms until all are back", must: 0.5, aim: 0.25, lowerIsBetter: true);
    }

    private static async Task<ServerUnderLoad> StartRoomAsync()
    {
        var server = await ServerUnderLoad.StartHostAsync("room", Port);
        await server.TellAsync("/control/steady?rate=200&seconds=0.5&bytes=60");
        return server;
    }
}
