using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.LiveRooms;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.LiveRooms;

public sealed class RoomsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.3.2a", at: "Api/LiveRooms/PlanRoom.cs")]
    public async Task A_planned_room_has_a_page_a_place_in_the_list_and_a_link()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await scene.PlannedRoomAsync(jobIds: job.Summary.Id);
        var visitor = scene.Api.Browser();

        var page = await visitor.GetAsync<LiveRoomDetails>(room.Path());
        page.Jobs.Select(shown => shown.Id).ShouldBe([job.Summary.Id]);
        page.CanRun.ShouldBeFalse();
        room.CanRun.ShouldBeTrue();
        (await visitor.GetAsync<Page<LiveRoomSummary>>("/api/live-rooms?state=scheduled")).Items.ShouldContain(item => item.Id == room.Summary.Id);
        (await visitor.GetAsync<Page<LiveRoomSummary>>("/api/live-rooms?state=onAir")).Items.ShouldNotContain(item => item.Id == room.Summary.Id);
        (await scene.Owner.Http.GetAsync<Page<LiveRoomSummary>>("/api/employers/mine/live-rooms")).Items.ShouldContain(item => item.Id == room.Summary.Id);
        (await visitor.GetAsync<RoomShare>($"{room.Path()}/share")).QrLink.ShouldBe($"/live/{room.Summary.Id}?from=qr");
    }

    [Fact]
    public async Task A_room_takes_only_its_own_employer_s_approved_jobs()
    {
        var pending = await scene.SubmittedJobAsync();
        await (await PlanAsync(scene.RoomPlan(jobIds: pending.Summary.Id))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "jobs.not-approved");
        var own = await scene.ApprovedJobAsync();
        await (await scene.Rival.Http.PostCommandAsync("/api/live-rooms", scene.RoomPlan(jobIds: own.Summary.Id)))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.job-foreign");
    }

    [Theory]
    [InlineData("啊", "common.required")]
    [InlineData("加微信群领资料abc", "live-rooms.screened")]
    [InlineData("\u202e倒着写的标题", "common.control-characters")]
    public async Task A_title_is_plain_and_screened(string title, string code) =>
        await (await PlanAsync(scene.RoomPlan() with { Title = title })).ShouldRefuseAsync(
            code == "live-rooms.screened" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task A_start_in_the_past_is_refused() =>
        await (await PlanAsync(scene.RoomPlan(startsIn: TimeSpan.FromHours(-1)))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "live-rooms.starts-in-past");

    [Fact]
    public async Task An_employer_s_list_has_the_live_one_then_the_nearest_then_the_newest()
    {
        var (older, newer) = (await scene.RoomOnAirAsync(), await scene.RoomOnAirAsync());
        await (await scene.Owner.Http.PostCommandAsync($"{older.Path()}/endings", null)).ReadAsync<RoomSnapshot>();
        await (await scene.Owner.Http.PostCommandAsync($"{newer.Path()}/endings", null)).ReadAsync<RoomSnapshot>();
        var live = await scene.RoomOnAirAsync();
        var (later, sooner) = (await scene.PlannedRoomAsync(startsIn: TimeSpan.FromHours(3)), await scene.PlannedRoomAsync(startsIn: TimeSpan.FromMinutes(6)));

        var listed = (await scene.Owner.Http.GetAsync<Page<LiveRoomSummary>>("/api/employers/mine/live-rooms")).Items.Select(room => room.Id).ToList();

        Guid[] expected = [live.Summary.Id, sooner.Summary.Id, later.Summary.Id, newer.Summary.Id, older.Summary.Id];
        listed.Where(expected.Contains).ShouldBe(expected);
    }

    [Fact]
    public async Task The_same_plan_a_thousand_times_is_one_room()
    {
        var (key, plan) = (Guid.NewGuid(), scene.RoomPlan() with { Title = "只有一间" });
        for (var i = 0; i < 20; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => scene.Owner.Http.PostCommandAsync("/api/live-rooms", plan, key)));
            answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        }

        (await scene.ReadAsync(data => data.LiveRooms.IgnoreQueryFilters().CountAsync(room => room.Title == "只有一间"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/snapshot")]
    [InlineData("/feed")]
    [InlineData("/replay")]
    [InlineData("/share")]
    public async Task An_organisation_s_own_room_looks_like_no_room(string part)
    {
        var room = await scene.PlannedRoomAsync(RoomVisibility.Organisation);
        var candidate = await scene.Api.CandidateAsync();
        foreach (var stranger in new[] { scene.Api.Browser(), candidate.Http, scene.Rival.Http })
        {
            await (await stranger.GetAsync(new Uri(room.Path() + part, UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.not-found");
            await (await stranger.GetAsync(new Uri($"/api/live-rooms/{Guid.NewGuid()}{part}", UriKind.Relative)))
                .ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.not-found");
        }

        if (part is "" or "/snapshot" or "/feed")
        {
            (await scene.Owner.Http.GetAsync(new Uri(room.Path() + part, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        else if (part == "/share")
        {
            await (await scene.Owner.Http.GetAsync(new Uri(room.Path() + part, UriKind.Relative)))
                .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "live-rooms.private");
        }
    }

    [Fact]
    public async Task A_registered_room_asks_to_sign_in()
    {
        var room = await scene.PlannedRoomAsync(RoomVisibility.Registered);
        await (await scene.Api.Browser().GetAsync(new Uri(room.Path(), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "live-rooms.sign-in-to-watch");
        (await (await scene.Api.CandidateAsync()).Http.GetAsync<LiveRoomDetails>(room.Path())).Summary.Id.ShouldBe(room.Summary.Id);
    }

    [Fact]
    public async Task A_stranger_s_commands_find_no_room()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await scene.RoomOnAirAsync(job.Summary.Id);
        foreach (var (part, body) in new (string, object?)[]
        {
            ("/broadcasts", null), ("/endings", null), ("/job-cards", new PushJobRequest(job.Summary.Id)), ("/notices", new PinNoticeRequest("我来")),
            ("/mutes", new MuteRequest(Guid.NewGuid(), 5)), ("/slow-mode", new SlowModeRequest(5)),
        })
        {
            await (await scene.Rival.Http.PostCommandAsync(room.Path() + part, body)).ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.not-found");
            await (await (await scene.Api.CandidateAsync()).Http.PostCommandAsync(room.Path() + part, body))
                .ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        }
    }

    [Fact]
    [Clause("LH-4.3.2a", at: "Api/LiveRooms/ReminderWorker.cs")]
    public async Task Who_asked_is_reminded_once_before_the_start()
    {
        var room = await scene.PlannedRoomAsync(startsIn: TimeSpan.FromMinutes(12));
        var candidate = await scene.Api.CandidateAsync();
        for (var i = 0; i < 3; i++)
        {
            (await (await candidate.Http.PostCommandAsync($"{room.Path()}/reminders", null)).ReadAsync<RoomReminder>())
                .ShouldBe(new RoomReminder(true, 1));
        }

        var worker = scene.Api.Services.GetRequiredService<ReminderWorker>();
        await worker.SendDueAsync(default);
        (await NoticesOfAsync(candidate.UserId)).ShouldBe(0);
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(3));
        await Task.WhenAll(worker.SendDueAsync(default), worker.SendDueAsync(default));
        await worker.SendDueAsync(default);
        (await NoticesOfAsync(candidate.UserId)).ShouldBe(1);
    }

    private Task<int> NoticesOfAsync(Guid userId) => scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == userId));

    private Task<HttpResponseMessage> PlanAsync(PlanLiveRoom plan) => scene.Owner.Http.PostCommandAsync("/api/live-rooms", plan);
}
