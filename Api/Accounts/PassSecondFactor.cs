using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Accounts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Accounts;

internal static class PassSecondFactor
{
    public static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> HandleAsync(
        SignInSecondFactor request,
        HttpContext http,
        SecondFactors secondFactors,
        Attempts attempts,
        Sessions sessions,
        SignInLog log,
        Phones phones,
        PinchangContext data)
    {
        if (secondFactors.AskedOf(http) is not { } userId)
        {
            return AccountRefusals.SecondFactorExpired.ToProblem();
        }

        var refusal = await attempts.CountAsync(userId);
        if (refusal is null && await secondFactors.WhyWrongAsync(userId, request.Code) is { } wrong)
        {
            refusal = await attempts.LockedOutAsync(userId) ?? wrong.On("code");
        }

        if (refusal is not null)
        {
            var what = refusal.Code == AccountRefusals.LockedOut.Code ? SignInEvent.LockedOut : SignInEvent.Refused;
            await log.AddAsync(Caller.Of(http), what, SignInMethod.SecondFactor, userId, reason: refusal.Code);
            await data.SaveChangesAsync();
            return refusal.ToProblem();
        }

        await attempts.ForgetAsync(userId);
        secondFactors.Answered(http);
        var user = await data.Users.AsNoTracking().SingleAsync(row => row.Id == userId);
        var session = await sessions.BeginAsync(http, user, SignInMethod.SecondFactor, secondFactorPassed: true, phones.Open(user.SealedPhone) ?? user.UserName!);
        return TypedResults.Ok(new SignedIn(false, session));
    }
}
