using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Exams.Sittings;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>Time granted, sessions ended, papers handed in for the absent, late answers decided.</summary>
public sealed class OfficeTests(SittingScene scene) : IClassFixture<SittingScene>
{
    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/HandInRules.cs")]
    public async Task Extra_time_for_one_candidate_moves_that_deadline_once()
    {
        var taker = await scene.StartedAsync();
        var before = (await taker.ViewAsync()).Deadline!.Value;
        var key = Guid.NewGuid();

        for (var i = 0; i < 3; i++)
        {
            (await scene.Invigilator.Http.PostCommandAsync(taker.Path("extensions"), new ExtendRequest(10, "停电"), key)).EnsureSuccessStatusCode();
        }

        (await taker.ViewAsync()).Deadline.ShouldBe(before.AddMinutes(10));
        (await (await taker.SaveAsync(taker.Text(1, "甲"))).ReadAsync<AnswerAck>()).Deadline.ShouldBe(before.AddMinutes(10));
        await (await scene.Invigilator.Http.PostCommandAsync(taker.Path("extensions"), new ExtendRequest(0, "停电"))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.out-of-range");
        await (await scene.Stranger.Http.PostCommandAsync(taker.Path("extensions"), new ExtendRequest(10, "停电"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Api/Exams/Sittings/ExtendTime.cs")]
    public async Task An_extension_of_the_sitting_in_the_grace_saves_whoever_would_be_late()
    {
        var taker = await scene.OverdueAsync(TimeSpan.FromSeconds(60));
        await taker.ViewAsync();
        await using (var command = scene.Owner.CreateCommand($"UPDATE exams.sittings SET extra_seconds = 600 WHERE id = '{taker.Exam.SittingId}'"))
        {
            // As another server would have granted it a moment ago, which this one has not heard of.
            await command.ExecuteNonQueryAsync();
        }

        // Over by what this server knows, and before the timer by which it reads all schedules again.
        scene.Api.Clock.Advance(TimeSpan.FromSeconds(61));
        (await taker.SaveAsync(taker.Text(1, "还来得及"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Everybodys_time_is_extended_together()
    {
        var taker = await scene.StartedAsync();
        var before = (await taker.ViewAsync()).Deadline!.Value;

        var sitting = await (await scene.Officer.Http.PostCommandAsync($"/api/exam-sittings/{taker.Exam.SittingId}/extensions", new ExtendRequest(5, "广播故障"))).ReadAsync<SittingDetails>();

        sitting.ExtraSeconds.ShouldBe(300);
        (await taker.ViewAsync()).Deadline.ShouldBe(before.AddMinutes(5));
        await (await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sittings/{taker.Exam.SittingId}/extensions", new ExtendRequest(5, "x"))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    [Clause("EX-6.3-viol", at: "Api/Exams/Sittings/SessionStaff.cs")]
    public async Task An_ended_session_is_sealed_at_once_and_nobody_comes_back_in()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "终止之前"));
        var ending = new EndSessionRequest("第五条", "使用手机", "摄像 10:32", scene.SecondInvigilator.UserId);

        await (await EndAsync(taker, ending with { Evidence = " " })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await EndAsync(taker, ending with { SecondPersonId = scene.Invigilator.UserId })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.second-person");
        (await (await EndAsync(taker, ending)).ReadAsync<ExamSessionView>()).State.ShouldBe(ExamSessionState.Terminated);

        await (await taker.SaveAsync(taker.Text(2, "之后"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.terminated");
        await (await taker.HandInAsync(2)).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.terminated");
        await (await taker.PostAsync("entries", new EnterExamRequest("laptop", "另一台"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.terminated");
        (await scene.ReadAsync<string>("SELECT canonical::jsonb -> 'answers' -> 0 ->> 'text' FROM exams.scripts WHERE session_id = $1", taker.SessionId)).ShouldBe("终止之前");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Api/Exams/Sittings/AbsentWorker.cs")]
    public async Task The_server_hands_in_for_the_absent_and_late_answers_wait_for_a_named_officer()
    {
        var taker = await scene.OverdueAsync(TimeSpan.FromSeconds(111));
        await taker.SaveAsync(taker.Text(1, "按时"));
        var never = await scene.SeatAsync(taker.Exam);

        var view = await UntilAsync(taker, seen => seen.Receipt is not null);
        (view.Receipt!.EndKind, view.Receipt.Answered, view.Receipt.HandedInAt).ShouldBe((SessionEndKind.AtDeadline, 1, view.Deadline!.Value));
        (await UntilAsync(never, seen => seen.State == ExamSessionState.Absent)).Receipt.ShouldBeNull();
        await (await taker.SaveAsync(taker.Text(2, "迟到"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.too-late");

        var late = await scene.Officer.Http.GetAsync<LateAnswers[]>($"/api/exam-sittings/{taker.Exam.SittingId}/late-answers");
        late.ShouldHaveSingleItem().Decision.ShouldBeNull();
        await (await scene.Officer.Http.PostCommandAsync(taker.Path("late-decisions"), new DecideLateRequest(true, ""))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        var decided = await (await scene.Officer.Http.PostCommandAsync(taker.Path("late-decisions"), new DecideLateRequest(true, "考点断网，有记录"))).ReadAsync<ExamSessionView>();

        decided.Receipt!.Version.ShouldBe(2);
        decided.Receipt.Sha256.ShouldNotBe(view.Receipt.Sha256);
        (await scene.ReadAsync<string>("SELECT canonical::jsonb -> 'answers' -> 0 ->> 'text' FROM exams.scripts WHERE session_id = $1", taker.SessionId)).ShouldBe("迟到");
        (await scene.ReadAsync<string>("SELECT response ->> 'text' FROM exams.counted_answers WHERE session_id = $1", taker.SessionId)).ShouldBe("迟到");
        (await scene.Officer.Http.GetAsync<LateAnswers[]>($"/api/exam-sittings/{taker.Exam.SittingId}/late-answers")).Single().Decision!.DecidedBy.ShouldBe("考务老郑");
        await (await scene.Officer.Http.PostCommandAsync(taker.Path("late-decisions"), new DecideLateRequest(true, "再来"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.no-late-answers");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/OutageRules.cs")]
    public async Task A_gap_in_the_heartbeats_is_measured_and_its_time_given_back_once()
    {
        var exam = await scene.SittingAsync();
        var silentSince = scene.Now.AddMinutes(-3);
        var taker = await scene.SeatAsync(exam, SampleStandings.StartedAt(silentSince));
        await scene.ChangeAsync($"INSERT INTO exams.session_sightings VALUES ('{taker.SessionId}', '{silentSince:O}')");

        (await taker.PostAsync("heartbeats", new Heartbeat(1, 4, true))).EnsureSuccessStatusCode();

        var outage = (await scene.Officer.Http.GetAsync<SessionOutage[]>($"/api/exam-sittings/{exam.SittingId}/outages")).ShouldHaveSingleItem();
        outage.Seconds.ShouldBeInRange(178, 190);
        var request = new CompensateRequest([taker.SessionId], "网络中断");
        var given = await (await scene.Officer.Http.PostCommandAsync($"/api/exam-sittings/{exam.SittingId}/compensations", request)).ReadAsync<CompensationResult>();
        given.ShouldBe(new CompensationResult(1, (outage.Seconds + 60) / 60));
        (await taker.ViewAsync()).ExtraSeconds.ShouldBe(given.Minutes * 60);
        await (await scene.Officer.Http.PostCommandAsync($"/api/exam-sittings/{exam.SittingId}/compensations", request)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.no-outages");
    }

    [Fact]
    public async Task An_outage_is_given_back_once_though_another_session_ended_meanwhile()
    {
        var exam = await scene.SittingAsync();
        var silentSince = scene.Now.AddMinutes(-3);
        var (taker, ended) = (await scene.SeatAsync(exam, SampleStandings.StartedAt(silentSince)), await scene.SeatAsync(exam, SampleStandings.StartedAt(silentSince)));
        foreach (var seat in new[] { taker, ended })
        {
            await scene.ChangeAsync($"INSERT INTO exams.outages (session_id, from_at, to_at, by_server) VALUES ('{seat.SessionId}', '{silentSince:O}', '{silentSince.AddMinutes(2):O}', false)");
        }

        // The second has handed in, and its row does not say so yet.
        ended.Epoch = 1;
        await scene.ChangeAsync($"UPDATE exams.sittings SET earliest_hand_in_at = starts_at WHERE id = '{exam.SittingId}'");
        (await ended.HandInAsync()).EnsureSuccessStatusCode();
        await scene.ChangeAsync($"UPDATE exams.sessions SET state = 'Started', end_kind = NULL, receipt_sha256 = NULL WHERE id = '{ended.SessionId}'");

        var address = $"/api/exam-sittings/{exam.SittingId}/compensations";
        var request = new CompensateRequest([taker.SessionId, ended.SessionId], "网络中断");
        (await (await scene.Officer.Http.PostCommandAsync(address, request)).ReadAsync<CompensationResult>()).ShouldBe(new CompensationResult(1, 2));

        // A mark that was lost with its transaction.
        await scene.ChangeAsync($"UPDATE exams.outages SET compensated_by = NULL WHERE session_id = '{taker.SessionId}'");
        (await scene.Officer.Http.PostCommandAsync(address, request)).EnsureSuccessStatusCode();
        (await taker.ViewAsync()).ExtraSeconds.ShouldBe(120);
    }

    [Fact]
    public async Task Two_sittings_of_a_paper_arranged_at_once_seat_nobody_twice()
    {
        var place = await SeatedExam.PlaceAsync(scene.Owner, scene.Api.AgencyId);
        var officer = await scene.Api.ProjectStaffAsync(place.ProjectId, Roles.ExamOfficer);
        var candidate = await scene.Api.CandidateAsync();
        await scene.AdmitAsync(place, candidate.UserId);
        var exam = await SeatedExam.MakeAsync(
            scene.Owner, scene.Api.Services.GetRequiredService<ExamKeys>(), place, SittingTimes.RunningAt(scene.Now), scene.Now);
        var other = Guid.NewGuid();
        await scene.ChangeAsync(
            $"""
            INSERT INTO exams.sittings
            SELECT '{other}', agency_id, project_id, paper_id, '下午场', state, opens_at, starts_at, ends_at, latest_entry_at, earliest_hand_in_at,
                   grace_seconds, extra_seconds, settings, created_by, created_at
            FROM exams.sittings WHERE id = '{exam.SittingId}'
            """);
        Guid[] sittings = [exam.SittingId, other];

        var answers = await Task.WhenAll(sittings.Select(id => officer.Http.PostCommandAsync($"/api/exam-sittings/{id}/arrangement", null)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.sessions WHERE candidate_id = $1", candidate.UserId)).ShouldBe(1);
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Api/Exams/Sittings/ImportAnswerFile.cs")]
    public async Task A_file_that_a_candidate_exported_is_kept_as_late_and_counts_when_a_named_officer_says_so()
    {
        var running = await scene.StartedAsync();
        var taker = await scene.OverdueAsync(TimeSpan.FromSeconds(111));
        taker.Epoch = 1;
        (await taker.SaveAsync(taker.Text(1, "断网之前"))).EnsureSuccessStatusCode();
        var address = $"/api/exam-sittings/{taker.Exam.SittingId}/answer-files";
        var file = await ExportedFile.SealAsync(scene, taker, taker.Text(2, "断网以后"), taker.Text(3, "断网以后", 1));

        await (await ImportAsync($"/api/exam-sittings/{running.Exam.SittingId}/answer-files", await ExportedFile.SealAsync(scene, running, running.Text(1, "还在考")))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.file-too-early");
        await UntilAsync(taker, seen => seen.Receipt is not null);
        await (await ImportAsync(address, file with { Session = running.SessionId })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.file-foreign");
        await (await ImportAsync(address, file with { Epoch = 2 })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.file-foreign");
        await (await ImportAsync(address, file with { Sealed = Convert.ToBase64String(new byte[80]) })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.file-foreign");
        await (await scene.Invigilator.Http.PostCommandAsync(address, file)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.Stranger.Http.PostCommandAsync(address, file)).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.sitting-not-found");

        var kept = await (await ImportAsync(address, file)).ReadAsync<AnswerFileReceipt>();
        (kept.SessionId, kept.Items, kept.Kept, kept.Missing).ShouldBe((taker.SessionId, 2, 2, 0));
        await (await ImportAsync(address, file)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.file-known");
        (await scene.ReadAsync<string>("SELECT canonical::jsonb -> 'answers' -> 0 ->> 'text' FROM exams.scripts WHERE session_id = $1", taker.SessionId)).ShouldBe("断网之前");

        (await (await scene.Officer.Http.PostCommandAsync(taker.Path("late-decisions"), new DecideLateRequest(true, "断网有记录，文件当场交来"))).ReadAsync<ExamSessionView>()).Receipt!.Version.ShouldBe(2);
        (await scene.ReadAsync<long>("SELECT count(*) FROM exams.counted_answers WHERE session_id = $1 AND response ->> 'text' = '断网以后'", taker.SessionId)).ShouldBe(2);
        (await scene.ReadAsync<Guid>("SELECT actor_id FROM exams.session_facts WHERE session_id = $1 AND kind = 'AnswerFileKept'", taker.SessionId)).ShouldBe(scene.Officer.UserId);

        Task<HttpResponseMessage> ImportAsync(string to, AnswerFile sent) => scene.Officer.Http.PostCommandAsync(to, sent);
    }

    [Fact]
    public async Task A_sitting_is_planned_on_a_sealed_paper_of_the_project_only()
    {
        var sealedExam = await scene.SittingAsync();
        // As the office's page sends it: local times, eight hours ahead.
        var start = scene.Now.AddDays(1).ToOffset(TimeSpan.FromHours(8));
        var plan = new PlanSittingRequest(sealedExam.PaperId, "下午场", start, start.AddHours(2));
        var address = $"/api/exam-projects/{scene.Place.ProjectId}/sittings";

        var sitting = await (await scene.Officer.Http.PostCommandAsync(address, plan)).ReadAsync<SittingDetails>();

        (sitting.OpensAt, sitting.LatestEntryAt, sitting.EarliestHandInAt).ShouldBe((start.AddMinutes(-30), start.AddMinutes(30), start.AddMinutes(30)));
        await (await scene.Officer.Http.PostCommandAsync(address, plan with { PaperId = Guid.NewGuid() })).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.sitting-paper-foreign");
        await (await scene.Officer.Http.PostCommandAsync(address, plan with { StartsAt = scene.Now.AddHours(-1) })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.sitting-starts-in-past");
        await (await scene.Officer.Http.PostCommandAsync(address, plan with { EndsAt = start })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.sitting-times");
        await (await scene.Stranger.Http.PostCommandAsync(address, plan)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Officer.Http.PostCommandAsync($"/api/exam-sittings/{sitting.Id}/arrangement", null)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.sitting-nobody");
        (await scene.Officer.Http.GetAsync<SittingDetails[]>(address)).ShouldContain(listed => listed.Id == sitting.Id);
    }

    [Fact]
    public async Task The_office_sees_its_sessions_and_a_stranger_none()
    {
        var taker = await scene.StartedAsync();
        await scene.Api.Services.GetRequiredService<StartedWorker>().KeepAsync(scene.Now.AddMinutes(1), CancellationToken.None);
        var address = $"/api/exam-sittings/{taker.Exam.SittingId}/sessions";

        (await scene.Officer.Http.GetAsync<Page<SittingSession>>(address + "?state=started")).Items.ShouldHaveSingleItem().Id.ShouldBe(taker.SessionId);
        (await scene.Officer.Http.GetAsync<Page<SittingSession>>(address + "?q=没有这个人")).Items.ShouldBeEmpty();
        (await scene.Stranger.Http.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await taker.Candidate.Http.GetAsync(new Uri(address, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> EndAsync(Taker taker, EndSessionRequest request) => scene.Invigilator.Http.PostCommandAsync(taker.Path("endings"), request);

    /// <summary>The worker looks every two seconds, in real time.</summary>
    private static async Task<ExamSessionView> UntilAsync(Taker taker, Func<ExamSessionView, bool> holds)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await taker.ViewAsync() is var view && holds(view))
            {
                return view;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException("It did not come to that.");
    }
}
