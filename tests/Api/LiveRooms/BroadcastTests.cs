using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Api.Tests.LiveRooms;

public sealed class BroadcastTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-3.1", at: "Api/LiveRooms/JobCards.cs")]
    public async Task A_job_is_pushed_applied_for_and_counted()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await scene.RoomOnAirAsync(job.Summary.Id);
        var card = await PushAsync(room, job.Summary.Id);
        var candidate = await scene.CandidateWithResumeAsync();
        var apply = new Apply { JobId = job.Summary.Id, RoomId = room.Summary.Id, CardId = card.Id };
        (await candidate.Http.PostCommandAsync("/api/applications", apply)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await candidate.Http.PostCommandAsync("/api/applications", apply)).ShouldRefuseAsync(HttpStatusCode.Conflict, "applications.duplicate");

        var desk = await scene.Owner.Http.GetAsync<DeskDetails>($"{room.Path()}/desk");
        desk.Funnels.Single().ShouldBe(new CardFunnel(card.Id, card.Job.Id, 0, 0, 1));
        desk.Applications.Single().CandidateName.ShouldBe("陈思远");
        var snapshot = await scene.Api.Browser().GetAsync<RoomSnapshot>($"{room.Path()}/snapshot");
        snapshot.CurrentCardId.ShouldBe(card.Id);
        (await scene.Api.Browser().GetAsync<FeedPage>($"{room.Path()}/feed?after=0")).Items.OfType<CardChanged>().Single().Card.Job.Title.ShouldBe("嵌入式工程师");
    }

    [Fact]
    [Clause("LH-4.4.1d", at: "Api/LiveRooms/JobCards.cs")]
    public async Task An_unapproved_job_another_employer_s_or_another_room_s_is_not_shown()
    {
        var (own, elsewhere) = (await scene.ApprovedJobAsync(), await scene.ApprovedJobAsync());
        var room = await scene.RoomOnAirAsync(own.Summary.Id);

        await RefusedAsync(room, (await scene.SubmittedJobAsync()).Summary.Id, HttpStatusCode.UnprocessableEntity, "live-rooms.job-not-in-room");
        await RefusedAsync(room, elsewhere.Summary.Id, HttpStatusCode.UnprocessableEntity, "live-rooms.job-not-in-room");
        await RefusedAsync(room, Guid.NewGuid(), HttpStatusCode.NotFound, "live-rooms.job-foreign");
        (await scene.Owner.Http.PostCommandAsync($"/api/jobs/{own.Summary.Id}/closure", null)).EnsureSuccessStatusCode();
        await RefusedAsync(room, own.Summary.Id, HttpStatusCode.Gone, "jobs.closed");
    }

    [Fact]
    public async Task The_same_push_a_thousand_times_is_one_card()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await scene.RoomOnAirAsync(job.Summary.Id);
        var key = Guid.NewGuid();
        var ids = new HashSet<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 50)
                .Select(_ => scene.Owner.Http.PostCommandAsync($"{room.Path()}/job-cards", new PushJobRequest(job.Summary.Id), key)));
            foreach (var answer in answers)
            {
                ids.Add((await answer.ReadAsync<JobCard>()).Id);
            }
        }

        ids.Count.ShouldBe(1);
        (await scene.Api.Browser().GetAsync<FeedPage>($"{room.Path()}/feed")).Items.OfType<CardChanged>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_session_is_opened_once_ends_once_and_stays_ended()
    {
        var room = await scene.PlannedRoomAsync();
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "live-rooms.not-on-air");
        var starts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scene.Owner.Http.PostCommandAsync($"{room.Path()}/broadcasts", null)));
        starts.ShouldAllBe(start => start.IsSuccessStatusCode);
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ReadAsync<RoomSnapshot>();
        (await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ReadAsync<RoomSnapshot>()).State.ShouldBe(LiveSessionState.Ended);
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/broadcasts", null)).ShouldRefuseAsync(HttpStatusCode.Gone, "live-rooms.ended");
        (await scene.ReadAsync(data => data.LiveSessions.IgnoreQueryFilters().CountAsync(session => session.RoomId == room.Summary.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task After_the_end_a_new_plan_is_the_next_session()
    {
        var room = await scene.RoomOnAirAsync();
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ReadAsync<RoomSnapshot>();
        var next = await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, room.Path(), scene.RoomPlan(startsIn: TimeSpan.FromDays(7)))).ReadAsync<LiveRoomDetails>();

        next.Summary.State.ShouldBe(LiveSessionState.Scheduled);
        next.Summary.SessionId.ShouldNotBe(room.Summary.SessionId);
        (await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/broadcasts", null)).ReadAsync<RoomSnapshot>()).SessionId.ShouldBe(next.Summary.SessionId);
    }

    [Theory]
    [InlineData(100_000, "live-rooms.chat-too-long")]
    [InlineData(201, "live-rooms.chat-too-long")]
    [InlineData(0, "live-rooms.chat-empty")]
    [Clause("LH-4.3.2b", at: "Api/LiveRooms/RoomQuestions.cs")]
    public async Task A_question_of_the_wrong_length_is_refused(int length, string code)
    {
        var room = await scene.RoomOnAirAsync();
        var candidate = await scene.Api.CandidateAsync();
        await (await candidate.Http.PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest(new string('问', length))))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, code);
    }

    [Theory]
    [InlineData("双休\u0007吗")]
    [InlineData("双休\u202e吗")]
    public async Task A_question_of_control_characters_is_refused(string text)
    {
        var room = await scene.RoomOnAirAsync();
        var candidate = await scene.Api.CandidateAsync();
        await (await candidate.Http.PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest(text)))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.control-characters");
        (await scene.Api.Browser().GetAsync<RoomSnapshot>($"{room.Path()}/snapshot")).Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Questions_keep_markup_as_text_and_take_one_vote_each()
    {
        var room = await scene.RoomOnAirAsync();
        var (asking, voting) = (await scene.Api.CandidateAsync(), await scene.Api.CandidateAsync());
        await (await scene.Api.Browser().PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest("谁"))).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "session.signed-out");
        var question = await (await asking.Http.PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest("<script>双休</script>吗")))
            .ReadAsync<Question>();
        question.Text.ShouldBe("<script>双休</script>吗");
        for (var i = 0; i < 10; i++)
        {
            (await (await voting.Http.PostCommandAsync($"{room.Path()}/questions/{question.Id}/votes", new VoteRequest(true))).ReadAsync<Question>()).Votes.ShouldBe(1);
        }

        (await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/questions/{question.Id}/answers", new AnswerQuestionRequest("双休，五险一金")))
            .ReadAsync<Question>()).State.ShouldBe(QuestionState.Answered);
        await (await asking.Http.PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest("入职先交押金五百"))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "live-rooms.screened");
    }

    [Fact]
    [Clause("LH-5.1.3d", at: "Api/LiveRooms/Moderation.cs")]
    public async Task A_removed_viewer_sees_and_says_nothing_until_it_ends()
    {
        var room = await scene.RoomOnAirAsync();
        var candidate = await scene.Api.CandidateAsync();
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/removals", new MuteRequest(candidate.UserId, 10, "辱骂"))).ReadAsync<Done>();

        await (await candidate.Http.GetAsync(new Uri($"{room.Path()}/snapshot", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "live-rooms.removed");
        await (await candidate.Http.PostCommandAsync($"{room.Path()}/questions", new AskQuestionRequest("为什么"))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "live-rooms.removed");
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/removals", new MuteRequest(candidate.UserId, 0))).ReadAsync<Done>();
        (await candidate.Http.GetAsync<RoomSnapshot>($"{room.Path()}/snapshot")).State.ShouldBe(LiveSessionState.OnAir);
    }

    [Fact]
    [Clause("LH-5.2", at: "Api/LiveRooms/GetSummary.cs")]
    public async Task An_ended_session_has_its_figures_as_charts_and_as_csv()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("=HYPERLINK(1)工程师"));
        var room = await scene.RoomOnAirAsync(job.Summary.Id);
        var card = await PushAsync(room, job.Summary.Id);
        var grain = scene.Api.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveRoomGrain>(room.Summary.Id);
        await grain.SendChat(new(new(Guid.NewGuid(), "小周", false), Guid.NewGuid(), "想投"));
        await grain.ReportAudience(new()
        {
            HostId = Guid.NewGuid(),
            Number = 1,
            Watching = 2,
            Joined = 3,
            Likes = 9,
            SecondsStayed = 60,
            Left = 1,
            Cards = [new(card.Id, 3, 2)],
            Sources = [new("share", 2), new("home", 1)],
        });
        await (await scene.Owner.Http.GetAsync(new Uri($"{room.Path()}/summary", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.no-replay");
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ReadAsync<RoomSnapshot>();

        SessionSummary summary;
        do
        {
            // Chat is durable within a second.
            summary = await scene.Owner.Http.GetAsync<SessionSummary>($"{room.Path()}/summary");
        }
        while (summary.ChatMessages == 0);
        summary.ShouldSatisfyAllConditions(
            it => it.Visits.ShouldBe(3),
            it => it.Peak.ShouldBe(2),
            it => it.Likes.ShouldBe(9),
            it => it.AverageStaySeconds.ShouldBe(60),
            it => it.Cards.Single().Funnel.ShouldBe(new CardFunnel(card.Id, card.Job.Id, 3, 2, 0)),
            it => it.Audience.Last().Likes.ShouldBe(9));
        var csv = await scene.Owner.Http.GetByteArrayAsync(new Uri($"{room.Path()}/summary.csv", UriKind.Relative));
        csv.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var text = Encoding.UTF8.GetString(csv);
        text.ShouldContain("观看次数,3\r\n");
        text.ShouldContain("'=HYPERLINK(1)工程师,");
        text.ShouldContain("分享链接,2\r\n");
        await (await scene.Rival.Http.GetAsync(new Uri($"{room.Path()}/summary", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.not-found");
    }

    [Fact]
    [Clause("LH-3.1", at: "Api/LiveRooms/GetReplay.cs")]
    public async Task The_replay_shows_a_card_at_its_second()
    {
        var job = await scene.ApprovedJobAsync();
        var room = await scene.RoomOnAirAsync(job.Summary.Id);
        var card = await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/job-cards", new PushJobRequest(job.Summary.Id, 61_000))).ReadAsync<JobCard>();
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/endings", null)).ReadAsync<RoomSnapshot>();
        await (await scene.Api.Browser().GetAsync(new Uri($"{room.Path()}/replay", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "live-rooms.no-replay");
        await scene.ReadAsync(data => data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO live.recordings (session_id, room_id, path, state, duration, bytes, gaps, begun_at)
            VALUES ({room.Summary.SessionId}, {room.Summary.Id}, {room.Summary.SessionId.ToString()}, 'Open', 90000, 1, '[]', now())
            """));

        var replay = await scene.Api.Browser().GetAsync<ReplayDetails>($"{room.Path()}/replay");
        replay.Duration.ShouldBe(90_000);
        replay.Timeline.OfType<CardChanged>().Single().ShouldSatisfyAllConditions(
            item => item.MediaTime.ShouldBe(61_000), item => item.Card.Id.ShouldBe(card.Id));
        (await scene.Api.Browser().GetAsync<LiveRoomDetails>(room.Path())).Summary.HasReplay.ShouldBeTrue();
    }

    private async Task<JobCard> PushAsync(LiveRoomDetails room, Guid jobId) =>
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/job-cards", new PushJobRequest(jobId))).ReadAsync<JobCard>();

    private async Task RefusedAsync(LiveRoomDetails room, Guid jobId, HttpStatusCode status, string code) =>
        await (await scene.Owner.Http.PostCommandAsync($"{room.Path()}/job-cards", new PushJobRequest(jobId))).ShouldRefuseAsync(status, code);
}
