using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Domain.Tests.LiveRooms.OnAirRoom;

namespace Pinchang.Domain.Tests.LiveRooms;

public sealed class AudienceTests
{
    [Fact]
    public void A_report_counts_once_however_often_and_late_it_comes()
    {
        var audience = new Audience();
        for (var i = 0; i < 3; i++)
        {
            audience.Take(Delta(1, 1, watching: 3, joined: 3, likes: 7), true, Opened);
            audience.Take(Delta(1, 2, watching: 2, likes: 1), true, Opened);
        }

        audience.Figures(Opened).ShouldBe(new AudienceFigures(2, 3, 8, 3));
    }

    [Fact]
    public void Counts_survive_a_crash_and_reports_that_are_sent_again_add_nothing()
    {
        var before = new Audience();
        before.Take(Delta(1, 5, watching: 4, joined: 4, likes: 9), true, Opened);
        var after = new Audience();
        after.Restore(before.Snapshot(Opened));

        after.Take(Delta(1, 5, watching: 4, joined: 4, likes: 9), true, Opened).ShouldBeFalse();
        after.Take(Delta(1, 6, watching: 4, likes: 1), true, Opened).ShouldBeTrue();

        after.Figures(Opened).ShouldBe(new AudienceFigures(4, 4, 10, 4));
    }

    [Fact]
    public void A_silent_host_has_no_viewers()
    {
        var audience = new Audience();
        audience.Take(Delta(1, 1, watching: 3), true, Opened);
        audience.Take(Delta(2, 1, watching: 5), true, Opened.AddSeconds(40));

        audience.Watching(Opened.AddSeconds(60)).ShouldBe(5);
        audience.Figures(Opened.AddSeconds(60)).Peak.ShouldBe(8);
    }

    [Fact]
    public void Sources_are_the_known_ones()
    {
        var audience = new Audience();
        audience.Take(Delta(1, 1) with { Sources = [new("share", 2), new("<script>", 1), new("direct", 1)] }, true, Opened);

        audience.Snapshot(Opened).Sources.ShouldBe([new("direct", 2), new("share", 2)]);
    }

    [Fact]
    [Clause("LH-5.2", at: "Domain/LiveRooms/Audience.cs")]
    public void An_application_is_counted_once_in_its_card_s_funnel()
    {
        var room = new OnAirRoom();
        var card = room.Push(Job());
        room.State.Audience.Take(Delta(1, 1) with { Cards = [new(card.Id, 10, 4)] }, true, Opened);

        room.State.Count(new RoomApplication(Id(800), Id(50), card.Id)).ShouldBeTrue();
        room.State.Count(new RoomApplication(Id(800), Id(50), card.Id)).ShouldBeFalse();

        room.State.Funnel(card.Id).ShouldBe(new CardFunnel(card.Id, card.Job.Id, 10, 4, 1));
    }

    private static AudienceDelta Delta(int host, long number, int watching = 0, int joined = 0, long likes = 0) => new()
    {
        HostId = Id(host),
        Number = number,
        Watching = watching,
        Joined = joined,
        Likes = likes,
        SecondsStayed = 0,
        Left = 0,
    };
}
