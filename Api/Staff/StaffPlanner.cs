using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts.Staff;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Staff;

namespace Pinchang.Api.Staff;

/// <summary>What people on a plan lack today, in words.</summary>
internal sealed class PlannedStaff(ILookup<Guid, StaffQualification> records, AgreementShelf shelf, DateOnly today)
{
    public string[] LacksOf(Guid userId, Duty duty) =>
    [
        .. StaffRules.Missing(duty, [.. records[userId]], today).Select(StaffWords.Of),
        .. StaffAgreements.Missing(duty, shelf.Of(userId), today).Select(StaffWords.Of),
    ];

    /// <summary>For whatever duties the role brings.</summary>
    public string[] LacksOf(Guid userId, string role) => [.. StaffRules.For([role]).SelectMany(rule => LacksOf(userId, rule.Duty)).Distinct()];
}

/// <summary>Whoever puts people on a plan sees then what each of them lacks, not only when the duty has come (LH-4.1, EX-4.5).</summary>
internal sealed class StaffPlanner(PinchangContext data, AgreementReader agreements, TimeProvider time)
{
    public async Task<PlannedStaff> ReadAsync(Guid agencyId, Guid[] people, CancellationToken cancellation)
    {
        var records = await data.StaffQualifications.AsNoTracking().Where(held => held.AgencyId == agencyId && people.Contains(held.UserId)).ToListAsync(cancellation);
        return new(records.ToLookup(held => held.UserId), await agreements.ReadAsync(agencyId, people is [var one] ? one : null, cancellation), ChinaTime.DateOf(time.GetUtcNow()));
    }
}
