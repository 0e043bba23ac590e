using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X24: somebody in the room sends what no page sends. Whoever sends it may lose the line; nobody else does, nothing that must
/// arrive is missing, and the process is the same afterwards.
/// </summary>
internal sealed class PoisonedRoom : FaultScenario
{
    private const int Viewers = 40;
    private const int Poisons = 200;

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers);
        await live.EverybodyJoinedAsync();
        live.StartCommands(seed);
        var joins = live.Viewers.Select(viewer => viewer.Joins).ToArray();
        var process = product.Run.Processes["api"];
        var origin = product.Web.GetLeftPart(UriPartial.Authority);

        var cut = 0;
        for (var number = 0; number < Poisons; number++)
        {
            cut += await PoisonAsync(product, origin, live.RoomId, random) ? 1 : 0;
        }

        await live.QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kept = await RoomChecker.KeptAsync(product.Run.Database.Owner, live.RoomId);
        var result = new SeedResult
        {
            Seed = seed,
            Acknowledged = live.Acknowledged.Count,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"of {Poisons} senders {cut} lost their line")],
        };
        RoomChecker.CheckCommands(live.Acknowledged, kept, result);
        RoomChecker.CheckViewers(live.Viewers, kept, result);
        result.Broken.AddRange(live.Viewers.Zip(joins)
            .Where(pair => !pair.First.IsJoined || pair.First.Joins != pair.Second)
            .Select((_, viewer) => $"bystander {viewer} lost the line"));
        if (product.Run.Processes["api"] != process)
        {
            result.Broken.Add("Api was started anew");
        }

        return result;
    }

    /// <summary>One sender, one poison; whether the server cut its line within a second.</summary>
    private static async Task<bool> PoisonAsync(RunningProduct product, string origin, Guid roomId, Random random)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await socket.ConnectAsync(new Uri($"ws://{product.Api.Authority}/hubs/live-room"), patience.Token);
        await SayAsync(socket, """{"protocol":"json","version":1}""");
        await SayAsync(socket, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{roomId}}","direct"]}""");
        try
        {
            await socket.SendAsync(Poison(random), random.Next(8) == 0 ? WebSocketMessageType.Binary : WebSocketMessageType.Text, true, patience.Token);
            using var second = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
            var buffer = new byte[64 * 1024];
            while (true)
            {
                if ((await socket.ReceiveAsync(buffer, second.Token)).MessageType == WebSocketMessageType.Close)
                {
                    return true;
                }
            }
        }
        catch (WebSocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static byte[] Poison(Random random)
    {
        var id = Guid.CreateVersion7();
        return random.Next(12) switch
        {
            0 => Record("{"),
            1 => Record(new string('[', 20_000)),
            2 => Record("""{"type":1,"invocationId":"2","target":"SendChat","arguments":[]}"""),
            3 => Record("""{"type":1,"invocationId":"2","target":"SendChat","arguments":[{"a":1},["x"]]}"""),
            4 => Record($$"""{"type":1,"invocationId":"2","target":"SendChat","arguments":["{{id}}",null]}"""),
            5 => Record($$"""{"type":1,"invocationId":"2","target":"SendChat","arguments":["{{id}}","\u0000\u202e\ud83d"]}"""),
            6 => Record($$"""{"type":1,"invocationId":"2","target":"SendChat","arguments":["{{id}}","{{new string('a', 100_000)}}"]}"""),
            7 => Record("""{"type":1,"target":"Like","arguments":[-2147483648]}"""),
            8 => Record("""{"type":1,"invocationId":"2","target":"Dispose","arguments":[true]}"""),
            9 => Record("""{"type":99}"""),
            10 => Record($$"""{"type":1,"invocationId":"2","target":"Join","arguments":["{{Guid.Empty}}","{{new string('源', 5_000)}}"]}"""),
            _ => [.. Bytes(random)],
        };
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(1, 40_000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Record(string text) => Encoding.UTF8.GetBytes(text + "\u001e");

    private static Task SayAsync(ClientWebSocket socket, string record) =>
        socket.SendAsync(Record(record), WebSocketMessageType.Text, true, CancellationToken.None);
}
