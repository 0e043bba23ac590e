using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;

namespace Pinchang.Load.Peers;

/// <summary>
/// Core NATS with its WebSocket, as Debian packs it. It has no control route: the generator publishes over NATS's own protocol, and sends
/// no further ahead of the slowest viewer than a few frames' worth, as the others do by themselves.
/// </summary>
internal static class NatsPeer
{
    public const string Name = "nats-server";

    private const int Ahead = 16;

    public static string? WhyNot(string row) => PeerPrograms.Missing(row, Name);

    /// <summary>Viewers at <paramref name="port"/>, publishers at the next one.</summary>
    public static async Task<ServerUnderLoad> StartAsync(int port)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pinchang-load-nats-{port}.conf");
        await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
            listen: "127.0.0.1:{{port + 1}}"
            websocket { listen: "127.0.0.1:{{port}}", no_tls: true, compression: false }
            max_connections: 20000
            """));

        // It says that it is ready on the other stream.
        return await ServerUnderLoad.StartAsync("sh", ["-c", $"exec {PeerPrograms.Find(Name)} -c {file} 2>&1"], port, null);
    }

    /// <summary>Publishes for so long; returns how many messages.</summary>
    public static async Task<long> SaturateAsync(ServerUnderLoad server, ViewerFleet fleet, double seconds, int bytes)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(IPAddress.Loopback, server.Port + 1);
        var stream = client.GetStream();
        _ = stream.CopyToAsync(Stream.Null);
        await stream.WriteAsync("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n"u8.ToArray());
        var published = 0L;
        for (var until = Marker.Now + (long)(seconds * 1e9); Marker.Now < until;)
        {
            var record = BareBroadcaster.Record(Marker.Text(++published, Marker.Now, bytes));
            await stream.WriteAsync(Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"PUB {NatsViewer.Subject} {Encoding.UTF8.GetByteCount(record)}\r\n{record}\r\n")));
            while (published > Ahead && fleet.Receipts(published - Ahead).Viewers < fleet.Count)
            {
                fleet.Check();
                await Task.Delay(1);
            }

            fleet.Forget(Math.Max(0, published - Ahead));
        }

        return published;
    }
}
