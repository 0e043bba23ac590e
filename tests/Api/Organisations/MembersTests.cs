using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Accounts;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Organisations;

public sealed class MembersTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Members = "/api/employers/mine/members";

    [Fact]
    [Clause("LH-5.1.3a", at: "Api/Organisations/Members/AcceptInvitation.cs")]
    public async Task An_invited_phone_joins_once_with_exactly_the_rights_that_were_given()
    {
        var (_, owner) = await scene.UnlicensedAsync();
        var guest = await scene.Api.CandidateAsync();
        await MemberActs.InviteAsync(owner, guest.Phone, "人事部", MemberRight.PostJobs);
        var token = await scene.TokenSentToAsync(guest.Phone);

        var shown = await scene.Api.Browser().GetAsync<InvitationDetails>($"/api/member-invitations/{token}");
        shown.Address.ShouldBe($"{guest.Phone[..3]}****{guest.Phone[^4..]}");
        shown.Rights.ShouldBe([MemberRight.PostJobs]);
        var stranger = await scene.Api.CandidateAsync();
        await (await stranger.Http.PostCommandAsync(MemberActs.Acceptances, new AcceptMemberInvitation(token)))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "members.invited-other-phone");

        await MemberActs.AcceptAsync(guest, token);

        (await guest.Http.GetAsync<SessionDetails>("/api/session")).SecondFactorPending.ShouldBeTrue();
        var joined = (await owner.Http.GetAsync<MemberBook>(Members)).Members.Single(member => member.UserId == guest.UserId);
        joined.ShouldSatisfyAllConditions(
            member => member.Department.ShouldBe("人事部"),
            member => member.Rights.ShouldBe([MemberRight.PostJobs]),
            member => member.IsOwner.ShouldBeFalse());
        await (await stranger.Http.PostCommandAsync(MemberActs.Acceptances, new AcceptMemberInvitation(token)))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "members.invitation-over");
        (await scene.ReadAsync(data => data.MemberInvitations.IgnoreQueryFilters().SingleAsync(row => row.AcceptedBy == guest.UserId))).SealedAddress.ShouldBeNull();
    }

    [Fact]
    public async Task A_right_opens_its_routes_and_no_others()
    {
        var (employer, _) = await scene.UnlicensedAsync();
        var poster = await scene.Api.MemberAsync(employer.Id, Roles.JobPoster);
        var reader = await scene.Api.MemberAsync(employer.Id, Roles.ResumeReader);

        await (await poster.Http.PostCommandAsync("/api/jobs", scene.Posting())).ReadAsync<Contracts.Jobs.JobDetails>();
        using var applications = await poster.Http.GetAsync(new Uri("/api/employers/mine/applications", UriKind.Relative));
        await applications.ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await reader.Http.PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await poster.Http.PostCommandAsync(MemberActs.Invitations, MemberActs.Invitation("13700000001", MemberRight.Manage))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        (await poster.Http.GetAsync<MemberBook>(Members)).Invitations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removed_members_access_ends_at_once_and_their_sockets_are_closed_but_they_stay_signed_in()
    {
        var (employer, owner) = await scene.UnlicensedAsync();
        var member = await scene.Api.MemberAsync(employer.Id, Roles.Recruiter);
        (await member.Http.GetAsync<MemberBook>(Members)).Members.ShouldContain(colleague => colleague.UserId == owner.UserId);
        var sessionId = (await member.Http.GetAsync<SessionSummary[]>("/api/account/sessions")).Single().Id;
        var closed = new TaskCompletionSource();
        scene.Api.Services.GetRequiredService<ISessionRegistry>().Revoked += id => _ = id == sessionId && closed.TrySetResult();

        await (await owner.Http.PostCommandAsync($"{Members}/{member.UserId}/removals", null)).ReadAsync<MemberActDone>();

        await (await member.Http.PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(10));
        (await member.Http.GetAsync<SessionDetails>("/api/session")).ShouldSatisfyAllConditions(
            session => session.IsSignedIn.ShouldBeTrue(),
            session => session.EmployerId.ShouldBeNull());
    }

    [Fact]
    public async Task Rights_that_became_fewer_are_gone_at_the_next_request()
    {
        var (employer, owner) = await scene.UnlicensedAsync();
        var member = await scene.Api.MemberAsync(employer.Id, Roles.Recruiter);
        await (await member.Http.PostCommandAsync("/api/jobs", scene.Posting())).ReadAsync<Contracts.Jobs.JobDetails>();

        await (await owner.Http.SendCommandAsync(HttpMethod.Put, $"{Members}/{member.UserId}", new ChangeMemberRights([MemberRight.ReadResumes], "客服部"))).ReadAsync<MemberActDone>();

        await (await member.Http.PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        (await owner.Http.GetAsync<MemberBook>($"{Members}?q=客服")).Members.ShouldHaveSingleItem().Rights.ShouldBe([MemberRight.ReadResumes]);
    }

    [Fact]
    public async Task Somebody_is_always_left_who_manages_and_an_owner_is_an_owners_to_remove()
    {
        var (employer, owner) = await scene.UnlicensedAsync();
        // The scene's owner stands beside the author who registered: both are owners.
        var author = (await owner.Http.GetAsync<MemberBook>(Members)).Members.Single(member => member.UserId != owner.UserId).UserId;
        var manager = await scene.Api.MemberAsync(employer.Id, Roles.Manager);
        await (await manager.Http.PostCommandAsync($"{Members}/{owner.UserId}/removals", null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "members.owner-only");
        await (await manager.Http.SendCommandAsync(HttpMethod.Put, $"{Members}/{manager.UserId}", new ChangeMemberRights([MemberRight.Call])))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "members.own-rights");
        await (await owner.Http.PostCommandAsync($"{Members}/{author}/removals", null)).ReadAsync<MemberActDone>();
        await (await owner.Http.PostCommandAsync($"{Members}/{manager.UserId}/removals", null)).ReadAsync<MemberActDone>();

        await (await owner.Http.PostCommandAsync("/api/employers/mine/departures", null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "members.last-manager");
    }

    [Fact]
    public async Task Nobody_is_a_member_of_two_employers_and_no_ones_members_are_anothers_to_see()
    {
        var guest = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Moderator);
        await MemberActs.InviteAsync(scene.Rival, guest.Phone, null, MemberRight.Manage);
        await MemberActs.RefuseAsync(guest, await scene.TokenSentToAsync(guest.Phone), "members.bound-elsewhere");

        (await scene.Rival.Http.GetAsync<MemberBook>(Members)).Members.ShouldNotContain(member => member.UserId == guest.UserId);
        await (await scene.Rival.Http.PostCommandAsync($"{Members}/{guest.UserId}/removals", null)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }
}
