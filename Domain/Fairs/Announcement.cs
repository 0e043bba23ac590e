using System.Globalization;
using System.Text.RegularExpressions;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain.Screening;

namespace Pinchang.Domain.Fairs;

/// <summary>
/// JF-8.3.1: the announcement's seven elements. A draft may have gaps; what is published has none, and 待定 is a gap.
/// </summary>
public static partial class Announcement
{
    public const int MostDays = 31;
    private const int MostHalls = 30;

    private static readonly Element[] Elements =
    [
        new("name", "名称", 60, fair => fair.Name),
        new("organizer", "主办单位", 100, fair => fair.Organizer),
        new("coOrganizers", "协办单位", 300, fair => fair.CoOrganizers),
        new("opensAt", "开始时间", 0, fair => fair.OpensAt is { } at ? ChinaTime.Text(at) : null),
        new("closesAt", "结束时间", 0, fair => fair.ClosesAt is { } at ? ChinaTime.Text(at) : null),
        new("content", "内容", 2_000, fair => fair.Content),
        new("audience", "对象", 500, fair => fair.Audience),
        new("scale", "规模", 300, fair => fair.Scale),
        new("requirements", "参会要求", 2_000, fair => fair.Requirements),
        new("howToRegister", "报名方式", 1_000, fair => fair.HowToRegister),
        new("enquiries", "咨询与联系方式", 500, fair => fair.Enquiries),
    ];

    /// <summary>What the announcement need not say, but no change may pass over in silence.</summary>
    private static readonly Element[] Arrangements =
    [
        new("halls", "展区", 0, fair => string.Join("、", fair.Halls.Select(hall => hall.Category is { Length: > 0 } category ? $"{hall.Name}（{category}）" : hall.Name))),
        new("settings.answerSeconds", "应答时间", 0, fair => $"{fair.Settings.AnswerSeconds} 秒"),
        new("settings.mostSkips", "过号次数", 0, fair => $"{fair.Settings.MostSkips} 次"),
        new("settings.graceMinutes", "掉线保留时间", 0, fair => $"{fair.Settings.GraceMinutes} 分钟"),
        new("settings.talkMinutes", "洽谈时间", 0, fair => $"{fair.Settings.TalkMinutes} 分钟"),
        new("settings.extensionMinutes", "延长时间", 0, fair => $"{fair.Settings.ExtensionMinutes} 分钟"),
        new("settings.mostPlaces", "同时持号数", 0, fair => $"{fair.Settings.MostPlaces} 个"),
    ];

    /// <summary>What publication waits for, in the announcement's order.</summary>
    public static MissingElement[] Missing(SaveFair fair) =>
    [
        .. from element in Elements
        let text = WrittenText.Tidy(element.Read(fair))
        where text is null || IsProvisional(text)
        select new MissingElement(element.Field, element.Name, Provisional: text is not null),
    ];

    /// <summary>Named refusals for what is missing; in the past and upside-down times.</summary>
    public static Refusal? WhyNotPublishable(SaveFair fair, DateTimeOffset now)
    {
        if (Missing(fair) is [var first, ..] missing)
        {
            var refusal = first.Provisional ? FairRefusals.ElementProvisional : FairRefusals.ElementMissing;
            var alike = missing.Where(element => element.Provisional == first.Provisional).Select(element => element.Name);
            return refusal.With(string.Join("、", alike)).On(first.Field);
        }

        return fair.OpensAt <= now ? FairRefusals.StartsInPast.On("opensAt")
            : fair.Halls.Length == 0 ? FairRefusals.NoHall.On("halls")
            : null;
    }

    /// <summary>JF-6.5, JF-7.2: what the screening rules find. Enquiries are there to lead people to a phone.</summary>
    public static TextMark[] Marks(SaveFair fair)
    {
        ArgumentNullException.ThrowIfNull(fair);
        return [.. Elements.Where(element => element.Most > 0 && element.Field != "enquiries").SelectMany(element => TextMarks.Of(element.Field, element.Read(fair)))];
    }

