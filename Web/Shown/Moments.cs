using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Pinchang.Web.Shown;

/// <summary>Times as people say them, in China's one time zone.</summary>
internal sealed class Moments(IStringLocalizer<Words> words, TimeProvider time)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public DateTimeOffset Now => Local(time.GetUtcNow());

    public static DateTimeOffset Local(DateTimeOffset moment) => moment.ToOffset(China);

    public static DateTimeOffset FromLocal(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), China);

    public static string Exactly(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>12月2日 17:00, with the year when it is another: how notices and tickets say it.</summary>
    public string Spelt(DateTimeOffset moment)
    {
        var local = Local(moment);
        var day = local.Year == Now.Year ? words["month-and-day", local.Month, local.Day] : words["year-month-day", local.Year, local.Month, local.Day];
        return $"{day.Value} {Clock(moment)}";
    }

    public static string Clock(DateTimeOffset moment) => Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    public bool IsToday(DateTimeOffset moment) => Local(moment).Date == Now.Date;

    public string Day(DateTimeOffset moment)
    {
        var local = Local(moment);
        return (local.Date - Now.Date).Days switch
        {
            0 => words["today"],
            1 => words["tomorrow"],
            2 => words["day-after-tomorrow"],
            -1 => words["yesterday"],
            _ when local.Year == Now.Year => words["month-and-day", local.Month, local.Day],
            _ => words["year-month-day", local.Year, local.Month, local.Day],
        };
    }

    public string Said(DateTimeOffset moment)
    {
        var distance = Local(moment) - Now;
        return distance switch
        {
            { TotalSeconds: > -60 and <= 0 } => words["just-now"],
            { TotalMinutes: > -60 and <= 0 } => words["minutes-ago", (int)-distance.TotalMinutes],
            { TotalMinutes: > 0 and < 60 } => words["in-minutes", (int)Math.Ceiling(distance.TotalMinutes)],
            _ => words["day-at-clock", Day(moment), Clock(moment)],
        };
    }

    /// <summary>今天 09:00–17:00, and both days where they differ.</summary>
    public string Between(DateTimeOffset from, DateTimeOffset to) => Local(from).Date == Local(to).Date
        ? words["day-between", Day(from), Clock(from), Clock(to)]
        : words["days-between", Day(from), Clock(from), Day(to), Clock(to)];

    public string Lasted(TimeSpan span) => span switch
    {
        { TotalHours: >= 1 } => words["hours-and-minutes", (int)span.TotalHours, span.Minutes],
        { TotalMinutes: >= 1 } => words["minutes-and-seconds", span.Minutes, span.Seconds],
        _ => words["seconds", span.Seconds],
    };
}
