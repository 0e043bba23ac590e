using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Accounts;

/// <summary>
/// Signing in carries no idempotency key: a code works once, a password begins a session each time. The rest of a POST's
/// protection is the origin check and the limits.
/// </summary>
internal static class AccountsApi
{
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/api").WithTags("Accounts");
        accounts.MapGet("/session", GetSession.HandleAsync).AllowAnonymous();
        accounts.MapDelete("/sessions/current", SignOut.HandleAsync).AllowAnonymous();
        accounts.MapPost("/phone-codes", RequestCode.HandleAsync).AllowAnonymous().RequireRateLimiting(RateLimits.PhoneCodes);

        var signingIn = accounts.MapGroup("").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        signingIn.MapPost("/sessions/phone", SignInWithPhone.HandleAsync);
        signingIn.MapPost("/sessions/password", SignInWithPassword.HandleAsync);
        signingIn.MapPost("/sessions/second-factor", PassSecondFactor.HandleAsync);
        signingIn.MapPost("/account/password-resets", SetPassword.ResetAsync);
        signingIn.MapPut("/sessions/passkey-options", SignInWithPasskey.PrepareAsync);
        signingIn.MapPost("/sessions/passkey", SignInWithPasskey.HandleAsync);

        var own = accounts.MapGroup("/account").RequireAuthorization(Access.SignedIn);
        own.MapPut("/password", SetPassword.ChangeAsync).RequireRateLimiting(RateLimits.SignIn);
        own.MapPut("/second-factor", SetUpSecondFactor.PrepareAsync);
        own.MapPost("/second-factor/confirmations", SetUpSecondFactor.ConfirmAsync).RequireRateLimiting(RateLimits.SignIn).RequireIdempotencyKey();
        own.MapGet("/passkeys", OwnPasskeys.ListAsync);
        own.MapPut("/passkey-options", OwnPasskeys.PrepareAsync).RequireRateLimiting(RateLimits.SignIn);
        own.MapPost("/passkeys", OwnPasskeys.AddAsync).RequireRateLimiting(RateLimits.SignIn).RequireIdempotencyKey();
        own.MapDelete("/passkeys/{id}", OwnPasskeys.RemoveAsync);
        own.MapGet("/sessions", OwnSessions.ListAsync);
        own.MapDelete("/sessions/{id:guid}", OwnSessions.RevokeAsync);

        accounts.MapGet("/operations/sign-ins", ListSignIns.HandleAsync).RequireAuthorization(Access.ReadSignIns);
        accounts.MapGet("/operations/sign-ins/export.xlsx", ListSignIns.ExportAsync).RequireAuthorization(Access.ReadSignIns);
        return app;
    }
}
