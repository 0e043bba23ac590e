using Microsoft.AspNetCore.Http.HttpResults;

namespace Pinchang.Api.Accounts;

internal static class SignOut
{
    public static async Task<NoContent> HandleAsync(HttpContext http, Sessions sessions)
    {
        await sessions.SignOutAsync(http);
        return TypedResults.NoContent();
    }
}
