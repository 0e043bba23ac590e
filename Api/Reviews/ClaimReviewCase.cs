using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>A reviewer takes a case in hand, so that no colleague reads the same; it lapses by itself.</summary>
internal static class ClaimReviewCase
{

    public static async Task<Results<Ok<ReviewCaseSummary>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ReviewDoors doors,
        IConfiguration configuration,
        CancellationToken cancellation)
    {
        if (await data.LockedCaseAsync(id, cancellation) is not { } found)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (await doors.WhyNotMineAsync(found.EmployerId, command.ReceivedAt, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        var outcome = found.Claim(user.Id, configuration.ReviewTerm(), command.ReceivedAt);
        return outcome.IsAccepted ? await data.KeptAsync(found, doors, command.ReceivedAt, cancellation) : outcome.Refusal.ToProblem();
    }
}

/// <summary>Lays it back for the others.</summary>
internal static class ReleaseReviewCase
{
    public static async Task<Results<Ok<ReviewCaseSummary>, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, ReviewDoors doors, CancellationToken cancellation)
    {
        if (await data.LockedCaseAsync(id, cancellation) is not { } found)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = found.Release(user.Id, command.ReceivedAt);
        return outcome.IsAccepted ? await data.KeptAsync(found, doors, command.ReceivedAt, cancellation) : outcome.Refusal.ToProblem();
    }
}

internal static class CasesInHand
{
    private const string Setting = "PINCHANG_REVIEW_CLAIM_MINUTES";
    private const int UsualMinutes = 30;

    /// <summary>How long a case stays in hand.</summary>
    public static TimeSpan ReviewTerm(this IConfiguration configuration) => TimeSpan.FromMinutes(configuration.GetValue(Setting, UsualMinutes));

    /// <summary>Two reviewers who reach for one case come one after the other.</summary>
    public static async Task<ReviewCase?> LockedCaseAsync(this PinchangContext data, Guid id, CancellationToken cancellation)
    {
        await data.LockAsync($"review {id}", cancellation);
        return await data.ReviewCases.Include(one => one.Looks).SingleOrDefaultAsync(one => one.Id == id, cancellation);
    }

    public static async Task<Results<Ok<ReviewCaseSummary>, ProblemHttpResult>> KeptAsync(
        this PinchangContext data, ReviewCase kept, ReviewDoors doors, DateTimeOffset now, CancellationToken cancellation)
    {
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await data.ToSummariesAsync([kept], doors, now, cancellation))[0]);
    }
}
