using Pinchang.Contracts.Exams;
using static Pinchang.Grains.Tests.Invigilation.WatchRows;
using static Pinchang.Grains.Tests.RoomSilo;

namespace Pinchang.Grains.Tests.Invigilation;

public sealed class InvigilationGrainTests
{
    [Fact]
    public async Task A_sitting_that_does_not_exist_has_no_wall()
    {
        await using var silo = await WatchSilo.StartAsync();
        (await silo.Grains.GetGrain<IInvigilationGrain>(Id(99)).GetWall()).ShouldBeNull();
        (await silo.Watch.GetWall())!.Tiles.Length.ShouldBe(Seats);
    }

    [Fact]
    [Clause("EX-6.3-online-b", at: "ExamGrains/Invigilation/InvigilationGrain.cs")]
    public async Task Of_sixty_candidates_the_one_whose_camera_stopped_stands_first_within_a_second()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, [.. Enumerable.Range(1, Seats).Select(Session)]);
        await silo.PassAsync(TimeSpan.FromSeconds(20));

        await silo.Watch.Note(Fact(37, SessionEventKind.CameraStopped, silo.Now));
        var noted = silo.Now;
        await silo.PassUntilAsync(() => desk.Last(37)?.Risk.Level == RiskLevel.Urgent, "the wall shows it");
        desk.Changes.First(change => change.Tiles.Any(tile => tile.Seat == "37" && tile.Risk.Level == RiskLevel.Urgent)).ServerNow
            .ShouldBeLessThanOrEqualTo(noted.AddSeconds(1));

        desk.Last(37)!.Stopped.ShouldBe([RecordingTrack.Camera]);
        var wall = (await silo.Watch.GetWall())!;
        (wall.Tiles[0].Seat, wall.Tiles[0].Risk.Cause).ShouldBe(("37", RiskCause.RecordingStopped));
        wall.Tiles.Count(tile => tile.Risk.Level == RiskLevel.Calm).ShouldBe(Seats - 1);
    }

    [Fact]
    public async Task A_page_that_falls_silent_is_raised_kept_once_and_ends_when_it_is_heard_again()
    {
        await using var silo = await WatchSilo.StartAsync();
        await silo.PassAsync(TimeSpan.FromSeconds(60), except: 5);

        var lost = silo.Rows.Events.ShouldHaveSingleItem();
        (lost.Kind, lost.SessionId, lost.Weight).ShouldBe((SessionEventKind.HeartbeatLost, Session(5), EventWeight.Raised));
        (await silo.TileAsync(5)).Risk.Cause.ShouldBe(RiskCause.Silent);

        await silo.PassAsync(TimeSpan.FromSeconds(10));
        silo.Rows.Events.Select(happened => happened.Kind).ShouldBe([SessionEventKind.HeartbeatLost, SessionEventKind.HeartbeatRegained]);
        var tile = await silo.TileAsync(5);
        (tile.Risk.Cause, tile.OpenEvents).ShouldBe((RiskCause.OpenEvent, 1), "heard again, and still to be decided on");

        await silo.Watch.Note(new() { SessionId = Session(5), At = silo.Now, Decided = [lost.Id] });
        (await silo.TileAsync(5)).OpenEvents.ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_noticed_again_when_the_database_is_back()
    {
        await using var silo = await WatchSilo.StartAsync();
        silo.Rows.Away = true;
        await silo.PassAsync(TimeSpan.FromSeconds(60), except: 5);
        silo.Rows.Events.ShouldBeEmpty();
        (await silo.TileAsync(5)).OpenEvents.ShouldBe(0, "nobody can decide on what is not kept");

        silo.Rows.Away = false;
        await silo.PassAsync(TimeSpan.FromSeconds(10), except: 5);
        silo.Rows.Events.ShouldHaveSingleItem().Kind.ShouldBe(SessionEventKind.HeartbeatLost);
    }

    [Fact]
    public async Task After_a_restart_nobody_is_accused_of_the_silence_of_the_server()
    {
        var clock = new ManualClock();
        await using var silo = await WatchSilo.StartAsync(new(clock.GetUtcNow().AddMinutes(-30)));
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(20));
        (await silo.TileAsync(1)).Risk.Level.ShouldNotBe(RiskLevel.Urgent);
        silo.Rows.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_difference_of_two_reports_is_what_the_candidate_is_told()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, Session(1));
        var working = silo.Working(1);
        await silo.Watch.Report(working);
        await silo.Watch.Report(working with { ExtraSeconds = 600, Deadline = working.Deadline!.Value.AddMinutes(10) });
        await silo.Watch.Report(working with { ExtraSeconds = 600, EntryRequest = new("d2", "另一台电脑", silo.Now, false) });
        await silo.Watch.Report(working with { ExtraSeconds = 600, EntryRequest = new("d2", "另一台电脑", silo.Now, true) });
        await silo.Watch.Report(working with { ExtraSeconds = 600, State = ExamSessionState.Terminated });
        await UntilAsync(() => desk.Hints.Any(hint => hint.Ended is not null), "all hints came");

        desk.Hints.Count(hint => hint.DeadlineChanged).ShouldBeGreaterThanOrEqualTo(1);
        desk.Hints.Single(hint => hint.DecidedDeviceId is not null).DecidedDeviceId.ShouldBe("d2");
        desk.Hints[^1].Ended.ShouldBe(ExamSessionState.Terminated);
        desk.Hints.ShouldAllBe(hint => hint.SessionId == Session(1));
    }

    [Fact]
    public async Task Those_who_start_in_one_moment_are_told_of_together_and_once()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, Session(1));
        silo.Rows.States[1] = silo.Rows.States[2] = ExamSessionState.Entered;
        await silo.Watch.PlanChanged();

        await silo.Watch.Report(silo.Working(1));
        await silo.Watch.Report(silo.Working(2));
        await silo.Watch.Report(silo.Working(1));
        await silo.TileAsync(1);
        await silo.PassUntilAsync(() => desk.Started.Length > 0, "the start was told");

        desk.Started.ShouldHaveSingleItem().SessionIds.ShouldBe([Session(1), Session(2)]);
    }

    [Fact]
    public async Task A_start_that_the_rows_tell_before_its_report_comes_is_told_all_the_same()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, Session(1));
        silo.Rows.States[1] = ExamSessionState.Entered;
        await silo.Watch.PlanChanged();

        silo.Rows.States.Remove(1);
        await silo.Watch.PlanChanged();
        await silo.Watch.Report(silo.Working(1));
        await silo.TileAsync(1);
        await silo.PassUntilAsync(() => desk.Started.Length > 0, "the start was told");

        desk.Started.ShouldHaveSingleItem().SessionIds.ShouldBe([Session(1)]);
    }

    [Fact]
    public async Task A_report_that_was_overtaken_on_the_way_changes_nothing()
    {
        await using var silo = await WatchSilo.StartAsync();
        var late = silo.Working(1);
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        await silo.Watch.Report(silo.Working(1) with { State = ExamSessionState.HandedIn });
        await silo.Watch.Report(late);

        (await silo.TileAsync(1)).State.ShouldBe(ExamSessionState.HandedIn);
    }

    [Fact]
    public async Task A_message_to_all_counts_on_every_tile_until_each_has_read_it()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30);
        var message = new InvigilationMessage { Id = Id(700), SittingId = SittingId, Text = "还有十五分钟", SentBy = "监考员", SentAt = silo.Now };
        await silo.Watch.Note(new() { At = silo.Now, Message = message });
        await silo.Watch.Note(new() { SessionId = Session(3), At = silo.Now, Read = [message.Id] });

        (await silo.Watch.GetWall())!.Tiles.Sum(tile => tile.UnreadMessages).ShouldBe(Seats - 1);
        await UntilAsync(() => desk.Hints.Length == 1, "the message is told once");
        desk.Hints[0].SessionId.ShouldBeNull();
    }

    [Fact]
    public async Task A_live_look_is_heard_by_its_two_sides_only()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30);
        var page = await silo.ListenAsync(31, Session(1));
        LookSide viewer = new(desk.Id, "viewer"), candidate = new(page.Id, "page", Session(1)), second = new(page.Id, "tab", Session(1)), stranger = new(page.Id, "x", Session(2));

        (await silo.Watch.RequestLook(new(viewer, Session(2), RecordingTrack.Camera, Id(800)))).Refusal!.Code.ShouldBe("invigilation.not-connected");
        (await silo.Watch.RequestLook(new(viewer, Id(9), RecordingTrack.Camera, Id(800)))).Refusal!.Code.ShouldBe("invigilation.not-found");
        var look = (await silo.Watch.RequestLook(new(viewer, Session(1), RecordingTrack.Screen, Id(801)))).Value!;
        await UntilAsync(() => page.Looks.Any(hint => hint.Requested == look), "the candidate's page is asked");

        await silo.Watch.Signal(stranger, new(look.Id, "foreign"));
        await silo.Watch.Signal(candidate, new(look.Id, "offer"));
        await silo.Watch.Signal(second, new(look.Id, "second tab"));
        await silo.Watch.Signal(viewer, new(look.Id, "answer"));
        await UntilAsync(() => page.Looks.Any(hint => hint.Signal?.Body == "answer"), "the answer is passed on");

        desk.Looks.Where(hint => hint.Signal is not null).Select(hint => (hint.To, hint.Signal!.Body)).ShouldBe([(viewer, "offer")]);
        page.Looks.Single(hint => hint.Signal is not null).To.ShouldBe(candidate);

        await silo.Watch.EndLook(stranger, look.Id);
        await silo.Watch.EndLook(viewer, look.Id);
        await UntilAsync(() => page.Looks.Any(hint => hint.Ended == look.Id), "the candidate's page stops sending");
        desk.Looks.ShouldAllBe(hint => hint.Ended == null);
    }

    [Fact]
    public async Task What_is_told_while_the_rows_are_read_is_not_lost()
    {
        await using var silo = await WatchSilo.StartAsync();
        var slow = new TaskCompletionSource();
        silo.Rows.Slow = slow.Task;
        var reading = silo.Watch.PlanChanged();
        await silo.Watch.Report(silo.Working(1) with { State = ExamSessionState.HandedIn });
        await silo.Watch.Note(Fact(2, SessionEventKind.HelpAsked, silo.Now));
        slow.SetResult();
        await reading;

        (await silo.TileAsync(1)).State.ShouldBe(ExamSessionState.HandedIn);
        (await silo.TileAsync(2)).Risk.Cause.ShouldBe(RiskCause.HelpAsked);
    }

    [Fact]
    public async Task Whoever_handed_in_is_not_accused_of_silence_though_the_word_of_it_was_lost()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, Session(5));
        silo.Rows.States[5] = ExamSessionState.HandedIn;
        await silo.PassAsync(TimeSpan.FromSeconds(80), except: 5);

        silo.Rows.Events.ShouldBeEmpty();
        (await silo.TileAsync(5)).State.ShouldBe(ExamSessionState.HandedIn, "the rows are read again each minute");
        await UntilAsync(() => desk.Hints.Any(hint => hint.Ended == ExamSessionState.HandedIn), "the candidate's page is told after all");
    }

    [Fact]
    public async Task More_time_for_all_is_told_to_the_candidates_once_and_moves_the_walls_end()
    {
        await using var silo = await WatchSilo.StartAsync();
        var desk = await silo.ListenAsync(30, [.. Enumerable.Range(1, Seats).Select(Session)]);
        silo.Rows.Extra = TimeSpan.FromMinutes(15);
        await silo.Watch.PlanChanged();
        var ends = (await silo.Watch.GetWall())!.EndsAt;
        await silo.PassUntilAsync(() => desk.Changes.Any(change => change.EndsAt == ends), "the wall hears of its new end");

        var hint = desk.Hints.ShouldHaveSingleItem();
        (hint.SessionId, hint.DeadlineChanged).ShouldBe((null, true));
    }

    [Fact]
    public async Task Where_nobody_looks_nothing_is_drawn_and_versions_outlive_a_waking()
    {
        await using var silo = await WatchSilo.StartAsync();
        var pages = await silo.ListenAsync(30, staffed: false, Session(1));
        await silo.Watch.Note(Fact(37, SessionEventKind.CameraStopped, silo.Now));
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(2));

        pages.Changes.ShouldBeEmpty();
        (await silo.Watch.GetWall())!.Version.ShouldBeGreaterThanOrEqualTo(silo.Now.AddMinutes(-1).ToUnixTimeMilliseconds());
    }

    private static WatchFact Fact(int seat, SessionEventKind kind, DateTimeOffset at) => new()
    {
        SessionId = Session(seat),
        At = at,
        Event = new() { Id = Id(600), SessionId = Session(seat), Kind = kind, Weight = Domain.Exams.Invigilation.EventWeights.Of(kind), At = at, ReceivedAt = at },
    };
}
