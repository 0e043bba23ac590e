using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Data.Ledger;
using Pinchang.Domain;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Ledger;

/// <summary>
/// What was searched, as a workbook or as CSV; that it was taken out, and what for, is a line itself and kept before the file is given. Names
/// are masked as on the page; ids and hashes let whoever holds the file prove it against the ledger.
/// </summary>
internal sealed class ExportLedger(
    CurrentUser user, PinchangContext data, Phones phones, NpgsqlDataSource database, ILedgerLog log, ILedgerActors actors, TimeProvider time)
{
    private const int MostLines = 20_000;

    private static readonly object?[] Titles =
        ["时间", "事项", "操作人", "来源地址", "单位", "相关人员", "对象", "对象编号", "原状态", "新状态", "内容", "理由", "行号", "SHA-256"];

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToWorkbookAsync(
        [AsParameters] LedgerQuery query, ExportLedger export, CancellationToken cancellation, string? reason = null)
    {
        var outcome = await export.TakeOutAsync(query, reason, cancellation);
        return outcome.Value is { } rows ? SheetFile.ToFile(export.Name("xlsx"), new SheetTable("服务台账", rows)) : outcome.Refusal!.ToProblem();
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ToCsvAsync(
        [AsParameters] LedgerQuery query, ExportLedger export, CancellationToken cancellation, string? reason = null)
    {
        var outcome = await export.TakeOutAsync(query, reason, cancellation);
        return outcome.Value is { } rows
            ? rows.Aggregate(new CsvSheet(), (sheet, row) => sheet.Row(row)).ToFile(export.Name("csv"))
            : outcome.Refusal!.ToProblem();
    }

    private string Name(string extension) => string.Create(CultureInfo.InvariantCulture, $"服务台账-{ChinaTime.DateOf(time.GetUtcNow()):yyyy-MM-dd}.{extension}");

    private async Task<Outcome<object?[][]>> TakeOutAsync(LedgerQuery query, string? reason, CancellationToken cancellation)
    {
        if ((query.WhyNot() ?? (string.IsNullOrWhiteSpace(reason) ? LedgerRefusals.ReasonMissing.On("reason") : null)) is { } refusal)
        {
            return refusal;
        }

        var agencyId = user.AgencyId!.Value;
        var lines = await (await query.FindAsync(data, phones, agencyId, cancellation)).Take(MostLines + 1).ToListAsync(cancellation);
        if (lines.Count > MostLines)
        {
            return LedgerRefusals.TooManyLines.With(MostLines.ToString(CultureInfo.InvariantCulture));
        }

        await log.AppendAsync([LedgerLine.Of(
            new(LedgerKinds.LedgerExported, agencyId, "agency", agencyId) { What = $"{lines.Count}", Reason = reason }, actors.Current, time.GetUtcNow())]);
        var sealedUpTo = await LedgerReading.SealedUpToAsync(database, cancellation);
        var summaries = await data.ToSummariesAsync(lines, agencyId, sealedUpTo, cancellation);
        return (object?[][])[Titles, .. summaries.Zip(lines, Row)];
    }

    private static object?[] Row(LedgerLineSummary line, LedgerLine kept) =>
    [
        ChinaTime.Text(line.At), line.KindName, line.Actor is null ? "系统" : line.Actor.Name, line.Address, line.Organisation?.Name, line.Person?.Name,
        line.Subject, line.SubjectId.ToString(), line.Before, line.After, line.What, line.Reason, line.Id.ToString(), Convert.ToHexStringLower(kept.Hash),
    ];
}
