using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Improvements;

internal static class ImprovementPeople
{
    /// <summary>Whoever works in the agency may own one.</summary>
    public static IQueryable<Guid> ImprovementOwners(this PinchangContext data, Guid agencyId) => data.StaffWith(agencyId, Roles.Agency);

    public static IQueryable<Guid> ImprovementCheckers(this PinchangContext data, Guid agencyId) =>
        data.StaffWith(agencyId, Access.RolesByPolicy[Access.CheckImprovements]);

    public static IQueryable<Guid> ImprovementManagers(this PinchangContext data, Guid agencyId) =>
        data.StaffWith(agencyId, Access.RolesByPolicy[Access.ManageImprovements]);

    private static IQueryable<Guid> StaffWith(this PinchangContext data, Guid agencyId, string[] roles) => data.Memberships.AsNoTracking()
        .Where(member => member.Scope == MembershipScope.Agency && member.AgencyId == agencyId && roles.Contains(member.Role))
        .Select(member => member.UserId).Distinct();
}
