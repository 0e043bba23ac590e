using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Password first; who has an authenticator is asked for its code before there is a session.</summary>
internal static class SignInWithPassword
{
    // A stranger's password is hashed against this, so that the answer takes as long as for an account that exists.
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<User>().HashPassword(null!, "nobody"));

    public static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        SignInByPassword request,
        HttpContext http,
        Sessions sessions,
        SignInLog log,
        Attempts attempts,
        SecondFactors secondFactors,
        PinchangContext data,
        UserManager<User> users,
        Phones phones)
    {
        var caller = Caller.Of(http);
        var user = await FindAsync(request.Login.Trim(), data, users, phones);
        if (user?.PasswordHash is null)
        {
            users.PasswordHasher.VerifyHashedPassword(user!, NobodysHash.Value, request.Password);
            return await RefuseAsync(AccountRefusals.CredentialsWrong);
        }

        if (await attempts.CountAsync(user.Id) is { } locked)
        {
            return await RefuseAsync(locked, SignInEvent.LockedOut);
        }

        if (!await users.CheckPasswordAsync(user, request.Password))
        {
            var closed = await attempts.LockedOutAsync(user.Id);
            return await RefuseAsync(closed ?? AccountRefusals.CredentialsWrong, closed is null ? SignInEvent.Refused : SignInEvent.LockedOut);
        }

        if (await secondFactors.IsSetUpAsync(user.Id))
        {
            secondFactors.Ask(http, user.Id);
            await log.AddAsync(caller, SignInEvent.SecondFactorAsked, SignInMethod.Password, user.Id, account: request.Login);
            await data.SaveChangesAsync();
            return TypedResults.Ok(new SignedIn(true, null));
        }

        await attempts.ForgetAsync(user.Id);
        return TypedResults.Ok(new SignedIn(false, await sessions.BeginAsync(http, user, SignInMethod.Password, secondFactorPassed: false, request.Login)));

        async Task<ProblemHttpResult> RefuseAsync(Refusal refusal, SignInEvent what = SignInEvent.Refused)
        {
            await log.AddAsync(caller, what, SignInMethod.Password, user?.Id, account: request.Login, reason: refusal.Code);
            await data.SaveChangesAsync();
            return refusal.ToProblem();
        }
    }

    private static Task<User?> FindAsync(string login, PinchangContext data, UserManager<User> users, Phones phones)
    {
        if (PhoneNumber.Parse(login) is { } phone)
        {
            var key = phones.KeyOf(phone);
            return data.Users.AsNoTracking().SingleOrDefaultAsync(user => user.PhoneKey == key);
        }

        var normalized = users.NormalizeName(login);
        return login.Contains('@', StringComparison.Ordinal)
            ? data.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedEmail == normalized && user.EmailConfirmed)
            : data.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedUserName == normalized);
    }
}
