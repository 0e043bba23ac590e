using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Fairs.Admission;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Announcing;

/// <summary>Fairs as everybody finds them, those of the own agency, and one with what concerns the caller.</summary>
internal static class GetFair
{
    public static async Task<Ok<Page<FairSummary>>> ListAsync(
        PinchangContext data, TimeProvider time, QueryEnum<FairPhase>? phase = null, int page = 1, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var open = data.Fairs.AsNoTracking().IgnoreQueryFilters().Where(fair => fair.State != FairState.Draft);
        var fairs = phase?.Value switch
        {
            FairPhase.Upcoming => open.Where(fair => fair.State == FairState.Published && fair.OpensAt > now).OrderBy(fair => fair.OpensAt),
            FairPhase.Open => open.Where(fair => fair.State == FairState.Published && fair.OpensAt <= now && fair.ClosesAt > now).OrderBy(fair => fair.ClosesAt),
            FairPhase.Over => open.Where(fair => fair.State == FairState.Closed || (fair.State == FairState.Published && fair.ClosesAt <= now))
                .OrderByDescending(fair => fair.ClosesAt),
            FairPhase.Cancelled => open.Where(fair => fair.State == FairState.Cancelled).OrderByDescending(fair => fair.OpensAt),
            _ => open.OrderByDescending(fair => fair.OpensAt),
        };
        return TypedResults.Ok(await SummariesAsync(data, fairs.ThenBy(fair => fair.Id), page, now, cancellation));
    }

    public static async Task<Ok<Page<FairSummary>>> ListOwnAsync(
        PinchangContext data, CurrentUser user, TimeProvider time, int page = 1, CancellationToken cancellation = default)
    {
        var fairs = data.Fairs.AsNoTracking().Where(fair => fair.AgencyId == user.AgencyId).OrderByDescending(fair => fair.Id);
        return TypedResults.Ok(await SummariesAsync(data, fairs, page, time.GetUtcNow(), cancellation));
    }

    /// <summary>For an employer: fairs of its agency that it is at, or may still register for.</summary>
    public static async Task<Ok<EmployerFair[]>> ListForEmployerAsync(
        PinchangContext data, CurrentUser user, ExhibitorShapes shapes, TimeProvider time, CancellationToken cancellation)
    {
        var (now, employer) = (time.GetUtcNow(), user.EmployerId);
        var since = now.AddDays(-90);
        var fairs = await data.Fairs.AsNoTracking()
            .Where(fair => fair.AgencyId == user.AgencyId && fair.State != FairState.Draft && fair.ClosesAt > since)
            .OrderByDescending(fair => fair.OpensAt)
            .Take(50)
            .ToArrayAsync(cancellation);
        var ids = Array.ConvertAll(fairs, fair => fair.Id);
        var counts = await data.CountFairsAsync(ids, now, cancellation);
        var rows = await data.Exhibitors.AsNoTracking()
            .Where(exhibitor => exhibitor.EmployerId == employer && ids.Contains(exhibitor.FairId)).ToArrayAsync(cancellation);
        var own = (await shapes.ReadAsync(rows, cancellation)).ToDictionary(exhibitor => exhibitor.FairId);
        return TypedResults.Ok(Array.ConvertAll(fairs, fair =>
            new EmployerFair(fair.ToSummary(counts[fair.Id], now), own.GetValueOrDefault(fair.Id), FairAccess.MayExhibit(fair, user, now))));
    }

    public static async Task<Results<Ok<FairDetails>, ProblemHttpResult>> HandleAsync(
        Guid id, FairAccess access, FairDetailsReader reader, CancellationToken cancellation) =>
        await access.FindVisibleAsync(id, cancellation) is { } fair
            ? TypedResults.Ok(await reader.ReadAsync(fair, cancellation))
            : FairRefusals.NotFound.ToProblem();

    private static async Task<Page<FairSummary>> SummariesAsync(
        PinchangContext data, IQueryable<JobFair> ordered, int page, DateTimeOffset now, CancellationToken cancellation)
    {
        var fairs = await ordered.ToPageAsync(page, cancellation);
        var counts = await data.CountFairsAsync([.. fairs.Items.Select(fair => fair.Id)], now, cancellation);
        return fairs.Map(fair => fair.ToSummary(counts[fair.Id], now));
    }
}

/// <summary>A fair with what concerns the caller.</summary>
internal sealed class FairDetailsReader(PinchangContext data, CurrentUser user, ExhibitorShapes exhibitors, LicenceDoors licences, TimeProvider time)
{
    public async Task<FairDetails> ReadAsync(JobFair fair, CancellationToken cancellation)
    {
        var (now, person, employer) = (time.GetUtcNow(), user.IdOrNull, user.EmployerId);
        var announcement = fair.ToAnnouncement();
        var runs = FairAccess.Runs(fair, user);
        var registration = await data.FairRegistrations.AsNoTracking().IgnoreQueryFilters()
            .SingleOrDefaultAsync(registration => registration.FairId == fair.Id && registration.CandidateId == person, cancellation);
        var exhibitor = await data.Exhibitors.AsNoTracking()
            .SingleOrDefaultAsync(exhibitor => exhibitor.FairId == fair.Id && exhibitor.EmployerId == employer, cancellation);
        var (isDraft, mayExhibit) = (fair.State == FairState.Draft, FairAccess.MayExhibit(fair, user, now));
        var publishing = runs && isDraft ? await licences.WhyNoFairAsync(fair.AgencyId, now, cancellation) : null;
        var exhibiting = mayExhibit ? await licences.WhyNoBoothAsync(fair, employer, now, cancellation) : null;
        var opening = fair.PhaseAt(now) is FairPhase.Upcoming or FairPhase.Open ? await licences.WhyNotOpenAsync(fair.AgencyId, now, cancellation) : null;
        return new()
        {
            Summary = await data.ToSummaryAsync(fair, now, cancellation),
            Announcement = announcement,
            Missing = runs && isDraft ? Announcement.Missing(announcement) : [],
            Marks = runs ? Announcement.Marks(announcement) : [],
            Notices = await data.ReadNoticesAsync(fair.Id, cancellation),
            Registration = registration?.ToDetails(masked: false),
            Exhibitor = exhibitor is null ? null : await exhibitors.ReadAsync(exhibitor, cancellation),
            CanRun = runs,
            CanExhibit = mayExhibit,
            CanEnter = registration is { State: FairRegistrationState.Approved } && fair.State is FairState.Published or FairState.Closed,
            Publishing = publishing?.ToHindrance(),
            Exhibiting = exhibiting?.ToHindrance(),
            Opening = opening?.ToHindrance(),
            ServerNow = now,
        };
    }
}
