using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Jobs;
using Pinchang.Domain.Jobs;

namespace Pinchang.Data.Jobs;

/// <summary>Which ways of collecting jobs an agency approved.</summary>
public static class CollectionChannels
{
    /// <summary>The last decision of each channel that has one.</summary>
    public static async Task<Dictionary<CollectionChannel, ChannelDecision>> LastDecisionsAsync(this PinchangContext data, Guid agencyId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = await data.ChannelDecisions.IgnoreQueryFilters().AsNoTracking().Where(decision => decision.AgencyId == agencyId)
            .OrderBy(decision => decision.DecidedAt).ThenBy(decision => decision.Id).ToListAsync(cancellation);
        return rows.GroupBy(decision => decision.Channel).ToDictionary(channel => channel.Key, channel => channel.Last());
    }

    public static async Task<CollectionChannel[]> ApprovedChannelsAsync(this PinchangContext data, Guid agencyId, CancellationToken cancellation)
    {
        var last = await data.LastDecisionsAsync(agencyId, cancellation);
        return [.. Enum.GetValues<CollectionChannel>().Where(channel => ChannelDecision.IsApproved(channel, last.GetValueOrDefault(channel)))];
    }
}
