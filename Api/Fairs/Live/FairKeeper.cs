using Microsoft.EntityFrameworkCore;
using Orleans;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Fairs.Live;

/// <summary>
/// What has to happen though nobody asks: booths with people in their queue are awake, so that calls lapse and talks end;
/// fairs hear who is here; people are told of results whose undo has passed, and of numbers that ended without them.
/// </summary>
internal sealed class FairKeeper(IServiceScopeFactory scopes, FairHosts hosts, IGrainFactory grains, TimeProvider time, ILogger<FairKeeper> logger)
    : BackgroundService
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Returns how many were told.</summary>
    public async Task<int> TellDueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        var told = await TellResultsAsync(data, outbox, cancellation) + await TellEndedPlacesAsync(data, outbox, cancellation);
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return told;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (true)
        {
            try
            {
                await WakeBoothsAsync(stoppingToken);
                await hosts.RenewAsync();

                while (await TellDueAsync(stoppingToken) >= MostAtOnce)
                {
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogWarning(exception, "Fairs are looked after again in {Interval}", Interval);
            }

            if (!await timer.WaitForNextTickAsync(stoppingToken))
            {
                return;
            }
        }
    }

    private async Task WakeBoothsAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var booths = await data.Set<Place>().Where(place => place.EndedAt == null).Select(place => place.BoothId)
            .Union(data.Set<Talk>().Where(talk => talk.EndedAt == null).Select(talk => talk.BoothId))
            .ToArrayAsync(cancellation);
        foreach (var booth in booths)
        {
            // Awake, the booth judges its deadlines itself.
            await grains.GetGrain<IBoothGrain>(booth).KeepTime();
        }
    }

    private async Task<int> TellResultsAsync(PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await data.Set<Talk>().FromSql(
            $"""
            SELECT * FROM fairs.talks WHERE result IS NOT NULL AND told_at IS NULL AND result_at <= {now - Talk.UndoWindow - CallRules.Slack}
            ORDER BY result_at LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).AsNoTracking().ToListAsync(cancellation);
        var names = await NamesAsync(data, due.Select(talk => talk.BoothId), cancellation);
        foreach (var talk in due)
        {
            var (employer, agencyId) = names[talk.BoothId];
            var more = string.Join("。", new[] { talk.ResultReason, talk.ResultMessage }.OfType<string>());
            outbox.Enqueue(Notices.TalkSettled(employer, Word(talk.Result!.Value), more).To(talk.CandidateId, $"/fairs/{talk.FairId}", agencyId));
        }

        var ids = due.Select(talk => talk.Id).ToArray();
        await data.Set<Talk>().Where(talk => ids.Contains(talk.Id)).ExecuteUpdateAsync(set => set.SetProperty(talk => talk.ToldAt, now), cancellation);
        return due.Count;
    }

    private async Task<int> TellEndedPlacesAsync(PinchangContext data, IOutbox outbox, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var due = await data.Set<Place>().FromSql(
            $"""
            SELECT * FROM fairs.places WHERE told_at IS NULL AND tell_at IS NOT NULL
            ORDER BY tell_at LIMIT {MostAtOnce} FOR UPDATE SKIP LOCKED
            """).AsNoTracking().ToListAsync(cancellation);
        var names = await NamesAsync(data, due.Select(place => place.BoothId), cancellation);
        foreach (var place in due)
        {
            var (employer, agencyId) = names[place.BoothId];
            outbox.Enqueue(Notices.PlaceEnded(employer, place.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Word(place.State))
                .To(place.CandidateId, $"/fairs/{place.FairId}/booths/{place.BoothId}", agencyId));
        }

        var ids = due.Select(place => place.Id).ToArray();
        await data.Set<Place>().Where(place => ids.Contains(place.Id)).ExecuteUpdateAsync(set => set.SetProperty(place => place.ToldAt, now), cancellation);
        return due.Count;
    }

    private static async Task<Dictionary<Guid, (string Employer, Guid AgencyId)>> NamesAsync(
        PinchangContext data, IEnumerable<Guid> boothIds, CancellationToken cancellation)
    {
        var ids = boothIds.Distinct().ToArray();
        var rows = await (
            from booth in data.Booths.AsNoTracking()
            join employer in data.Employers.AsNoTracking() on booth.EmployerId equals employer.Id
            where ids.Contains(booth.Id)
            select new { booth.Id, employer.Name, booth.AgencyId }).ToArrayAsync(cancellation);
        return rows.ToDictionary(row => row.Id, row => (row.Name, row.AgencyId));
    }

    private static string Word(TalkResult result) => result switch
    {
        TalkResult.Fits => "合适",
        TalkResult.SecondTalk => "邀请再谈一次",
        _ => "暂不合适",
    };

    private static string Word(PlaceState state) => state switch
    {
        PlaceState.Lapsed => "过号次数已满，可以重新取号",
        PlaceState.Lost => "离开过久，可以重新取号",
        _ => "展位或招聘会已经关闭",
    };
}
