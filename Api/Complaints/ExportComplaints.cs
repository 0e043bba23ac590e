using System.Globalization;
using System.Resources;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Complaints;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Complaints;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Complaints;

/// <summary>What the desk shows, as a workbook or as CSV; that it was taken out, and what for, is a ledger line. Complainants are masked.</summary>
internal sealed class ExportComplaints(CurrentUser user, PinchangContext data, ILedgerLog log, ILedgerActors actors, TimeProvider time)
{
    private const int MostRows = 5_000;

    private static readonly ResourceManager Words = new("Pinchang.Api.Resources.ComplaintWords", typeof(ExportComplaints).Assembly);

    private static readonly object?[] Titles =
        ["编号", "提交时间", "类型", "对象", "投诉人", "内容", "状态", "承办人", "应办结时间", "是否超时", "轮次", "处理结论", "答复", "答复时间", "满意度"];

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToWorkbookAsync(
        [AsParameters] ComplaintQuery query, ExportComplaints export, CancellationToken cancellation, string? reason = null)
    {
        var outcome = await export.TakeOutAsync(query, reason, cancellation);
        return outcome.Value is { } rows ? SheetFile.ToFile(export.Name("xlsx"), new SheetTable("投诉举报", rows)) : outcome.Refusal!.ToProblem();
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToCsvAsync(
        [AsParameters] ComplaintQuery query, ExportComplaints export, CancellationToken cancellation, string? reason = null)
    {
        var outcome = await export.TakeOutAsync(query, reason, cancellation);
        return outcome.Value is { } rows
            ? rows.Aggregate(new CsvSheet(), (sheet, row) => sheet.Row(row)).ToFile(export.Name("csv"))
            : outcome.Refusal!.ToProblem();
    }

    private string Name(string extension) => string.Create(CultureInfo.InvariantCulture, $"投诉举报-{ChinaTime.DateOf(time.GetUtcNow()):yyyy-MM-dd}.{extension}");

    private async Task<Outcome<object?[][]>> TakeOutAsync(ComplaintQuery query, string? reason, CancellationToken cancellation)
    {
        if ((query.WhyNot() ?? (string.IsNullOrWhiteSpace(reason) ? ComplaintRefusals.ReasonRequired.On("reason") : null)) is { } refusal)
        {
            return refusal;
        }

        var (now, agencyId) = (time.GetUtcNow(), user.AgencyId!.Value);
        var found = await query.Find(data, user, now).Take(MostRows + 1).ToListAsync(cancellation);
        if (found.Count > MostRows)
        {
            return ComplaintRefusals.TooManyRows.With(MostRows.ToString(CultureInfo.InvariantCulture));
        }

        await log.AppendAsync([LedgerLine.Of(
            new(LedgerKinds.ComplaintsExported, agencyId, "agency", agencyId) { What = $"{found.Count}", Reason = reason }, actors.Current, now)]);
        var names = await data.NamesAsync(found.Select(complaint => complaint.HandlerId), cancellation);
        return (object?[][])[Titles, .. found.Select(complaint => Row(complaint, names, now))];
    }

    private static object?[] Row(Complaint complaint, Dictionary<Guid, string> names, DateTimeOffset now) =>
    [
        complaint.Number, ChinaTime.Text(complaint.SubmittedAt), Word(complaint.Kind), complaint.SubjectName ?? Word(complaint.SubjectKind),
        complaint.ComplainantName is { } name ? Masking.Name(name) : "匿名", Masking.Numbers(complaint.Text), Word(complaint.State),
        complaint.HandlerId is { } handler ? names.GetValueOrDefault(handler) : null, complaint.DueAt is { } due ? ChinaTime.Text(due) : null,
        complaint.DueAt < now ? "是" : "否", complaint.Round, complaint.Outcome is { } outcome ? Word(outcome) : null,
        complaint.Answer is { } answer ? Masking.Numbers(answer) : null, complaint.AnsweredAt is { } answered ? ChinaTime.Text(answered) : null, complaint.Rating,
    ];

    private static string Word(Enum value) =>
        Words.GetString($"{value.GetType().Name}.{value}", CultureInfo.InvariantCulture) ?? value.ToString();
}
