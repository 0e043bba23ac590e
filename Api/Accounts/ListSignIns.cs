using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Ledger;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Accounts;

/// <summary>JF-9c: who came and left, from where, on what and with which number. Lines of an agency's staff are that agency's alone.</summary>
internal static class ListSignIns
{
    private const int Size = 50;
    private const int MostExported = 20_000;

    private static readonly object?[] Titles = ["时间", "事件", "方式", "账号", "手机号", "来源地址", "设备", "原因"];

    public static async Task<Results<Ok<Page<SignInSummary>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] SignInQuery query, CurrentUser user, PinchangContext data, Phones phones, CancellationToken cancellation, int page = 1)
    {
        if (query.WhyNot() is { } refusal)
        {
            return refusal.ToProblem();
        }

        var number = Math.Clamp(page, 1, 10_000);
        var lines = await query.FindAsync(data, phones, user.AgencyId, cancellation);
        var total = await lines.CountAsync(cancellation);
        return TypedResults.Ok(new Page<SignInSummary>(await ReadAsync(data, lines, (number - 1) * Size, Size, cancellation), total, number, Size));
    }

    /// <summary>As a workbook; that it was taken out, and what for, is kept in the ledger before the file is given.</summary>
    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(
        [AsParameters] SignInQuery query,
        CurrentUser user,
        PinchangContext data,
        Phones phones,
        ILedgerLog ledger,
        ILedgerActors actors,
        TimeProvider time,
        CancellationToken cancellation,
        string? reason = null)
    {
        if ((query.WhyNot() ?? (string.IsNullOrWhiteSpace(reason) ? LedgerRefusals.ReasonMissing.On("reason") : null)) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var lines = await ReadAsync(data, await query.FindAsync(data, phones, user.AgencyId, cancellation), 0, MostExported + 1, cancellation);
        if (lines.Length > MostExported)
        {
            return LedgerRefusals.TooManyLines.With(MostExported.ToString(CultureInfo.InvariantCulture)).ToProblem();
        }

        var (now, agencyId) = (time.GetUtcNow(), user.AgencyId!.Value);
        await ledger.AppendAsync([LedgerLine.Of(
            new(LedgerKinds.SignInsExported, agencyId, "agency", agencyId) { What = $"{lines.Length}", Reason = reason }, actors.Current, now)]);
        object?[][] rows =
        [
            Titles,
            .. lines.Select(line => new object?[] { ChinaTime.Text(line.At), line.Event, line.Method, line.Account, line.Phone, line.Address, line.Device, line.Reason }),
        ];
        return SheetFile.ToFile(string.Create(CultureInfo.InvariantCulture, $"登录日志-{ChinaTime.DateOf(now):yyyy-MM-dd}.xlsx"), new SheetTable("登录日志", rows));
    }

    private static async Task<SignInSummary[]> ReadAsync(PinchangContext data, IQueryable<SignIn> lines, int skip, int take, CancellationToken cancellation)
    {
        var rows = await (
            from line in lines
            join account in data.Users on line.UserId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            orderby line.At descending, line.Id descending
            select new { Line = line, Name = account == null ? null : account.DisplayName, Phone = account == null ? null : account.MaskedPhone })
            .Skip(skip).Take(take).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new SignInSummary(
                row.Line.Id, row.Line.At, Camel(row.Line.Event), Camel(row.Line.Method), row.Name ?? row.Line.Account, row.Line.Address, row.Line.Device, row.Line.Reason,
                row.Phone)),
        ];
    }

    private static string Camel(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
