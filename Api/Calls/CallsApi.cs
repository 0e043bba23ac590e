using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Calls.Relay;
using Pinchang.Api.Hosting;
using Pinchang.Api.Media.Sockets;
using Pinchang.Contracts;
using Pinchang.Contracts.Calls;

namespace Pinchang.Api.Calls;

/// <summary>What every call between two browsers needs, whatever it is about.</summary>
internal static class CallsApi
{
    /// <summary>Over HTTP/2 a WebSocket is opened by CONNECT.</summary>
    private static readonly string[] SocketMethods = ["GET", "CONNECT"];

    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddSingleton<TurnSettings>()
        .AddSingleton<CallRelays>();

    public static IEndpointRouteBuilder MapCalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/calls/ice-servers", GetIceServers).WithTags("Calls").RequireAuthorization(Access.SignedIn);
        // Open as far as routes go, as all pictures: each handler asks for the seat in this very call, and a socket is told why not.
        var relay = app.MapGroup("/media/calls/{callId:guid}").WithTags("Calls").AllowAnonymous()
            .AddEndpointFilter(app.ServiceProvider.GetRequiredService<SignedInLines>());
        relay.MapMethods("/publish", SocketMethods, RelayCall.PublishAsync).ExcludeFromDescription();
        relay.MapMethods("/play", SocketMethods, RelayCall.PlayAsync).ExcludeFromDescription();
        return app;
    }

    private static Ok<IceServers> GetIceServers(CurrentUser user, TurnSettings turn, TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(turn.For(user.Id, time.GetUtcNow()));
    }
}
