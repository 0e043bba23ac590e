using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;
using Pinchang.Domain;

namespace Pinchang.Api.Fairs.Summary;

/// <summary>The report as tables, the same for spreadsheet and text file.</summary>
internal static class ReportTables
{
    public static SheetTable[] Of(FairReport report) => [Overview(report), Booths(report), Supply(report), Course(report)];

    private static SheetTable Overview(FairReport report) => new("概况",
    [
        ["项目", "数值"],
        ["招聘会", report.Fair.Name],
        ["主办单位", report.Fair.Organizer],
        ["开始时间", Text(report.Fair.OpensAt)],
        ["结束时间", Text(report.Fair.ClosesAt)],
        ["公告规模", report.Fair.Scale],
        ["参会企业（家）", report.Exhibitors],
        ["岗位（个）", report.Jobs],
        ["招聘人数（人）", report.Headcount],
        ["报名求职者（人）", report.Registered],
        ["取号求职者（人）", report.Attended],
        ["取号（次）", report.NumbersTaken],
        ["洽谈（次）", report.Talks],
        ["过号（次）", report.Missed],
        ["合适（人次）", report.Fits],
        ["邀请再谈（人次）", report.SecondTalks],
        ["不合适（人次）", report.DoesNotFit],
        ["未填结果（次）", report.Unsettled],
        ["现场投递（份）", report.Applications],
        ["等候中位数（分钟）", report.MedianWaitMinutes],
        ["洽谈中位数（分钟）", report.MedianTalkMinutes],
    ]);

    private static SheetTable Booths(FairReport report) => new("展位",
    [
        ["展位号", "企业", "岗位", "招聘人数", "取号", "洽谈", "过号", "合适", "再谈", "不合适", "投递", "等候中位数（分钟）", "洽谈中位数（分钟）"],
        .. report.Booths.Select(booth => new object?[]
        {
            booth.Number, booth.EmployerName, booth.Jobs, booth.Headcount, booth.NumbersTaken, booth.Talks, booth.Missed,
            booth.Fits, booth.SecondTalks, booth.DoesNotFit, booth.Applications, booth.MedianWaitMinutes, booth.MedianTalkMinutes,
        }),
    ]);

    private static SheetTable Supply(FairReport report) => new("供求",
    [
        ["分类", "项目", "数量"],
        .. Chart("岗位城市", report.JobsByCity),
        .. Chart("招聘人数（按学历要求）", report.HeadcountByEducation),
        .. Chart("岗位（按行业）", report.JobsByIndustry),
        .. Chart("岗位（按月薪起点）", report.JobsByPay),
        .. Chart("求职者（按学历）", report.CandidatesByEducation),
    ]);

    private static SheetTable Course(FairReport report) => new("过程",
    [
        ["时间", "取号", "洽谈", "过号"],
        .. report.Moments.Select(moment => new object?[] { Text(moment.At), moment.NumbersTaken, moment.Talks, moment.Missed }),
    ]);

    private static IEnumerable<object?[]> Chart(string name, ChartPoint[] points) => points.Select(point => new object?[] { name, point.Label, point.Value });

    private static string? Text(DateTimeOffset? at) => at is { } given ? ChinaTime.Text(given) : null;
}
