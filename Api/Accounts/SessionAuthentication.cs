using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Turns the session cookie into a principal, and "no" into problem details instead of a redirection.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionRegistry sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Request.Cookies.TryGetValue(SessionCookie.Name, out var token)
            || await sessions.FindAsync(token, Context.RequestAborted) is not { } entry)
        {
            return AuthenticateResult.NoResult();
        }

        var identity = new ClaimsIdentity(ClaimsOf(entry), Scheme.Name, SessionClaims.Name, SessionClaims.Role);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        CommonRefusals.SignedOut.ToProblem().ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var refusal = Context.User.HasClaim(claim => claim.Type == SessionClaims.SecondFactorPending)
            ? AccountRefusals.SecondFactorRequired
            : CommonRefusals.Forbidden;
        return refusal.ToProblem().ExecuteAsync(Context);
    }

    private static IEnumerable<Claim> ClaimsOf(SessionEntry entry)
    {
        yield return new(SessionClaims.UserId, entry.UserId.ToString());
        yield return new(SessionClaims.SessionId, entry.SessionId.ToString());
        yield return new(SessionClaims.Name, entry.Name);
        foreach (var role in entry.Roles)
        {
            yield return new(SessionClaims.Role, role);
        }

        if (entry.PhoneVerified)
        {
            yield return new(SessionClaims.PhoneVerified, "true");
        }

        if (entry.SecondFactorPending)
        {
            yield return new(SessionClaims.SecondFactorPending, "true");
        }

        if (entry.AgencyId is { } agency)
        {
            yield return new(SessionClaims.Agency, agency.ToString());
        }

        if (entry.EmployerId is { } employer)
        {
            yield return new(SessionClaims.Employer, employer.ToString());
        }
    }
}
