using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Data.Reviews;
using Pinchang.Domain;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Api.Reviews.Samples;

/// <summary>Draws from each day that is over, once; after a stop also from the days of it.</summary>
internal sealed class SampleWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<SampleWorker> logger) : RecurringWorker(Interval, time, logger)
{
    private const int DaysBack = 7;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(20);

    /// <summary>Lines are written a moment after they were said.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    public async Task DrawAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        var last = ChinaTime.DateOf(now - Settling).AddDays(-1);
        var first = last.AddDays(1 - DaysBack);
        var drawn = (await data.SampleDraws.Where(draw => draw.Day >= first).Select(draw => new { draw.AgencyId, draw.Kind, draw.Day }).ToListAsync(cancellation))
            .Select(draw => (draw.AgencyId, draw.Kind, draw.Day)).ToHashSet();
        foreach (var agencyId in await data.Agencies.Select(agency => agency.Id).ToListAsync(cancellation))
        {
            foreach (var kind in Enum.GetValues<SampledKind>())
            {
                for (var day = first; day <= last; day = day.AddDays(1))
                {
                    if (!drawn.Contains((agencyId, kind, day)))
                    {
                        await DrawAsync(data, agencyId, kind, day, now, cancellation);
                    }
                }
            }
        }
    }

    protected override Task RoundAsync(CancellationToken cancellation) => DrawAsync(Time.GetUtcNow(), cancellation);

    private static async Task DrawAsync(
        PinchangContext data, Guid agencyId, SampledKind kind, DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        await data.LockAsync($"sampling {agencyId} {kind}", cancellation);
        if (await data.SampleDraws.AnyAsync(draw => draw.AgencyId == agencyId && draw.Kind == kind && draw.Day == day, cancellation))
        {
            return;
        }

        var passed = await PassedTexts.ReadAsync(data, agencyId, kind, day, cancellation);
        var percent = await data.ShareInForceAsync(agencyId, kind, cancellation) is { } share ? share.Percent : SampleDraw.UsualPercent;
        var draw = SampleDraw.Of(agencyId, kind, day, percent, RandomNumberGenerator.GetBytes(SampleDraw.SeedLength), passed.Count, now);
        var chosen = SampleDraw.Choose(draw.Seed, percent, [.. passed.Select(text => text.Id)]);
        data.SampleDraws.Add(draw);
        data.ReviewSamples.AddRange(passed.Where(text => chosen.Contains(text.Id)).Select(text => ReviewSample.Of(draw, text, now)));
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        data.ChangeTracker.Clear();
    }
}
