using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Summary;

/// <summary>The report as JSON for its charts, as CSV, and as a spreadsheet.</summary>
internal static class GetSummary
{
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<Results<Ok<FairReport>, ProblemHttpResult>> HandleAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation) =>
        (await ReadAsync(id, access, reader, time, cancellation)).ToResult();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var report = await ReadAsync(id, access, reader, time, cancellation);
        return report.Value is { } read
            ? TypedResults.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Csv(read))], "text/csv; charset=utf-8", Name(read, "csv"))
            : report.Refusal!.ToProblem();
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SheetAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var report = await ReadAsync(id, access, reader, time, cancellation);
        return report.Value is { } read
            ? TypedResults.File(Workbook(ReportTables.Of(read)), SheetType, Name(read, "xlsx"))
            : report.Refusal!.ToProblem();
    }

    private static async Task<Outcome<FairReport>> ReadAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation)
    {
        if (await access.FindOwnAsync(id, cancellation) is not { } fair)
        {
            return FairRefusals.NotFound;
        }

        return fair.PhaseAt(time.GetUtcNow()) is FairPhase.Draft or FairPhase.Upcoming
            ? FairRefusals.SummaryNotReady
            : await reader.ReadAsync(fair, cancellation);
    }

    private static string Name(FairReport report, string ending) =>
        $"招聘会统计-{Domain.ChinaTime.DateOf(report.Fair.OpensAt!.Value):yyyy-MM-dd}.{ending}";

    private static string Csv(FairReport report)
    {
        var csv = new StringBuilder();
        foreach (var table in ReportTables.Of(report))
        {
            foreach (var row in table.Rows)
            {
                csv.AppendJoin(',', row.Select(Quoted)).Append("\r\n");
            }

            csv.Append("\r\n");
        }

        return csv.ToString();
    }

    private static string Quoted(object? value)
    {
        var text = ReportTables.Plain(value);
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static byte[] Workbook(ReportTable[] tables)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.Workbook = new Workbook();
            var sheets = workbook.Workbook.AppendChild(new Sheets());
            foreach (var table in tables)
            {
                var part = workbook.AddNewPart<WorksheetPart>();
                part.Worksheet = new Worksheet(new SheetData(table.Rows.Select((cells, index) => new Row(cells.Select(CellOf)) { RowIndex = (uint)index + 1 })));
                sheets.Append(new Sheet { Id = workbook.GetIdOfPart(part), SheetId = (uint)sheets.ChildElements.Count + 1, Name = table.Name });
            }

            workbook.Workbook.Save();
        }

        return stream.ToArray();
    }

    /// <summary>Numbers as numbers, so that they can be summed; texts inline, where nothing is a formula.</summary>
    private static Cell CellOf(object? value) => value is int number
        ? new Cell { DataType = CellValues.Number, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) }
        : new Cell { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(value as string ?? "")) };
}
