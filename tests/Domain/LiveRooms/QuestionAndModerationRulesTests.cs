using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Domain.Tests.LiveRooms.OnAirRoom;

namespace Pinchang.Domain.Tests.LiveRooms;

public sealed class QuestionAndModerationRulesTests
{
    [Fact]
    [Clause("LH-4.3.2b", at: "Domain/LiveRooms/QuestionRules.cs")]
    public void One_person_has_one_vote_and_may_take_it_back()
    {
        var room = Asked();
        for (var i = 0; i < 1_000; i++)
        {
            room.Take(QuestionRules.Vote(room.State, new(Viewer, Id(400), true), room.Now)).Votes.ShouldBe(1);
        }

        room.Take(QuestionRules.Vote(room.State, new(OtherViewer, Id(400), true), room.Now)).Votes.ShouldBe(2);
        room.Take(QuestionRules.Vote(room.State, new(Viewer, Id(400), false), room.Now)).Votes.ShouldBe(1);
        room.State.FindQuestion(Id(400))!.Votes.ShouldBe(1);
    }

    [Fact]
    public void An_answer_is_written_beside_the_question_and_one_question_is_current()
    {
        var room = Asked();
        room.Now = Opened.AddSeconds(1);
        room.Take(QuestionRules.Ask(room.State, new(OtherViewer, Id(401), "包住吗"), room.Now));
        room.Take(QuestionRules.Settle(room.State, new(Presenter, Id(400), QuestionState.Current, null)));
        room.Take(QuestionRules.Settle(room.State, new(Presenter, Id(401), QuestionState.Current, null)));

        room.State.Questions.Single(question => question.State == QuestionState.Current).Id.ShouldBe(Id(401));
        room.Take(QuestionRules.Settle(room.State, new(Presenter, Id(401), QuestionState.Answered, "包住，四人间"))).Answer.ShouldBe("包住，四人间");
    }

    [Fact]
    public void A_removed_question_takes_no_votes()
    {
        var room = Asked();
        room.Take(QuestionRules.Settle(room.State, new(Presenter, Id(400), QuestionState.Removed, null)));

        QuestionRules.Vote(room.State, new(Viewer, Id(400), true), room.Now).Refusal!.Code.ShouldBe("live-rooms.question-not-found");
        QuestionRules.Settle(room.State, new(Presenter, Id(400), QuestionState.Removed, null)).Value!.Facts.ShouldBeEmpty();
    }

    [Fact]
    public void A_removed_viewer_neither_asks_nor_votes_until_it_ends()
    {
        var room = Asked();
        room.Take(ModerationRules.Mute(room.State, new(Presenter, OtherViewer.UserId, 5, null, true), Opened));

        QuestionRules.Ask(room.State, new(OtherViewer, Id(402), "为什么"), Opened).Refusal!.Code.ShouldBe("live-rooms.removed");
        QuestionRules.Vote(room.State, new(OtherViewer, Id(400), true), Opened).Refusal!.Code.ShouldBe("live-rooms.removed");
        QuestionRules.Vote(room.State, new(OtherViewer, Id(400), true), Opened.AddMinutes(5)).IsAccepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_441)]
    public void A_mute_lasts_a_day_at_most(int minutes) =>
        ModerationRules.Mute(new OnAirRoom().State, new(Presenter, Viewer.UserId, minutes, null, false), Opened)
            .Refusal!.Code.ShouldBe("common.out-of-range");

    [Fact]
    public void A_mute_is_lifted_by_zero_minutes_and_nobody_mutes_oneself()
    {
        var room = new OnAirRoom();
        room.Take(ModerationRules.Mute(room.State, new(Presenter, Viewer.UserId, 10, null, false), Opened));
        room.Take(ModerationRules.Mute(room.State, new(Presenter, Viewer.UserId, 0, null, false), Opened));

        room.State.RestrictionOf(Viewer.UserId, Opened).ShouldBeNull();
        ModerationRules.Mute(room.State, new(Presenter, Presenter.UserId, 10, null, false), Opened).Refusal!.Code.ShouldBe("access.forbidden");
    }

    [Fact]
    public void A_notice_is_screened_kept_and_taken_down()
    {
        var room = new OnAirRoom();
        ModerationRules.Pin(room.State, new(Presenter, "加微信群领资料")).Refusal!.Code.ShouldBe("live-rooms.screened");
        room.Take(ModerationRules.Pin(room.State, new(Presenter, "八点抽奖")));
        room.State.PinnedMessage.ShouldBe("八点抽奖");
        room.Take(ModerationRules.Pin(room.State, new(Presenter, null)));
        room.State.PinnedMessage.ShouldBeNull();
    }

    [Fact]
    public void A_lost_picture_ends_the_session_after_its_grace_by_the_clock()
    {
        var room = new OnAirRoom();
        Report(room, StreamState.Live, Opened.AddSeconds(2), 0);
        SessionRules.PictureIsLost(room.State, Opened.AddHours(3)).ShouldBeFalse();
        Report(room, StreamState.Interrupted, Opened.AddMinutes(10), 598_000);

        room.State.Session.ShouldBe(LiveSessionState.OnAir);
        SessionRules.PictureIsLost(room.State, Opened.AddMinutes(15).AddTicks(-1)).ShouldBeFalse();
        SessionRules.PictureIsLost(room.State, Opened.AddMinutes(15)).ShouldBeTrue();
        Report(room, StreamState.Live, Opened.AddMinutes(12), 598_000);
        SessionRules.PictureIsLost(room.State, Opened.AddMinutes(15)).ShouldBeFalse();
        room.State.Picture.At(Opened.AddMinutes(13)).ShouldBe(658_000);
    }

    private static void Report(OnAirRoom room, StreamState state, DateTimeOffset at, long mediaTime) =>
        room.Take<Contracts.Done>(SessionRules.Report(room.State, new(room.State.Plan.SessionId, state, mediaTime)), at);

    private static OnAirRoom Asked()
    {
        var room = new OnAirRoom();
        room.Take(QuestionRules.Ask(room.State, new(Viewer, Id(400), "双休吗"), room.Now));
        return room;
    }
}
