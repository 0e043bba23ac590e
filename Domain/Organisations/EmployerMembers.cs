using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Accounts;

namespace Pinchang.Domain.Organisations;

/// <summary>What holds of the members of one employer, given all of their roles.</summary>
public static class EmployerMembers
{
    public static Refusal? CheckRights(IReadOnlyCollection<MemberRight>? rights) =>
        rights is null or { Count: 0 } || rights.Any(right => !MemberRights.All.ContainsKey(right)) ? MemberRefusals.RightsMissing.On("rights") : null;

    /// <summary>Whoever manages has all the rest by it.</summary>
    public static string[] RolesOf(IReadOnlyCollection<MemberRight> rights) => rights.Contains(MemberRight.Manage)
        ? [Roles.Manager]
        : [.. rights.Distinct().Order().Select(right => MemberRights.All[right].Role)];

    /// <summary>What roles come to, whether they were given one right at a time or as a whole set.</summary>
    public static MemberRight[] RightsOf(IReadOnlyCollection<string> roles) =>
        [.. MemberRights.All.Where(right => Access.RolesByPolicy[right.Value.Policy].Any(roles.Contains)).Select(right => right.Key).Order()];

    /// <summary>Why these rights cannot be taken from a member: somebody must be left who manages, and an owner is only an owner's to change.</summary>
    /// <param name="all">Each role of each member of the employer.</param>
    public static Refusal? WhyKeep(IReadOnlyCollection<Membership> all, Guid actorId, Guid memberId) =>
        memberId != actorId && Holds(all, memberId, Roles.Owner) && !Holds(all, actorId, Roles.Owner) ? MemberRefusals.OwnerOnly
        : Manages(all, memberId) && !all.Any(other => other.UserId != memberId && Manages(all, other.UserId)) ? MemberRefusals.LastManager
        : null;

    private static bool Manages(IReadOnlyCollection<Membership> all, Guid userId) =>
        Access.RolesByPolicy[Access.ManageEmployer].Any(role => Holds(all, userId, role));

    private static bool Holds(IReadOnlyCollection<Membership> all, Guid userId, string role) => all.Any(held => held.UserId == userId && held.Role == role);
}
