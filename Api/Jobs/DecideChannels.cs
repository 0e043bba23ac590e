using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Jobs;

namespace Pinchang.Api.Jobs;

/// <summary>The agency's list of ways by which jobs may be collected (LH-4.4.2b).</summary>
internal static class DecideChannels
{
    public static async Task<Ok<CollectionChannelStanding[]>> ListAsync(CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var last = await data.LastDecisionsAsync(user.AgencyId!.Value, cancellation);
        var names = await data.NamesAsync(last.Values.Select(decision => (Guid?)decision.DecidedBy), cancellation);
        var jobs = await data.OpenJobs(time.GetUtcNow()).GroupBy(row => row.Version.Posting.Channel).Select(channel => new { channel.Key, Count = channel.Count() })
            .ToDictionaryAsync(channel => channel.Key, channel => channel.Count, cancellation);
        return TypedResults.Ok(Enum.GetValues<CollectionChannel>().Select(channel =>
        {
            var decision = last.GetValueOrDefault(channel);
            return new CollectionChannelStanding(
                channel, ChannelDecision.IsApproved(channel, decision), decision is null ? null : names.GetValueOrDefault(decision.DecidedBy), decision?.DecidedAt, decision?.Reason,
                jobs.GetValueOrDefault(channel));
        }).ToArray());
    }

    public static async Task<Results<Ok<CollectionChannelStanding[]>, ProblemHttpResult>> PutAsync(
        CollectionChannel channel, DecideChannel body, CurrentUser user, CommandContext command, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(channel))
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = ChannelDecision.Of(Guid.CreateVersion7(command.ReceivedAt), user.AgencyId!.Value, channel, body, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.ChannelDecisions.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return await ListAsync(user, data, time, cancellation);
    }
}
