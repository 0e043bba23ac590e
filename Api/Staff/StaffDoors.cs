using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>LH-4.1, EX-4.5: asked at the acts themselves, by the rows as they are today, so that what ends at midnight ends there.</summary>
internal sealed class StaffDoors(PinchangContext data, CurrentUser user)
{
    public Task<Refusal?> WhyNotAsync(Duty duty, DateTimeOffset now, CancellationToken cancellation) => WhyNotAsync(duty, user, now, cancellation);

    /// <param name="caller">Whom a hub knows by its connection.</param>
    public async Task<Refusal?> WhyNotAsync(Duty duty, CurrentUser caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var record = await data.StaffQualifications.AsNoTracking().IgnoreQueryFilters()
            .Where(held => held.UserId == caller.Id && held.AgencyId == caller.AgencyId)
            .ToListAsync(cancellation);
        return StaffRules.Missing(duty, record, ChinaTime.DateOf(now)) is { Length: > 0 } lacks
            ? StaffRefusals.Unqualified.With(StaffWords.Of(duty), string.Join("；", lacks.Select(StaffWords.Of)))
            : null;
    }
}
