using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pinchang.Load.Hosts;

namespace Pinchang.Load.Peers;

/// <summary>
/// The least one can write: Kestrel, its WebSockets, an array of them, and one loop that sends the same pre-encoded bytes to each.
/// Awaited per round and not per viewer.
/// </summary>
internal static class BareBroadcaster
{
    public static async Task RunAsync(LoadOptions options)
    {
        var builder = QuietHost.CreateBuilder(options.Port);
        var app = builder.Build();
        var viewers = new List<WebSocket>();
        var sending = new List<Task>();

        app.UseWebSockets();
        app.Map("/ws", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            lock (viewers)
            {
                viewers.Add(socket);
            }

            var buffer = new byte[128];
            try
            {
                while ((await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
            }

            lock (viewers)
            {
                viewers.Remove(socket);
            }
        });
        new PublishControl(PublishAsync, PublishAsync, PublishAsync).Map(app);
        await app.StartAsync();
        Console.WriteLine("ready");
        await ((IHost)app).WaitForShutdownAsync();

        async Task PublishAsync(string text)
        {
            var record = Encoding.UTF8.GetBytes(Record(text));
            sending.Clear();
            lock (viewers)
            {
                foreach (var viewer in viewers)
                {
                    var send = viewer.SendAsync(record.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
                    if (!send.IsCompletedSuccessfully)
                    {
                        sending.Add(send.AsTask());
                    }
                }
            }

            await Task.WhenAll(sending);
        }
    }

    /// <summary>The same record that a room sends for one line of chat, so that both sides move equal bytes.</summary>
    public static string Record(string text) =>
        "{\"type\":1,\"target\":\"FeedReceived\",\"arguments\":[{\"roomId\":\"01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b41\",\"after\":4294967297,"
        + "\"items\":[{\"kind\":\"chat\",\"message\":{\"id\":\"01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b42\","
        + "\"authorId\":\"01981f2e-7a3c-7d10-9c5e-3f6f0e5a9b43\",\"author\":\"listener\",\"staff\":false,\"text\":\"" + text
        + "\",\"at\":\"2026-08-01T08:00:00.0000000+00:00\"},\"sequence\":4294967298,\"at\":\"2026-08-01T08:00:00.0000000+00:00\"}],"
        + "\"skipped\":0}]}\u001e";
}
