using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Signs in whoever a device vouches for: what it has and what its owner shows it are two factors.</summary>
internal static class SignInWithPasskey
{
    public static async Task<ContentHttpResult> PrepareAsync(HttpContext http, IPasskeyHandler<User> passkeys, PasskeyChallenges challenges)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, http);
        await challenges.RememberAsync(http, null, options.AssertionState!);
        return TypedResults.Text(options.RequestOptionsJson, "application/json");
    }

    public static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        PasskeyCredential request,
        HttpContext http,
        IPasskeyHandler<User> passkeys,
        PasskeyChallenges challenges,
        Sessions sessions,
        SignInLog log,
        Attempts attempts,
        Phones phones,
        PinchangContext data,
        UserManager<User> users)
    {
        if (await challenges.TakeAsync(http, null) is not { } state)
        {
            return await RefuseAsync(AccountRefusals.PasskeyExpired);
        }

        var shown = await passkeys.PerformAssertionAsync(new() { HttpContext = http, CredentialJson = request.Credential, AssertionState = state });
        if (!shown.Succeeded || !shown.Passkey.IsUserVerified)
        {
            return await RefuseAsync(AccountRefusals.PasskeyWrong);
        }

        // The key's own count of its uses, by which a copied key shows.
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        await attempts.ForgetAsync(shown.User.Id);
        return TypedResults.Ok(new SignedIn(
            false, await sessions.BeginAsync(http, shown.User, SignInMethod.Passkey, secondFactorPassed: true, phones.Open(shown.User.SealedPhone) ?? shown.User.UserName!)));

        async Task<ProblemHttpResult> RefuseAsync(Refusal refusal)
        {
            await log.AddAsync(Caller.Of(http), SignInEvent.Refused, SignInMethod.Passkey, null, reason: refusal.Code);
            await data.SaveChangesAsync();
            return refusal.ToProblem();
        }
    }
}
