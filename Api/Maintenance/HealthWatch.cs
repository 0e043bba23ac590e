using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data;
using Pinchang.Data.Maintenance;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Maintenance;
using Pinchang.Domain.Notify;

namespace Pinchang.Api.Maintenance;

/// <summary>
/// LH-4.4.1a: runs the checks each minute and keeps what they found; one that stays red opens an incident at each agency and tells its
/// operators. When it is well again the incident says so, and still waits for a person to say what it was.
/// </summary>
internal sealed class HealthWatch(IServiceScopeFactory scopes, HealthReader reader, HealthSamples samples, TimeProvider time, ILogger<HealthWatch> logger) : RecurringWorker(Interval, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // These are people's promises and not the machine's trouble: the page shows them, and nobody is woken.
    private static readonly HealthCheck[] Owed = [HealthCheck.Reviews, HealthCheck.EmergencyDrill];

    /// <summary>Returns how many incidents it opened.</summary>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        var readings = await reader.ReadAsync(null, cancellation);
        await samples.WriteAsync(readings, now, cancellation);
        var steady = await samples.SteadySinceAsync(now - HealthLimits.RedBeforeIncident, (int)(HealthLimits.RedBeforeIncident / Interval), cancellation);

        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<PinchangContext>();
        await using var transaction = await data.Database.BeginTransactionAsync(cancellation);
        // One process at a time: the others find what it opened.
        await data.LockAsync("incidents of checks", cancellation);
        var open = await data.Incidents.IgnoreQueryFilters().Include(incident => incident.Entries)
            .Where(incident => incident.ClosedAt == null && incident.Check != null).AsSplitQuery().OrderBy(incident => incident.Id).ToListAsync(cancellation);
        foreach (var incident in open.Where(incident => steady.ContainsKey(incident.Check!.Value)))
        {
            incident.Follow(isWell: !steady[incident.Check!.Value], ByPlatform(now));
        }

        var red = steady.Where(one => one.Value).Select(one => one.Key).Except(Owed).ToDictionary(check => check, check => readings.FirstOrDefault(reading => reading.Check == check)?.Detail);
        var opened = await OpenAsync(data, scope.ServiceProvider.GetRequiredService<IOutbox>(), red, open, now, cancellation);
        await data.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return opened;
    }

    protected override Task RoundAsync(CancellationToken cancellation) => LookAsync(cancellation);

    private static async Task<int> OpenAsync(
        PinchangContext data, IOutbox outbox, Dictionary<HealthCheck, string?> red, List<Incident> open, DateTimeOffset now, CancellationToken cancellation)
    {
        if (red.Count == 0)
        {
            return 0;
        }

        var minutes = (int)HealthLimits.RedBeforeIncident.TotalMinutes;
        var operators = (await data.Memberships.IgnoreQueryFilters().AsNoTracking()
            .Where(member => member.Scope == MembershipScope.Agency && member.Role == Roles.Operator)
            .Select(member => new { member.AgencyId, member.UserId }).ToListAsync(cancellation)).ToLookup(member => member.AgencyId, member => member.UserId);
        var opened = 0;
        foreach (var agencyId in await data.Agencies.AsNoTracking().OrderBy(agency => agency.Id).Select(agency => agency.Id).ToListAsync(cancellation))
        {
            foreach (var (check, detail) in red.Where(one => !open.Exists(incident => incident.AgencyId == agencyId && incident.Check == one.Key)))
            {
                var incident = Incident.OpenByCheck(agencyId, check, Notices.IncidentTitle(check), $"{Notices.IncidentLog(minutes)}{detail}", ByPlatform(now));
                data.Incidents.Add(incident);
                foreach (var person in operators[agencyId].Distinct())
                {
                    outbox.Enqueue(Notices.IncidentOpened(check, minutes).To(person, $"/operations/incidents?id={incident.Id}", agencyId));
                }

                opened++;
            }
        }

        return opened;
    }

    private static IncidentBy ByPlatform(DateTimeOffset now) => new(Guid.CreateVersion7(now), null, now);
}
