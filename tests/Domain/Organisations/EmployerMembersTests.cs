using Pinchang.Contracts;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain.Accounts;
using Pinchang.Domain.Organisations;

namespace Pinchang.Domain.Tests.Organisations;

public sealed class EmployerMembersTests
{
    private static readonly Guid Owner = Guid.CreateVersion7();
    private static readonly Guid Manager = Guid.CreateVersion7();
    private static readonly Guid Poster = Guid.CreateVersion7();
    private static readonly Membership[] All = [Of(Owner, Roles.Owner), Of(Manager, Roles.Manager), Of(Poster, Roles.JobPoster)];

    [Fact]
    public void Each_right_gives_the_policy_it_stands_for_and_only_managing_gives_all()
    {
        foreach (var right in Enum.GetValues<MemberRight>().Except([MemberRight.Manage, MemberRight.Present]))
        {
            EmployerMembers.RightsOf(EmployerMembers.RolesOf([right])).ShouldBe([right]);
        }

        EmployerMembers.RightsOf(EmployerMembers.RolesOf([MemberRight.Present])).ShouldBe([MemberRight.Present, MemberRight.Moderate]);
        EmployerMembers.RolesOf([MemberRight.Call, MemberRight.Manage]).ShouldBe([Roles.Manager]);
        EmployerMembers.RightsOf([Roles.Manager]).ShouldBe(Enum.GetValues<MemberRight>());
        EmployerMembers.RightsOf([Roles.Recruiter]).ShouldBe(Enum.GetValues<MemberRight>().Except([MemberRight.Manage]));
    }

    [Fact]
    public void Rights_are_never_none() => EmployerMembers.CheckRights([])!.Code.ShouldBe("members.rights-missing");

    [Fact]
    public void Somebody_who_manages_is_left_and_an_owner_is_an_owners_to_change()
    {
        EmployerMembers.WhyKeep(All, Manager, Owner).ShouldBe(MemberRefusals.OwnerOnly);
        EmployerMembers.WhyKeep(All, Owner, Manager).ShouldBeNull();
        EmployerMembers.WhyKeep(All, Owner, Owner).ShouldBeNull();
        EmployerMembers.WhyKeep([All[0], All[2]], Owner, Owner).ShouldBe(MemberRefusals.LastManager);
        EmployerMembers.WhyKeep([All[0], All[2]], Owner, Poster).ShouldBeNull();
    }

    private static Membership Of(Guid userId, string role) =>
        Membership.InEmployer(Guid.CreateVersion7(), userId, Guid.Empty, Guid.Empty, role, DateTimeOffset.UnixEpoch);
}
