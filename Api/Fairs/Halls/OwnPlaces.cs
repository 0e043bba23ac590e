using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Halls;

/// <summary>The caller's living numbers and its talk; to ask is a sign of life at each of its booths.</summary>
internal sealed class OwnPlaces(PinchangContext data, IGrainFactory grains)
{
    public async Task<QueuePlace[]> ReadAsync(CurrentUser user, Guid? fairId, CancellationToken cancellation)
    {
        if (user.IdOrNull is not { } person)
        {
            return [];
        }

        var booths = await data.Set<Place>().AsNoTracking()
            .Where(place => place.CandidateId == person && place.EndedAt == null && (fairId == null || place.FairId == fairId))
            .OrderBy(place => place.JoinedAt)
            .Select(place => place.BoothId)
            .ToArrayAsync(cancellation);
        var places = await Task.WhenAll(booths.Select(booth => FindAsync(booth, person)));
        return [.. places.OfType<QueuePlace>()];
    }

    /// <summary>The living number, or the last one.</summary>
    public async Task<QueuePlace?> FindAsync(Guid boothId, Guid person)
    {
        var booth = grains.GetGrain<IBoothGrain>(boothId);
        if (await booth.FindPlace(person) is not { } place)
        {
            return null;
        }

        await booth.NoteSeen(person);
        return place;
    }

    public async Task<Guid?> FindTalkAsync(CurrentUser user, Guid fairId, CancellationToken cancellation)
    {
        var person = user.IdOrNull;
        return person is null ? null : await data.Set<Talk>().AsNoTracking()
            .Where(talk => talk.FairId == fairId && talk.EndedAt == null && (talk.CandidateId == person || talk.RecruiterId == person))
            .OrderByDescending(talk => talk.CalledAt)
            .Select(talk => (Guid?)talk.Id)
            .FirstOrDefaultAsync(cancellation);
    }
}
