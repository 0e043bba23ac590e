using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Data.Reviews;
using Pinchang.Domain.Reviews.Samples;

namespace Pinchang.Api.Reviews.Samples;

/// <summary>How much is read again, what came of it, and each draw so that an inspector can make it again.</summary>
internal static class Sampling
{
    private const int DrawsShown = 30;
    private static readonly TimeSpan Looked = TimeSpan.FromDays(30);

    public static async Task<Ok<SamplingStanding>> GetAsync(PinchangContext data, CurrentUser user, TimeProvider time, CancellationToken cancellation)
    {
        var (agencyId, since) = (user.AgencyId!.Value, time.GetUtcNow() - Looked);
        var counts = await data.ReviewSamples.AsNoTracking()
            .Join(data.SampleDraws.Where(draw => draw.DrawnAt > since), sample => sample.DrawId, draw => draw.Id, (sample, _) => sample)
            .GroupBy(sample => sample.Kind)
            .Select(group => new
            {
                group.Key,
                Drawn = group.Count(),
                Confirmed = group.Count(sample => sample.Overturned == false),
                Overturned = group.Count(sample => sample.Overturned == true),
            })
            .ToDictionaryAsync(group => group.Key, cancellation);
        var waiting = await data.ReviewSamples.AsNoTracking().Where(sample => sample.DecidedAt == null)
            .GroupBy(sample => sample.Kind).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellation);
        var figures = new List<SamplingFigures>();
        foreach (var kind in Enum.GetValues<SampledKind>())
        {
            var (share, count) = (await data.ShareInForceAsync(agencyId, kind, cancellation), counts.GetValueOrDefault(kind));
            var setter = share is null ? null : (await data.NamesAsync([share.SetBy], cancellation)).GetValueOrDefault(share.SetBy);
            figures.Add(new(
                kind, share?.Percent ?? SampleDraw.UsualPercent, share?.SetAt, setter, share?.Reason, waiting.GetValueOrDefault(kind), count?.Drawn ?? 0, count?.Confirmed ?? 0, count?.Overturned ?? 0));
        }

        var draws = await data.SampleDraws.AsNoTracking().Where(draw => draw.Passed > 0)
            .OrderByDescending(draw => draw.Day).ThenBy(draw => draw.Kind).Take(DrawsShown)
            .Select(draw => new
            {
                Draw = draw,
                Confirmed = data.ReviewSamples.Count(sample => sample.DrawId == draw.Id && sample.Overturned == false),
                Overturned = data.ReviewSamples.Count(sample => sample.DrawId == draw.Id && sample.Overturned == true),
            })
            .ToListAsync(cancellation);
        return TypedResults.Ok(new SamplingStanding([.. figures], [.. draws.Select(row => new SampleDrawSummary(
            row.Draw.Id, row.Draw.Kind, row.Draw.Day, row.Draw.Percent, Convert.ToHexStringLower(row.Draw.Seed), row.Draw.Passed, row.Draw.Drawn, row.Confirmed, row.Overturned, row.Draw.DrawnAt))]));
    }

    public static async Task<Results<Ok<Done>, ProblemHttpResult>> SetShareAsync(
        SetSamplingShare body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        await data.LockAsync($"sampling {agencyId} {body.Kind}", cancellation);
        var inForce = (await data.ShareInForceAsync(agencyId, body.Kind, cancellation))?.Percent ?? SampleDraw.UsualPercent;
        var outcome = SamplingShare.Of(agencyId, body, inForce, user.Id, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.SamplingShares.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new Done());
    }

    /// <summary>Every thing of the day in the order of the draw, with its digest: whoever has a calculator for SHA-256 checks each line.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToCsvAsync(Guid id, PinchangContext data, CancellationToken cancellation)
    {
        if (await data.SampleDraws.AsNoTracking().SingleOrDefaultAsync(draw => draw.Id == id, cancellation) is not { } draw)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        Guid[] ids = [.. (await PassedTexts.ReadAsync(data, draw.AgencyId, draw.Kind, draw.Day, cancellation)).Select(text => text.Id)];
        var chosen = SampleDraw.Choose(draw.Seed, draw.Percent, ids);
        var kept = await data.ReviewSamples.AsNoTracking().Where(sample => sample.DrawId == id).Select(sample => sample.ThingId).ToHashSetAsync(cancellation);
        var sheet = new CsvSheet().Row("种子", Convert.ToHexStringLower(draw.Seed)).Row("比例（%）", draw.Percent).Row("放行", draw.Passed).Row("抽中", draw.Drawn)
            .Gap().Row("编号", "摘要 SHA-256(种子‖编号)", "应抽中", "已抽中");
        foreach (var (thing, digest) in ids.Select(thing => (thing, digest: SampleDraw.DigestOf(draw.Seed, thing))).OrderBy(line => line.digest, StringComparer.Ordinal))
        {
            sheet.Row($"{thing}", digest, chosen.Contains(thing) ? "是" : "", kept.Contains(thing) ? "是" : "");
        }

        return sheet.ToFile(string.Create(CultureInfo.InvariantCulture, $"抽查-{draw.Day:yyyy-MM-dd}-{draw.Kind}.csv"));
    }

    public static Task<SamplingShare?> ShareInForceAsync(this PinchangContext data, Guid agencyId, SampledKind kind, CancellationToken cancellation) =>
        data.SamplingShares.AsNoTracking().Where(share => share.AgencyId == agencyId && share.Kind == kind)
            .OrderByDescending(share => share.SetAt).ThenByDescending(share => share.Id).FirstOrDefaultAsync(cancellation);
}
