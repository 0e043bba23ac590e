using System.Security.Claims;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Accounts;

/// <summary>What is known of a session, as requests need it.</summary>
internal sealed record SessionEntry(
    Guid SessionId,
    Guid UserId,
    string Name,
    bool PhoneVerified,
    string[] Roles,
    Guid? AgencyId,
    Guid? EmployerId,
    bool SecondFactorPending,
    DateTimeOffset ExpiresAt,
    DateTimeOffset ReadAt)
{
    private ClaimsPrincipal? _principal;

    /// <summary>Made once per entry: nothing adds to it.</summary>
    public ClaimsPrincipal ToPrincipal() =>
        _principal ??= new(new ClaimsIdentity(Claims(), SessionClaims.Scheme, SessionClaims.Name, SessionClaims.Role));

    private IEnumerable<Claim> Claims()
    {
        yield return new(SessionClaims.UserId, UserId.ToString());
        yield return new(SessionClaims.SessionId, SessionId.ToString());
        yield return new(SessionClaims.Name, Name);
        foreach (var role in Roles)
        {
            yield return new(SessionClaims.Role, role);
        }

        if (PhoneVerified)
        {
            yield return new(SessionClaims.PhoneVerified, "true");
        }

        if (SecondFactorPending)
        {
            yield return new(SessionClaims.SecondFactorPending, "true");
        }

        if (AgencyId is { } agency)
        {
            yield return new(SessionClaims.Agency, agency.ToString());
        }

        if (EmployerId is { } employer)
        {
            yield return new(SessionClaims.Employer, employer.ToString());
        }
    }
}
