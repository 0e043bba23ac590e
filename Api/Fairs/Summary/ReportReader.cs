using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Fairs;
using Pinchang.Data;
using Pinchang.Domain.Fairs;

namespace Pinchang.Api.Fairs.Summary;

/// <summary>JF-8.3.3: supply, demand and results of a fair, from its rows.</summary>
internal sealed class ReportReader(PinchangContext data, FairGrounds grounds, TimeProvider time)
{
    private static readonly int[] PayBands = [0, 5_000, 8_000, 12_000, 20_000, 30_000];

    public async Task<FairReport> ReadAsync(JobFair fair, CancellationToken cancellation)
    {
        var booths = await grounds.ReadBoothsAsync(fair.Id, null, cancellation);
        var places = await data.Set<Place>().AsNoTracking().Where(place => place.FairId == fair.Id).ToArrayAsync(cancellation);
        var talks = await data.Set<Talk>().AsNoTracking().Where(talk => talk.FairId == fair.Id).ToArrayAsync(cancellation);
        var boothIds = booths.Select(booth => booth.Booth.Id).ToArray();
        var applied = await data.Applications.AsNoTracking()
            .Where(application => application.BoothId != null && boothIds.Contains(application.BoothId.Value))
            .GroupBy(application => application.BoothId!.Value)
            .Select(booth => new { booth.Key, Count = booth.Count() })
            .ToDictionaryAsync(booth => booth.Key, booth => booth.Count, cancellation);
        var held = talks.Where(talk => talk.StartedAt is not null).ToArray();
        var postings = booths.SelectMany(booth => booth.Jobs).Select(job => job.Version.Posting).ToArray();
        return new()
        {
            Fair = await data.ToSummaryAsync(fair, time.GetUtcNow(), cancellation),
            Exhibitors = booths.Length,
            Jobs = postings.Length,
            Headcount = postings.Sum(posting => posting.Headcount),
            Registered = await data.FairRegistrations.CountAsync(
                registration => registration.FairId == fair.Id && registration.State == FairRegistrationState.Approved, cancellation),
            Attended = places.Select(place => place.CandidateId).Distinct().Count(),
            NumbersTaken = places.Length,
            Talks = held.Length,
            Missed = talks.Count(talk => talk.EndedHow == TalkEnd.Missed),
            Fits = held.Count(talk => talk.Result == TalkResult.Fits),
            SecondTalks = held.Count(talk => talk.Result == TalkResult.SecondTalk),
            DoesNotFit = held.Count(talk => talk.Result == TalkResult.DoesNotFit),
            Unsettled = held.Count(talk => talk is { Result: null, EndedAt: not null }),
            Applications = applied.Values.Sum(),
            MedianWaitMinutes = FairFigureRules.Median(FairFigureRules.Waits(places, talks)),
            MedianTalkMinutes = FairFigureRules.Median(FairFigureRules.Lengths(talks)),
            JobsByCity = Chart(postings.CountBy(posting => posting.City)),
            HeadcountByEducation = Chart(postings.GroupBy(posting => posting.Education).Select(group => KeyValuePair.Create(group.Key, group.Sum(posting => posting.Headcount)))),
            JobsByIndustry = Chart(booths.GroupBy(booth => booth.Industry).Select(group => KeyValuePair.Create(group.Key, group.Sum(booth => booth.Jobs.Length)))),
            JobsByPay = ByPay([.. postings.Select(posting => posting.PayFrom)]),
            CandidatesByEducation = await ByEducationAsync(fair.Id, cancellation),
            Moments = fair is { OpensAt: { } opens, Shuts: { } shuts } ? FairMoments.Of(opens, shuts, places, talks) : [],
            Booths = [.. booths.Select(booth => RowOf(booth, places, talks, applied.GetValueOrDefault(booth.Booth.Id)))],
        };
    }

    private static SummaryBooth RowOf(GroundBooth booth, Place[] places, Talk[] talks, int applied)
    {
        var ownPlaces = places.Where(place => place.BoothId == booth.Booth.Id).ToArray();
        var ownTalks = talks.Where(talk => talk.BoothId == booth.Booth.Id).ToArray();
        return new(
            booth.Booth.Number,
            booth.EmployerName,
            booth.Jobs.Length,
            booth.Jobs.Sum(job => job.Version.Posting.Headcount),
            ownPlaces.Length,
            ownTalks.Count(talk => talk.StartedAt is not null),
            ownTalks.Count(talk => talk.EndedHow == TalkEnd.Missed),
            ownTalks.Count(talk => talk.Result == TalkResult.Fits),
            ownTalks.Count(talk => talk.Result == TalkResult.SecondTalk),
            ownTalks.Count(talk => talk.Result == TalkResult.DoesNotFit),
            applied,
            FairFigureRules.Median(FairFigureRules.Waits(ownPlaces, ownTalks)),
            FairFigureRules.Median(FairFigureRules.Lengths(ownTalks)));
    }

    private async Task<ChartPoint[]> ByEducationAsync(Guid fairId, CancellationToken cancellation)
    {
        var resumes = await data.Resumes.AsNoTracking()
            .Where(resume => data.FairRegistrations.Any(registration =>
                registration.FairId == fairId && registration.CandidateId == resume.CandidateId && registration.State == FairRegistrationState.Approved))
            .ToArrayAsync(cancellation);
        return Chart(resumes.CountBy(resume => resume.Content.Education is [var newest, ..] ? newest.Degree : "未填写"));
    }

    private static ChartPoint[] ByPay(int?[] pays)
    {
        var points = new List<ChartPoint>();
        for (var i = 0; i < PayBands.Length; i++)
        {
            var (low, high) = (PayBands[i], i + 1 < PayBands.Length ? PayBands[i + 1] : int.MaxValue);
            var label = high == int.MaxValue ? $"{low / 1_000}K 以上" : $"{low / 1_000}–{high / 1_000}K";
            points.Add(new(label, pays.Count(pay => pay >= low && pay < high)));
        }

        points.Add(new("面议", pays.Count(pay => pay is null)));
        return [.. points];
    }

    private static ChartPoint[] Chart(IEnumerable<KeyValuePair<string, int>> counts) =>
        [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => new ChartPoint(count.Key, count.Value))];
}
