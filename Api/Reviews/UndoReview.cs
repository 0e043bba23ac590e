using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain.Reviews;

namespace Pinchang.Api.Reviews;

/// <summary>A reviewer takes back what they just decided, with all that followed from it; not once somebody has acted on it.</summary>
internal static class UndoReview
{
    public static async Task<Results<Ok<ReviewCaseSummary>, ProblemHttpResult>> HandleAsync(
        Guid id,
        CurrentUser user,
        CommandContext command,
        PinchangContext data,
        ReviewDoors doors,
        DecisionEffects effects,
        IConfiguration configuration,
        CancellationToken cancellation)
    {
        var now = command.ReceivedAt;
        if (await data.ReviewCases.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } known)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        // As whoever decides on the thing: first the thing, then the case.
        await effects.LockAsync(known, cancellation);
        var found = (await data.LockedCaseAsync(id, cancellation))!;
        if (await doors.WhyNotMineAsync(found.EmployerId, now, cancellation) is { } hindrance)
        {
            return hindrance.ToProblem();
        }

        var (wasDecided, notice) = (found.SettledAt is not null, found.NoticeId);
        var outcome = found.TakeBack(user.Id, configuration.ReviewTerm(), now);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        if (wasDecided && await effects.TakeBackAsync(found, outcome.Value, notice, cancellation) is { } acted)
        {
            return acted.ToProblem();
        }

        return await data.KeptAsync(found, doors, now, cancellation);
    }
}

/// <summary>What the caller can still take back, the newest first.</summary>
internal static class ListUndoableReviews
{
    private const int MostShown = 5;

    public static async Task<Ok<UndoableReview[]>> HandleAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var (userId, since) = (user.Id, time.GetUtcNow() - ReviewCase.UndoWindow);
        var found = await data.ReviewLooks.AsNoTracking()
            .Where(look => look.ReviewerId == userId && look.TakenBackAt == null && look.LookedAt > since
                && !data.ReviewLooks.Any(other => other.CaseId == look.CaseId && other.TakenBackAt == null && other.LookedAt > look.LookedAt))
            .Join(data.ReviewCases.AsNoTracking(), look => look.CaseId, one => one.Id, (look, one) => new { look, one })
            .Where(row => row.one.Outcome != ReviewOutcome.Withdrawn && row.look.LookedAt >= row.one.OpenedAt)
            .OrderByDescending(row => row.look.LookedAt).Take(MostShown)
            .Select(row => new { row.one.Id, row.one.Kind, row.one.Title, row.look.Approved, row.one.SettledAt, row.look.LookedAt })
            .ToListAsync(cancellation);
        return TypedResults.Ok(found
            .Select(row => new UndoableReview(row.Id, row.Kind, row.Title, row.Approved, row.SettledAt is not null, row.LookedAt + ReviewCase.UndoWindow)).ToArray());
    }
}
