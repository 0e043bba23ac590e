using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Reviews;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Reviews;

/// <summary>What was decided on each of the last thirty days, the empty ones too; and the same figures as a sheet.</summary>
internal static class GetReviewDays
{
    private const int Days = 30;

    public static async Task<Ok<ReviewDay[]>> HandleAsync(PinchangContext data, TimeProvider time, CancellationToken cancellation) =>
        TypedResults.Ok(await DaysAsync(data, time.GetUtcNow(), cancellation));

    public static async Task<FileContentHttpResult> ToCsvAsync(PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var sheet = new CsvSheet().Row("类别", "等待", "近30天审结", "不通过", "用时中位数（分钟）", "九成用时（分钟）", "撤销", "申诉", "申诉改判");
        foreach (var figure in await GetReviewFigures.FiguresAsync(data, now, cancellation))
        {
            sheet.Row(NameOf(figure.Kind), figure.Waiting, figure.Decided, figure.Refused, figure.MedianMinutes, figure.SlowMinutes, figure.Undone, figure.Appealed, figure.Overturned);
        }

        sheet.Gap().Row("日期", "审结", "不通过", "用时中位数（分钟）");
        foreach (var day in await DaysAsync(data, now, cancellation))
        {
            sheet.Row(day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.Decided, day.Refused, day.MedianMinutes);
        }

        return sheet.ToFile(string.Create(CultureInfo.InvariantCulture, $"审核统计-{ChinaTime.DateOf(now):yyyy-MM-dd}.csv"));
    }

    private static async Task<ReviewDay[]> DaysAsync(PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var first = ChinaTime.DateOf(now).AddDays(1 - Days);
        var since = ChinaTime.EndOf(first.AddDays(-1));
        var decided = await data.ReviewCases.AsNoTracking()
            .Where(one => one.SettledAt >= since && one.Outcome != ReviewOutcome.Withdrawn)
            .Select(one => new { one.Outcome, one.OpenedAt, SettledAt = one.SettledAt!.Value })
            .ToListAsync(cancellation);
        var byDay = decided.ToLookup(one => ChinaTime.DateOf(one.SettledAt));
        return
        [
            .. Enumerable.Range(0, Days).Select(number => first.AddDays(number)).Select(day => new ReviewDay(
                day,
                byDay[day].Count(),
                byDay[day].Count(one => one.Outcome == ReviewOutcome.Refused),
                GetReviewFigures.At([.. byDay[day].Select(one => (one.SettledAt - one.OpenedAt).TotalMinutes).Order()], 0.5))),
        ];
    }

    private static string NameOf(ReviewKind kind) => kind switch
    {
        ReviewKind.Employer => "单位注册",
        ReviewKind.Licence => "许可证照",
        _ => "岗位发布",
    };
}
