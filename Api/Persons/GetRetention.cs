using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Contracts.Persons;
using Pinchang.Data.Persons;
using Pinchang.Domain.Persons;

namespace Pinchang.Api.Persons;

/// <summary>A dry run: the rules, and what the next run would remove by them now.</summary>
internal static class GetRetention
{
    private const int RunsShown = 30;

    public static async Task<Ok<RetentionPlan>> HandleAsync(RetentionSweep sweep, TimeProvider time, CancellationToken cancellation)
    {
        var (now, kinds) = (time.GetUtcNow(), new List<RetentionStanding>());
        foreach (var rule in RetentionRule.All)
        {
            var before = rule.DueBefore(now);
            var standing = new RetentionStanding(
                rule.Kind.ToString(), DataKindTexts.NameOf(rule.Kind), DataKindTexts.UntilOf(rule.Kind), rule.Clause, DataKindTexts.ThenOf(rule.Kind), null, null, before);
            if (rule.IsSwept)
            {
                var (due, oldest) = await sweep.CountAsync(rule.Kind, before!.Value, cancellation);
                standing = standing with { Due = due, Oldest = oldest };
            }

            kinds.Add(standing);
        }

        var runs = await sweep.RunsAsync(RunsShown, cancellation);
        return TypedResults.Ok(new RetentionPlan(
            [.. kinds], [.. runs.Select(run => new RetentionRunSummary(run.At, DataKindTexts.NameOf(run.Kind), run.Removed))], RetentionWorker.NextAfter(now)));
    }
}
