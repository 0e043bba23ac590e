using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Api.Maintenance;

/// <summary>An agency's incidents and their logs.</summary>
internal static class Incidents
{
    private const int Size = 20;

    public static async Task<Ok<Page<IncidentDetails>>> ListAsync(
        CurrentUser user, PinchangContext data, CancellationToken cancellation, bool closed = false, Guid? id = null, int page = 1)
    {
        var found = data.Incidents.AsNoTracking().Where(incident => incident.AgencyId == user.AgencyId
            && (id == null ? (incident.ClosedAt != null) == closed : incident.Id == id));
        var number = Math.Clamp(page, 1, 10_000);
        var total = await found.CountAsync(cancellation);
        var shown = await found.Include(incident => incident.Entries).AsSplitQuery()
            .OrderByDescending(incident => incident.OpenedAt).ThenBy(incident => incident.Id).Skip((number - 1) * Size).Take(Size).ToListAsync(cancellation);
        return TypedResults.Ok(new Page<IncidentDetails>(await data.ToDetailsAsync(shown, cancellation), total, number, Size));
    }

    public static async Task<Results<Ok<IncidentDetails>, ProblemHttpResult>> OpenAsync(
        OpenIncident body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var outcome = Incident.Open(user.AgencyId!.Value, body, By(user, command));
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.Incidents.Add(outcome.Value);
        return await KeepAsync(outcome.Value, data, cancellation);
    }

    public static Task<Results<Ok<IncidentDetails>, ProblemHttpResult>> NoteAsync(
        Guid id, NoteOnIncident body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(id, incident => incident.Note(body, By(user, command)), user, data, cancellation);

    public static Task<Results<Ok<IncidentDetails>, ProblemHttpResult>> CloseAsync(
        Guid id, CloseIncident body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation) =>
        StepAsync(id, incident => incident.Close(body, By(user, command)), user, data, cancellation);

    private static async Task<Results<Ok<IncidentDetails>, ProblemHttpResult>> StepAsync(
        Guid id, Func<Incident, Outcome<Incident>> step, CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        await data.LockAsync($"incident {id}", cancellation);
        var incident = await data.Incidents.Include(one => one.Entries).SingleOrDefaultAsync(one => one.Id == id && one.AgencyId == user.AgencyId, cancellation);
        if (incident is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = step(incident);
        return outcome.IsAccepted ? await KeepAsync(incident, data, cancellation) : outcome.Refusal.ToProblem();
    }

    private static async Task<Results<Ok<IncidentDetails>, ProblemHttpResult>> KeepAsync(Incident incident, PinchangContext data, CancellationToken cancellation)
    {
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok((await data.ToDetailsAsync([incident], cancellation))[0]);
    }

    private static IncidentBy By(CurrentUser user, CommandContext command) => new(Guid.CreateVersion7(command.ReceivedAt), user.Id, command.ReceivedAt);

    private static async Task<IncidentDetails[]> ToDetailsAsync(this PinchangContext data, List<Incident> incidents, CancellationToken cancellation)
    {
        var names = await data.NamesAsync(incidents.SelectMany(incident => incident.Entries).Select(entry => entry.StaffId), cancellation);
        return
        [
            .. incidents.Select(incident => new IncidentDetails(
                incident.Id,
                incident.Title,
                incident.Severity,
                incident.Check,
                incident.OpenedAt,
                incident.ClosedAt,
                incident.Cause,
                incident.Measure,
                [
                    .. incident.Entries.OrderBy(entry => entry.At).ThenBy(entry => entry.Id)
                        .Select(entry => new IncidentLine(entry.At, entry.Step, entry.StaffId is { } staff ? names.GetValueOrDefault(staff) : null, entry.Text)),
                ])),
        ];
    }
}
