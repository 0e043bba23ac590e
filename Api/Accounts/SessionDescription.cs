using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Notifications;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

internal static class SessionDescription
{
    public static async Task<SessionDetails> OfAsync(ClaimsPrincipal principal, PinchangContext data, CancellationToken cancellation)
    {
        var user = new CurrentUser(principal);
        if (user.IdOrNull is not { } id)
        {
            return SessionDetails.Anonymous;
        }

        var phone = await data.Users.Where(row => row.Id == id).Select(row => row.PhoneNumber).SingleAsync(cancellation);
        var employerName = user.EmployerId is { } employerId
            ? await data.Employers.Where(employer => employer.Id == employerId).Select(employer => employer.Name).SingleOrDefaultAsync(cancellation)
            : null;
        var unread = await data.Messages.CountAsync(
            message => message.UserId == id && message.Channel == MessageChannel.Inbox && message.SentAt != null && message.OpenedAt == null, cancellation);
        return new()
        {
            IsSignedIn = true,
            UserId = id,
            DisplayName = user.Name,
            Phone = PhoneNumber.Mask(phone),
            PhoneVerified = user.PhoneVerified,
            Roles = [.. user.RolesHeld],
            AgencyId = user.AgencyId,
            EmployerId = user.EmployerId,
            EmployerName = employerName,
            SecondFactorPending = principal.HasClaim(claim => claim.Type == SessionClaims.SecondFactorPending),
            Unread = unread,
        };
    }
}
