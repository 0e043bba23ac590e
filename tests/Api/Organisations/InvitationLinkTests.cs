using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Organisations;

/// <summary>Apart, because days go by.</summary>
public sealed class InvitationLinkTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    public async Task A_link_sent_again_makes_the_last_one_worthless_and_one_that_is_withdrawn_or_late_opens_nothing()
    {
        var (_, owner) = await scene.UnlicensedAsync();
        const string address = "hr.colleague@example.com";
        var id = await MemberActs.InviteAsync(owner, address, null, MemberRight.ReadResumes);
        await (await owner.Http.PostCommandAsync(MemberActs.Invitations, MemberActs.Invitation("HR.Colleague@example.com", MemberRight.Call))).ShouldRefuseAsync(HttpStatusCode.Conflict, "members.already-invited");
        await (await owner.Http.PostCommandAsync($"{MemberActs.Invitations}/{id}/resendings", null)).ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "members.sent-too-soon");
        var first = await scene.TokenSentToAsync(address);
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(2));
        await (await owner.Http.PostCommandAsync($"{MemberActs.Invitations}/{id}/resendings", null)).ReadAsync<MemberActDone>();
        var second = await scene.TokenSentToAsync(address);

        var guest = await scene.Api.CandidateAsync();
        await MemberActs.RefuseAsync(guest, first, "members.invitation-over");
        scene.Api.Clock.Advance(TimeSpan.FromDays(7));
        await MemberActs.RefuseAsync(guest, second, "members.invitation-expired");
        owner = await scene.Api.SignInAsync(owner.UserId, owner.Phone, owner.Secret);   // staff sign in each working day
        await (await owner.Http.PostCommandAsync($"{MemberActs.Invitations}/{id}/resendings", null)).ReadAsync<MemberActDone>();
        var third = await scene.TokenSentToAsync(address);
        await (await owner.Http.PostCommandAsync($"{MemberActs.Invitations}/{id}/withdrawals", null)).ReadAsync<MemberActDone>();
        await MemberActs.RefuseAsync(guest, third, "members.invitation-over");
        await MemberActs.RefuseAsync(guest, "no token at all", "members.invitation-over");
    }
}
