using Microsoft.EntityFrameworkCore;
using Pinchang.Contracts;
using Pinchang.Data;

namespace Pinchang.Api.Applications;

internal static class EmployerContacts
{
    /// <summary>Whom an employer's news of a job goes to: who wrote it, or the owners when that person has left.</summary>
    public static async Task<IReadOnlyCollection<Guid>> FindContactsAsync(
        this PinchangContext data, Guid employerId, Guid authorId, CancellationToken cancellation)
    {
        var members = await data.Memberships
            .Where(member => member.ScopeId == employerId && (member.UserId == authorId || member.Role == Roles.Owner))
            .Select(member => member.UserId)
            .Distinct()
            .ToListAsync(cancellation);
        return members.Contains(authorId) ? [authorId] : members;
    }
}
