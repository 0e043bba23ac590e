using System.Globalization;
using System.Text;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain;

namespace Pinchang.Api.LiveRooms;

/// <summary>A session's figures as one sheet with four parts, as spreadsheet programs open it.</summary>
internal static class SummaryCsv
{
    private static readonly Dictionary<string, string> SourceNames = new()
    {
        ["share"] = "分享链接",
        ["home"] = "首页",
        ["search"] = "搜索",
        ["qr"] = "二维码",
        ["direct"] = "直接访问",
    };

    public static string Of(SessionSummary summary)
    {
        var csv = new StringBuilder();
        Row(csv, "项目", "数值");
        Row(csv, "开播时间", ChinaTime.Text(summary.StartedAt));
        Row(csv, "下播时间", ChinaTime.Text(summary.EndedAt));
        Row(csv, "观看次数", summary.Visits);
        Row(csv, "最高同时在线", summary.Peak);
        Row(csv, "平均停留（秒）", summary.AverageStaySeconds);
        Row(csv, "点赞", summary.Likes);
        Row(csv, "弹幕", summary.ChatMessages);
        Row(csv, "提问", summary.Questions);
        Row(csv, "投递", summary.Applications);
        csv.Append("\r\n");
        Row(csv, "岗位", "薪资", "展示", "点击", "投递");
        foreach (var (card, funnel) in summary.Cards)
        {
            Row(csv, card.Job.Title, card.Job.Pay, funnel.Views, funnel.Clicks, funnel.Applications);
        }

        csv.Append("\r\n");
        Row(csv, "来源", "进入次数");
        foreach (var source in summary.Sources)
        {
            Row(csv, SourceNames.GetValueOrDefault(source.Source, source.Source), source.Joins);
        }

        csv.Append("\r\n");
        Row(csv, "时间", "在线人数", "累计点赞", "累计弹幕");
        foreach (var point in summary.Audience)
        {
            Row(csv, point.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), point.Watching, point.Likes, point.Chat);
        }

        return csv.ToString();
    }

    private static void Row(StringBuilder csv, params object[] cells) => csv.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    /// <summary>A text that begins like a formula is marked as text: spreadsheet programs would run it.</summary>
    private static string Cell(object value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (value is string && text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal))
        {
            text = "'" + text;
        }

        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
