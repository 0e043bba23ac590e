using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>LH-5.1.3a: a manager invites somebody, sends the link again, or takes it back.</summary>
internal static class InviteMembers
{
    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> InviteAsync(
        InviteMember body, CurrentUser user, CommandContext command, PinchangContext data, InvitationPost post, CancellationToken cancellation)
    {
        if (await OwnAsync(user, data, cancellation) is not { } employer)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (post.Read(body.Address) is not { } address)
        {
            return MemberRefusals.AddressMalformed.On("address").ToProblem();
        }

        var now = command.ReceivedAt;
        var outcome = MemberInvitation.Invite(Guid.CreateVersion7(now), employer, user.Id, body, address, now);
        var refusal = outcome.IsAccepted ? await WhyNotAsync(employer, address, now, data, cancellation) : outcome.Refusal;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        data.MemberInvitations.Add(outcome.Value!);
        return await SendAsync(outcome.Value!, employer, now, data, post, cancellation);
    }

    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> ResendAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, InvitationPost post, CancellationToken cancellation) =>
        await OwnAsync(user, data, cancellation) is { } employer && await FindAsync(id, employer, data, cancellation) is { } invitation
            ? await SendAsync(invitation, employer, command.ReceivedAt, data, post, cancellation)
            : CommonRefusals.NotFound.ToProblem();

    public static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> WithdrawAsync(
        Guid id, CurrentUser user, CommandContext command, PinchangContext data, CancellationToken cancellation)
    {
        if (await OwnAsync(user, data, cancellation) is not { } employer || await FindAsync(id, employer, data, cancellation) is not { } invitation)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        if (invitation.Withdraw(command.ReceivedAt) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new MemberActDone(id));
    }

    private static async Task<Results<Ok<MemberActDone>, ProblemHttpResult>> SendAsync(
        MemberInvitation invitation, Employer employer, DateTimeOffset now, PinchangContext data, InvitationPost post, CancellationToken cancellation)
    {
        var token = SessionToken.Make();
        if (invitation.Send(SessionToken.HashOf(token)!, now) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await post.PostAsync(invitation, token, employer.Name, cancellation);
        await data.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new MemberActDone(invitation.Id));
    }

    // Locked: two managers who invite the same person at once make one invitation, and the day's number holds.
    private static async Task<Employer?> OwnAsync(CurrentUser user, PinchangContext data, CancellationToken cancellation)
    {
        if (user.EmployerId is not { } employerId)
        {
            return null;
        }

        await data.LockEmployerAsync(employerId, cancellation);
        return await data.Employers.SingleOrDefaultAsync(employer => employer.Id == employerId, cancellation);
    }

    private static Task<MemberInvitation?> FindAsync(Guid id, Employer employer, PinchangContext data, CancellationToken cancellation) =>
        data.MemberInvitations.SingleOrDefaultAsync(invitation => invitation.Id == id && invitation.EmployerId == employer.Id, cancellation);

    private static async Task<Refusal?> WhyNotAsync(Employer employer, InvitedAddress address, DateTimeOffset now, PinchangContext data, CancellationToken cancellation)
    {
        var sent = data.MemberInvitations.Where(invitation => invitation.EmployerId == employer.Id);
        if (await sent.CountAsync(invitation => invitation.InvitedAt > now.AddDays(-1), cancellation) >= MemberInvitation.MaxPerDay)
        {
            return MemberRefusals.TooManyInvitations.With(MemberInvitation.MaxPerDay.ToString(CultureInfo.InvariantCulture));
        }

        if (await sent.AnyAsync(invitation => invitation.AddressKey == address.Key && invitation.AcceptedAt == null && invitation.WithdrawnAt == null, cancellation))
        {
            return MemberRefusals.AlreadyInvited.On("address");
        }

        var isMember = address.ByPhone && await data.Memberships.AnyAsync(
            held => held.Scope == MembershipScope.Employer && held.ScopeId == employer.Id
                && data.Users.Any(member => member.Id == held.UserId && member.PhoneKey == address.Key), cancellation);
        return isMember ? MemberRefusals.AlreadyMember.On("address") : null;
    }
}
