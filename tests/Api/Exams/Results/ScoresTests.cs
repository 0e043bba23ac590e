using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Exams.Marking;
using Pinchang.Api.Tests.Exams.Papers;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Api.Tests.Exams.Results;

public sealed class ScoresTests(MarkingScene scene) : IClassFixture<MarkingScene>
{
    [Fact]
    [Clause("EX-6.3-result", at: "Api/Exams/Results/PublishNotice.cs")]
    public async Task Scores_are_assembled_confirmed_published_masked_and_told()
    {
        var project = await scene.ProjectAsync();
        var good = await project.HandInAsync("很好", name: "欧阳文静", email: "ouyang@example.com");
        var fair = await project.HandInAsync("一般", name: "李雷");
        await project.AddAbsentAsync(await project.CandidateAsync("韩梅梅"), project.Sitting);
        await project.AddTerminatedAsync(await project.CandidateAsync("赵钱孙"), project.Sitting);
        var round = await project.OpenAsync(new() { SelfCheckEvery = 0 });
        await project.MarkAllAsync(round.Id, task => task.Answer == "很好" ? 18.5m : 12);

        var notice = await project.PublishAsync(new(Days: 7, RecheckDays: 3));

        (notice.Scored, notice.Absent, notice.Void, notice.Highest, notice.Mean).ShouldBe((2, 1, 1, 35.5m, 32.25m));
        var published = await scene.Api.Browser().GetAsync<PublishedScores>($"/api/exams/{project.Id}/scores");
        published.Scores.Items.Select(score => (score.MaskedName, score.Standing, score.Total, score.Rank)).ShouldBe(
        [
            ("欧***", ScoreStanding.Scored, 35.5m, 1), ("李*", ScoreStanding.Scored, 29, 2), ("韩**", ScoreStanding.Absent, null, null), ("赵**", ScoreStanding.Void, null, null),
        ]);
        using var raw = await scene.Api.Browser().GetAsync(new Uri($"/api/exams/{project.Id}/scores?q={good.TicketNumber}", UriKind.Relative));
        raw.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex, nofollow"]);
        var text = await raw.Content.ReadAsStringAsync();
        text.ShouldContain(good.TicketNumber);
        text.ShouldNotContain(fair.TicketNumber);
        foreach (var secret in new[] { good.Name, good.Person.Phone, good.RegistrationId.ToString(), "ouyang" })
        {
            text.ShouldNotContain(secret);
        }

        var slip = await good.Person.Http.GetAsync<ScoreSlip>($"/api/exam-registrations/{good.RegistrationId}/score");
        (slip.CandidateName, slip.Total, slip.Rank, slip.RankedOf).ShouldBe(("欧阳文静", 35.5m, 1, 2));
        slip.Parts.Single().ShouldSatisfyAllConditions(part => part.Objective.ShouldBe(17), part => part.Marked.ShouldBe(18.5m), part => part.FullPoints.ShouldBe(37));
        await (await fair.Person.Http.GetAsync(new Uri($"/api/exam-registrations/{good.RegistrationId}/score", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.not-published");
    }

    [Fact]
    [Clause("EX-4.3-push", at: "Api/Exams/Results/ScoreMessages.cs")]
    public async Task Everybody_is_told_by_every_channel_and_what_failed_is_listed_and_sent_again()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答", name: "欧阳文静", email: "ouyang@example.com");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var notice = await project.PublishAsync();
        notice.Deliveries.Total.ShouldBe(3);

        var path = $"/api/score-notices/{notice.Summary.Id}/deliveries";
        var all = (await project.Officer.Http.GetAsync<Contracts.Page<Delivery>>(path)).Items;
        all.Select(delivery => delivery.Channel).ShouldBe([MessageChannel.Inbox, MessageChannel.Sms, MessageChannel.Email], ignoreOrder: true);
        all.ShouldAllBe(delivery => delivery.MaskedName == "欧***" && !delivery.Recipient.Contains(candidate.Person.Phone));
        var sms = all.Single(delivery => delivery.Channel == MessageChannel.Sms);
        await (await project.PostAsync($"{path}/{sms.MessageId}/repeats", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.delivery-not-failed");

        await scene.ExecuteAsync("UPDATE notify.messages SET sent_at = NULL, failed_at = now(), attempts = 8, failure = 'IOException' WHERE id = $1", sms.MessageId);
        var failed = (await project.Officer.Http.GetAsync<Contracts.Page<Delivery>>($"{path}?state=failed")).Items.Single();
        (failed.State, failed.Attempts, failed.Failure).ShouldBe((DeliveryState.Failed, 8, "IOException"));
        await (await project.PostAsync($"{path}/{sms.MessageId}/repeats", new { })).ReadAsync<Done>();
        await (await project.PostAsync($"{path}/{sms.MessageId}/repeats", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.delivery-repeated");
        var told = await project.Officer.Http.GetAsync<Contracts.Page<Delivery>>(path);
        told.Total.ShouldBe(4);
        told.Items.Single(delivery => delivery.IsRepeated).MessageId.ShouldBe(sms.MessageId);
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Domain/Exams/Results/ScoreNotice.cs")]
    public async Task Nothing_is_published_that_the_client_did_not_confirm()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var made = await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ReadAsync<ScoreNoticeDetails>();

        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/publications", new PublishScores())).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.unconfirmed");
        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/confirmations", new ConfirmScores("张主任", "函", "别的一份"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.fingerprint-differs");
        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/confirmations", new ConfirmScores(" ", "函", made.Fingerprint))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await candidate.Person.Http.GetAsync(new Uri($"/api/exam-registrations/{candidate.RegistrationId}/score", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.not-published");
        await (await scene.Api.Browser().GetAsync(new Uri($"/api/exams/{project.Id}/scores", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.not-published");
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == candidate.Person.UserId))).ShouldBe(0);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => scene.ExecuteAsync(
            "UPDATE exams.score_notices SET state = 'Published', published_at = now(), public_until = now() + interval '1 day' WHERE id = $1", made.Summary.Id));
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Data/Exams/Results/IndependentScorer.cs")]
    public async Task A_figure_that_the_second_scorer_does_not_find_stops_the_release_and_is_listed()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        await project.HandInAsync("也答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        (await CheckAsync(project)).ShouldSatisfyAllConditions(check => check.Differences.ShouldBe(0), check => check.Parts.ShouldBe(6));

        await scene.ExecuteAsync("UPDATE exams.blind_scripts SET objective = objective + 1 WHERE registration_id = $1", candidate.RegistrationId);
        var check = await CheckAsync(project);

        check.Listed.ShouldBe([new(candidate.TicketNumber, "objective", 18, 17), new(candidate.TicketNumber, "total", 28, 27)], ignoreOrder: true);
        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.scorers-differ");
        (await project.Officer.Http.GetAsync<ScoreOffice>($"/api/exam-projects/{project.Id}/scores")).Check!.Differences.ShouldBe(2);

        await scene.ExecuteAsync("UPDATE exams.blind_scripts SET objective = objective - 1 WHERE registration_id = $1", candidate.RegistrationId);
        await scene.ExecuteAsync("UPDATE exams.marking_tasks SET points = 11 WHERE script_id IN (SELECT id FROM exams.blind_scripts WHERE registration_id = $1)", candidate.RegistrationId);
        (await CheckAsync(project)).Listed.ShouldBe([new(candidate.TicketNumber, "marked", 11, 10), new(candidate.TicketNumber, "total", 28, 27)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_figure_changed_between_confirmation_and_publication_is_not_published()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var made = await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ReadAsync<ScoreNoticeDetails>();
        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/confirmations", new ConfirmScores("张主任", "函", made.Fingerprint))).ReadAsync<ScoreNoticeDetails>();
        var task = await scene.ReadAsync(data => data.MarkingTasks.SingleAsync(task => task.RoundId == round.Id));
        await (await project.PostAsync($"/api/marking-tasks/{task.Id}/reopenings", new ReopenTask("复查"))).ReadAsync<Done>();
        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/publications", new PublishScores())).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.marking-unfinished");
        await (await project.Adjudicator.Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/adjudications", new Adjudicate(12, "补一个要点"))).ReadAsync<MarkDetails>();

        await (await project.PostAsync($"/api/score-notices/{made.Summary.Id}/publications", new PublishScores())).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.fingerprint-differs");
        (await project.PublishAsync()).ShouldSatisfyAllConditions(notice => notice.Summary.Version.ShouldBe(2), notice => notice.Highest.ShouldBe(29));
    }

    [Fact]
    public async Task Answers_accepted_after_marking_began_stop_the_assembly()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        await scene.ExecuteAsync(
            """
            INSERT INTO exams.hand_ins (session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical)
            SELECT session_id, 2, end_kind, ended_at, code, 'another', answered, questions, canonical FROM exams.hand_ins
            WHERE session_id IN (SELECT id FROM exams.sessions WHERE project_id = $1)
            """,
            project.Id);

        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.script-changed");
    }

    [Fact]
    public async Task Two_sittings_are_weighed_and_both_must_be_marked()
    {
        var project = await scene.ProjectAsync();
        var second = await project.AddSittingAsync("专业测试");
        var candidate = await project.HandInAsync("答");
        await project.HandInAsync(candidate, second, "专业答卷");
        var round = await project.OpenAsync(new() { Weight = 60 });
        await project.MarkAllAsync(round.Id, _ => 20);
        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.marking-unfinished");
        var other = await project.OpenAsync(new() { Weight = 50 }, second);
        await project.MarkAllAsync(other.Id, _ => 7.5m);
        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "scores.weights-off");
        await (await project.ChangeAsync(other.Id, new() { Weight = 40 })).ReadAsync<MarkingSettings>();

        // 60 + 24.5 / 37 × 40
        (await project.PublishAsync()).Highest.ShouldBe(86.49m);
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Domain/Exams/Results/Recheck.cs")]
    public async Task A_recheck_is_asked_once_within_its_window_answered_and_told()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var path = $"/api/exam-registrations/{candidate.RegistrationId}/recheck-requests";
        await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck("分数偏低"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.not-published");
        await project.PublishAsync(new(7, 3));

        await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck(""))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        var asked = await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck("第 8 题疑似漏评"))).ReadAsync<RecheckDetails>();
        await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck("再来一次"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.recheck-asked");
        var file = await project.Officer.Http.GetAsync<RecheckFile>($"/api/recheck-requests/{asked.Id}");
        file.Parts.Single().ShouldSatisfyAllConditions(part => part.Objective.ShouldBe(17), part => part.Lost.ShouldBeEmpty(), part => part.Answers.Single().Points.ShouldBe(10));
        await (await project.PostAsync($"/api/recheck-requests/{asked.Id}/answers", new AnswerRecheck(false, "经复核，评分无误。"))).ReadAsync<RecheckDetails>();
        await (await project.PostAsync($"/api/recheck-requests/{asked.Id}/answers", new AnswerRecheck(true, "改了"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.recheck-answered");

        (await candidate.Person.Http.GetAsync<ScoreSlip>($"/api/exam-registrations/{candidate.RegistrationId}/score")).Recheck!.State.ShouldBe(RecheckState.Upheld);
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == candidate.Person.UserId && message.Text.Contains("成绩维持不变")))).ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_officers_who_answer_a_recheck_at_once_one_is_heard()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        await project.PublishAsync();
        var asked = await (await candidate.Person.Http.PostCommandAsync($"/api/exam-registrations/{candidate.RegistrationId}/recheck-requests", new RequestRecheck("分数偏低"))).ReadAsync<RecheckDetails>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(officer => project.PostAsync($"/api/recheck-requests/{asked.Id}/answers", new AnswerRecheck(false, $"无误 {officer}"))));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == candidate.Person.UserId && message.Text.Contains("成绩维持不变")))).ShouldBe(1);
    }

    [Fact]
    public async Task A_correction_needs_an_answer_sent_back_and_brings_a_notice_on_which_one_may_ask_again()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        await project.PublishAsync();
        var (mine, path) = ($"/api/exam-registrations/{candidate.RegistrationId}/score", $"/api/exam-registrations/{candidate.RegistrationId}/recheck-requests");
        var asked = await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck("漏评"))).ReadAsync<RecheckDetails>();

        await (await project.PostAsync($"/api/recheck-requests/{asked.Id}/answers", new AnswerRecheck(true, "更正"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.nothing-sent-back");
        var task = await scene.ReadAsync(data => data.MarkingTasks.SingleAsync(task => task.RoundId == round.Id));
        await (await project.PostAsync($"/api/marking-tasks/{task.Id}/reopenings", new ReopenTask("漏看一段"))).ReadAsync<Done>();
        await (await project.PostAsync($"/api/recheck-requests/{asked.Id}/answers", new AnswerRecheck(true, "更正"))).ReadAsync<RecheckDetails>();
        await (await project.Adjudicator.Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/adjudications", new Adjudicate(12, "补一个要点"))).ReadAsync<MarkDetails>();
        (await candidate.Person.Http.GetAsync<ScoreSlip>(mine)).Recheck!.State.ShouldBe(RecheckState.Corrected);
        await project.PublishAsync();

        (await candidate.Person.Http.GetAsync<ScoreSlip>(mine)).ShouldSatisfyAllConditions(slip => slip.Total.ShouldBe(29), slip => slip.Recheck.ShouldBeNull());
        await (await candidate.Person.Http.PostCommandAsync(path, new RequestRecheck("仍有疑问"))).ReadAsync<RecheckDetails>();
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Api/Exams/Results/ListScores.cs")]
    public async Task The_list_is_given_out_with_full_names_what_for_is_kept_and_its_holder_comes_to_the_fingerprint()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("很好", name: "欧阳文静");
        await project.HandInAsync("一般", name: "李雷");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, task => task.Answer == "很好" ? 18.5m : 12);
        var notice = await project.PublishAsync();
        var path = $"/api/score-notices/{notice.Summary.Id}/scores";

        await (await project.Officer.Http.GetAsync(new Uri($"{path}.csv", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-exports.reason-required");
        await (await scene.ForeignOfficer.Http.GetAsync(new Uri($"{path}.csv?reason=归档备查", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        var sheet = await project.Officer.Http.GetStringAsync(new Uri($"{path}.csv?reason=报招考单位确认", UriKind.Relative));

        Workbooks.TextOf(await project.Officer.Http.GetByteArrayAsync(new Uri($"{path}.xlsx?reason=报招考单位确认", UriKind.Relative))).ShouldContain("欧阳文静");
        sheet.ShouldContain("欧阳文静");
        sheet.ShouldContain(notice.Fingerprint);
        var lines = sheet.Split("\r\n").SkipWhile(line => !line.StartsWith("准考证号", StringComparison.Ordinal)).Skip(1).Where(line => line.Length > 0).Select(line => line[(line.LastIndexOf(',') + 1)..] + "\n");
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)))).ShouldBe(notice.Fingerprint);
        var list = await project.Officer.Http.GetAsync<ScoreList>($"{path}?q=欧阳");
        list.Scores.Items.Single().MaskedName.ShouldBe("欧***");
        list.Exports.Select(export => (export.Reason, export.Rows)).ShouldBe([("报招考单位确认", 2), ("报招考单位确认", 2)]);
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Api/Exams/Results/CheckSlip.cs")]
    public async Task Whoever_holds_a_slip_sees_whether_it_is_what_was_published()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答", name: "欧阳文静");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var notice = await project.PublishAsync();
        var slip = await candidate.Person.Http.GetAsync<ScoreSlip>($"/api/exam-registrations/{candidate.RegistrationId}/score");
        string Path(string ticket, string code) => $"/api/score-slips?ticket={ticket}&code={code}";
        var anybody = scene.Api.Browser();

        var check = await anybody.GetAsync<SlipCheck>(Path(candidate.TicketNumber, slip.Code.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()));
        check.ShouldSatisfyAllConditions(
            found => found.Validity.ShouldBe(SlipValidity.Valid),
            found => found.MaskedName.ShouldBe("欧***"),
            found => found.TicketTail.ShouldBe(candidate.TicketNumber[^4..]),
            found => found.Total.ShouldBe(27));
        await (await anybody.GetAsync(new Uri(Path(candidate.TicketNumber, "00000-00000"), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.slip-unknown");
        await (await anybody.GetAsync(new Uri(Path("", slip.Code), UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "scores.slip-unknown");

        await (await project.PostAsync($"/api/score-notices/{notice.Summary.Id}/withdrawals", new TakeDownScores("公示有误"))).ReadAsync<ScoreNoticeDetails>();
        (await anybody.GetAsync<SlipCheck>(Path(candidate.TicketNumber, slip.Code))).Validity.ShouldBe(SlipValidity.TakenDown);
    }

    [Fact]
    [Clause("EX-6.3-result", at: "Api/Exams/Results/ScoreChecks.cs")]
    public async Task The_run_that_stops_a_release_is_kept_though_the_release_is_not()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        await scene.ExecuteAsync("UPDATE exams.blind_scripts SET objective = objective + 1 WHERE registration_id = $1", candidate.RegistrationId);

        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-notices", new { })).ShouldRefuseAsync(HttpStatusCode.Conflict, "scores.scorers-differ");

        (await project.Officer.Http.GetAsync<ScoreOffice>($"/api/exam-projects/{project.Id}/scores")).Check!.Differences.ShouldBe(2);
        await scene.ExecuteAsync("UPDATE exams.blind_scripts SET objective = objective - 1 WHERE registration_id = $1", candidate.RegistrationId);
        var notice = await project.PublishAsync();
        (await scene.ReadAsync(data => data.ScoreChecks.CountAsync(check => check.NoticeId == notice.Summary.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task A_sitting_in_which_nobody_handed_in_hinders_nothing()
    {
        var project = await scene.ProjectAsync();
        var second = await project.AddSittingAsync("专业测试");
        var both = await project.HandInAsync("答");
        await project.AddAbsentAsync(both, second);
        await project.HandInAsync("也答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);

        var notice = await project.PublishAsync();

        (notice.Scored, notice.Absent, notice.Highest).ShouldBe((1, 1, 27));
    }

    [Fact]
    public async Task The_mean_of_marks_that_are_a_quarter_apart_is_the_same_to_both_scorers()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await scene.ExecuteAsync("UPDATE exams.marking_tasks SET max_points = 18.25 WHERE round_id = $1", round.Id);
        foreach (var (marker, points) in project.Markers.Zip([18.25m, 18]))
        {
            var task = (await MarkedProject.TakeAsync(marker, round.Id)).ShouldNotBeNull();
            await (await MarkedProject.MarkAsync(marker, task.Id, points)).ReadAsync<MarkReceipt>();
        }

        (await CheckAsync(project)).Differences.ShouldBe(0);
        (await project.PublishAsync()).Highest.ShouldBe(35.13m);
    }

    [Fact]
    public async Task A_notice_comes_down_after_its_term_or_by_an_officer_and_the_slip_stays()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("答");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 10);
        var notice = await project.PublishAsync();
        await (await project.PostAsync($"/api/score-notices/{notice.Summary.Id}/withdrawals", new TakeDownScores(""))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await scene.ExecuteAsync(
            "UPDATE exams.score_notices SET published_at = published_at - interval '9 days', public_until = public_until - interval '9 days', recheck_until = recheck_until - interval '9 days' WHERE id = $1", notice.Summary.Id);

        await (await scene.Api.Browser().GetAsync(new Uri($"/api/exams/{project.Id}/scores", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Gone, "scores.taken-down");
        (await project.Officer.Http.GetAsync<ScoreOffice>($"/api/exam-projects/{project.Id}/scores")).Notice!.Summary.State.ShouldBe(ScoreNoticeState.TakenDown);
        await (await candidate.Person.Http.PostCommandAsync($"/api/exam-registrations/{candidate.RegistrationId}/recheck-requests", new RequestRecheck("晚了"))).ShouldRefuseAsync(HttpStatusCode.Gone, "scores.recheck-over");
        (await candidate.Person.Http.GetAsync<ScoreSlip>($"/api/exam-registrations/{candidate.RegistrationId}/score")).ShouldSatisfyAllConditions(
            slip => slip.Total.ShouldBe(27), slip => slip.RecheckUntil.ShouldBeNull());
        (await (await project.PostAsync($"/api/score-notices/{notice.Summary.Id}/withdrawals", new TakeDownScores("公示有误"))).ReadAsync<ScoreNoticeDetails>()).Summary.State.ShouldBe(ScoreNoticeState.TakenDown);
    }

    private static async Task<ScoreCheck> CheckAsync(MarkedProject project) =>
        await (await project.PostAsync($"/api/exam-projects/{project.Id}/score-checks", new { })).ReadAsync<ScoreCheck>();
}
