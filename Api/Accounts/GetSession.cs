using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

internal static class GetSession
{
    public static async Task<Ok<SessionDetails>> HandleAsync(CurrentUser user, HttpContext http, PinchangContext data, CancellationToken cancellation)
    {
        if (user.IdOrNull is not { } id)
        {
            return TypedResults.Ok(SessionDetails.Anonymous);
        }

        var account = await data.Users.AsNoTracking().SingleAsync(row => row.Id == id, cancellation);
        var unread = await data.Messages.CountAsync(
            message => message.UserId == id && message.Channel == MessageChannel.Inbox && message.SentAt != null && message.OpenedAt == null, cancellation);
        return TypedResults.Ok(new SessionDetails
        {
            IsSignedIn = true,
            UserId = id,
            DisplayName = account.DisplayName,
            Phone = PhoneNumber.Mask(account.PhoneNumber),
            PhoneVerified = user.PhoneVerified,
            Roles = [.. user.RolesHeld],
            AgencyId = user.AgencyId,
            EmployerId = user.EmployerId,
            SecondFactorPending = http.User.HasClaim(claim => claim.Type == SessionClaims.SecondFactorPending),
            Unread = unread,
        });
    }
}
