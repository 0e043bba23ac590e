using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Surveys;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Evaluations;

/// <summary>A sheet as CSV, as far as it is.</summary>
internal static class ExportEvaluation
{
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id, CurrentUser user, PinchangContext data, EvaluationCounter counter, CancellationToken cancellation)
    {
        if (await data.FindEvaluationAsync(id, user, cancellation) is not { } evaluation)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var details = await data.ToDetailsAsync(evaluation, user, counter, cancellation);
        var summary = details.Summary;
        var sheet = new CsvSheet()
            .Row("服务", Word(summary.Service)).Row("评价期间", Day(summary.From), Day(summary.Until)).Row("状态", summary.State == EvaluationState.Closed ? "已提交" : "评价中").Gap()
            .Row("类别", "评价项", "要求", "评价", "说明", "依据", "评价人", "评价时间", "改进措施");
        foreach (var row in details.Rows)
        {
            sheet.Row(
                row.Group, row.Title, row.Requirement, Word(row.Grade), row.Remark, string.Join("；", row.Evidence.Select(one => one.Name)),
                row.GradedBy, row.GradedAt is { } at ? ChinaTime.Text(at) : null, row.Measure?.Title);
        }

        sheet.Gap();
        if (details.Outside is { } outside)
        {
            sheet.Row("外部评价", outside.Organisation, Day(outside.HeldOn), Word(outside.Grade), outside.Opinion);
        }

        sheet.Row("结论", details.Conclusion).Row("下期目标", details.NextGoals).Gap().Row("指标", "本期", "上期");
        foreach (var (name, value) in Figures)
        {
            sheet.Row(name, value(details.Figures), details.Before is { } before ? value(before.Figures) : null);
        }

        return sheet.ToFile($"评价表-{Word(summary.Service)}-{Day(summary.From)}至{Day(summary.Until)}.csv");
    }

    private static readonly (string Name, Func<EvaluationFigures, object?> Value)[] Figures =
    [
        ("场次（项目）数", figures => figures.Projects),
        ("满意度问卷数", figures => figures.Surveys),
        ("满意度平均分", figures => figures.Satisfaction?.ToString("0.00", CultureInfo.InvariantCulture)),
        ("评分最高", figures => figures.Best),
        ("最高分", figures => figures.BestMean?.ToString("0.00", CultureInfo.InvariantCulture)),
        ("投诉举报", figures => figures.Complaints),
        ("已答复", figures => figures.ComplaintsAnswered),
        ("按时答复", figures => figures.OnTime),
        ("异常事件", figures => figures.Incidents),
        ("改进措施", figures => figures.Improvements),
        ("已验证的改进措施", figures => figures.ImprovementsVerified),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(SurveyService service) => service switch
    {
        SurveyService.LiveHiring => "直播带岗",
        SurveyService.JobFair => "网络招聘会",
        _ => "网络招考",
    };

    private static string? Word(EvaluationGrade? grade) => grade switch
    {
        EvaluationGrade.Conforming => "符合",
        EvaluationGrade.Partly => "部分符合",
        EvaluationGrade.NotConforming => "不符合",
        EvaluationGrade.NotApplicable => "不适用",
        _ => null,
    };
}
