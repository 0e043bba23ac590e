using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pinchang.Api.LiveRooms.Broadcast;

namespace Pinchang.Load.Hosts;

/// <summary>Gives the generator the cookie by which a viewer is known again: the token that every door here checks.</summary>
internal static class ViewerTokens
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/control/token", (HttpContext http, ViewerCookie cookie) =>
    {
        cookie.Recognise(http);
        return http.Response.Headers.SetCookie.ToString().Split(';')[0];
    });
}
