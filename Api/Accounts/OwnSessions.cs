using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;

namespace Pinchang.Api.Accounts;

/// <summary>Where a person is signed in, and the way to end it from elsewhere.</summary>
internal static class OwnSessions
{
    public static async Task<Ok<SessionSummary[]>> ListAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var current = user.SessionId;
        return TypedResults.Ok(await data.Sessions
            .Where(session => session.UserId == user.Id && session.EndedAt == null && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt)
            .Select(session => new SessionSummary(
                session.Id, session.CreatedAt, session.LastSeenAt, session.Address, session.Device, session.Id == current))
            .ToArrayAsync(cancellation));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(Guid id, CurrentUser user, HttpContext http, Sessions sessions) =>
        await sessions.RevokeAsync(user.Id, Caller.Of(http), session => session.Id == id)
            ? TypedResults.NoContent()
            : CommonRefusals.NotFound.ToProblem();
}
