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

    // A number says more than a day of a picture; and of reviews and drills the samples are of all agencies together.
    private static readonly HealthCheck[] ToldByAge =
        [HealthCheck.Reviews, HealthCheck.Backup, HealthCheck.RestoreDrill, HealthCheck.Certificate, HealthCheck.EmergencyDrill];

    public static async Task<Ok<OperationsState>> HandleAsync(
        HealthReader reader, HealthSamples samples, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var readings = await reader.ReadAsync(user.AgencyId, cancellation);
        var (history, lookedAt) = await samples.ReadAsync(now - Shown, cancellation);
        history = [.. history.Where(one => !ToldByAge.Contains(one.Check))];
        return TypedResults.Ok(new OperationsState(
            now, lookedAt, readings, history, await data.Incidents.CountAsync(incident => incident.AgencyId == user.AgencyId && incident.ClosedAt == null, cancellation)));
    }
}
