using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>A manager gives a member other rights or another department. Nobody changes their own: a slip would lock them out, or let them in.</summary>
internal static class ChangeMember
{
    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> HandleAsync(
        Guid userId, ChangeMemberRights body, CurrentUser user, CommandContext command, PinchangContext data, Sessions sessions, SessionRegistry registry,
        CancellationToken cancellation)
    {
        if (user is not { EmployerId: { } employerId, AgencyId: { } agencyId })
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if ((EmployerMembers.CheckRights(body.Rights) ?? WrittenText.Check(body.Department, MemberInvitation.MaxDepartment, "department")) is { } wrong)
        {
            return wrong.ToProblem();
        }

        await data.LockEmployerAsync(employerId, cancellation);
        var all = await data.RolesInAsync(employerId, cancellation);
        var held = all.Where(one => one.UserId == userId).ToList();
        if (held.Count == 0)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        // Roles that come to the same rights stay as they are: an owner remains one, a recruiter too.
        var rights = EmployerMembers.RightsOf(EmployerMembers.RolesOf(body.Rights));
        if (!rights.SequenceEqual(EmployerMembers.RightsOf([.. held.Select(one => one.Role)])))
        {
            var refusal = userId == user.Id ? MemberRefusals.OwnRights
                : rights.Contains(MemberRight.Manage) && held.TrueForAll(one => one.Role != Roles.Owner) ? null
                : EmployerMembers.WhyKeep(all, user.Id, userId);
            if (refusal is not null)
            {
                return refusal.ToProblem();
            }

            var wanted = EmployerMembers.RolesOf(body.Rights);
            var now = command.ReceivedAt;
            data.Memberships.RemoveRange(held.Where(one => !wanted.Contains(one.Role)));
            data.Memberships.AddRange(wanted.Except(held.Select(one => one.Role))
                .Select(role => Membership.InEmployer(Guid.CreateVersion7(now), userId, agencyId, employerId, role, now)));
            await data.SaveChangesAsync(cancellation);
            await sessions.EndRightsAsync(userId, registry, command, cancellation);
        }

        await data.PlaceAsync(new(employerId, userId, agencyId), WrittenText.Tidy(body.Department), cancellation);
        return TypedResults.Ok(new MemberActDone(userId));
    }

    private static async Task PlaceAsync(this PinchangContext data, MemberPlace place, string? department, CancellationToken cancellation)
    {
        var kept = await data.MemberDepartments.SingleOrDefaultAsync(member => member.EmployerId == place.EmployerId && member.UserId == place.UserId, cancellation);
        if (department is null)
        {
            data.MemberDepartments.RemoveRange(kept is null ? [] : [kept]);
        }
        else if (kept is null)
        {
            data.MemberDepartments.Add(new() { EmployerId = place.EmployerId, UserId = place.UserId, AgencyId = place.AgencyId, Department = department });
        }
        else
        {
            kept.Department = department;
        }

        await data.SaveChangesAsync(cancellation);
    }

    private sealed record MemberPlace(Guid EmployerId, Guid UserId, Guid AgencyId);
}