    /// <summary>What no announcement may have, not even a draft.</summary>
    public static Refusal? Check(SaveFair fair)
    {
        ArgumentNullException.ThrowIfNull(fair);
        if (WrittenText.Check(fair.Name, 60, "name", required: true) is { } unnamed)
        {
            return unnamed;
        }

        if (WrittenText.CheckLeast(fair.Name, 2, "name") is { } brief)
        {
            return brief;
        }

        foreach (var element in Elements.Where(element => element.Most > 0))
        {
            var text = element.Read(fair);
            if (WrittenText.Check(text, element.Most, element.Field, lines: true) is { } refusal)
            {
                return refusal;
            }
        }

        return CheckTime(fair) ?? CheckHalls(fair.Halls) ?? CheckSettings(fair.Settings);
    }

    /// <summary>The elements whose words differ, as a notice names them: 时间由…改为….</summary>
    public static IReadOnlyList<string> Differences(SaveFair before, SaveFair after) =>
    [
        .. from element in Elements.Concat(Arrangements)
        let old = WrittenText.Tidy(element.Read(before))
        let now = WrittenText.Tidy(element.Read(after))
        where old != now
        select $"{element.Name}：原为“{old ?? "无"}”，改为“{now ?? "无"}”",
    ];

    /// <summary>
    /// The word alone, or a text that puts the matter off. 无 is an answer (no co-organiser), 待定 is none.
    /// </summary>
    private static bool IsProvisional(string text) => Provisional().IsMatch(text);

    private static Refusal? CheckTime(SaveFair fair) =>
        fair is not { OpensAt: { } opens, ClosesAt: { } closes } ? null
        : closes <= opens ? FairRefusals.EndsBeforeStart.On("closesAt")
        : closes - opens > TimeSpan.FromDays(MostDays) ? FairRefusals.TooLong.With(MostDays.ToString(CultureInfo.InvariantCulture)).On("closesAt")
        : null;

    private static Refusal? CheckHalls(FairHall[]? halls)
    {
        if (halls is null || halls.Any(hall => hall is null))
        {
            return CommonRefusals.Malformed.On("halls");
        }

        if (halls.Length > MostHalls)
        {
            return OutOfRange(0, MostHalls, "halls");
        }

        return halls.Select(hall => WrittenText.Check(hall.Name, 30, "halls", required: true) ?? WrittenText.Check(hall.Category, 30, "halls"))
            .FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckSettings(FairSettings? settings) =>
        settings is null ? CommonRefusals.Malformed.On("settings")
        : Range(settings.AnswerSeconds, 15, 300, "settings.answerSeconds")
            ?? Range(settings.MostSkips, 1, 10, "settings.mostSkips")
            ?? Range(settings.GraceMinutes, 1, 60, "settings.graceMinutes")
            ?? Range(settings.TalkMinutes, 2, 60, "settings.talkMinutes")
            ?? Range(settings.ExtensionMinutes, 0, 30, "settings.extensionMinutes")
            ?? Range(settings.MostPlaces, 1, 10, "settings.mostPlaces");

    private static Refusal? Range(int value, int low, int high, string field) => value < low || value > high ? OutOfRange(low, high, field) : null;

    private static Refusal OutOfRange(int low, int high, string field) =>
        CommonRefusals.OutOfRange.With(low.ToString(CultureInfo.InvariantCulture), high.ToString(CultureInfo.InvariantCulture)).On(field);

    [GeneratedRegex(@"^\W*(待定|暂定|未定|另行通知|稍后公布|以后再说|tbd|tba)\W*$|(时间|地点|单位|规模|方式|要求|内容)?待定", RegexOptions.IgnoreCase)]
    private static partial Regex Provisional();

    private sealed record Element(string Field, string Name, int Most, Func<SaveFair, string?> Read);
}
