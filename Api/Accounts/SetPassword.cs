using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Accounts;

/// <summary>A new password: from within (knowing the old one), or from outside (holding the phone). Every other session ends.</summary>
internal static class SetPassword
{
    public static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        ChangePassword request, CurrentUser caller, HttpContext http, Attempts attempts, Sessions sessions, IOutbox outbox, UserManager<User> users)
    {
        var user = await users.FindByIdAsync(caller.Id.ToString()) ?? throw new InvalidOperationException("A session without its account.");
        if (user.PasswordHash is not null)
        {
            if (await attempts.CountAsync(user.Id) is { } locked)
            {
                return locked.ToProblem();
            }

            if (!await users.CheckPasswordAsync(user, request.Current ?? ""))
            {
                return (await attempts.LockedOutAsync(user.Id) ?? AccountRefusals.CredentialsWrong.On("current")).ToProblem();
            }

            await attempts.ForgetAsync(user.Id);
        }

        return await SetAsync(user, request.New, outbox, users) is { } weak
            ? weak.ToProblem()
            : await DoneAsync(user.Id, http, sessions, except: caller.SessionId);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> ResetAsync(
        ResetPassword request,
        HttpContext http,
        PhoneCodes codes,
        Phones phones,
        Sessions sessions,
        IOutbox outbox,
        PinchangContext data,
        UserManager<User> users,
        CancellationToken cancellation)
    {
        if (PhoneNumber.Parse(request.Phone) is not { } phone)
        {
            return AccountRefusals.PhoneMalformed.On("phone").ToProblem();
        }

        if (await codes.TryAsync(phone, PhoneCodePurpose.ResetPassword, request.Code, cancellation) is { } refusal)
        {
            return refusal.On("code").ToProblem();
        }

        var key = phones.KeyOf(phone);
        var user = await data.Users.SingleOrDefaultAsync(row => row.PhoneKey == key, cancellation);
        if (user is null)
        {
            return AccountRefusals.CodeExpired.On("code").ToProblem();
        }

        return await SetAsync(user, request.New, outbox, users) is { } weak
            ? weak.ToProblem()
            : await DoneAsync(user.Id, http, sessions, except: null);
    }

    private static async Task<Refusal?> SetAsync(User user, string password, IOutbox outbox, UserManager<User> users)
    {
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, user, password)).Succeeded)
            {
                return AccountRefusals.PasswordWeak.On("new");
            }
        }

        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        outbox.Enqueue(Notices.PasswordChanged.To(user.Id, "/my/account"));
        var saved = await users.UpdateSecurityStampAsync(user);
        return saved.Succeeded ? null : CommonRefusals.Unavailable;
    }

    private static async Task<NoContent> DoneAsync(Guid userId, HttpContext http, Sessions sessions, Guid? except)
    {
        await sessions.RevokeAsync(userId, Caller.Of(http), session => session.Id != except);
        return TypedResults.NoContent();
    }
}
