using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class RoomInTheProductTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public void A_whole_crowd_that_comes_back_may_wait_at_the_door() =>
        api.Services.GetRequiredService<IOptions<SocketTransportOptions>>().Value.Backlog.ShouldBe(4096);

    [Fact]
    public async Task The_silo_of_Api_finds_the_room_and_the_room_finds_no_rows()
    {
        var room = api.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(Guid.CreateVersion7());

        (await room.GetSnapshot()).ShouldBeNull();
    }
}
