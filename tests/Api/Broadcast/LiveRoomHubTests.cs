using System.Net.WebSockets;
using System.Text.Json;
using Pinchang.Contracts;

namespace Pinchang.Api.Tests.Broadcast;

public sealed class LiveRoomHubTests(RoomOnAir room) : IClassFixture<RoomOnAir>
{
    [Fact]
    public async Task A_visitor_who_is_not_signed_in_joins_and_sees_the_room()
    {
        await using var visitor = await room.VisitorAsync();

        var answer = await visitor.JoinAsync();

        answer.GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("value").GetProperty("state").GetString().ShouldBe("onAir");
    }

    [Fact]
    [Clause("LH-4.3.2b", at: "Api/LiveRooms/Broadcast/LiveRoomHub.cs")]
    public async Task A_line_of_chat_reaches_everybody_in_the_room()
    {
        await using var speaker = await room.PersonAsync(TestPerson.Candidate);
        await using var listener = await room.VisitorAsync();
        await speaker.JoinAsync();
        await listener.JoinAsync();

        var said = await speaker.CallAsync("SendChat", Guid.CreateVersion7(), "请问包食宿吗");

        said.GetProperty("value").GetProperty("text").GetString().ShouldBe("请问包食宿吗");
        foreach (var viewer in new[] { speaker, listener })
        {
            (await viewer.LineAsync("请问包食宿吗")).TryGetProperty("isMust", out _).ShouldBeFalse();
        }
    }

    [Fact]
    [Clause("LH-3.1", at: "Api/LiveRooms/Broadcast/RoomBroadcaster.cs")]
    public async Task A_pushed_job_arrives_right_behind_the_snapshot_it_is_not_in()
    {
        await using var viewer = await room.VisitorAsync();
        var snapshot = (await viewer.JoinAsync()).GetProperty("value");

        await room.PushJobAsync();

        var batch = await viewer.FeedAsync("card");
        batch.GetProperty("after").GetInt64().ShouldBeGreaterThanOrEqualTo(snapshot.GetProperty("sequence").GetInt64());
        batch.GetProperty("items")[0].GetProperty("card").GetProperty("job").GetProperty("title").GetString().ShouldBe("数控机床操作工");
    }

    [Fact]
    public async Task A_visitor_may_not_speak_and_is_told_why()
    {
        await using var visitor = await room.VisitorAsync();
        await visitor.JoinAsync();

        var problem = (await visitor.CallAsync("SendChat", Guid.CreateVersion7(), "你好")).GetProperty("problem");

        problem.GetProperty("code").GetString().ShouldBe("live-rooms.sign-in-to-chat");
        problem.GetProperty("title").GetString().ShouldBe("登录并验证手机号后即可发言。");
    }

    [Theory]
    [InlineData("清屏\u001b[2J", "common.control-characters")]
    [InlineData("反\u202e转", "common.control-characters")]
    [InlineData(" ", "live-rooms.chat-empty")]
    public async Task A_line_of_control_characters_is_refused_and_nobody_else_sees_it(string text, string code)
    {
        await using var speaker = await room.PersonAsync(TestPerson.Candidate);
        await using var listener = await room.VisitorAsync();
        await speaker.JoinAsync();
        await listener.JoinAsync();

        (await speaker.CallAsync("SendChat", Guid.CreateVersion7(), text)).GetProperty("problem").GetProperty("code").GetString().ShouldBe(code);

        await speaker.CallAsync("SendChat", Guid.CreateVersion7(), "一家👨‍👩‍👧");
        await listener.LineAsync("一家👨‍👩‍👧");
    }

