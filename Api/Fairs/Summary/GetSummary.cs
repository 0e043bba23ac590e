using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs.Summary;

/// <summary>The report as JSON for its charts, as CSV, and as a spreadsheet.</summary>
internal static class GetSummary
{
    public static async Task<Results<Ok<FairReport>, ProblemHttpResult>> HandleAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation) =>
        (await ReadAsync(id, access, reader, time, cancellation)).ToResult();

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> CsvAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var report = await ReadAsync(id, access, reader, time, cancellation);
        return report.Value is { } read
            ? Csv(read).ToFile(Name(read, "csv"))
            : report.Refusal!.ToProblem();
    }

    public static async Task<Results<FileContentHttpResult, ProblemHttpResult>> SheetAsync(
        Guid id, FairAccess access, ReportReader reader, TimeProvider time, CancellationToken cancellation)
    {
        var report = await ReadAsync(id, access, reader, time, cancellation);
        return report.Value is { } read
            ? SheetFile.ToFile(Name(read, "xlsx"), ReportTables.Of(read))
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

    private static CsvSheet Csv(FairReport report)
    {
        var csv = new CsvSheet();
        foreach (var table in ReportTables.Of(report))
        {
            foreach (var row in table.Rows)
            {
                csv.Row(row);
            }

            csv.Gap();
        }

        return csv;
    }
}
