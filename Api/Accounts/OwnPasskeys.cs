using System.Buffers.Text;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Accounts;

/// <summary>
/// The passkeys of the caller. A session whose roles sleep adds none: it has not shown its second factor. And a browser that was left open adds
/// none: what a device is asked to sign is given only to whoever shows again that it is they, and holds for five minutes.
/// </summary>
internal static class OwnPasskeys
{
    private const int Most = 10;
    private const int MostNameLength = 40;

    public static async Task<Ok<PasskeySummary[]>> ListAsync(CurrentUser user, PinchangContext data, UserManager<User> users) =>
        TypedResults.Ok((await users.GetPasskeysAsync(await AccountOfAsync(user, data)))
            .OrderBy(passkey => passkey.CreatedAt)
            .Select(passkey => new PasskeySummary(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt, passkey.IsBackedUp))
            .ToArray());

    public static async Task<Results<ContentHttpResult, ProblemHttpResult>> PrepareAsync(
        ShowSelf request,
        HttpContext http,
        CurrentUser user,
        PinchangContext data,
        UserManager<User> users,
        IPasskeyHandler<User> passkeys,
        PasskeyChallenges challenges,
        ProofOfSelf proofs)
    {
        var account = await AccountOfAsync(user, data);
        if (await WhyNotAsync(http, account, users) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var proof = await proofs.ShowAsync(account.Id, request.Password, request.Code);
        if (!proof.IsAccepted)
        {
            return proof.Refusal.ToProblem();
        }

        var options = await passkeys.MakeCreationOptionsAsync(
            new() { Id = account.Id.ToString(), Name = account.MaskedPhone ?? account.UserName!, DisplayName = account.DisplayName }, http);
        await challenges.RememberAsync(http, account.Id, options.AttestationState!);
        return TypedResults.Text(options.CreationOptionsJson, "application/json");
    }

    public static async Task<Results<Ok<PasskeySummary>, ProblemHttpResult>> AddAsync(
        PasskeyCredential request,
        HttpContext http,
        CurrentUser user,
        PinchangContext data,
        UserManager<User> users,
        IPasskeyHandler<User> passkeys,
        PasskeyChallenges challenges,
        IOutbox outbox)
    {
        var name = string.IsNullOrWhiteSpace(request.Name) ? Caller.Of(http).Device : request.Name.Trim();
        if (name.Length > MostNameLength)
        {
            return AccountRefusals.PasskeyNameMalformed.On("name").ToProblem();
        }

        var account = await AccountOfAsync(user, data);
        if (await WhyNotAsync(http, account, users) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (await challenges.TakeAsync(http, account.Id) is not { } state)
        {
            return AccountRefusals.PasskeyExpired.ToProblem();
        }

        var made = await passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = request.Credential, AttestationState = state });
        if (!made.Succeeded || !made.Passkey.IsUserVerified)
        {
            return AccountRefusals.PasskeyWrong.ToProblem();
        }

        made.Passkey.Name = name;
        outbox.Enqueue(Notices.PasskeyAdded(name).To(account.Id, "/my/account"));
        var kept = await users.AddOrUpdatePasskeyAsync(account, made.Passkey);
        return kept.Succeeded
            ? TypedResults.Ok(new PasskeySummary(Base64Url.EncodeToString(made.Passkey.CredentialId), name, made.Passkey.CreatedAt, made.Passkey.IsBackedUp))
            : CommonRefusals.Unavailable.ToProblem();
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, CurrentUser user, PinchangContext data, UserManager<User> users, IOutbox outbox)
    {
        var account = await AccountOfAsync(user, data);
        if (!Base64Url.IsValid(id) || await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) is not { } passkey)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        outbox.Enqueue(Notices.PasskeyRemoved(passkey.Name ?? "").To(account.Id, "/my/account"));
        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        return TypedResults.NoContent();
    }

    private static async Task<Refusal?> WhyNotAsync(HttpContext http, User account, UserManager<User> users)
    {
        if (http.User.HasClaim(claim => claim.Type == SessionClaims.SecondFactorPending))
        {
            return AccountRefusals.SecondFactorRequired;
        }

        return (await users.GetPasskeysAsync(account)).Count >= Most ? AccountRefusals.TooManyPasskeys.With(Most.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static Task<User> AccountOfAsync(CurrentUser user, PinchangContext data) => data.Users.SingleAsync(row => row.Id == user.Id);
}
