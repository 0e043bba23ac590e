using System.Net;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

public sealed class WatchTests(WatchScene scene) : IClassFixture<WatchScene>
{
    private string Session => $"/api/exam-sessions/{scene.SessionId}";

    [Fact]
    [Clause("EX-6.3-online-b", at: "Api/Exams/Invigilation/SessionEvents.cs")]
    public async Task Every_raised_event_ends_in_one_recorded_decision_with_its_reason()
    {
        var key = Guid.NewGuid();
        var raised = new RaiseSessionEvent(SessionEventKind.FocusLost, scene.Api.Clock.GetUtcNow().AddSeconds(-3), "切到其他窗口 8 秒");
        var first = await (await scene.Candidate.Http.PostCommandAsync($"{Session}/events", raised, key)).ReadAsync<SessionEvent>();
        (await (await scene.Candidate.Http.PostCommandAsync($"{Session}/events", raised, key)).ReadAsync<SessionEvent>()).Id.ShouldBe(first.Id);
        (first.Id, first.Weight).ShouldBe((key, EventWeight.Raised));
        await WatchScene.UntilAsync(async () => (await scene.TileAsync(scene.SessionId)).OpenEvents == 1, "the wall counts it");

        var decide = $"{Session}/event-decisions";
        await (await scene.Candidate.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Harmless))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.Marker.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Harmless))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.ElsewhereInvigilator.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Harmless))).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
        await (await scene.Invigilator.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Noted, " "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invigilation.reason-missing");
        await (await scene.Invigilator.Http.PostCommandAsync(decide, new DecideEvents([Guid.NewGuid()], EventVerdict.Harmless))).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.event-not-found");

        var decided = await (await scene.Invigilator.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Reminded, "已口头提醒"))).ReadAsync<SessionEvent[]>();
        decided.Single().Decision!.DecidedBy.ShouldBe(scene.Invigilator.Name);
        await (await scene.Colleague.Http.PostCommandAsync(decide, new DecideEvents([key], EventVerdict.Misconduct, "再判"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "invigilation.event-decided");

        var kept = (await scene.TimelineAsync(scene.SessionId)).Events.Single(happened => happened.Id == key);
        (kept.Decision!.Verdict, kept.Decision.Reason, kept.Detail).ShouldBe((EventVerdict.Reminded, "已口头提醒", "切到其他窗口 8 秒"));
        await WatchScene.UntilAsync(async () => (await scene.TileAsync(scene.SessionId)).OpenEvents == 0, "the wall counts it no more");
    }

    [Fact]
    public async Task A_page_can_neither_raise_what_is_the_servers_nor_what_is_still_to_come()
    {
        await (await scene.Candidate.Http.PostCommandAsync($"{Session}/events", new RaiseSessionEvent(SessionEventKind.DeviceAdmitted, scene.Api.Clock.GetUtcNow())))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "invigilation.event-not-yours");
        var wrongClock = await (await scene.Candidate.Http.PostCommandAsync(
            $"{Session}/events", new RaiseSessionEvent(SessionEventKind.FocusRegained, scene.Api.Clock.GetUtcNow().AddHours(5)))).ReadAsync<SessionEvent>();
        wrongClock.At.ShouldBeLessThanOrEqualTo(wrongClock.ReceivedAt);
        await (await scene.Neighbour.Http.PostCommandAsync($"{Session}/events", new RaiseSessionEvent(SessionEventKind.Noise, scene.Api.Clock.GetUtcNow())))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
    }

    [Fact]
    [Clause("EX-6.3-online-b", at: "Api/Exams/Invigilation/Messages.cs")]
    public async Task A_message_goes_to_one_or_to_all_and_its_reading_is_known()
    {
        var path = $"/api/exam-sittings/{scene.SittingId}/messages";
        var one = await (await scene.Invigilator.Http.PostCommandAsync(path, new SendInvigilationMessage("请把摄像头抬高一点", scene.NeighbourSessionId))).ReadAsync<InvigilationMessage>();
        var all = await (await scene.Invigilator.Http.PostCommandAsync(path, new SendInvigilationMessage("距结束还有十五分钟"))).ReadAsync<InvigilationMessage>();
        await (await scene.Invigilator.Http.PostCommandAsync(path, new SendInvigilationMessage("  "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await scene.Invigilator.Http.PostCommandAsync(path, new SendInvigilationMessage("你好", Guid.NewGuid()))).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
        await (await scene.ElsewhereInvigilator.Http.PostCommandAsync(path, new SendInvigilationMessage("你好"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");

        (await scene.Candidate.Http.GetAsync<InvigilationMessage[]>($"{Session}/messages")).Select(message => message.Id).ShouldBe([all.Id]);
        var received = await scene.Neighbour.Http.GetAsync<InvigilationMessage[]>($"/api/exam-sessions/{scene.NeighbourSessionId}/messages");
        received.Select(message => message.Id).ShouldBe([one.Id, all.Id]);
        received.ShouldAllBe(message => message.SentBy == "监考员", "candidates are not told which of them");

        for (var twice = 0; twice < 2; twice++)
        {
            await (await scene.Neighbour.Http.PostCommandAsync(
                $"/api/exam-sessions/{scene.NeighbourSessionId}/message-receipts", new ReadInvigilationMessages([one.Id, all.Id, Guid.NewGuid()]))).ReadAsync<Done>();
        }

        var sent = await scene.Invigilator.Http.GetAsync<InvigilationMessage[]>(path);
        sent.Select(message => (message.Id, message.Read)).ShouldBe([(one.Id, 1), (all.Id, 1)]);
        (await scene.TimelineAsync(scene.NeighbourSessionId)).Messages.ShouldAllBe(message => message.ReadAt != null && message.SentBy == scene.Invigilator.Name);
    }

    [Fact]
    public async Task The_list_holds_the_sittings_of_the_own_projects()
    {
        var mine = await scene.Invigilator.Http.GetAsync<InvigilationSitting[]>("/api/invigilation/sittings");
        var sitting = mine.ShouldHaveSingleItem();
        (sitting.Id, sitting.ProjectTitle, sitting.Title).ShouldBe((scene.SittingId, "2026年度公开招聘", "综合知识"));
        sitting.Candidates.ShouldBeGreaterThanOrEqualTo(2);

        (await scene.ElsewhereInvigilator.Http.GetAsync<InvigilationSitting[]>("/api/invigilation/sittings")).ShouldNotContain(other => other.Id == scene.SittingId);
        await (await scene.ForeignInvigilator.Http.GetAsync($"/api/exam-sittings/{scene.SittingId}/wall")).ShouldRefuseAsync(HttpStatusCode.NotFound, "invigilation.not-found");
        await (await scene.Candidate.Http.GetAsync($"{Session}/timeline")).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    public async Task An_extension_shows_on_the_tile_and_in_the_time_line_with_who_when_and_why()
    {
        var person = await scene.PersonAsync("郑延");
        var sessionId = await scene.ArrangeAsync(scene.SittingId, person);
        await (await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sessions/{sessionId}/extensions", new ExtendRequest(10, "停电八分钟"))).ReadAsync<ExamSessionView>();

        await WatchScene.UntilAsync(async () => (await scene.TileAsync(sessionId)).ExtraSeconds == 600, "the wall shows it");
        var measure = (await scene.TimelineAsync(sessionId)).Measures.Single();
        (measure.Kind, measure.TakenBy, measure.Minutes, measure.Reason).ShouldBe((MeasureKind.Extended, scene.Invigilator.Name, 10, "停电八分钟"));
    }

    [Fact]
    [Clause("EX-6.3-viol", at: "Api/Exams/Invigilation/ConfirmTermination.cs")]
    public async Task A_termination_takes_effect_at_once_and_the_second_person_says_so_themselves()
    {
        var person = await scene.PersonAsync("冯替");
        var sessionId = await scene.ArrangeAsync(scene.SittingId, person);
        var end = $"/api/exam-sessions/{sessionId}/endings";
        await (await scene.Invigilator.Http.PostCommandAsync(end, new EndSessionRequest("替考", "面容与证件不符", "抓拍与证件照", scene.Invigilator.UserId)))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.second-person");
        await (await scene.Invigilator.Http.PostCommandAsync(end, new EndSessionRequest("替考", "面容与证件不符", "抓拍与证件照", scene.Colleague.UserId))).ReadAsync<ExamSessionView>();
        await WatchScene.UntilAsync(async () => (await scene.TileAsync(sessionId)).State == ExamSessionState.Terminated, "the wall shows it");

        var confirm = $"/api/exam-sessions/{sessionId}/termination-confirmations";
        await (await scene.Invigilator.Http.PostCommandAsync(confirm, new ConfirmTermination(true))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "invigilation.confirmation-not-yours");
        await (await scene.Colleague.Http.PostCommandAsync(confirm, new ConfirmTermination(false))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "invigilation.reason-missing");
        (await scene.Colleague.Http.GetAsync<SessionTimeline>($"/api/exam-sessions/{sessionId}/timeline")).Measures.Single().AwaitsYou.ShouldBeTrue();
        await (await scene.Colleague.Http.PostCommandAsync(confirm, new ConfirmTermination(true))).ReadAsync<Done>();
        await (await scene.Colleague.Http.PostCommandAsync(confirm, new ConfirmTermination(true))).ShouldRefuseAsync(HttpStatusCode.Conflict, "invigilation.confirmed");

        var measure = (await scene.TimelineAsync(sessionId)).Measures.Single();
        (measure.Rule, measure.Evidence, measure.SecondPerson, measure.Confirmed, measure.AwaitsYou).ShouldBe(("替考", "抓拍与证件照", scene.Colleague.Name, true, false));
        (await scene.TimelineAsync(sessionId)).Fellows.Select(fellow => fellow.UserId).ShouldContain(scene.Colleague.UserId);
    }
}
