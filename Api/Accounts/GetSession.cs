using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;

namespace Pinchang.Api.Accounts;

internal static class GetSession
{
    public static async Task<Ok<SessionDetails>> HandleAsync(HttpContext http, PinchangContext data, CancellationToken cancellation) =>
        TypedResults.Ok(await SessionDescription.OfAsync(http.User, data, cancellation));
}
