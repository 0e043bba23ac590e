using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Domain.LiveRooms;
using static Pinchang.Grains.Tests.RoomSilo;

namespace Pinchang.Grains.Tests;

public sealed class LiveRoomGrainTests
{
    [Fact]
    public async Task Going_live_twice_starts_one_session()
    {
        await using var silo = await StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => silo.Room.GoLive(new(Presenter))));

        answers.ShouldAllBe(answer => answer.Value!.State == LiveSessionState.OnAir);
        silo.Rows.Records.Count(record => record.Fact is Told { Item: SessionStarted }).ShouldBe(1);
        silo.Rows.Plan!.State.ShouldBe(LiveSessionState.OnAir);
    }

    [Fact]
    public async Task A_room_that_does_not_exist_is_not_found()
    {
        await using var silo = await StartAsync();
        var other = silo.Grains.GetGrain<ILiveRoomGrain>(Id(99));

        (await other.GoLive(new(Presenter))).Refusal!.Code.ShouldBe("live-rooms.not-found");
        (await other.GetSnapshot()).ShouldBeNull();
    }

    [Fact]
    [Clause("LH-4.3.2a", at: "LiveRooms.Grains/LiveRoomGrain.cs")]
    public async Task A_pushed_job_is_durable_before_it_is_answered_and_told()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        silo.Rows.AddJob(Id(50));
        silo.Rows.Hold();

        var push = silo.Room.PushJob(new(Presenter, Id(50), 61_000, Id(900)));
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(1));
        push.IsCompleted.ShouldBeFalse();
        host.Items.OfType<CardChanged>().ShouldBeEmpty();

        silo.Rows.Release();
        var card = (await push).Value!;
        await UntilAsync(() => host.Items.OfType<CardChanged>().Any(), "the card is told");
        host.Items.OfType<CardChanged>().Single().Card.Id.ShouldBe(card.Id);
        (await silo.Room.GetSnapshot())!.CurrentCardId.ShouldBe(card.Id);
    }

    [Fact]
    public async Task Chat_does_not_wait_for_the_disk_and_never_overtakes_a_card()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        silo.Rows.AddJob(Id(50));
        silo.Rows.Hold();
        var push = silo.Room.PushJob(new(Presenter, Id(50), null, Id(900)));

        (await silo.Room.SendChat(new(Viewer, Id(300), "想投"))).IsAccepted.ShouldBeTrue();
        silo.Rows.Release();
        await push;
        await silo.PassUntilAsync(() => host.Items.OfType<ChatPosted>().Any(), "the line is told");

        host.Items.Select(item => item.Sequence).ShouldBeInOrder();
        host.Items.Select(item => item.GetType()).Where(type => type != typeof(SessionStarted))
            .ShouldBe([typeof(CardChanged), typeof(ChatPosted)]);
    }

    [Fact]
    [Clause("LH-3.1", at: "LiveRooms.Grains/LiveRoomGrain.Keeping.cs")]
    public async Task Nothing_acknowledged_is_lost_when_the_process_dies()
    {
        var rows = new RoomRows(Id(10), Id(20));
        rows.AddJob(Id(50));
        JobCard card;
        long latest;
        {
            var silo = await StartAsync(rows);
            await silo.Room.GoLive(new(Presenter));
            card = (await silo.Room.PushJob(new(Presenter, Id(50), null, Id(900)))).Value!;
            await silo.Room.AskQuestion(new(Viewer, Id(400), "双休吗"));
            await silo.Room.VoteQuestion(new(Viewer, Id(400), true));
            await silo.Room.PinNotice(new(Presenter, "八点抽奖"));
            await silo.Room.MuteViewer(new(Presenter, Id(3), 10, null, false));
            await silo.Room.SetSlowMode(new(Presenter, 5));
            latest = (await silo.Room.GetSnapshot())!.Sequence;
        }

        await using var again = await StartAsync(rows);
        var snapshot = (await again.Room.GetSnapshot())!;
        snapshot.State.ShouldBe(LiveSessionState.OnAir);
        snapshot.CurrentCardId.ShouldBe(card.Id);
        snapshot.Questions.Single().Votes.ShouldBe(1);
        snapshot.PinnedMessage.ShouldBe("八点抽奖");
        snapshot.SlowModeSeconds.ShouldBe(5);
        (await again.Room.SendChat(new(new(Id(3), "被禁言", false), Id(301), "我"))).Refusal!.Code.ShouldBe("live-rooms.muted");
        (await again.Room.PushJob(new(Presenter, Id(50), null, Id(900)))).Value!.PushedAt.ShouldBe(card.PushedAt);
        await again.Room.PinNotice(new(Presenter, null));
        (await again.Room.GetSnapshot())!.Sequence.ShouldBeGreaterThan(latest);
        (await again.Room.ReadFeed(0)).Items.Select(item => item.Sequence).ShouldBeInOrder();
    }

    [Fact]
    public async Task An_activation_whose_epoch_is_taken_gives_the_room_up()
    {
        await using var silo = await OnAirAsync();
        silo.Rows.TakeEpoch();

        (await silo.Room.PinNotice(new(Presenter, "晚了一步"))).Refusal!.Code.ShouldBe("common.unavailable");
        silo.Rows.Records.ShouldNotContain(record => record.Fact is Told && ((Told)record.Fact).Item is NoticePinned);

        (await silo.Room.PinNotice(new(Presenter, "再来"))).IsAccepted.ShouldBeTrue();
        (await silo.Room.GetSnapshot())!.PinnedMessage.ShouldBe("再来");
    }

    [Fact]
    public async Task What_could_not_be_kept_is_neither_answered_nor_told()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        silo.Rows.Broken = true;

        (await silo.Room.PinNotice(new(Presenter, "坏了"))).Refusal!.Code.ShouldBe("common.unavailable");
        silo.Rows.Broken = false;

        (await silo.Room.GetSnapshot())!.PinnedMessage.ShouldBeNull();
        host.Items.OfType<NoticePinned>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_much_waiting_refuses_and_changes_nothing()
    {
        await using var silo = await OnAirAsync();
        silo.Rows.IsFull = true;
        (await silo.Room.SendChat(new(Viewer, Id(300), "在吗"))).Refusal!.Code.ShouldBe("common.unavailable");
        silo.Rows.IsFull = false;
        (await silo.Room.SendChat(new(Viewer, Id(300), "在吗"))).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public async Task Lines_within_a_tick_go_out_as_one_batch_and_batches_join_up()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        for (var i = 0; i < 40; i++)
        {
            (await silo.Room.SendChat(new(new(Id(500 + i), "观众", false), Id(1_000 + i), "第" + i))).IsAccepted.ShouldBeTrue();
        }

        await silo.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(300));
        await silo.PassUntilAsync(() => host.Items.OfType<ChatPosted>().Count() == 40, "all lines are told");
        host.Batches.Count(batch => batch.Items.Length > 0).ShouldBeLessThanOrEqualTo(3);
        var after = host.Batches[0].After;
        foreach (var batch in host.Batches)
        {
            batch.After.ShouldBe(after);
            after = batch.Items.Length > 0 ? batch.Items[^1].Sequence : after;
        }

        (await silo.Room.GetSnapshot())!.Sequence.ShouldBe(after);
    }

    [Fact]
    public async Task A_host_that_another_activation_told_hears_where_the_feed_stands_and_a_known_one_hears_nothing()
    {
        var rows = new RoomRows(Id(10), Id(20));
        await using (var lost = await StartAsync(rows))
        {
            await lost.Room.GoLive(new(Presenter));
            await lost.Room.PinNotice(new(Presenter, "没人听见"));
        }

        await using var silo = await StartAsync(rows);
        var host = await silo.ListenAsync();
        await UntilAsync(() => host.Batches.Count == 1, "the host is told");

        host.Batches[0].Items.ShouldBeEmpty();
        host.Batches[0].After.ShouldBe((await silo.Room.GetSnapshot())!.Sequence);

        await silo.Room.Subscribe(host.Id, silo.Grains.CreateObjectReference<ILiveRoomObserver>(host));
        await silo.Room.PinNotice(new(Presenter, "听见了"));
        await UntilAsync(() => host.Items.Length > 0, "the notice is told");
        host.Batches.Count(batch => batch.Items.Length == 0 && batch.Audience is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_that_does_not_renew_is_dropped()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
        await silo.Room.PinNotice(new(Presenter, "有人吗"));
        await silo.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(200));

        host.Items.OfType<NoticePinned>().ShouldBeEmpty();
    }

    [Fact]
    [Clause("LH-5.1.3d", at: "LiveRooms.Grains/LiveRoomGrain.cs")]
    public async Task A_removed_viewer_is_told_and_nobody_else_s_feed_shows_it()
    {
        await using var silo = await OnAirAsync();
        var host = await silo.ListenAsync();
        await silo.Room.MuteViewer(new(Presenter, Viewer.UserId, 30, "辱骂", true));

        await UntilAsync(() => host.Restricted.Count == 1, "the host is told");
        host.Restricted[0].Removed.ShouldBeTrue();
        (await silo.Room.GetRestriction(Viewer.UserId)).ShouldBe(new(silo.Clock.GetUtcNow().AddMinutes(30), Removed: true));
        host.Items.ShouldNotContain(item => item is QuestionChanged || item is ChatPosted);
    }

    [Fact]
    public async Task An_application_is_counted_once_and_reaches_the_desks()
    {
        await using var silo = await OnAirAsync();
        silo.Rows.AddJob(Id(50));
        var card = (await silo.Room.PushJob(new(Presenter, Id(50), null, Id(900)))).Value!;
        var host = await silo.ListenAsync();
        for (var i = 0; i < 3; i++)
        {
            await silo.Room.ApplicationReceived(Application(silo, card));
        }

        await UntilAsync(() => host.Applications.Count > 0, "the desk hears it");
        host.Applications.Single().Funnel!.Applications.ShouldBe(1);
        (await silo.Room.GetFunnels()).Single().Applications.ShouldBe(1);
    }

    [Fact]
    public async Task Reports_are_durable_when_they_are_taken_and_survive_a_crash()
    {
        var rows = new RoomRows(Id(10), Id(20));
        {
            var silo = await StartAsync(rows);
            await silo.Room.GoLive(new(Presenter));
            await silo.Room.ReportAudience(Delta(1, watching: 3, joined: 3, likes: 7));
        }

        await using var again = await StartAsync(rows);
        await again.Room.ReportAudience(Delta(1, watching: 3, joined: 3, likes: 7));
        await again.Room.ReportAudience(Delta(2, watching: 2, joined: 0, likes: 1));

        (await again.Room.GetSnapshot())!.Audience.ShouldBe(new AudienceFigures(2, 3, 8, 3));
    }

    [Fact]
    public async Task A_lost_picture_ends_the_session_after_five_minutes()
    {
        await using var silo = await OnAirAsync();
        var session = silo.Rows.Plan!.SessionId;
        await silo.Room.ReportStream(new(session, StreamState.Live, 0));
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(10));
        await silo.Room.ReportStream(new(session, StreamState.Interrupted, 9_000));
        silo.Rows.Plan!.PictureDueAt.ShouldBe(silo.Clock.GetUtcNow().AddMinutes(5));

        await silo.Clock.AdvanceAsync(TimeSpan.FromMinutes(4));
        (await silo.Room.GetSnapshot())!.ShouldSatisfyAllConditions(
            room => room.State.ShouldBe(LiveSessionState.OnAir), room => room.Stream.ShouldBe(StreamState.Interrupted));
        await silo.Clock.AdvanceAsync(TimeSpan.FromSeconds(61));
        await silo.PassUntilAsync(() => silo.Rows.Plan!.State == LiveSessionState.Ended, "the session has ended");
        silo.Rows.Records.Select(record => record.Fact).OfType<Told>().Select(told => told.Item).OfType<SessionEnded>()
            .Single().Reason.ShouldBe(SessionEndReason.PictureLost);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_that_may_have_died_with_its_process_says_that_it_lives_or_counts_as_interrupted(bool lives)
    {
        var rows = new RoomRows(Id(10), Id(20));
        {
            var silo = await StartAsync(rows);
            await silo.Room.GoLive(new(Presenter));
            await silo.Room.ReportStream(new(rows.Plan!.SessionId, StreamState.Live, 0));
        }

        await using var again = await StartAsync(rows);
        (await again.Room.GetSnapshot())!.Stream.ShouldBe(StreamState.Live);
        if (lives)
        {
            await again.Room.ReportStream(new(rows.Plan!.SessionId, StreamState.Live, 5_000));
        }

        await again.Clock.AdvanceAsync(TimeSpan.FromSeconds(62));
        if (!lives)
        {
            await again.PassUntilAsync(() => rows.Plan!.PictureDueAt is not null, "the picture counts as interrupted");
        }

        (await again.Room.GetSnapshot())!.Stream.ShouldBe(lives ? StreamState.Live : StreamState.Interrupted);
    }

    private static ApplicationSummary Application(RoomSilo silo, JobCard card) => new()
    {
        Id = Id(800),
        JobId = card.Job.Id,
        JobTitle = card.Job.Title,
        EmployerName = card.Job.EmployerName,
        CandidateName = "小周",
        AppliedAt = silo.Clock.GetUtcNow(),
        State = ApplicationState.Received,
        RoomId = silo.RoomId,
        CardId = card.Id,
    };

    private static AudienceDelta Delta(long number, int watching, int joined, long likes) => new()
    {
        HostId = Id(30),
        Number = number,
        Watching = watching,
        Joined = joined,
        Likes = likes,
        SecondsStayed = 0,
        Left = 0,
    };
}
