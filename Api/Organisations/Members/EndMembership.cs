using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>A member leaves or is removed: with the rows go their rights, and what is open on them closes at once.</summary>
internal static class EndMembership
{
    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> RemoveAsync(
        Guid userId, CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, Sessions sessions, SessionRegistry registry,
        CancellationToken cancellation)
    {
        if (user is not { EmployerId: { } employerId, AgencyId: { } agencyId })
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        return await EndAsync(employerId, userId, user, command, data, sessions, registry,
            employer => outbox.Enqueue(Notices.MemberRemoved(employer).To(userId, "/", agencyId)), cancellation);
    }

    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> LeaveAsync(
        CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, Sessions sessions, SessionRegistry registry, CancellationToken cancellation)
    {
        if (user is not { EmployerId: { } employerId, AgencyId: { } agencyId })
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var managers = (await data.RolesInAsync(employerId, cancellation))
            .Where(held => held.UserId != user.Id && Access.RolesByPolicy[Access.ManageEmployer].Contains(held.Role)).Select(held => held.UserId).Distinct().ToArray();
        return await EndAsync(employerId, user.Id, user, command, data, sessions, registry, employer =>
        {
            foreach (var manager in managers)
            {
                outbox.Enqueue(Notices.MemberLeft(user.Name, employer).To(manager, "/recruiting/members", agencyId));
            }
        }, cancellation);
    }

    /// <summary>
    /// Rights of a person became less in the command's transaction. Each process hears it with the commit; this one closes again right after,
    /// since a socket that came back in between had been let in on the old rights.
    /// </summary>
    public static async Task EndRightsAsync(this Sessions sessions, Guid userId, SessionRegistry registry, CommandContext command, CancellationToken cancellation)
    {
        var open = await sessions.CloseSocketsAsync(userId, cancellation);
        command.AfterCommit(_ =>
        {
            registry.Forget(userId);
            Array.ForEach(open, registry.Revoke);
            return Task.CompletedTask;
        });
    }

    private static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> EndAsync(
        Guid employerId, Guid userId, CurrentUser actor, CommandContext command, PinchangContext data, Sessions sessions, SessionRegistry registry, Action<string> tell,
        CancellationToken cancellation)
    {
        await data.LockEmployerAsync(employerId, cancellation);
        var all = await data.RolesInAsync(employerId, cancellation);
        var held = all.Where(one => one.UserId == userId).ToList();
        var name = await data.Employers.Where(employer => employer.Id == employerId).Select(employer => employer.Name).SingleOrDefaultAsync(cancellation);
        if (held.Count == 0 || name is null)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (EmployerMembers.WhyKeep(all, actor.Id, userId) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.Memberships.RemoveRange(held);
        data.MemberDepartments.RemoveRange(await data.MemberDepartments.Where(member => member.EmployerId == employerId && member.UserId == userId).ToListAsync(cancellation));
        tell(name);
        await data.SaveChangesAsync(cancellation);
        await sessions.EndRightsAsync(userId, registry, command, cancellation);
        return TypedResults.Ok(new MemberActDone(userId));
    }
}
