using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data;
using Pinchang.Data.Maintenance;

namespace Pinchang.Api.Maintenance;

/// <summary>How the installation does at this moment, asked anew, and how it did for a day.</summary>
internal static class GetOperationsState
{
    private static readonly TimeSpan Shown = TimeSpan.FromHours(24);

    public static async Task<Ok<OperationsState>> HandleAsync(
        HealthReader reader, HealthSamples samples, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var readings = await reader.ReadAsync(user.AgencyId, cancellation);
        var (history, lookedAt) = await samples.ReadAsync(now - Shown, cancellation);
        // Of these the samples are of all agencies together.
        history = [.. history.Where(one => one.Check is not (HealthCheck.Reviews or HealthCheck.EmergencyDrill))];
        return TypedResults.Ok(new OperationsState(
            now, lookedAt, readings, history, await data.Incidents.CountAsync(incident => incident.AgencyId == user.AgencyId && incident.ClosedAt == null, cancellation)));
    }
}
