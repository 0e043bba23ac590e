using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Data.LiveRooms;
using Pinchang.Domain.LiveRooms;

namespace Pinchang.Data.Tests.LiveRooms;

public sealed class RoomRowsTests(PostgreSqlFixture database) : IClassFixture<PostgreSqlFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly NpgsqlDataSource _app = NpgsqlDataSource.Create(database.AppConnectionString);
    private readonly NpgsqlDataSource _owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
    private RoomStore _store = null!;   // made in InitializeAsync
    private RoomLog _log = null!;
    private PlannedRoom _room = null!;

    public async Task InitializeAsync()
    {
        _room = await PlannedRoom.MakeAsync(_owner);
        (_store, _log) = (new(_app, TimeProvider.System), new(_app, TimeProvider.System, NullLogger<RoomLog>.Instance));
    }

    public async Task DisposeAsync()
    {
        await _log.DisposeAsync();
        await _app.DisposeAsync();
        await _owner.DisposeAsync();
    }

    [Fact]
    public async Task A_room_wakes_with_what_was_kept_of_it()
    {
        var (state, owner) = await WakeAsync();
        var job = (await _store.FindJobAsync(_room.RoomId, _room.JobId, default))!;
        job.InRoom.ShouldBeTrue();
        await KeepAsync(state, owner, new Told(new SessionStarted { Sequence = 0, At = Now, SessionId = _room.SessionId }), withSession: true);
        var push = CardRules.Push(state, new(Actor(true), _room.JobId, 61_000, Guid.CreateVersion7()), job, Guid.CreateVersion7(), Now).Value!;
        await KeepAsync(state, owner, push.Facts[0]);
        var question = QuestionRules.Ask(state, new(Actor(false), Guid.CreateVersion7(), "双休吗"), Now).Value!;
        await KeepAsync(state, owner, question.Facts[0]);
        await KeepAsync(state, owner, new VoteCast(question.Answer.Id, _room.UserId, true));
        await KeepAsync(state, owner, new ViewerRestricted(_room.EmployerId, Now.AddMinutes(5), true, "测试"));
        for (var i = 0; i < 3; i++)
        {
            var line = ChatRules.Send(state, new(Actor(true), Guid.CreateVersion7(), "第" + i), Now).Value!;
            (await _log.AppendLaterAsync(owner, state.Add(line.Facts[0], _room.UserId, Now))).ShouldBeTrue();
        }

        (await _log.SaveFiguresAsync(owner, new() { Likes = 7, Hosts = { [Guid.Empty] = new(3, 2, Now) } })).ShouldBeTrue();

        var woken = (await _store.WakeAsync(_room.RoomId, Now, default))!;
        woken.Epoch.ShouldBe(owner.Epoch + 1);
        woken.Plan.State.ShouldBe(LiveSessionState.OnAir);
        woken.Figures.Likes.ShouldBe(7);
        woken.Figures.Hosts[Guid.Empty].Number.ShouldBe(3);
        var again = new RoomState(woken.Plan, woken.Epoch);
        woken.History.ToList().ForEach(again.Apply);
        again.CurrentCard!.Id.ShouldBe(push.Answer.Id);
        again.CurrentCard.Job.Tags.ShouldBe(["双休"]);
        again.FindQuestion(question.Answer.Id)!.Votes.ShouldBe(1);
        again.RestrictionOf(_room.EmployerId, Now).ShouldBe(new ViewerRestriction(Now.AddMinutes(5), true));
        again.Chat.Select(line => line.Text).ShouldBe(["第0", "第1", "第2"]);

        var feed = await _store.ReadFeedAsync(_room.SessionId, 0, long.MaxValue, 100, default);
        feed.Select(item => item.GetType().Name).ShouldBe(["SessionStarted", "CardChanged", "QuestionChanged", "ChatPosted", "ChatPosted", "ChatPosted"]);
        feed[1].Sequence.ShouldBe((owner.Epoch << 32) + 2);
    }

    [Fact]
    public async Task Rows_of_a_lost_epoch_are_refused_alone()
    {
        var (state, lost) = await WakeAsync();
        var (current, owner) = await WakeAsync();
        var both = await Task.WhenAll(
            _log.AppendAsync(lost, [state.Add(Notice("旧"), null, Now)]),
            _log.AppendAsync(owner, [current.Add(Notice("新"), null, Now)]));

        both.ShouldBe([false, true]);
        (await _log.SaveFiguresAsync(lost, RoomFigures.None)).ShouldBeFalse();
        (await _log.SavePointAsync(lost, new(Now, 1, 1, 1))).ShouldBeFalse();
        (await _log.SavePointAsync(owner, new(Now, 1, 1, 1))).ShouldBeTrue();
        (await _log.AppendAsync(lost, [state.Add(Notice("旧"), null, Now)], new(LiveSessionState.OnAir, Now, null, null))).ShouldBeFalse();
        (await _store.ReadFeedAsync(_room.SessionId, 0, long.MaxValue, 100, default))
            .OfType<NoticePinned>().Select(notice => notice.Text).ShouldBe(["新"]);
        (await _store.ReadPlanAsync(_room.RoomId, default))!.State.ShouldBe(LiveSessionState.Scheduled);
    }

    [Fact]
    public async Task Appending_again_adds_nothing_and_the_application_cannot_change_what_happened()
    {
        var (state, owner) = await WakeAsync();
        var record = state.Add(Notice("一次"), null, Now);
        (await _log.AppendAsync(owner, [record])).ShouldBeTrue();
        (await _log.AppendAsync(owner, [record])).ShouldBeTrue();

        (await _store.ReadFeedAsync(_room.SessionId, 0, long.MaxValue, 100, default)).Count.ShouldBe(1);
        await using var change = _app.CreateCommand("UPDATE live.feed SET body = '{}'");
        (await Should.ThrowAsync<PostgresException>(change.ExecuteNonQueryAsync())).SqlState.ShouldBe("42501");
    }

    [Fact]
    public async Task A_job_knows_its_room_and_a_card_its_job()
    {
        var (state, owner) = await WakeAsync();
        var other = (await _store.FindJobAsync(_room.RoomId, _room.OtherJobId, default))!;
        other.InRoom.ShouldBeFalse();
        (await _store.FindJobAsync(_room.RoomId, Guid.CreateVersion7(), default)).ShouldBeNull();
        (await _store.WakeAsync(Guid.CreateVersion7(), Now, default)).ShouldBeNull();

        await KeepAsync(state, owner, new Told(new SessionStarted { Sequence = 0, At = Now, SessionId = _room.SessionId }), withSession: true);
        var job = (await _store.FindJobAsync(_room.RoomId, _room.JobId, default))!;
        var push = CardRules.Push(state, new(Actor(true), _room.JobId, null, Guid.CreateVersion7()), job, Guid.CreateVersion7(), Now).Value!;
        await KeepAsync(state, owner, push.Facts[0]);
        await using var data = new PinchangContext(PinchangDataServices.Options(_app));
        var places = new RoomJobs(data);
        (await places.FindAsync(_room.RoomId, _room.JobId, push.Answer.Id, default))!.SessionId.ShouldBe(_room.SessionId);
        (await places.FindAsync(_room.RoomId, _room.JobId, Guid.CreateVersion7(), default)).ShouldBeNull();
        (await places.FindAsync(_room.RoomId, _room.OtherJobId, null, default)).ShouldBeNull();
        (await places.RoomsShowingAsync(_room.JobId, default)).ShouldBe([_room.RoomId]);
    }

    private async Task<(RoomState State, RoomOwner Owner)> WakeAsync()
    {
        var woken = (await _store.WakeAsync(_room.RoomId, Now, default))!;
        var state = new RoomState(woken.Plan, woken.Epoch);
        woken.History.ToList().ForEach(state.Apply);
        return (state, new(_room.RoomId, _room.SessionId, woken.Epoch));
    }

    private async Task KeepAsync(RoomState state, RoomOwner owner, RoomFact fact, bool withSession = false)
    {
        var record = state.Add(fact, _room.UserId, Now);
        (withSession
            ? await _log.AppendAsync(owner, [record], new(state.Session, state.StartedAt, state.EndedAt, state.PictureDueAt))
            : await _log.AppendAsync(owner, [record])).ShouldBeTrue();
    }

    private RoomActor Actor(bool staff) => new(_room.UserId, "林", staff);

    private static Told Notice(string text) => new(new NoticePinned { Sequence = 0, At = default, Text = text });
}
