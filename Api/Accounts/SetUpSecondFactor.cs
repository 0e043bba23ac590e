using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

/// <summary>Ties an authenticator to the account, and wakes the roles of the session that shows its first code.</summary>
internal static class SetUpSecondFactor
{
    public static async Task<Results<Ok<SecondFactorSecret>, ProblemHttpResult>> PrepareAsync(
        CurrentUser user, SecondFactors secondFactors, PinchangContext data, bool renew = false)
    {
        var account = await data.Users.AsNoTracking().SingleAsync(row => row.Id == user.Id);
        if (account.PasswordHash is null)
        {
            return AccountRefusals.PasswordFirst.ToProblem();
        }

        return await secondFactors.PrepareAsync(user.Id, renew) is { } secret
            ? TypedResults.Ok(new SecondFactorSecret(secret, Totp.Uri("聘场", account.MaskedPhone ?? account.UserName!, secret)))
            : AccountRefusals.SecondFactorHeld.ToProblem();
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> ConfirmAsync(
        ConfirmSecondFactor request, CurrentUser user, SecondFactors secondFactors, Attempts attempts, SessionRegistry registry, PinchangContext data, CommandContext command)
    {
        if (await secondFactors.IsSetUpAsync(user.Id))
        {
            return AccountRefusals.SecondFactorHeld.ToProblem();
        }

        if (await secondFactors.WhyWrongAsync(user.Id, request.Code, confirming: true) is { } wrong)
        {
            return wrong.On("code").ToProblem();
        }

        var now = command.ReceivedAt;
        await attempts.ForgetAsync(user.Id);
        await data.Sessions.Where(session => session.Id == user.SessionId).ExecuteUpdateAsync(set => set
            .SetProperty(session => session.SecondFactorAt, now)
            .SetProperty(session => session.ExpiresAt, now + Session.StaffLifetime));
        command.AfterCommit(_ =>
        {
            registry.Forget(user.Id);
            return Task.CompletedTask;
        });
        return TypedResults.Ok(Done.Instance);
    }
}
