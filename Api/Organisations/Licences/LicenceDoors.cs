using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Licences;

/// <summary>The gates that licences keep, by the rows as they are: asked before a command does anything, and by the pages that tell of it beforehand.</summary>
internal sealed class LicenceDoors(PinchangContext data)
{
    /// <summary>LH-4.2.3.</summary>
    public async Task<Refusal?> WhyNoRoomAsync(Guid? employerId, DateTimeOffset now, CancellationToken cancellation) =>
        await FindAsync(employerId, cancellation) is { } employer
            ? LicenceGates.WhyNoRoom(employer, ChinaTime.DateOf(now))
            : CommonRefusals.NotFound;

    /// <summary>JF-8.3.1-emp: on the fair's first day, or today where it is past.</summary>
    public async Task<Refusal?> WhyNoBoothAsync(JobFair fair, Guid? employerId, DateTimeOffset now, CancellationToken cancellation) =>
        await FindAsync(employerId, cancellation) is { } employer
            ? LicenceGates.WhyNoBooth(employer, ChinaTime.DateOf(fair.OpensAt > now ? fair.OpensAt.Value : now))
            : FairRefusals.EmployerNotApproved;

    /// <summary>JF-4, JF-6.1: why the agency cannot publish a fair now.</summary>
    public async Task<Refusal?> WhyNoFairAsync(Guid agencyId, DateTimeOffset now, CancellationToken cancellation)
    {
        var own = await data.Licences.OwnOf(agencyId).AsNoTracking().Where(licence => licence.State == LicenceState.Approved).ToListAsync(cancellation);
        return LicenceGates.MissingOf(own, ChinaTime.DateOf(now)) is { Length: > 0 } missing
            ? LicenceRefusals.RegisterIncomplete.With(string.Join("、", missing.Select(Notices.LicenceKind)))
            : await HoldsForFairsAsync(agencyId, now, cancellation) ? null : LicenceRefusals.FairsNotCovered;
    }

    /// <summary>JF-4: why its halls give no numbers, for everybody who stands before them.</summary>
    public async Task<Refusal?> WhyNotOpenAsync(Guid agencyId, DateTimeOffset now, CancellationToken cancellation) =>
        await HoldsForFairsAsync(agencyId, now, cancellation) ? null : FairRefusals.OrganiserUnlicensed;

    private Task<bool> HoldsForFairsAsync(Guid agencyId, DateTimeOffset now, CancellationToken cancellation) =>
        data.Licences.OwnOf(agencyId).AnyAsync(LicenceGates.CoversFairsOn(ChinaTime.DateOf(now)), cancellation);

    private Task<Employer?> FindAsync(Guid? employerId, CancellationToken cancellation) =>
        data.Employers.AsNoTracking().SingleOrDefaultAsync(employer => employer.Id == employerId, cancellation);
}

internal static class OwnLicences
{
    /// <summary>The agency's own, whoever asks.</summary>
    public static IQueryable<Licence> OwnOf(this IQueryable<Licence> licences, Guid agencyId) =>
        licences.IgnoreQueryFilters().Where(licence => licence.AgencyId == agencyId && licence.EmployerId == null);
}

internal static class Hindrances
{
    public static Hindrance ToHindrance(this Refusal refusal) => new(refusal.Code, Sentences.Of(refusal));
}
