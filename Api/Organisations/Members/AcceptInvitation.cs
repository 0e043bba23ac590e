using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Api.Organisations.Licences;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>Somebody opens the link that they were sent, reads what they are asked, and joins. An unknown token looks like one that is over.</summary>
internal static class AcceptInvitation
{
    public static async Task<Results<Ok<InvitationDetails>, ProblemHttpResult>> LookAsync(
        string token, CurrentUser user, PinchangContext data, TimeProvider time, CancellationToken cancellation)
    {
        if (await FindAsync(token, data, cancellation) is not { IsOpen: true } invitation)
        {
            return MemberRefusals.InvitationOver.ToProblem();
        }

        var invitee = user.IdOrNull is { } id ? await InviteeAsync(id, data, cancellation) : null;
        var employer = await NameAsync(invitation, data, cancellation);
        var inviter = await data.Users.Where(row => row.Id == invitation.InvitedBy).Select(row => row.DisplayName).SingleAsync(cancellation);
        return TypedResults.Ok(new InvitationDetails(
            employer, inviter, invitation.Name, invitation.MaskedAddress, invitation.Department, EmployerMembers.RightsOf(invitation.Roles), invitation.ExpiresAt,
            invitation.WhyNot(invitee, time.GetUtcNow())?.ToHindrance()));
    }

    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> HandleAsync(
        AcceptMemberInvitation body, CurrentUser user, CommandContext command, PinchangContext data, IOutbox outbox, ISessionRegistry sessions, CancellationToken cancellation)
    {
        if (await FindAsync(body.Token, data, cancellation) is not { } found)
        {
            return MemberRefusals.InvitationOver.ToProblem();
        }

        // By employer, then by person: two links at once make nobody a member of two.
        await data.LockEmployerAsync(found.EmployerId, cancellation);
        await data.LockAsync($"member {user.Id}", cancellation);
        var now = command.ReceivedAt;
        var invitation = await FindAsync(body.Token, data, cancellation, track: true);
        if (invitation is null)
        {
            return MemberRefusals.InvitationOver.ToProblem();
        }

        if (invitation.Accept(await InviteeAsync(user.Id, data, cancellation), now) is { } refusal)
        {
            return refusal.ToProblem();
        }

        data.Memberships.AddRange(invitation.Roles.Select(role =>
            Membership.InEmployer(Guid.CreateVersion7(now), user.Id, invitation.AgencyId, invitation.EmployerId, role, now)));
        if (invitation.Department is { } department)
        {
            data.MemberDepartments.Add(new() { EmployerId = invitation.EmployerId, UserId = user.Id, AgencyId = invitation.AgencyId, Department = department });
        }

        var notice = Notices.MemberJoined(user.Name, await NameAsync(invitation, data, cancellation));
        outbox.Enqueue(notice.To(invitation.InvitedBy, "/recruiting/members", invitation.AgencyId));
        await data.SaveChangesAsync(cancellation);
        command.AfterCommit(_ =>
        {
            sessions.Forget(user.Id);
            return Task.CompletedTask;
        });
        return TypedResults.Ok(new MemberActDone(invitation.EmployerId));
    }

    // The invited person belongs to no agency yet.
    private static async Task<MemberInvitation?> FindAsync(string? token, PinchangContext data, CancellationToken cancellation, bool track = false)
    {
        if (SessionToken.HashOf(token ?? "") is not { } hash)
        {
            return null;
        }

        var invitations = track ? data.MemberInvitations : data.MemberInvitations.AsNoTracking();
        return await invitations.IgnoreQueryFilters().SingleOrDefaultAsync(invitation => invitation.TokenHash == hash, cancellation);
    }

    private static async Task<Invitee> InviteeAsync(Guid id, PinchangContext data, CancellationToken cancellation) => new(
        id,
        await data.Users.Where(row => row.Id == id && row.PhoneNumberConfirmed).Select(row => row.PhoneKey).SingleOrDefaultAsync(cancellation),
        await data.Memberships.AsNoTracking().IgnoreQueryFilters().Where(held => held.UserId == id).ToListAsync(cancellation));

    private static Task<string> NameAsync(MemberInvitation invitation, PinchangContext data, CancellationToken cancellation) =>
        data.Employers.IgnoreQueryFilters().Where(employer => employer.Id == invitation.EmployerId).Select(employer => employer.Name).SingleAsync(cancellation);
}
