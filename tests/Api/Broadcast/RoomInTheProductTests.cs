using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class RoomInTheProductTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_silo_of_Api_finds_the_room_and_the_room_finds_no_rows()
    {
        var room = api.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(Guid.CreateVersion7());

        (await room.GetSnapshot()).ShouldBeNull();
    }
}
