using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Domain.Tests.LiveRooms.OnAirRoom;

namespace Pinchang.Domain.Tests.LiveRooms;

public sealed class ChatRulesTests
{
    [Theory]
    [InlineData("主播好", "主播好")]
    [InlineData("  两  头\t空 \r\n 格 ", "两 头 空 格")]
    [InlineData("<b>加粗</b> & \"引号\"", "<b>加粗</b> & \"引号\"")]
    [InlineData("零\u200b宽", "零宽")]
    [InlineData("塔\u0301\u0301\u0301\u0301\u0301", "塔\u0301\u0301")]
    [InlineData("一家👨‍👩‍👧", "一家👨‍👩‍👧")]
    [Clause("LH-4.3.2b", at: "Domain/LiveRooms/ChatRules.cs")]
    public void A_line_is_made_plain_and_stays_text(string typed, string shown)
    {
        var room = new OnAirRoom();
        room.Take(room.Say(typed)).Text.ShouldBe(shown);
    }

    [Theory]
    [InlineData("", "live-rooms.chat-empty")]
    [InlineData(" \u200b\ufeff ", "live-rooms.chat-empty")]
    public void What_is_no_line_is_refused(string typed, string code) =>
        new OnAirRoom().Say(typed).Refusal!.Code.ShouldBe(code);

    [Theory]
    [InlineData("铃\u0007声")]
    [InlineData("零\u0000")]
    [InlineData("清屏\u001b[2J")]
    [InlineData("\u0085次行")]
    [InlineData("反\u202e转")]
    [InlineData("隔\u2066开")]
    public void Control_characters_are_refused_and_nothing_is_kept(string typed)
    {
        var room = new OnAirRoom();
        var facts = room.Kept.Count;

        room.Say(typed).Refusal!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("common.control-characters"), refusal => refusal.Field.ShouldBe("text"));
        room.Take(room.Say("好的")).Text.ShouldBe("好的");
        room.Kept.Count.ShouldBe(facts + 1);
    }

    [Fact]
    public void Half_a_character_is_malformed() =>
        new OnAirRoom().Say("半" + '\ud83d').Refusal!.Code.ShouldBe("common.malformed");

    [Fact]
    public void A_line_of_200_characters_fits_and_one_more_does_not()
    {
        var room = new OnAirRoom();
        room.Take(room.Say(new string('好', 200)));
        room.Say(new string('好', 201), 301).Refusal!.Code.ShouldBe("live-rooms.chat-too-long");
        room.Say(new string('好', 100_000), 302).Refusal!.Arguments.ShouldBe(["200"]);
    }

    [Fact]
    public void The_sixth_line_within_ten_seconds_waits()
    {
        var room = new OnAirRoom();
        for (var i = 0; i < 5; i++)
        {
            room.Now = Opened.AddSeconds(i);
            room.Take(room.Say("第" + i, 300 + i));
        }

        room.Now = Opened.AddSeconds(4);
        room.Say("再说", 310).Refusal!.Arguments.ShouldBe(["6"]);
        room.Say("别人可以", 311, OtherViewer).IsAccepted.ShouldBeTrue();
        room.Now = Opened.AddSeconds(10);
        room.Take(room.Say("再说", 310));
    }

    [Fact]
    public void Slow_mode_holds_viewers_and_not_staff()
    {
        var room = new OnAirRoom();
        room.Take(ModerationRules.Slow(room.State, new(Presenter, 30)));
        room.Take(room.Say("一", 300));
        room.Take(room.Say("通知", 301, Presenter));

        room.Now = Opened.AddSeconds(12);
        room.Say("二", 302).Refusal!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("live-rooms.slow-mode"), refusal => refusal.Arguments.ShouldBe(["18"]));
        room.Take(room.Say("通知", 303, Presenter));
        room.Now = Opened.AddSeconds(30);
        room.Take(room.Say("二", 302));
    }

    [Fact]
    [Clause("LH-4.3.2b", at: "Domain/LiveRooms/ModerationRules.cs")]
    public void A_muted_viewer_is_told_until_when_and_speaks_again_after()
    {
        var room = new OnAirRoom();
        room.Take(ModerationRules.Mute(room.State, new(Presenter, Viewer.UserId, 10, "刷屏", false), Opened));

        room.Say("我").Refusal!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("live-rooms.muted"), refusal => refusal.Arguments.ShouldBe(["20:10"]));
        room.Now = Opened.AddMinutes(10);
        room.Take(room.Say("我"));
    }

    [Fact]
    [Clause("LH-5.1.3d", at: "Domain/LiveRooms/ChatRules.cs")]
    public void A_screened_line_names_its_rule_and_leaves_nothing_behind()
    {
        var room = new OnAirRoom();
        var facts = room.Kept.Count;

        room.Say("加我微信 abcd1234 先交押金").Refusal!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("live-rooms.screened"),
            refusal => refusal.Arguments.ShouldBe(["fees.deposit", "向求职者收取押金、保证金"]));
        room.Kept.Count.ShouldBe(facts);
        room.State.Chat.ShouldBeEmpty();
    }

    [Fact]
    public void A_line_sent_again_is_said_once_and_its_id_is_nobody_elses()
    {
        var room = new OnAirRoom();
        var said = room.Take(room.Say("你好"));
        for (var i = 0; i < 1_000; i++)
        {
            room.Take(room.Say("你好")).ShouldBe(said);
        }

        room.State.ChatCount.ShouldBe(1);
        room.Say("冒名", 300, OtherViewer).Refusal!.Code.ShouldBe("common.malformed");
    }

    [Fact]
    public void A_removed_line_is_gone_for_those_who_join()
    {
        var room = new OnAirRoom();
        room.Take(room.Say("一"));
        room.Take(ChatRules.Remove(room.State, new(Presenter, Id(300))));
        room.Take(ChatRules.Remove(room.State, new(Presenter, Id(300))));

        room.State.Chat.ShouldBeEmpty();
        room.Kept.Count(record => record.Fact is Told { Item: ChatRemoved }).ShouldBe(1);
        ChatRules.Remove(room.State, new(Presenter, Id(399))).Refusal!.Code.ShouldBe("common.not-found");
    }
}
