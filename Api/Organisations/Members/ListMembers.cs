using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Data;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Organisations.Members;

/// <summary>The caller's colleagues, and for managers whoever is invited.</summary>
internal static class ListMembers
{
    private const int MostInvitations = 200;

    /// <param name="q">Part of a name, a department or a masked phone.</param>
    public static async Task<Results<Ok<MemberBook>, ProblemHttpResult>> HandleAsync(
        CurrentUser user, PinchangContext data, TimeProvider time, string? q = null, CancellationToken cancellation = default)
    {
        if (user.EmployerId is not { } employerId)
        {
            return CommonRefusals.NotFound.ToProblem();
        }

        var held = await data.RolesInAsync(employerId, cancellation);
        var ids = held.Select(one => one.UserId).Distinct().ToArray();
        var people = await data.Users.Where(person => ids.Contains(person.Id))
            .Select(person => new { person.Id, person.DisplayName, person.MaskedPhone }).ToDictionaryAsync(person => person.Id, cancellation);
        var departments = await data.MemberDepartments.Where(member => member.EmployerId == employerId)
            .ToDictionaryAsync(member => member.UserId, member => member.Department, cancellation);
        var members = held.GroupBy(one => one.UserId).Select(member => new MemberSummary(
            member.Key, people[member.Key].DisplayName, people[member.Key].MaskedPhone, departments.GetValueOrDefault(member.Key),
            EmployerMembers.RightsOf([.. member.Select(one => one.Role)]), member.Any(one => one.Role == Roles.Owner), member.Key == user.Id,
            member.Min(one => one.CreatedAt)));
        var invitations = user.May(Access.ManageEmployer) ? await InvitationsAsync(employerId, data, time.GetUtcNow(), cancellation) : [];
        return TypedResults.Ok(new MemberBook(
            [.. members.Where(member => Matches(q, member.Name, member.Department, member.Phone))],
            [.. invitations.Where(invitation => Matches(q, invitation.Name, invitation.Department, invitation.Address))],
            [.. departments.Values.Concat(invitations.Select(invitation => invitation.Department)).OfType<string>().Distinct().Order(StringComparer.Ordinal)]));
    }

    private static async Task<InvitationSummary[]> InvitationsAsync(Guid employerId, PinchangContext data, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await data.MemberInvitations.AsNoTracking()
            .Where(invitation => invitation.EmployerId == employerId && invitation.AcceptedAt == null && invitation.WithdrawnAt == null)
            .OrderByDescending(invitation => invitation.SentAt).Take(MostInvitations)
            .Join(data.Users, invitation => invitation.InvitedBy, inviter => inviter.Id, (invitation, inviter) => new { Invitation = invitation, Inviter = inviter.DisplayName })
            .ToListAsync(cancellation);
        return
        [
            .. waiting.Select(one => new InvitationSummary(
                one.Invitation.Id, one.Invitation.Name, one.Invitation.MaskedAddress, one.Invitation.Department, EmployerMembers.RightsOf(one.Invitation.Roles), one.Inviter,
                one.Invitation.SentAt, one.Invitation.ExpiresAt, now >= one.Invitation.ExpiresAt)),
        ];
    }

    private static bool Matches(string? q, params string?[] texts) =>
        string.IsNullOrWhiteSpace(q) || texts.Any(text => text?.Contains(q.Trim(), StringComparison.OrdinalIgnoreCase) == true);
}
