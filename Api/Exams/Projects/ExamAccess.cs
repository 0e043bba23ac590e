using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Accounts;

namespace Pinchang.Api.Exams.Projects;

/// <summary>
/// The right to one exam project. A policy only says that somebody holds a role somewhere; here it is asked of this project.
/// A project of another agency, or one in which the caller is nothing, looks like not found.
/// </summary>
internal sealed class ExamAccess(CurrentUser user, PinchangContext data)
{
    /// <summary>Why the caller may not act in the project in one of these roles, or null.</summary>
    public async Task<Refusal?> RequireAsync(Guid projectId, params string[] roles)
    {
        var held = await RolesInAsync(projectId);
        return held.Length == 0 ? CommonRefusals.NotFound : held.Any(roles.Contains) ? null : CommonRefusals.Forbidden;
    }

    /// <summary>What the caller is in the project; nothing when it is not their agency's, or their roles sleep.</summary>
    public async Task<string[]> RolesInAsync(Guid projectId) =>
        user.IdOrNull is { } userId && user.May(Access.ExamStaff)
            ? await data.ProjectRoles(userId, user.AgencyId)
                .Where(membership => membership.ScopeId == projectId)
                .Select(membership => membership.Role)
                .ToArrayAsync()
            : [];
}

internal static class ProjectMemberships
{
    /// <summary>The roles that somebody holds in exam projects of one agency.</summary>
    public static IQueryable<Membership> ProjectRoles(this PinchangContext data, Guid userId, Guid? agencyId) =>
        data.Memberships.AsNoTracking().Where(membership =>
            membership.UserId == userId && membership.AgencyId == agencyId && membership.Scope == MembershipScope.Project);
}
