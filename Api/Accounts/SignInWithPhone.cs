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

/// <summary>A candidate comes in with the code that the phone got; the first time, the account is made.</summary>
internal static class SignInWithPhone
{
    private const int MaxNameLength = 20;

    public static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        SignInByPhone request,
        HttpContext http,
        PhoneCodes codes,
        Sessions sessions,
        SignInLog log,
        PinchangContext data,
        UserManager<User> users,
        Phones phones,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (PhoneNumber.Parse(request.Phone) is not { } phone)
        {
            return AccountRefusals.PhoneMalformed.On("phone").ToProblem();
        }

        var name = request.DisplayName?.Trim();
        if (name is { Length: > MaxNameLength } || (name ?? "").Any(char.IsControl))
        {
            return CommonRefusals.TooLong.With($"{MaxNameLength}").On("displayName").ToProblem();
        }

        if (await codes.TryAsync(phone, PhoneCodePurpose.SignIn, request.Code, cancellation) is { } refusal)
        {
            await log.AddAsync(Caller.Of(http), SignInEvent.Refused, SignInMethod.PhoneCode, null, account: phone, reason: refusal.Code);
            await data.SaveChangesAsync(cancellation);
            return refusal.On("code").ToProblem();
        }

        var key = phones.KeyOf(phone);
        var user = await data.Users.SingleOrDefaultAsync(row => row.PhoneKey == key, cancellation)
            ?? await MakeAsync(phone, name, users, phones, time.GetUtcNow());
        if (!user.PhoneNumberConfirmed)
        {
            user.PhoneNumberConfirmed = true;
        }

        var session = await sessions.BeginAsync(http, user, SignInMethod.PhoneCode, secondFactorPassed: false, phone);
        return TypedResults.Ok(new SignedIn(false, session));
    }

    private static async Task<User> MakeAsync(string phone, string? name, UserManager<User> users, Phones phones, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var user = new User
        {
            Id = id,
            UserName = $"c{id:N}",
            // Never digits of the phone: the name is shown to a whole room.
            DisplayName = string.IsNullOrEmpty(name) ? $"求职者{id.ToString("N")[^4..].ToUpperInvariant()}" : name,
            CreatedAt = now,
        };
        phones.Give(user, phone);
        var made = await users.CreateAsync(user);
        return made.Succeeded ? user : throw new InvalidOperationException(string.Join("; ", made.Errors.Select(error => error.Code)));
    }
}
