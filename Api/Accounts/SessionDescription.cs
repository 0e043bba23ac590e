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

        var phone = await data.Users.Where(row => row.Id == id).Select(row => row.MaskedPhone).SingleAsync(cancellation);
        var isPending = principal.HasClaim(claim => claim.Type == SessionClaims.SecondFactorPending);
        // While the roles sleep the session has no employer, but its owner should read for whom the second factor is asked.
        var employerId = user.EmployerId ?? (isPending
            ? await data.Memberships.Where(membership => membership.UserId == id && membership.Scope == MembershipScope.Employer)
                .OrderBy(membership => membership.CreatedAt).Select(membership => (Guid?)membership.ScopeId).FirstOrDefaultAsync(cancellation)
            : null);
        var employerName = employerId is null
            ? null
            : await data.Employers.IgnoreQueryFilters().Where(employer => employer.Id == employerId).Select(employer => employer.Name).SingleOrDefaultAsync(cancellation);
        var unread = await data.Messages.CountAsync(
            message => message.UserId == id && message.Channel == MessageChannel.Inbox && message.SentAt != null && message.OpenedAt == null, cancellation);
        return new()
        {
            IsSignedIn = true,
            UserId = id,
            DisplayName = user.Name,
            Phone = phone,
            PhoneVerified = user.PhoneVerified,
            Roles = [.. user.RolesHeld],
            AgencyId = user.AgencyId,
            EmployerId = user.EmployerId,
            EmployerName = employerName,
            SecondFactorPending = isPending,
            Unread = unread,
        };
    }
}
