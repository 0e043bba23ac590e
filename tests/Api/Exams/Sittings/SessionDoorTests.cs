using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Contracts;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>From the door to the first question, and back in after a crash.</summary>
public sealed class SessionDoorTests(SittingScene scene) : IClassFixture<SittingScene>
{
    private static readonly SittingSettings Watched = new() { Rules = "独立作答。" };

    [Fact]
    [Clause("EX-6.3-online-a", at: "Domain/Exams/Sittings/EntryRules.cs")]
    public async Task Nobody_starts_without_device_identity_and_rules()
    {
        var taker = await scene.SeatAsync(await scene.SittingAsync(settings: Watched));
        await (await taker.PostAsync("starts", new StartExamRequest(1))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-entered");
        await taker.EnterAsync();

        await (await StartAsync(taker)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.device-unchecked");
        await (await taker.PostAsync("device-checks", new DeviceCheckRequest(true, true, false, true))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.device-unfit");
        await (await taker.PostAsync("device-checks", new DeviceCheckRequest(true, true, true, true))).ReadAsync<ExamSessionView>();
        await (await StartAsync(taker)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.identity-unchecked");
        await SubmitPhotosAsync(taker);
        await (await StartAsync(taker)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.identity-unchecked");
        (await DecideAsync(taker, new(IdentityState.Refused, "看不清"))).Checks.IdentityReason.ShouldBe("看不清");
        await (await StartAsync(taker)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.identity-refused");
        (await DecideAsync(taker, new(IdentityState.Passed))).Checks.Identity.ShouldBe(IdentityState.Passed);
        await (await StartAsync(taker)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.rules-unread");
        await taker.PostAsync("rules-acknowledgements", new AcknowledgeRulesRequest(true));

        var start = await (await StartAsync(taker)).ReadAsync<ExamStart>();
        Convert.FromBase64String(start.PaperKey).Length.ShouldBe(32);
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Sittings/GetPaper.cs")]
    public async Task The_sealed_paper_opens_with_the_key_of_the_start_and_is_the_same_for_everybody()
    {
        var exam = await scene.SittingAsync();
        var (one, other) = (await scene.SeatAsync(exam), await scene.SeatAsync(exam));
        var address = new Uri($"/api/exam-sittings/{exam.SittingId}/paper", UriKind.Relative);

        var answer = await one.Candidate.Http.GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        (await other.Candidate.Http.GetByteArrayAsync(address)).ShouldBe(bytes);
        var start = await one.StartAsync();

        using var aes = new AesGcm(Convert.FromBase64String(start.PaperKey), 16);
        var plain = new byte[bytes.Length - 28];
        aes.Decrypt(bytes.AsSpan(0, 12), bytes.AsSpan(12, plain.Length), bytes.AsSpan(bytes.Length - 16), plain);
        System.Text.Encoding.UTF8.GetString(plain).ShouldContain("首都是");
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await one.Candidate.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    [Clause("EX-6.3-online-c", at: "Api/Exams/Sittings/GetPaper.cs")]
    public async Task The_own_order_is_there_once_entered_and_nobody_elses()
    {
        var taker = await scene.SeatAsync(await scene.SittingAsync());
        await (await taker.Candidate.Http.GetAsync(taker.Path("draw"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-entered");
        await taker.EnterAsync();

        var draw = await taker.Candidate.Http.GetAsync<PaperDraw>(taker.Path("draw"));
        draw.Sections.Sum(section => section.QuestionIds.Length).ShouldBe(taker.Exam.Outline.Questions);
        var other = await scene.SeatAsync(await scene.SittingAsync());
        await (await other.Candidate.Http.GetAsync(taker.Path("draw"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
    }

    [Fact]
    [Clause("EX-4.3-take", at: "Domain/Exams/Sittings/EntryRules.cs")]
    public async Task Too_early_and_too_late_are_said_with_the_time()
    {
        var now = scene.Now;
        var early = await scene.SeatAsync(await scene.SittingAsync(new(now.AddMinutes(30), now.AddHours(1), now.AddHours(2))));
        await (await early.PostAsync("entries", new EnterExamRequest("pc", "电脑"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-open");
        await (await early.Candidate.Http.GetAsync(new Uri($"/api/exam-sittings/{early.Exam.SittingId}/paper", UriKind.Relative)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-open");

        var waiting = await scene.SeatAsync(await scene.SittingAsync(new(now.AddMinutes(-5), now.AddMinutes(10), now.AddHours(2))));
        (await waiting.EnterAsync()).Phase.ShouldBe(SessionPhase.Waiting);
        await waiting.PostAsync("rules-acknowledgements", new AcknowledgeRulesRequest(true));
        await (await StartAsync(waiting)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-started");

        var over = await scene.SeatAsync(await scene.SittingAsync(new(now.AddHours(-3), now.AddHours(-2), now.AddMinutes(-10))));
        await (await over.PostAsync("entries", new EnterExamRequest("pc", "电脑"))).ShouldRefuseAsync(HttpStatusCode.Gone, "exam.absent");
    }

    [Fact]
    [Clause("EX-6.3-time", at: "Domain/Exams/Sittings/EntryRules.cs")]
    public async Task After_a_crash_another_machine_goes_on_with_the_invigilators_nod()
    {
        var taker = await scene.StartedAsync();
        await taker.SaveAsync(taker.Text(1, "崩溃之前"));
        var crashed = taker.Epoch;

        await (await taker.PostAsync("entries", new EnterExamRequest("laptop", "备用电脑"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.another-device");
        var seen = await scene.Invigilator.Http.GetAsync<ExamSessionView>(taker.Path("staff-view"));
        seen.EntryRequest!.DeviceName.ShouldBe("备用电脑");
        await (await scene.Stranger.Http.PostCommandAsync(taker.Path("admissions"), new AdmitDeviceRequest("laptop", true))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.session-not-found");
        (await scene.Invigilator.Http.PostCommandAsync(taker.Path("admissions"), new AdmitDeviceRequest("laptop", true))).EnsureSuccessStatusCode();

        var view = await taker.EnterAsync("laptop");
        view.Epoch.ShouldBe(crashed + 1);
        (await taker.SheetAsync()).Answers.ShouldHaveSingleItem().Response.Text.ShouldBe("崩溃之前");
        (await taker.PostAsync("starts", new StartExamRequest(taker.Epoch))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await taker.SaveAsync(taker.Text(1, "换机之后", question: 1))).ReadAsync<AnswerAck>()).DurableSequence.ShouldBe(1);
        await (await taker.SaveAsync(crashed, taker.Text(2, "旧机"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.overtaken");
    }

    [Fact]
    public async Task A_device_that_was_turned_away_is_told_why_and_does_not_ask_again_at_once()
    {
        var taker = await scene.StartedAsync();
        await taker.PostAsync("entries", new EnterExamRequest("phone", "手机"));
        await (await scene.Invigilator.Http.PostCommandAsync(taker.Path("admissions"), new AdmitDeviceRequest("phone", false))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        (await scene.Invigilator.Http.PostCommandAsync(taker.Path("admissions"), new AdmitDeviceRequest("phone", false, "不能用手机"))).EnsureSuccessStatusCode();

        await (await taker.PostAsync("entries", new EnterExamRequest("phone", "手机"))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "exam.device-refused");
        await (await scene.Invigilator.Http.PostCommandAsync(taker.Path("admissions"), new AdmitDeviceRequest("phone", true))).ShouldRefuseAsync(HttpStatusCode.NotFound, "exam.no-such-request");
    }

    [Fact]
    public async Task Before_the_start_a_new_device_begins_its_checks_anew()
    {
        var taker = await scene.SeatAsync(await scene.SittingAsync(settings: Watched));
        await taker.EnterAsync("pc");
        await taker.PostAsync("device-checks", new DeviceCheckRequest(true, true, true, true));

        (await taker.EnterAsync("laptop")).Checks.Device.ShouldBeFalse();
    }

    [Fact]
    public async Task Where_nothing_is_recorded_nobody_needs_a_camera_and_no_camera_is_said_to_work()
    {
        var settings = Watched with { Recording = false };
        var taker = await scene.SeatAsync(await scene.SittingAsync(settings: settings));
        await taker.EnterAsync();
        await (await taker.PostAsync("device-checks", new DeviceCheckRequest(null, null, null, false))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam.device-unfit");
        (await (await taker.PostAsync("device-checks", new DeviceCheckRequest(null, null, null, true))).ReadAsync<ExamSessionView>()).Checks.Device.ShouldBeTrue();

        (await scene.ReadAsync<string>(
            "SELECT body::text FROM exams.session_facts WHERE session_id = $1 AND kind = 'DeviceChecked' ORDER BY number DESC LIMIT 1", taker.SessionId))
            .ShouldNotContain("camera");
    }

    [Fact]
    [Clause("EX-6.3-online-a", at: "Api/Files/FileReaders.cs")]
    public async Task Whoever_looks_at_an_identity_photo_leaves_a_trace_and_nobody_of_another_exam_looks()
    {
        var taker = await scene.SeatAsync(await scene.SittingAsync(settings: Watched));
        await taker.EnterAsync();
        var files = await SubmitPhotosAsync(taker);

        // The same candidate sits in another project of the agency: its invigilators have nothing to do with these photos.
        var elsewhere = await SeatedExam.PlaceAsync(scene.Owner, scene.Api.AgencyId);
        var exam = await SeatedExam.MakeAsync(
            scene.Owner, scene.Api.Services.GetRequiredService<ExamKeys>(), elsewhere, SittingTimes.RunningAt(scene.Now), scene.Now);
        await exam.SeatAsync(scene.Owner, [taker.Candidate.UserId]);
        var stranger = await scene.Api.ProjectStaffAsync(elsewhere.ProjectId, Roles.Invigilator);
        (await stranger.Http.GetAsync(new Uri($"/api/files/{files[0]}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        foreach (var file in files)
        {
            (await scene.Invigilator.Http.GetAsync(new Uri($"/api/files/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await scene.ReadAsync<long>($"SELECT count(*) FROM exams.evidence_views WHERE session_id = $1 AND part = 'Identity' AND viewer_id = '{scene.Invigilator.UserId}'", taker.SessionId)).ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_left_behind_before_the_entry_opens_or_where_nothing_is_recorded()
    {
        var early = await scene.SeatAsync(await scene.SittingAsync(new(scene.Now.AddDays(29), scene.Now.AddDays(30), scene.Now.AddDays(30).AddHours(2)), Watched));
        await (await EventAsync(early)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-open");
        await (await StillAsync(early)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.not-open");

        var unwatched = await scene.SeatAsync(await scene.SittingAsync());
        await (await StillAsync(unwatched)).ShouldRefuseAsync(HttpStatusCode.Conflict, "recordings.not-recorded");
        (await EventAsync(unwatched)).EnsureSuccessStatusCode();

        var past = scene.Now.AddHours(-9);
        var over = await scene.SeatAsync(await scene.SittingAsync(new(past.AddHours(-1), past, past.AddHours(1)), Watched));
        await (await StillAsync(over)).ShouldRefuseAsync(HttpStatusCode.Gone, "recordings.closed");
    }

    private Task<HttpResponseMessage> EventAsync(Taker taker) =>
        taker.Candidate.Http.PostCommandAsync(taker.Path("events"), new RaiseSessionEvent(SessionEventKind.Noise, scene.Now));

    private static Task<HttpResponseMessage> StillAsync(Taker taker) =>
        taker.Candidate.Http.PutAsync(new Uri(taker.Path($"stills/{Guid.NewGuid()}"), UriKind.Relative), new ByteArrayContent([1, 2, 3]));

    [Fact]
    public async Task Photos_of_somebody_else_are_not_taken()
    {
        var (one, other) = (await scene.SeatAsync(await scene.SittingAsync(settings: Watched)), await scene.SeatAsync(await scene.SittingAsync(settings: Watched)));
        await one.EnterAsync();
        var foreign = await (await other.Candidate.Http.UploadAsync(FileKind.ExamIdentity, FileForms.Png, "脸.png")).ReadAsync<StoredFile>();

        await (await one.PostAsync("identity-photos", new IdentityPhotosRequest(foreign.Id, foreign.Id))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    public async Task Own_sessions_are_listed_and_nobody_elses()
    {
        var taker = await scene.StartedAsync();

        var mine = await taker.Candidate.Http.GetAsync<ExamSessionSummary[]>("/api/exam-sessions/mine");

        mine.ShouldHaveSingleItem().Id.ShouldBe(taker.SessionId);
    }

    private static Task<HttpResponseMessage> StartAsync(Taker taker) => taker.PostAsync("starts", new StartExamRequest(taker.Epoch));

    private static async Task<Guid[]> SubmitPhotosAsync(Taker taker)
    {
        var document = await (await taker.Candidate.Http.UploadAsync(FileKind.ExamIdentity, FileForms.Png, "证件.png")).ReadAsync<StoredFile>();
        var face = await (await taker.Candidate.Http.UploadAsync(FileKind.ExamIdentity, FileForms.Png, "面部.png")).ReadAsync<StoredFile>();
        (await taker.PostAsync("identity-photos", new IdentityPhotosRequest(document.Id, face.Id))).EnsureSuccessStatusCode();
        return [document.Id, face.Id];
    }

    private async Task<ExamSessionView> DecideAsync(Taker taker, IdentityDecisionRequest decision) =>
        await (await scene.Invigilator.Http.PostCommandAsync(taker.Path("identity-decisions"), decision)).ReadAsync<ExamSessionView>();
}
