using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Fairs.Announcing;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Halls;

/// <summary>JF-8.3.2: everything that moves at a fair on one screen, and what is wrong with what would help.</summary>
internal static class DutyBoard
{
    public static async Task<Results<Ok<FairBoard>, ProblemHttpResult>> HandleAsync(
        Guid id, PinchangContext data, FairAccess access, FairGrounds grounds, TimeProvider time, CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound.ToProblem();
        }

        var now = time.GetUtcNow();
        var ground = await grounds.ReadAsync(fair, cancellation);
        var places = (await data.Set<Place>().AsNoTracking().Where(place => place.FairId == id).ToArrayAsync(cancellation)).ToLookup(place => place.BoothId);
        var talks = (await data.Set<Talk>().AsNoTracking().Where(talk => talk.FairId == id).ToArrayAsync(cancellation)).ToLookup(talk => talk.BoothId);
        var boothIds = ground.Booths.Select(booth => booth.Booth.Id).ToArray();
        var held = await data.Set<BoothEvent>().AsNoTracking()
            .Where(happened => boothIds.Contains(happened.BoothId) && happened.Kind == BoothFactKind.MessageHeld)
            .GroupBy(happened => happened.BoothId)
            .Select(booth => new { booth.Key, Count = booth.Count() })
            .ToDictionaryAsync(booth => booth.Key, booth => booth.Count, cancellation);
        var applied = await data.Applications.AsNoTracking()
            .Where(application => application.BoothId != null && boothIds.Contains(application.BoothId.Value))
            .GroupBy(application => application.BoothId!.Value)
            .Select(booth => new { booth.Key, Count = booth.Count() })
            .ToDictionaryAsync(booth => booth.Key, booth => booth.Count, cancellation);
        var booths = ground.Booths
            .Select(booth => BoothOf(booth, ground, [.. places[booth.Booth.Id]], [.. talks[booth.Booth.Id]], applied.GetValueOrDefault(booth.Booth.Id), now))
            .ToArray();
        var open = fair.PhaseAt(now) == FairPhase.Open;
        return TypedResults.Ok(new FairBoard
        {
            Fair = await data.ToSummaryAsync(fair, now, cancellation),
            Figures = ground.Figures,
            Halls = fair.ToAnnouncement().Halls,
            Booths = booths,
            Anomalies =
            [
                .. open ? booths.Zip(ground.Booths).SelectMany(pair => FairWatch.Of(
                    SightOf(pair.First, pair.Second, [.. places[pair.First.Id]], [.. talks[pair.First.Id]], held.GetValueOrDefault(pair.First.Id)), now)) : [],
                .. await FindOverdueAsync(id, data, now, cancellation),
            ],
            PendingExhibitors = await data.Exhibitors.CountAsync(exhibitor => exhibitor.FairId == id && exhibitor.State == FairRegistrationState.Submitted, cancellation),
            PendingRegistrations = await data.FairRegistrations.CountAsync(
                registration => registration.FairId == id && registration.State == FairRegistrationState.Submitted, cancellation),
            Notices = await data.ReadNoticesAsync(id, cancellation),
            ServerNow = now,
        });
    }

    private static BoardBooth BoothOf(GroundBooth booth, FairGround ground, Place[] places, Talk[] talks, int applied, DateTimeOffset now) => new()
    {
        Id = booth.Booth.Id,
        HallId = booth.Booth.HallId,
        Number = booth.Booth.Number,
        EmployerName = booth.EmployerName,
        Figures = ground.FiguresOf(booth.Booth.Id),
        Missed = talks.Count(talk => talk.EndedHow is TalkEnd.Missed),
        Lapsed = places.Count(place => place.State == PlaceState.Lapsed),
        MedianWaitMinutes = FairFigureRules.Median(FairFigureRules.Waits(places, talks)),
        LongestWaitMinutes = FirstWaits(places) is { } since ? (int)(now - since).TotalMinutes : 0,
        LastCallAt = LastCall(talks),
        Applications = applied,
    };

    private static BoothSight SightOf(BoardBooth board, GroundBooth booth, Place[] places, Talk[] talks, int held) => new()
    {
        BoothId = board.Id,
        Number = board.Number,
        EmployerName = board.EmployerName,
        Figures = board.Figures,
        StateSince = booth.Booth.StateSince,
        FirstWaitsSince = FirstWaits(places),
        LastCallAt = board.LastCallAt,
        Calls = talks.Length,
        Missed = board.Missed,
        HeldLines = held,
    };

    private static DateTimeOffset? FirstWaits(Place[] places) =>
        places.Where(place => place.State == PlaceState.Waiting).Select(place => (DateTimeOffset?)place.JoinedAt).Min();

    private static DateTimeOffset? LastCall(Talk[] talks) => talks.Select(talk => (DateTimeOffset?)talk.CalledAt).Max();

    private static async Task<Anomaly[]> FindOverdueAsync(Guid fairId, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = await data.Set<PublicationTask>().AsNoTracking()
            .Where(task => task.ProvenAt == null && task.DueAt <= now
                && data.Set<Publication>().Any(publication => publication.Id == task.PublicationId && publication.FairId == fairId))
            .Select(task => task.DueAt)
            .ToArrayAsync(cancellation);
        return due.Length == 0 ? [] : [new(AnomalyKind.NoticeOverdue, null, null, null, due.Min(), due.Length)];
    }
}
