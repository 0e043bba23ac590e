using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>LH-4.1, LH-4.4.2a, JF-5, EX-4.5, EX-7.4-secrecy: asked at the acts themselves, by the rows as they are today, so that what ends at midnight ends there.</summary>
internal sealed class StaffDoors(PinchangContext data, CurrentUser user, AgreementReader agreements)
{
    public Task<Refusal?> WhyNotAsync(Duty duty, DateTimeOffset now, CancellationToken cancellation) => WhyNotAsync(duty, user, now, cancellation);

    /// <param name="caller">Whom a hub knows by its connection.</param>
    public async Task<Refusal?> WhyNotAsync(Duty duty, CurrentUser caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var record = await data.StaffQualifications.AsNoTracking().IgnoreQueryFilters()
            .Where(held => held.UserId == caller.Id && held.AgencyId == caller.AgencyId)
            .ToListAsync(cancellation);
        var (day, shelf) = (ChinaTime.DateOf(now), await agreements.ReadAsync(caller.AgencyId, caller.Id, cancellation));
        var unshown = StaffRules.Missing(duty, record, day);
        var unsigned = StaffAgreements.Missing(duty, shelf.Of(caller.Id), day);
        var refusal = unshown.Length > 0 ? StaffRefusals.Unqualified : unsigned.Length > 0 ? StaffRefusals.Unsigned : null;
        return refusal?.With(StaffWords.Of(duty), string.Join("；", unshown.Select(StaffWords.Of).Concat(unsigned.Select(StaffWords.Of))));
    }
}
