using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.Media;

namespace Pinchang.Domain.Tests.Media;

public sealed class StreamRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Anna = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid Bo = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid Page = new("00000000-0000-7000-8000-0000000000a1");
    private static readonly Guid OtherPage = new("00000000-0000-7000-8000-0000000000a2");

    [Fact]
    public void A_second_publisher_is_refused_while_the_first_sends()
    {
        var seat = PublisherSeat.Take(null, Anna, Page, false, Now).Value;
        PublisherSeat.Take(seat, Bo, OtherPage, false, Now.AddSeconds(4)).Refusal.ShouldBe(LiveRoomRefusals.OtherPublisher);
        PublisherSeat.Take(seat, Anna, OtherPage, false, Now).Refusal.ShouldBe(LiveRoomRefusals.OtherPublisher);
    }

    [Fact]
    public void It_sits_down_by_taking_over_after_silence_or_as_the_same_page_coming_back()
    {
        var seat = PublisherSeat.Take(null, Anna, Page, false, Now).Value;
        PublisherSeat.Take(seat, Bo, OtherPage, true, Now).Value!.UserId.ShouldBe(Bo);
        PublisherSeat.Take(seat, Bo, OtherPage, false, Now.AddSeconds(6)).IsAccepted.ShouldBeTrue();
        PublisherSeat.Take(seat, Anna, Page, false, Now).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(4u, 360, true, null)]
    [InlineData(5u, 360, true, "media.wrong-sequence")]
    [InlineData(3u, 360, true, "media.wrong-sequence")]
    [InlineData(4u, 10_361, true, "media.wrong-time")]
    [InlineData(4u, 360, false, "media.malformed")]
    public void The_line_goes_on_only_from_where_it_stands(uint sequence, long mediaTime, bool keyAsSaid, string? code)
    {
        var line = new StreamLine(4, 360);
        var header = new StreamMessage(StreamMessageKind.Key, false, sequence, mediaTime);
        var outcome = line.Accept(header, new MediaFragment(0, mediaTime, 120, keyAsSaid, 3));
        outcome.Refusal?.Code.ShouldBe(code);
        if (code is null)
        {
            outcome.Value.ShouldBe(new StreamLine(5, 480));
        }
    }

    [Fact]
    public void Time_that_runs_backwards_is_refused()
    {
        var line = new StreamLine(100, 12_000);
        line.Accept(new StreamMessage(StreamMessageKind.Delta, false, 100, 11_400), new MediaFragment(0, 11_400, 120, false, 3))
            .Refusal.ShouldBe(MediaRefusals.WrongTime);
    }

    [Fact]
    public void A_rate_is_allowed_and_a_flood_is_not()
    {
        var budget = UploadBudget.Full(Now);
        for (var second = 1; second <= 600; second++)
        {
            budget = budget.Spend(1_000_000, Now.AddSeconds(second)).ShouldNotBeNull();
        }

        budget.Spend((int)UploadBudget.Reserve + 1, Now.AddSeconds(700)).ShouldBeNull();
    }

    [Theory]
    [InlineData(RoomVisibility.Public, false, null)]
    [InlineData(RoomVisibility.Registered, false, "session.signed-out")]
    [InlineData(RoomVisibility.Registered, true, null)]
    [InlineData(RoomVisibility.Organisation, true, "live-rooms.not-found")]
    public void A_stranger_sees_what_the_room_shows(RoomVisibility visibility, bool phoneVerified, string? code)
    {
        var room = new MediaRoom(Anna, Bo, LiveSessionState.OnAir, visibility, Page, OtherPage);
        room.WhyNotWatch(new MediaCaller(Anna, null, null, phoneVerified, false, false))?.Code.ShouldBe(code);
        room.WhyNotWatch(new MediaCaller(Bo, Page, null, false, false, false)).ShouldBeNull();
    }

    [Fact]
    public void Only_the_rooms_employer_publishes_and_only_on_air()
    {
        var room = new MediaRoom(Anna, Bo, LiveSessionState.OnAir, RoomVisibility.Public, Page, OtherPage);
        room.WhyNotPublish(new MediaCaller(null, null, null, false, false, false)).ShouldBe(CommonRefusals.SignedOut);
        room.WhyNotPublish(new MediaCaller(Anna, OtherPage, null, true, true, false)).ShouldBe(LiveRoomRefusals.NotFound);
        room.WhyNotPublish(new MediaCaller(Anna, Page, null, true, false, false)).ShouldBe(CommonRefusals.Forbidden);
        var own = new MediaCaller(Anna, Page, null, true, true, false);
        room.WhyNotPublish(own).ShouldBeNull();
        (room with { State = LiveSessionState.Scheduled }).WhyNotPublish(own).ShouldBe(LiveRoomRefusals.NotOnAir);
        (room with { State = LiveSessionState.Ended }).WhyNotPublish(own).ShouldBe(LiveRoomRefusals.Ended);
    }
}
