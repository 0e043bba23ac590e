using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Domain.Tests.LiveRooms.OnAirRoom;

namespace Pinchang.Domain.Tests.LiveRooms;

public sealed class CardRulesTests
{
    [Fact]
    [Clause("LH-3.1", at: "Domain/LiveRooms/CardRules.cs")]
    public void An_approved_job_of_the_room_becomes_the_current_card()
    {
        var room = new OnAirRoom();

        var card = room.Push(Job(), mediaTime: 61_000);

        card.State.ShouldBe(CardState.Current);
        card.MediaTime.ShouldBe(61_000);
        room.State.CurrentCard.ShouldBe(card);
    }

    [Fact]
    public void The_next_card_takes_the_place_of_the_current_one()
    {
        var room = new OnAirRoom();
        var first = room.Push(Job(50), card: 70, command: 900);

        var second = room.Push(Job(51), card: 71, command: 901);

        room.State.FindCard(first.Id)!.State.ShouldBe(CardState.Shown);
        room.State.CurrentCard!.Id.ShouldBe(second.Id);
        room.State.Cards.Select(card => card.Id).ShouldBe([first.Id, second.Id]);
    }

    [Fact]
    public void Pushing_a_job_again_makes_the_same_card_current_again()
    {
        var room = new OnAirRoom();
        var first = room.Push(Job(50), card: 70, command: 900);
        room.Push(Job(51), card: 71, command: 901);

        room.Push(Job(50), card: 72, command: 902).Id.ShouldBe(first.Id);
        room.State.Cards.Count().ShouldBe(2);
    }

    [Fact]
    public void The_same_push_a_thousand_times_shows_one_card_and_keeps_one_fact()
    {
        var room = new OnAirRoom();
        var facts = room.Kept.Count;

        for (var i = 0; i < 1_000; i++)
        {
            room.Push(Job(), card: 70 + i, command: 900).Id.ShouldBe(Id(70));
        }

        room.Kept.Count.ShouldBe(facts + 1);
    }

    [Theory]
    [InlineData(JobState.Draft, "jobs.not-approved")]
    [InlineData(JobState.Submitted, "jobs.not-approved")]
    [InlineData(JobState.Refused, "jobs.not-approved")]
    [InlineData(JobState.Closed, "jobs.closed")]
    [Clause("LH-4.4.1d", at: "Domain/LiveRooms/CardRules.cs")]
    public void A_job_that_is_not_approved_and_open_is_refused(JobState state, string code) =>
        Refusal(Job(state: state)).ShouldBe(code);

    [Fact]
    public void A_job_past_its_last_day_is_closed() =>
        Refusal(Job() with { OpenUntil = Opened }).ShouldBe("jobs.closed");

    [Fact]
    [Clause("LH-4.3.2a", at: "Domain/LiveRooms/CardRules.cs")]
    public void A_job_of_another_room_or_employer_is_refused()
    {
        Refusal(Job() with { InRoom = false }).ShouldBe("live-rooms.job-not-in-room");
        Refusal(Job() with { Job = Job().Job with { EmployerId = Id(2) } }).ShouldBe("live-rooms.job-foreign");
        Refusal(null).ShouldBe("live-rooms.job-foreign");
    }

    [Fact]
    public void Nothing_is_pushed_before_the_start_or_after_the_end()
    {
        var early = new OnAirRoom(opened: false);
        CardRules.Push(early.State, new(Presenter, Job().Job.Id, null, Id(1)), Job(), Id(70), Opened)
            .Refusal!.Code.ShouldBe("live-rooms.not-on-air");

        var late = new OnAirRoom();
        late.Take(SessionRules.End(late.State, SessionEndReason.ByPresenter));
        CardRules.Push(late.State, new(Presenter, Job().Job.Id, null, Id(1)), Job(), Id(70), Opened)
            .Refusal!.Code.ShouldBe("live-rooms.ended");
    }

    [Fact]
    public void A_withdrawn_card_cannot_be_pinned_and_withdrawing_twice_is_once()
    {
        var room = new OnAirRoom();
        var card = room.Push(Job());
        room.Take(CardRules.Pin(room.State, new(Presenter, card.Id, true))).Pinned.ShouldBeTrue();
        room.Take(CardRules.Withdraw(room.State, new(Presenter, card.Id))).Pinned.ShouldBeFalse();
        var facts = room.Kept.Count;

        room.Take(CardRules.Withdraw(room.State, new(Presenter, card.Id)));

        room.Kept.Count.ShouldBe(facts);
        room.State.CurrentCard.ShouldBeNull();
        CardRules.Pin(room.State, new(Presenter, card.Id, true)).Refusal!.Code.ShouldBe("live-rooms.card-withdrawn");
        CardRules.Pin(room.State, new(Presenter, Id(999), true)).Refusal!.Code.ShouldBe("live-rooms.card-not-found");
    }

    private static string Refusal(RoomJob? job)
    {
        var room = new OnAirRoom();
        return CardRules.Push(room.State, new(Presenter, Id(50), null, Id(900)), job, Id(70), Opened).Refusal!.Code;
    }
}
