using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Data.Jobs;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs;

/// <summary>A booth with what it brings: approved and open jobs only.</summary>
internal sealed record GroundBooth(Booth Booth, Exhibitor Exhibitor, string EmployerName, string Industry, JobWithText[] Jobs);

/// <summary>A fair's booths as rows have them, and as they stand now.</summary>
internal sealed record FairGround(JobFair Fair, GroundBooth[] Booths, IReadOnlyDictionary<Guid, BoothFigures> Standing, FairFigures Figures)
{
    public BoothFigures FiguresOf(Guid boothId) => Standing[boothId];
}

/// <summary>Reads the ground of a fair: rows for what lasts, the fair's grain for what moves, rows again where it has not heard yet.</summary>
internal sealed class FairGrounds(PinchangContext data, IGrainFactory grains, TimeProvider time)
{
    public async Task<FairGround> ReadAsync(JobFair fair, CancellationToken cancellation)
    {
        var booths = await ReadBoothsAsync(fair.Id, null, cancellation);
        var heard = await grains.GetGrain<IFairGrain>(fair.Id).GetFigures();
        var standing = heard.Booths.ToDictionary(figures => figures.BoothId);
        var unheard = booths.Where(booth => !standing.ContainsKey(booth.Booth.Id)).ToArray();
        var counts = unheard.Length == 0 ? [] : await CountAsync(fair.Id, cancellation);
        foreach (var booth in unheard)
        {
            standing[booth.Booth.Id] = FiguresOf(fair, booth.Booth, counts.GetValueOrDefault(booth.Booth.Id));
        }

        var figures = heard.Figures with
        {
            Waiting = standing.Values.Sum(booth => booth.Waiting),
            Talking = standing.Values.Sum(booth => booth.Talking),
            TalksDone = standing.Values.Sum(booth => booth.TalksDone),
        };
        return new(fair, booths, standing, figures);
    }

    public async Task<GroundBooth[]> ReadBoothsAsync(Guid fairId, Guid? boothId, CancellationToken cancellation)
    {
        var rows = await (
            from booth in data.Booths.AsNoTracking().IgnoreQueryFilters()
            join exhibitor in data.Exhibitors.AsNoTracking() on booth.ExhibitorId equals exhibitor.Id
            join employer in data.Employers.AsNoTracking() on booth.EmployerId equals employer.Id
            where booth.FairId == fairId && (boothId == null || booth.Id == boothId)
            orderby booth.Number
            select new { Booth = booth, Exhibitor = exhibitor, employer.Name, employer.Industry }).ToArrayAsync(cancellation);
        var ids = rows.SelectMany(row => row.Exhibitor.JobIds).Distinct().ToArray();
        var jobs = await data.OpenJobs(time.GetUtcNow()).IgnoreQueryFilters().Where(job => ids.Contains(job.Job.Id)).ToDictionaryAsync(job => job.Job.Id, cancellation);
        return
        [
            .. rows.Select(row => new GroundBooth(
                row.Booth,
                row.Exhibitor,
                row.Name,
                row.Industry,
                [.. row.Exhibitor.JobIds.Select(id => jobs.GetValueOrDefault(id)).OfType<JobWithText>().Where(job => job.Job.EmployerId == row.Booth.EmployerId)])),
        ];
    }

    /// <summary>A booth of a fair that is not open, by its rows: nothing moves there that would be worth waking it for.</summary>
    public async Task<BoothFigures> ReadFiguresAsync(JobFair fair, Booth booth, CancellationToken cancellation) =>
        FiguresOf(fair, booth, (await CountAsync(fair.Id, cancellation)).GetValueOrDefault(booth.Id));

    private static BoothFigures FiguresOf(JobFair fair, Booth booth, (int Waiting, int Talking, int Done) counts) => new()
    {
        BoothId = booth.Id,
        State = booth.State,
        Waiting = counts.Waiting,
        Talking = counts.Talking,
        OnDuty = booth.OnDuty.Length,
        Wait = WaitEstimates.Of(booth.State, counts.Waiting, booth.OnDuty.Length, counts.Talking, WaitEstimates.PaceOf([], fair.Settings)),
        TalksDone = counts.Done,
    };

    private async Task<Dictionary<Guid, (int Waiting, int Talking, int Done)>> CountAsync(Guid fairId, CancellationToken cancellation)
    {
        var waiting = await data.Set<Place>().AsNoTracking()
            .Where(place => place.FairId == fairId && place.State == PlaceState.Waiting)
            .GroupBy(place => place.BoothId)
            .Select(booth => new { booth.Key, Count = booth.Count() })
            .ToDictionaryAsync(booth => booth.Key, booth => booth.Count, cancellation);
        var talks = await data.Set<Talk>().AsNoTracking()
            .Where(talk => talk.FairId == fairId && (talk.EndedAt == null || talk.StartedAt != null))
            .GroupBy(talk => talk.BoothId)
            .Select(booth => new { booth.Key, Open = booth.Count(talk => talk.EndedAt == null), Done = booth.Count(talk => talk.EndedAt != null) })
            .ToDictionaryAsync(booth => booth.Key, cancellation);
        return waiting.Keys.Union(talks.Keys).ToDictionary(
            id => id, id => (waiting.GetValueOrDefault(id), talks.GetValueOrDefault(id)?.Open ?? 0, talks.GetValueOrDefault(id)?.Done ?? 0));
    }
}
