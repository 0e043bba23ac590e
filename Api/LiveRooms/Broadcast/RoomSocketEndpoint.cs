using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.LiveRooms.Broadcast;

/// <summary>
/// <c>/hubs/live-room</c>: answers the WebSocket handshake itself and hands the line to SignalR's handler, so that everything said to a
/// room goes through the hub, and everything a room says may bypass it.
/// </summary>
internal static class RoomSocketEndpoint
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static readonly TimeSpan GoodBye = TimeSpan.FromSeconds(1);

    public static IEndpointRouteBuilder MapRoomSockets(this IEndpointRouteBuilder routes)
    {
        IConnectionBuilder builder = new ConnectionBuilder(routes.ServiceProvider);
        var hub = builder.UseHub<LiveRoomHub>().Build();
        routes.MapGet("/hubs/live-room", (HttpContext http) => HandleAsync(http, hub)).AllowAnonymous().ExcludeFromDescription()
            .WithMetadata(new HubMetadata(typeof(LiveRoomHub)));
        return routes;
    }

    private static async Task HandleAsync(HttpContext http, ConnectionDelegate hub)
    {
        var sockets = http.RequestServices.GetRequiredService<RoomSockets>();
        if (AcceptOf(http) is not { } accept)
        {
            http.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            http.Response.Headers.Upgrade = "websocket";
            return;
        }

        if (!http.RequestServices.GetRequiredService<WebOrigin>().IsWeb(http.Request.Headers.Origin.ToString(), http.Request.Host))
        {
            await CommonRefusals.ForeignOrigin.ToProblem().ExecuteAsync(http);
            return;
        }

        if (!sockets.HasRoom)
        {
            http.Response.Headers.RetryAfter = "5";
            await CommonRefusals.Unavailable.ToProblem().ExecuteAsync(http);
            return;
        }

        var personId = http.RequestServices.GetRequiredService<ViewerCookie>().Recognise(http);
        http.Response.Headers.Connection = "Upgrade";
        http.Response.Headers.Upgrade = "websocket";
        http.Response.Headers.SecWebSocketAccept = accept;
        var stream = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await ForgetRequestAsync(http);
        var user = new CurrentUser(http.User);
        var socket = new RoomSocket(DirectSocket(http), stream, http)
        {
            PersonId = personId,
            SessionId = user.IsSignedIn ? user.SessionId : null,
        };
        sockets.Add(socket);
        try
        {
            await hub(new RoomSocketConnection(http, stream, socket));
            socket.Close(SocketCloseCode.Normal);
            await HearGoodByeAsync(stream, http);
        }
        finally
        {
            if (socket.Seat is { } seat)
            {
                seat.Room.Leave(seat);
            }

            sockets.Remove(socket);
        }
    }

    // A viewer stays for an hour: what was needed to let it in must not stay as long.
    private static async Task ForgetRequestAsync(HttpContext http)
    {
        http.Request.Headers.Clear();
        if (http.Features.Get<IServiceProvidersFeature>() is IAsyncDisposable services)
        {
            await services.DisposeAsync();
        }
    }

    // A line closed while the browser is still talking is reset, and a reset may overtake our last words.
    private static async Task HearGoodByeAsync(Stream stream, HttpContext http)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(GoodBye);
        var heard = new byte[256];
        try
        {
            while (await stream.ReadAsync(heard, patience.Token) > 0)
            {
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
        }
    }

    /// <summary>Kestrel's socket, where its bytes are the line's bytes: the 101 has left by the time a browser speaks, and nothing of Kestrel's follows.</summary>
    private static Socket? DirectSocket(HttpContext http)
    {
        if (http.Features.Get<ITlsHandshakeFeature>() is not null || http.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            return null;
        }

        socket.Blocking = false;
        return socket;
    }

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 names SHA-1; it proves that we speak WebSocket, nothing more.")]
    private static string? AcceptOf(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true }
            || !headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase)
            || headers.SecWebSocketVersion != "13")
        {
            return null;
        }

        var key = headers.SecWebSocketKey.ToString();
        Span<byte> decoded = stackalloc byte[16];
        return Convert.TryFromBase64String(key, decoded, out var length) && length == 16
            ? Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)))
            : null;
    }
}
