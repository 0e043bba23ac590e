using System.Globalization;
using Pinchang.Api.Hosting;
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

    public static CsvSheet Of(SessionSummary summary)
    {
        var csv = new CsvSheet();
        csv.Row("项目", "数值");
        csv.Row("开播时间", ChinaTime.Text(summary.StartedAt));
        csv.Row("下播时间", ChinaTime.Text(summary.EndedAt));
        csv.Row("观看次数", summary.Visits);
        csv.Row("最高同时在线", summary.Peak);
        csv.Row("平均停留（秒）", summary.AverageStaySeconds);
        csv.Row("点赞", summary.Likes);
        csv.Row("弹幕", summary.ChatMessages);
        csv.Row("提问", summary.Questions);
        csv.Row("投递", summary.Applications);
        csv.Gap();
        csv.Row("岗位", "薪资", "展示", "点击", "投递");
        foreach (var (card, funnel) in summary.Cards)
        {
            csv.Row(card.Job.Title, card.Job.Pay, funnel.Views, funnel.Clicks, funnel.Applications);
        }

        csv.Gap();
        csv.Row("来源", "进入次数");
        foreach (var source in summary.Sources)
        {
            csv.Row(SourceNames.GetValueOrDefault(source.Source, source.Source), source.Joins);
        }

        csv.Gap();
        csv.Row("时间", "在线人数", "累计点赞", "累计弹幕");
        foreach (var point in summary.Audience)
        {
            csv.Row(point.At.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), point.Watching, point.Likes, point.Chat);
        }

        return csv;
    }
}
