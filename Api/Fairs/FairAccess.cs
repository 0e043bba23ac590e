using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs;

/// <summary>A booth as far as rights go.</summary>
internal sealed record BoothDoor(Guid Id, Guid FairId, Guid AgencyId, Guid EmployerId)
{
    public bool Recruits(CurrentUser user) => user.EmployerId == EmployerId && user.May(Access.RecruitAtFairs);

    public bool Runs(CurrentUser user) => user.AgencyId == AgencyId && user.May(Access.RunFairs);

    public BoothActor ActorOf(CurrentUser user, DateTimeOffset at, string? name = null) => new(user.Id, name ?? user.Name, Recruits(user), Runs(user), at);
}

/// <summary>The right to a fair and its booths. What is not theirs looks like not found.</summary>
internal sealed class FairAccess(PinchangContext data, CurrentUser user, BoothDoors doors)
{
    /// <summary>A fair of the caller's agency, to be changed in the current transaction.</summary>
    public async Task<JobFair?> FindOwnAsync(Guid fairId, CancellationToken cancellation)
    {
        if (!user.May(Access.RunFairs) || user.AgencyId is not { } agencyId)
        {
            return null;
        }

        if (data.Database.CurrentTransaction is not null)
        {
            await data.Database.ExecuteSqlAsync($"SELECT FROM fairs.fairs WHERE id = {fairId} FOR UPDATE", cancellation);
        }

        return await data.Fairs.Include(fair => fair.Halls).SingleOrDefaultAsync(fair => fair.Id == fairId && fair.AgencyId == agencyId, cancellation);
    }

    /// <summary>A fair that everybody may see, or one of the caller's agency.</summary>
    public Task<JobFair?> FindVisibleAsync(Guid fairId, CancellationToken cancellation)
    {
        var own = user.May(Access.RunFairs) ? user.AgencyId : null;
        return data.Fairs.IgnoreQueryFilters().Include(fair => fair.Halls)
            .SingleOrDefaultAsync(fair => fair.Id == fairId && (fair.State != FairState.Draft || fair.AgencyId == own), cancellation);
    }

    public Task<BoothDoor?> FindBoothAsync(Guid boothId, CancellationToken cancellation) =>
        FindDoorAsync(boothId, booth => booth.Id == boothId, cancellation);

    public Task<BoothDoor?> FindBoothOfPlaceAsync(Guid placeId, CancellationToken cancellation) =>
        FindDoorAsync(placeId, booth => data.Set<Place>().Any(place => place.Id == placeId && place.BoothId == booth.Id), cancellation);

    public Task<BoothDoor?> FindBoothOfTalkAsync(Guid talkId, CancellationToken cancellation) =>
        FindDoorAsync(talkId, booth => data.Set<Talk>().Any(talk => talk.Id == talkId && talk.BoothId == booth.Id), cancellation);

    /// <summary>The same rule as <see cref="FindVisibleAsync"/>, for a fair that is at hand.</summary>
    public static bool MaySee(JobFair fair, CurrentUser user) => fair.State != FairState.Draft || Runs(fair, user);

    public static bool MayExhibit(JobFair fair, CurrentUser user, DateTimeOffset now) =>
        user.AgencyId == fair.AgencyId && user.EmployerId is not null && user.May(Access.RecruitAtFairs)
        && fair.WhyNotPublished() is null && fair.WhyOver(now) is null;

    public static bool Runs(JobFair fair, CurrentUser user) => user.AgencyId == fair.AgencyId && user.May(Access.RunFairs);

    private Task<BoothDoor?> FindDoorAsync(Guid id, Expression<Func<Booth, bool>> which, CancellationToken cancellation) =>
        doors.FindAsync(id, () => data.Booths.AsNoTracking().IgnoreQueryFilters()
            .Where(which)
            .Select(booth => new BoothDoor(booth.Id, booth.FairId, booth.AgencyId, booth.EmployerId))
            .SingleOrDefaultAsync(cancellation));
}
