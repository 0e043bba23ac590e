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

        return AuthenticateResult.Success(new(entry.ToPrincipal(), Scheme.Name));
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
}
