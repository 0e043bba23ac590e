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

/// <summary>The passkeys of the caller. A session whose roles sleep adds none: it has not shown its second factor.</summary>
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
        HttpContext http, CurrentUser user, PinchangContext data, UserManager<User> users, IPasskeyHandler<User> passkeys, PasskeyChallenges challenges)
    {
        var account = await AccountOfAsync(user, data);
        if (await WhyNotAsync(http, account, users) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var options = await passkeys.MakeCreationOptionsAsync(
            new() { Id = account.Id.ToString(), Name = account.MaskedPhone ?? account.UserName!, DisplayName = account.DisplayName }, http);
        challenges.Remember(http, account.Id, options.AttestationState!);
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

        if (challenges.Take(http, account.Id) is not { } state)
        {
            return AccountRefusals.PasskeyExpired.ToProblem();
        }

        var made = await passkeys.PerformAttestationAsync(new() { HttpContext = http, CredentialJson = request.Credential, AttestationState = state });
        if (!made.Succeeded || !made.Passkey.IsUserVerified)
        {
            return AccountRefusals.PasskeyWrong.ToProblem();
        }

        made.Passkey.Name = name;
        outbox.Enqueue(MessageToSend.ToInbox(account.Id, "新增了通行密钥", $"您的账号新增了通行密钥“{name}”，今后可以用它登录。如非本人操作，请立即删除它并修改密码。", "/my/account"));
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

        outbox.Enqueue(MessageToSend.ToInbox(account.Id, "删除了通行密钥", $"通行密钥“{passkey.Name}”已从您的账号删除，不能再用它登录。", "/my/account"));
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
