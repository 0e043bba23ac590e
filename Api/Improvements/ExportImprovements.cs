using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Improvements;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Improvements;

/// <summary>What the list shows, as CSV, for whoever evaluates the year or inspects it.</summary>
internal static class ExportImprovements
{
    private const int MostRows = 5_000;

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        [AsParameters] ImprovementQuery query, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (query.WhyNot() is { } refusal)
        {
            return refusal.ToProblem();
        }

        var today = ChinaTime.DateOf(time.GetUtcNow());
        var found = await query.Find(data, user, today).Take(MostRows).ToListAsync(cancellation);
        var names = await data.NamesAsync(found.SelectMany(improvement => new[] { improvement.OwnerId, improvement.CheckedBy }), cancellation);
        var sheet = new CsvSheet().Row("事项", "来源", "来源名称", "发现的问题", "原因", "纠正措施", "预防措施", "责任人", "期限", "状态", "是否超期", "退回次数", "验证人", "提出时间", "办结时间");
        foreach (var one in found)
        {
            sheet.Row(
                one.Title, Word(one.Source), one.SourceName, one.Finding, one.Cause, one.Correction, one.Prevention, names.GetValueOrDefault(one.OwnerId), Day(one.DueOn),
                Word(one.State), one.IsOverdue(today) ? "是" : "否", one.Returns, one.CheckedBy is { } checker ? names.GetValueOrDefault(checker) : null,
                ChinaTime.Text(one.OpenedAt), one.ClosedAt is { } closed ? ChinaTime.Text(closed) : null);
        }

        return sheet.ToFile(string.Create(CultureInfo.InvariantCulture, $"改进措施-{today:yyyy-MM-dd}.csv"));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(ImprovementSource source) => source switch
    {
        ImprovementSource.Survey => "满意度问卷",
        ImprovementSource.Complaint => "投诉举报",
        ImprovementSource.Incident => "异常事件",
        ImprovementSource.Evaluation => "服务评价",
        _ => "日常发现",
    };

    private static string Word(ImprovementState state) => state switch
    {
        ImprovementState.Open => "整改中",
        ImprovementState.Done => "待验证",
        ImprovementState.Verified => "已验证",
        _ => "已撤销",
    };
}
