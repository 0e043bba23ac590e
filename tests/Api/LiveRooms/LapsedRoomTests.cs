using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.LiveRooms;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.LiveRooms;

public sealed class LapsedRoomTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.2.3", at: "Api/LiveRooms/LapsedRoomKeeper.cs")]
    public async Task A_room_whose_licence_ends_while_it_is_on_air_says_so_and_ends_within_half_an_hour()
    {
        var room = await scene.RoomOnAirAsync();
        var (keeper, now) = (scene.Api.Services.GetRequiredService<LapsedRoomKeeper>(), scene.Api.Clock.GetUtcNow());
        await keeper.LookAsync(now, CancellationToken.None);
        (await NoticesAsync(room)).ShouldBeEmpty();

        var yesterday = ChinaTime.DateOf(now).AddDays(-1);
        await scene.ReadAsync(data => data.Employers.Where(employer => employer.Id == scene.Employer.Id).ExecuteUpdateAsync(set => set.SetProperty(employer => employer.OnBehalfUntil, yesterday)));
        await keeper.LookAsync(now, CancellationToken.None);
        (await NoticesAsync(room)).ShouldHaveSingleItem().ShouldContain("资质已到期");
        (await StateAsync(room)).ShouldBe(LiveSessionState.OnAir);
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == scene.Owner.UserId && message.Subject == "直播将因资质到期结束"))).ShouldBe(1);

        await keeper.LookAsync(now.AddMinutes(24), CancellationToken.None);
        (await StateAsync(room)).ShouldBe(LiveSessionState.OnAir);
        await keeper.LookAsync(now.AddMinutes(25), CancellationToken.None);
        (await StateAsync(room)).ShouldBe(LiveSessionState.Ended);
        (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/broadcasts", null)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    private Task<LiveSessionState> StateAsync(LiveRoomDetails room) =>
        scene.ReadAsync(data => data.LiveSessions.Where(session => session.RoomId == room.Summary.Id).Select(session => session.State).SingleAsync());

    private Task<List<string>> NoticesAsync(LiveRoomDetails room) => scene.ReadAsync(data => data.Database.SqlQuery<string>(
        $"SELECT body::text AS \"Value\" FROM live.feed WHERE room_id = {room.Summary.Id} AND kind = 'notice'").ToListAsync());
}
