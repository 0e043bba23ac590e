using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Results;

namespace Pinchang.Api.Exams.Results;

/// <summary>A candidate asks for a re-check, once and within the window.</summary>
internal static class AskRecheck
{
    public static async Task<Results<Ok<RecheckDetails>, ProblemHttpResult>> HandleAsync(
        Guid registrationId, RequestRecheck body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        await data.LockAsync($"exams.recheck:{registrationId}", cancellation);
        var found = await data.FindOwnScoreAsync(registrationId, user.Id, cancellation);
        if (found is not { } own)
        {
            return ScoreRefusals.NotPublished.ToProblem();
        }

        var (notice, score) = own;
        var askedBefore = await data.Rechecks.IgnoreQueryFilters().AnyAsync(recheck => recheck.NoticeId == notice.Id && recheck.RegistrationId == registrationId, cancellation);
        var outcome = Recheck.Request(Guid.CreateVersion7(command.ReceivedAt), notice, score, askedBefore, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Rechecks.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(outcome.Value.ToDetails(score));
    }
}
