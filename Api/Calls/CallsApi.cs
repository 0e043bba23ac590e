using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Calls;

namespace Pinchang.Api.Calls;

/// <summary>What every call between two browsers needs, whatever it is about.</summary>
internal static class CallsApi
{
    public static IServiceCollection AddCalls(this IServiceCollection services) => services.AddSingleton<TurnSettings>();

    public static IEndpointRouteBuilder MapCalls(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/calls/ice-servers", GetIceServers).WithTags("Calls").RequireAuthorization(Access.SignedIn);
        return app;
    }

    private static Ok<IceServers> GetIceServers(CurrentUser user, TurnSettings turn, TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(turn.For(user.Id, time.GetUtcNow()));
    }
}
