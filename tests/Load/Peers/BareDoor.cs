using System.Globalization;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Load.Hosts;

namespace Pinchang.Load.Peers;

/// <summary>The least that lets somebody in: Kestrel, the same check of the same token, its WebSocket, and as many bytes as a snapshot has.</summary>
internal static class BareDoor
{
    public const string Bytes = "PINCHANG_LOAD_SNAPSHOT_BYTES";

    public static async Task RunAsync(LoadOptions options)
    {
        var snapshot = new byte[int.Parse(Environment.GetEnvironmentVariable(Bytes)!, CultureInfo.InvariantCulture)];
        snapshot.AsSpan().Fill((byte)'x');
        var builder = QuietHost.CreateBuilder(options.Port);
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ViewerCookie>();
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/door", async (HttpContext context, ViewerCookie cookie) =>
        {
            cookie.Recognise(context);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await socket.SendAsync(snapshot.AsMemory(), WebSocketMessageType.Text, true, CancellationToken.None);
            try
            {
                var buffer = new byte[128];
                while ((await socket.ReceiveAsync(buffer.AsMemory(), context.RequestAborted)).MessageType != WebSocketMessageType.Close)
                {
                }
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
            }
        });
        ViewerTokens.Map(app);
        await app.StartAsync();
        Console.WriteLine("ready");
        await ((IHost)app).WaitForShutdownAsync();
    }
}
