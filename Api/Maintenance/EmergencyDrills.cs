using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data;
using Pinchang.Domain.Maintenance;

namespace Pinchang.Api.Maintenance;

/// <summary>JF-7.6: an agency's emergency drills.</summary>
internal static class EmergencyDrills
{
    private const int Size = 20;

    public static async Task<Ok<Page<EmergencyDrillDetails>>> ListAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation, int page = 1)
    {
        var found = data.EmergencyDrills.AsNoTracking().Where(drill => drill.AgencyId == user.AgencyId);
        var number = Math.Clamp(page, 1, 10_000);
        var shown = await found.OrderByDescending(drill => drill.PlannedOn).ThenBy(drill => drill.Id).Skip((number - 1) * Size).Take(Size).ToListAsync(cancellation);
        return TypedResults.Ok(new Page<EmergencyDrillDetails>([.. shown.Select(ToDetails)], await found.CountAsync(cancellation), number, Size));
    }

    public static async Task<Results<Ok<EmergencyDrillDetails>, ProblemHttpResult>> PlanAsync(
        PlanDrill body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        var outcome = EmergencyDrill.Plan(user.AgencyId!.Value, body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        data.EmergencyDrills.Add(outcome.Value);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(ToDetails(outcome.Value));
    }

    public static async Task<Results<Ok<EmergencyDrillDetails>, ProblemHttpResult>> RecordAsync(
        Guid id, RecordDrill body, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        await data.LockAsync($"drill {id}", cancellation);
        if (await data.EmergencyDrills.SingleOrDefaultAsync(drill => drill.Id == id && drill.AgencyId == user.AgencyId, cancellation) is not { } drill)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var outcome = drill.Record(body, command.ReceivedAt);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(ToDetails(drill));
    }

    private static EmergencyDrillDetails ToDetails(EmergencyDrill drill) =>
        new(drill.Id, drill.Scenario, drill.PlannedOn, drill.Leader, drill.BeganAt, drill.Minutes, drill.Passed, drill.Participants, drill.Findings);
}
