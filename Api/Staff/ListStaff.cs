using Microsoft.AspNetCore.Http.HttpResults;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Organisations;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>人员与资质: who may do what, who lacks what, and what ends soon.</summary>
internal static class ListStaff
{
    private const int PageSize = 20;
    private const int EndingDays = 60;

    public static async Task<Ok<StaffList>> HandleAsync(
        CurrentUser user, StaffDesk desk, TimeProvider time, string? q = null, string? role = null, QueryEnum<StaffShelf>? shelf = null, int page = 1,
        CancellationToken cancellation = default)
    {
        var all = await desk.ReadAsync(user.AgencyId!.Value, null, cancellation);
        var (wanted, number, soon) = (q?.Trim(), Math.Max(1, page), ChinaTime.DateOf(time.GetUtcNow()).AddDays(EndingDays));
        bool IsEnding(StaffLine line) => line.Duties.Any(duty => duty.Until <= soon);
        bool IsLacking(StaffLine line) => line.Duties.Any(duty => duty.Lacks.Length > 0);
        StaffLine[] found =
        [
            .. all.Where(line => string.IsNullOrEmpty(wanted) || line.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase) || line.Employer?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true)
                .Where(line => string.IsNullOrEmpty(role) || line.Roles.Contains(role))
                .Where(line => shelf?.Value switch
                {
                    StaffShelf.Lacking => IsLacking(line),
                    StaffShelf.Ending => IsEnding(line),
                    StaffShelf.Waiting => line.Waiting > 0,
                    _ => true,
                }),
        ];
        Page<StaffLine> shown = new([.. found.Skip((number - 1) * PageSize).Take(PageSize)], found.Length, number, PageSize);
        return TypedResults.Ok(new StaffList(shown, all.Length, all.Count(IsLacking), all.Count(IsEnding), all.Count(line => line.Waiting > 0)));
    }

    public static async Task<Results<Ok<StaffDetails>, ProblemHttpResult>> OneAsync(
        Guid userId, CurrentUser user, PinchangContext data, StaffDesk desk, AgreementReader agreements, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        return (await desk.ReadAsync(agencyId, userId, cancellation)).SingleOrDefault() is { } line
            ? TypedResults.Ok(new StaffDetails(
                line,
                await desk.ItemsAsync(data.StaffQualifications.Where(held => held.UserId == userId && held.AgencyId == agencyId), cancellation),
                agreements.Lines(userId, line.Roles, await agreements.ReadAsync(agencyId, userId, cancellation))))
            : CommonRefusals.NotFound.ToProblem();
    }

    /// <summary>For an inspector: who does what, by which paper, checked by whom.</summary>
    public static async Task<FileContentHttpResult> CsvAsync(CurrentUser user, PinchangContext data, StaffDesk desk, CancellationToken cancellation)
    {
        var agencyId = user.AgencyId!.Value;
        var items = (await desk.ItemsAsync(data.StaffQualifications.Where(held => held.AgencyId == agencyId), cancellation)).ToLookup(held => held.UserId);
        var sheet = new CsvSheet().Row(Heads("name", "employer", "duty", "allowed", "lacks", "kind", "field", "title", "issuer", "obtained", "until", "hours", "result", "state", "checker", "checked-at"));
        foreach (var line in await desk.ReadAsync(agencyId, null, cancellation))
        {
            foreach (var duty in line.Duties)
            {
                object?[] standing =
                [
                    line.Name, line.Employer, StaffWords.Of(duty.Duty), StaffWords.Head(duty.Lacks.Length == 0 ? "yes" : "no"), string.Join("；", duty.Lacks.Select(lack => lack.Text)),
                ];
                var papers = items[line.UserId].Where(held => StaffRules.Of(duty.Duty).Needs.Any(need => need.Field == held.Field)).ToList();
                foreach (var held in papers)
                {
                    sheet.Row([.. standing, .. Cells(held)]);
                }

                if (papers.Count == 0)
                {
                    sheet.Row(standing);
                }
            }
        }

        return sheet.ToFile("staff.csv");
    }

    private static object?[] Heads(params string[] columns) => [.. columns.Select(StaffWords.Head)];

    private static object?[] Cells(QualificationDetails held) =>
    [
        StaffWords.Of(held.Kind), StaffWords.Of(held.Field), held.Name, held.Issuer, Licence.DayText(held.ObtainedOn),
        held.ValidUntil is { } until ? Licence.DayText(until) : StaffWords.Head("long-term"), held.Hours, held.Result, StaffWords.Of(held.State), held.DecidedBy,
        held.DecidedAt is { } at ? ChinaTime.Text(at) : null,
    ];
}
