using Microsoft.EntityFrameworkCore;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Organisations.Members;

internal static class MemberReading
{
    /// <summary>Each role of each member of an employer.</summary>
    public static Task<List<Membership>> RolesInAsync(this PinchangContext data, Guid employerId, CancellationToken cancellation) =>
        data.Memberships.Where(held => held.Scope == MembershipScope.Employer && held.ScopeId == employerId).OrderBy(held => held.CreatedAt).ToListAsync(cancellation);
}
