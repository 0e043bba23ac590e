using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.LiveRooms;

public sealed class RoomLicenceTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.2.3", at: "Domain/Organisations/LicenceGates.cs")]
    public async Task A_room_is_opened_and_goes_live_only_by_who_holds_a_valid_licence_and_is_told_so_beforehand()
    {
        var (_, owner) = await scene.UnlicensedAsync();
        (await owner.Http.GetAsync<EmployerDetails>("/api/employers/mine")).Rooms.ShouldNotBeNull().Code.ShouldBe("licences.hr-service-missing");
        await (await owner.Http.PostCommandAsync("/api/live-rooms", scene.RoomPlan())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "licences.hr-service-missing");

        var licence = await LicenceActs.HandInAsync(owner, "/api/employers/mine/licences", LicenceKind.HrServiceLicence, ChinaTime.DateOf(scene.Api.Clock.GetUtcNow()).AddDays(30));
        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(true, null));
        (await owner.Http.GetAsync<EmployerDetails>("/api/employers/mine")).Rooms.ShouldBeNull();
        var room = await (await owner.Http.PostCommandAsync("/api/live-rooms", scene.RoomPlan())).ReadAsync<LiveRoomDetails>();
        room.GoingLive.ShouldBeNull();

        // Between publishing and going live somebody looks again, and it is no longer so.
        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(false, "许可证已被发证机关注销"));
        (await owner.Http.GetAsync<LiveRoomDetails>(room.Path())).GoingLive.ShouldNotBeNull().Sentence.ShouldContain("人力资源服务许可证");
        (await scene.Api.Browser().GetAsync<LiveRoomDetails>(room.Path())).GoingLive.ShouldBeNull();
        await (await owner.Http.PostCommandAsync($"{room.Path()}/broadcasts", null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "licences.hr-service-missing");
    }
}