    [Fact]
    public async Task A_line_of_ten_thousand_characters_is_refused_and_the_next_is_heard()
    {
        await using var speaker = await room.PersonAsync(TestPerson.Candidate);
        await speaker.JoinAsync();

        (await speaker.CallAsync("SendChat", Guid.CreateVersion7(), new string('a', 10_000))).GetProperty("problem").GetProperty("code").GetString().ShouldBe("live-rooms.chat-too-long");
        (await speaker.CallAsync("SendChat", Guid.CreateVersion7(), "短一点")).GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_line_of_a_hundred_thousand_characters_is_not_even_read_and_its_line_is_cut_with_the_reason()
    {
        await using var speaker = await room.PersonAsync(TestPerson.Candidate);
        await using var listener = await room.PersonAsync(TestPerson.Candidate);
        await speaker.JoinAsync();
        await listener.JoinAsync();

        await speaker.SendAsync("SendChat", Guid.CreateVersion7(), new string('a', 100_000));

        (await speaker.EventAsync("SessionTerminated"))[0].GetString().ShouldBe("common.too-large");
        (await speaker.CloseStatusAsync()).ShouldBe(WebSocketCloseStatus.MessageTooBig);
        (await listener.CallAsync("SendChat", Guid.CreateVersion7(), "还在")).GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Who_is_muted_and_comes_back_is_told_before_typing()
    {
        var person = TestPerson.Candidate;
        await room.MuteAsync(person.Id);
        await using var viewer = await room.PersonAsync(person);

        (await viewer.JoinAsync()).GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);

        var restricted = await viewer.EventAsync("Restricted");
        restricted[0].GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(9));
        restricted[1].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Who_looks_in_after_the_end_is_no_visit_of_the_session()
    {
        var ending = new RoomOnAir();
        await ending.InitializeAsync();
        await using (var viewer = await ending.VisitorAsync())
        {
            await viewer.JoinAsync();
            await viewer.EventAsync("FeedReceived", arguments => VisitsOf(arguments) == 1);
            await ending.EndAsync();
            await viewer.FeedAsync("ended");
            await using var late = await ending.VisitorAsync();
            (await late.JoinAsync()).GetProperty("value").GetProperty("state").GetString().ShouldBe("ended");

            // Both are counted as watching, in one report with the visits.
            await viewer.EventAsync("FeedReceived", arguments => WatchingOf(arguments) == 2 && VisitsOf(arguments) == 1);
        }

        await ending.StopAsync();
        await ending.DisposeAsync();
    }

    [Fact]
    public async Task A_room_that_is_not_there_refuses_whoever_asks()
    {
        await using var visitor = await room.VisitorAsync();

        var answer = await visitor.JoinAsync(Guid.CreateVersion7());

        answer.GetProperty("problem").GetProperty("code").GetString().ShouldBe("live-rooms.not-found");
    }

    [Fact]
    public async Task The_desk_is_for_those_who_may_moderate_this_room()
    {
        await using var candidate = await room.PersonAsync(TestPerson.Candidate);
        await using var moderator = await room.PersonAsync(TestPerson.With(Roles.Moderator));

        var refused = await candidate.CallAsync("JoinDesk", Support.LiveRooms.RoomsInMemory.RoomId);
        var admitted = await moderator.CallAsync("JoinDesk", Support.LiveRooms.RoomsInMemory.RoomId);

        refused.GetProperty("problem").GetProperty("code").GetString().ShouldBe("live-rooms.not-found");
        admitted.GetProperty("problem").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_removed_viewer_loses_the_socket_and_does_not_come_back_in()
    {
        var person = TestPerson.Candidate;
        await using var viewer = await room.PersonAsync(person);
        await viewer.JoinAsync();

        await room.RemoveAsync(person.Id);

        (await viewer.EventAsync("Restricted"))[1].GetBoolean().ShouldBeTrue();
        (await viewer.CloseStatusAsync()).ShouldBe((WebSocketCloseStatus)4002);
        await using var again = await room.PersonAsync(person);
        (await again.JoinAsync()).GetProperty("problem").GetProperty("code").GetString().ShouldBe("live-rooms.removed");
    }

    [Fact]
    public async Task Signing_out_closes_the_sockets_of_that_session_at_once()
    {
        var person = TestPerson.Candidate;
        await using var viewer = await room.PersonAsync(person);
        await viewer.JoinAsync();

        room.SignOut(person.SessionId);

        (await viewer.EventAsync("SessionTerminated"))[0].GetString().ShouldBe("session.signed-out");
        (await viewer.CloseStatusAsync()).ShouldBe((WebSocketCloseStatus)4001);
    }

    [Fact]
    public async Task Likes_are_summed_and_those_beyond_three_calls_a_second_do_not_count()
    {
        await using var viewer = await room.VisitorAsync();
        var before = (await viewer.JoinAsync()).GetProperty("value").GetProperty("audience").GetProperty("likes").GetInt64();

        await viewer.CallAsync("Like", 0);
        await viewer.CallAsync("Like", 51);
        var began = Environment.TickCount64 / 1000;
        for (var i = 0; i < 20; i++)
        {
            await viewer.SendAsync("Like", 50);
        }

        var batch = await viewer.EventAsync("FeedReceived", arguments =>
            arguments[0].GetProperty("audience") is { ValueKind: JsonValueKind.Object } audience && audience.GetProperty("likes").GetInt64() > before);
        var seconds = Environment.TickCount64 / 1000 - began + 1;
        (batch[0].GetProperty("audience").GetProperty("likes").GetInt64() - before).ShouldBeInRange(50, seconds * 3 * 50);
    }

    [Fact]
    public async Task Likes_of_a_second_and_a_half_that_arrive_together_all_count()
    {
        await using var viewer = await room.VisitorAsync();
        var before = (await viewer.JoinAsync()).GetProperty("value").GetProperty("audience").GetProperty("likes").GetInt64();

        for (var i = 0; i < 3; i++)
        {
            await viewer.SendAsync("Like", 7);
        }

        await viewer.EventAsync("FeedReceived", arguments =>
            arguments[0].GetProperty("audience") is { ValueKind: JsonValueKind.Object } audience && audience.GetProperty("likes").GetInt64() == before + 21);
    }

    [Fact]
    public async Task Everybody_is_told_when_to_come_back_before_the_host_stops()
    {
        var stopping = new RoomOnAir();
        await stopping.InitializeAsync();
        await using var viewer = await stopping.VisitorAsync();
        await viewer.JoinAsync();

        var stop = stopping.StopAsync();

        var terminated = await viewer.EventAsync("SessionTerminated");
        terminated[0].GetString().ShouldBe("server.restarting");
        terminated[1].GetInt32().ShouldBeInRange(200, 1_200);
        (await viewer.CloseStatusAsync()).ShouldBe(WebSocketCloseStatus.EndpointUnavailable);
        await viewer.DisposeAsync();
        await stop;
        await stopping.DisposeAsync();
    }

    private static long? VisitsOf(JsonElement arguments) => FigureOf(arguments, "visits");

    private static long? WatchingOf(JsonElement arguments) => FigureOf(arguments, "watching");

    private static long? FigureOf(JsonElement arguments, string figure) =>
        arguments[0].GetProperty("audience") is { ValueKind: JsonValueKind.Object } audience ? audience.GetProperty(figure).GetInt64() : null;
}
