using NSubstitute;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.Broadcast;

/// <summary>What a host makes of a room that came up elsewhere: it was not told what happened in between.</summary>
public sealed class RoomBroadcasterTests : IDisposable
{
    private readonly ILiveRoomGrain _grain = Substitute.For<ILiveRoomGrain>();
    private readonly SendLanes _lanes = new();
    private readonly RoomBroadcaster _room;

    public RoomBroadcasterTests() => _room = new(Guid.CreateVersion7(), _grain, _lanes, TimeProvider.System);

    [Fact]
    [Clause("LH-4.3.2b", at: "Api/LiveRooms/Broadcast/RoomBroadcaster.cs")]
    public async Task Told_that_the_feed_stands_farther_it_reads_what_it_missed()
    {
        _grain.ReadFeed(5).Returns(new FeedPage([Notice(6), Notice(9)], false, 9));

        await _room.FeedPublished(Standing(5));
        await _room.FeedPublished(Standing(9));
        await _room.FeedPublished(Standing(9));

        await _grain.Received(1).ReadFeed(Arg.Any<long>());
        _room.CatchUp(5).ShouldNotBeNull();
        _room.CatchUp(9).ShouldBeNull();
    }

    [Fact]
    public async Task Told_where_the_feed_stands_for_the_first_time_or_behind_what_it_heard_it_asks_nobody()
    {
        await _room.FeedPublished(Standing(5));
        await _room.FeedPublished(new() { RoomId = _room.RoomId, After = 5, Items = [Notice(6)] });
        await _room.FeedPublished(Standing(5));

        await _grain.DidNotReceive().ReadFeed(Arg.Any<long>());
    }

    public void Dispose() => _lanes.Dispose();

    private FeedBatch Standing(long after) => new() { RoomId = _room.RoomId, After = after, Items = [] };

    private static NoticePinned Notice(long sequence) => new() { Sequence = sequence, At = DateTimeOffset.UnixEpoch, Text = "公告" };
}
