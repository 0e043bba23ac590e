using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Marking;

namespace Pinchang.Api.Tests.Exams.Marking;

public sealed class MarkingTests(MarkingScene scene) : IClassFixture<MarkingScene>
{
    [Fact]
    [Clause("EX-6.3-mark", at: "Api/Exams/Marking/StartMarking.cs")]
    public async Task Opening_scores_the_objective_parts_and_makes_a_task_of_each_written_answer()
    {
        var project = await scene.ProjectAsync();
        var right = await project.HandInAsync("我的看法是……");
        var wrong = project.Sitting.AllRight();
        wrong[wrong.Keys.First()] = new(Choices: ["nothing"]);
        await project.HandInAsync("  \u3000\n", wrong);

        var round = await project.OpenAsync();

        (round.Tasks, round.Settled, round.State).ShouldBe((2, 1, MarkingRoundState.Open));
        var scripts = await scene.ReadAsync(data => data.BlindScripts.Where(script => script.RoundId == round.Id).ToListAsync());
        scripts.Single(script => script.RegistrationId == right.RegistrationId).Objective.ShouldBe(17);
        scripts.Single(script => script.RegistrationId != right.RegistrationId).Objective.ShouldBeLessThan(17);
        scripts.ShouldAllBe(script => script.Code.Length == 9);
    }

    [Fact]
    [Clause("EX-4.5", at: "Api/Exams/Marking/TakeAnswer.cs")]
    public async Task A_marker_whose_training_does_not_count_gets_no_answer_to_mark()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("我的看法是……");
        var round = await project.OpenAsync();
        await scene.Api.DisqualifyAsync(project.Markers[0]);
        await (await project.Markers[0].Http.PostCommandAsync($"/api/marking-rounds/{round.Id}/claims", new ClaimAnswer())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
        (await (await project.Markers[1].Http.PostCommandAsync($"/api/marking-rounds/{round.Id}/claims", new ClaimAnswer())).ReadAsync<ClaimedAnswer>()).Task.ShouldNotBeNull();
    }

    [Fact]
    [Clause("EX-6.3-mark", at: "Api/Exams/Marking/MarkingShapes.cs")]
    public async Task A_marker_sees_the_question_the_rubric_and_the_answer_and_nothing_of_the_person()
    {
        var project = await scene.ProjectAsync();
        var candidate = await project.HandInAsync("我叫欧阳文静，准考证号见封面。基层治理要……", name: "欧阳文静");
        var round = await project.OpenAsync();

        using var answer = await project.Markers[0].Http.PostCommandAsync($"/api/marking-rounds/{round.Id}/claims", new ClaimAnswer());
        var text = await answer.Content.ReadAsStringAsync();
        var task = (await answer.ReadAsync<ClaimedAnswer>()).Task.ShouldNotBeNull();

        task.Answer.ShouldBe("我叫▇▇▇▇，准考证号见封面。基层治理要……");
        task.Covered.ShouldBeTrue();
        (task.Question.Points, task.Question.Rubric).ShouldBe((20, "观点 10 分，论述 10 分。"));
        var session = await scene.ReadAsync(data => data.BlindScripts.Where(script => script.RoundId == round.Id).Select(script => script.SessionId).SingleAsync());
        foreach (var secret in new[] { candidate.Name, candidate.TicketNumber, candidate.Person.Phone, candidate.RegistrationId.ToString(), candidate.Person.UserId.ToString(), session.ToString() })
        {
            text.ShouldNotContain(secret);
        }

        var details = await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}");
        details.SelfNamed.Single().What.ShouldBe([SelfNaming.NameFound]);
        await (await project.PostAsync($"/api/marking-scripts/{details.SelfNamed.Single().ScriptId}/self-naming-decisions", new DecideSelfNaming(true, "")))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.required");
        await (await project.PostAsync($"/api/marking-scripts/{details.SelfNamed.Single().ScriptId}/self-naming-decisions", new DecideSelfNaming(true, "移交违纪处理"))).ReadAsync<Done>();
        await (await project.PostAsync($"/api/marking-scripts/{details.SelfNamed.Single().ScriptId}/self-naming-decisions", new DecideSelfNaming(false, "不作处理")))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.naming-decided");
        (await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}")).SelfNamed.Single().Referred.ShouldBe(true);
    }

    [Fact]
    [Clause("EX-6.3-mark", at: "Api/Exams/Marking/OpenAnswer.cs")]
    public async Task A_marker_asking_for_an_answer_not_given_to_him_is_refused_and_that_is_kept()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        var task = (await MarkedProject.TakeAsync(project.Markers[0], round.Id)).ShouldNotBeNull();
        var other = project.Markers[1];

        await (await other.Http.GetAsync(new Uri($"/api/marking-tasks/{task.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "marking.not-given");
        await (await MarkedProject.MarkAsync(other, task.Id, 10)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "marking.not-given");
        await (await other.Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/releases", new { })).ShouldRefuseAsync(HttpStatusCode.Forbidden, "marking.not-given");
        await (await project.Adjudicator.Http.GetAsync(new Uri($"/api/marking-tasks/{task.Id}/adjudication", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.not-for-adjudication");
        await (await scene.ForeignOfficer.Http.GetAsync(new Uri($"/api/marking-tasks/{task.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.ForeignOfficer.Http.GetAsync(new Uri($"/api/marking-rounds/{round.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");

        var refused = await scene.ReadAsync(data => data.AnswerOpenings.Where(opening => opening.TaskId == task.Id && opening.Act == OpeningAct.Refused).ToListAsync());
        refused.Select(opening => opening.PersonId).ShouldBe([other.UserId, other.UserId, other.UserId]);
        (await scene.ReadAsync(data => data.Marks.CountAsync(mark => mark.TaskId == task.Id))).ShouldBe(0);
    }

    [Fact]
    [Clause("EX-6.3-mark", at: "Api/Exams/Marking/MarkAnswer.cs")]
    public async Task Two_agree_a_third_helps_an_adjudicator_decides()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("甲");
        await project.HandInAsync("乙");
        await project.HandInAsync("丙");
        var round = await project.OpenAsync(new() { SelfCheckEvery = 0, SpotCheckShare = 0 });
        decimal Points(BlindTask task, int marker) => (task.Answer, marker) switch
        {
            ("甲", 0) => 14,
            ("甲", _) => 15.5m,
            ("乙", 0) => 6,
            ("乙", 1) => 12,
            ("乙", _) => 11,
            ("丙", 0) => 2,
            ("丙", 1) => 18,
            _ => 10,
        };
        for (var marker = 0; marker < 3; marker++)
        {
            for (var task = await MarkedProject.TakeAsync(project.Markers[marker], round.Id); task is not null;)
            {
                task = (await (await MarkedProject.MarkAsync(project.Markers[marker], task.Id, Points(task, marker))).ReadAsync<MarkReceipt>()).Next;
            }
        }

        var waiting = (await project.Adjudicator.Http.GetAsync<Contracts.Page<WaitingAdjudication>>("/api/marking/adjudications")).Items.Single();
        var dispute = await project.Adjudicator.Http.GetAsync<AdjudicationCase>($"/api/marking-tasks/{waiting.TaskId}/adjudication");
        dispute.Marks.Select(mark => mark.Points).ShouldBe([2, 18, 10]);
        dispute.Marks.ShouldAllBe(mark => mark.MarkerName != null && mark.Comment == "要点齐全");
        await (await project.Markers[0].Http.PostCommandAsync($"/api/marking-tasks/{waiting.TaskId}/adjudications", new Adjudicate(9, "裁定"))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await project.Adjudicator.Http.PostCommandAsync($"/api/marking-tasks/{waiting.TaskId}/adjudications", new Adjudicate(9, "裁定：论述不足"))).ReadAsync<MarkDetails>();

        var settled = await scene.ReadAsync(data => data.MarkingTasks.Where(task => task.RoundId == round.Id).ToDictionaryAsync(task => task.Answer, task => (task.Points, task.By)));
        settled.ShouldBe(new Dictionary<string, (decimal?, Settlement?)>
        {
            ["甲"] = (14.75m, Settlement.Mean),
            ["乙"] = (11.5m, Settlement.ThirdMark),
            ["丙"] = (9, Settlement.Adjudicated),
        }, ignoreOrder: true);
        var details = await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}");
        details.Summary.State.ShouldBe(MarkingRoundState.Settled);
        details.Markers.Length.ShouldBe(3);
        details.Questions.Single().ShouldSatisfyAllConditions(
            question => question.Thirds.ShouldBe(2),
            question => question.Spread.ShouldBe(2.354m),
            question => question.Mean.ShouldBe(11.75m));
    }

    [Fact]
    public async Task Points_outside_the_question_or_off_the_step_and_remarks_outside_the_answer_change_nothing()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("两字");
        var round = await project.OpenAsync();
        var task = (await MarkedProject.TakeAsync(project.Markers[0], round.Id)).ShouldNotBeNull();

        await (await MarkedProject.MarkAsync(project.Markers[0], task.Id, 20.5m)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "marking.points-out-of-range");
        await (await MarkedProject.MarkAsync(project.Markers[0], task.Id, -1)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "marking.points-out-of-range");
        await (await MarkedProject.MarkAsync(project.Markers[0], task.Id, 7.3m)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "marking.points-off-step");
        await (await project.Markers[0].Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/marks", new GiveMark(5, null, [new(1, 9, "外面")])))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "marking.annotation-outside");
        (await scene.ReadAsync(data => data.Marks.CountAsync(mark => mark.RoundId == round.Id))).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_mark_sent_again_is_answered_again_and_counts_once()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        var task = (await MarkedProject.TakeAsync(project.Markers[0], round.Id)).ShouldNotBeNull();
        var key = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MarkedProject.MarkAsync(project.Markers[0], task.Id, 12, key)));

        var receipts = await Task.WhenAll(answers.Select(answer => answer.ReadAsync<MarkReceipt>()));
        receipts.Select(receipt => receipt.MarkId).Distinct().Count().ShouldBe(1);
        (await scene.ReadAsync(data => data.Marks.CountAsync(mark => mark.TaskId == task.Id))).ShouldBe(1);
        await (await MarkedProject.MarkAsync(project.Markers[0], task.Id, 13, key)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "common.idempotency-key-reused");
        await (await MarkedProject.MarkAsync(project.Markers[0], task.Id, 13)).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.already-marked");
    }

    [Fact]
    public async Task Three_markers_at_once_never_hold_one_answer_in_more_than_two_hands()
    {
        var project = await scene.ProjectAsync();
        for (var script = 0; script < 4; script++)
        {
            await project.HandInAsync($"第 {script} 份");
        }

        var round = await project.OpenAsync(new() { SelfCheckEvery = 0, ThresholdShare = 1 });
        await Task.WhenAll(project.Markers.Select(async marker =>
        {
            while (await MarkedProject.TakeAsync(marker, round.Id) is { } task)
            {
                await (await MarkedProject.MarkAsync(marker, task.Id, 10)).ReadAsync<MarkReceipt>();
            }
        }));

        var marks = await scene.ReadAsync(data => data.Marks.Where(mark => mark.RoundId == round.Id).ToListAsync());
        marks.Count.ShouldBe(8);
        marks.GroupBy(mark => mark.TaskId).ShouldAllBe(task => task.Count() == 2 && task.Select(mark => mark.MarkerId).Distinct().Count() == 2);
        (await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}")).Summary.State.ShouldBe(MarkingRoundState.Settled);
    }

    [Fact]
    public async Task A_marker_who_comes_back_finds_what_he_holds()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        var marker = project.Markers[0];
        var task = (await MarkedProject.TakeAsync(marker, round.Id)).ShouldNotBeNull();

        (await MarkedProject.TakeAsync(marker, round.Id))!.Id.ShouldBe(task.Id);
        (await marker.Http.GetAsync<MarkerDesk>("/api/marking/desk")).Held!.Id.ShouldBe(task.Id);
        (await marker.Http.GetAsync<BlindTask>($"/api/marking-tasks/{task.Id}")).Answer.ShouldBe("答");
    }

    [Fact]
    public async Task An_answer_that_was_given_back_goes_to_somebody_else()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();
        var marker = project.Markers[0];
        var task = (await MarkedProject.TakeAsync(marker, round.Id)).ShouldNotBeNull();

        await (await marker.Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/releases", new { })).ReadAsync<Done>();

        (await marker.Http.GetAsync<MarkerDesk>("/api/marking/desk")).ShouldSatisfyAllConditions(
            desk => desk.Held.ShouldBeNull(),
            desk => desk.Questions.Single().Waiting.ShouldBe(0));
        (await MarkedProject.TakeAsync(marker, round.Id)).ShouldBeNull();
        (await MarkedProject.TakeAsync(project.Markers[1], round.Id)).ShouldNotBeNull().Id.ShouldBe(task.Id);
        (await project.Markers[2].Http.GetAsync<MarkerDesk>("/api/marking/desk")).Questions.Single().Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_for_which_no_marker_is_left_goes_to_the_adjudicator()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync(new() { SelfCheckEvery = 0 });
        var task = (await MarkedProject.TakeAsync(project.Markers[0], round.Id)).ShouldNotBeNull();
        await (await project.PostAsync($"/api/marking-tasks/{task.Id}/reopenings", new ReopenTask("试试"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.not-settled");
        await (await project.Markers[0].Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/releases", new { })).ReadAsync<Done>();
        foreach (var (marker, points) in project.Markers[1..].Zip([2m, 18]))
        {
            await MarkedProject.TakeAsync(marker, round.Id);
            await (await MarkedProject.MarkAsync(marker, task.Id, points)).ReadAsync<MarkReceipt>();
        }

        (await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}")).GivenBack.Single().ShouldSatisfyAllConditions(
            answer => answer.TaskId.ShouldBe(task.Id), answer => answer.Marks.ShouldBe(2));
        await (await project.PostAsync($"/api/marking-tasks/{task.Id}/reopenings", new ReopenTask("三位老师都不能再评"))).ReadAsync<Done>();
        await (await project.Adjudicator.Http.PostCommandAsync($"/api/marking-tasks/{task.Id}/adjudications", new Adjudicate(9, "论述不足"))).ReadAsync<MarkDetails>();

        (await project.PublishAsync()).Highest.ShouldBe(26);
    }

    [Fact]
    public async Task An_answer_that_a_marker_met_again_still_waits_for_its_third_mark()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("一");
        var round = await project.OpenAsync(new() { SelfCheckEvery = 1 });
        var (first, second, third) = (project.Markers[0], project.Markers[1], project.Markers[2]);
        var task = (await MarkedProject.TakeAsync(first, round.Id)).ShouldNotBeNull();
        var again = (await (await MarkedProject.MarkAsync(first, task.Id, 2)).ReadAsync<MarkReceipt>()).Next.ShouldNotBeNull();
        await (await MarkedProject.MarkAsync(first, again.Id, 3)).ReadAsync<MarkReceipt>();
        (await second.Http.GetAsync<MarkerDesk>("/api/marking/desk")).Questions.Single().Waiting.ShouldBe(1);
        await MarkedProject.TakeAsync(second, round.Id);
        await (await MarkedProject.MarkAsync(second, task.Id, 18)).ReadAsync<MarkReceipt>();

        (await third.Http.GetAsync<MarkerDesk>("/api/marking/desk")).Questions.Single().Waiting.ShouldBe(1);
        (await MarkedProject.TakeAsync(third, round.Id)).ShouldNotBeNull().Id.ShouldBe(task.Id);
        (await scene.ReadAsync(data => data.AnswerOpenings.CountAsync(opening => opening.PersonId == first.UserId && opening.Act == OpeningAct.Claimed))).ShouldBe(2);
    }

    [Fact]
    public async Task A_lapsed_answer_that_went_to_others_is_in_nobodys_way()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("一");
        await project.HandInAsync("二");
        var round = await project.OpenAsync(new() { SelfCheckEvery = 0, ThresholdShare = 1 });
        var slow = project.Markers[0];
        var lapsed = (await MarkedProject.TakeAsync(slow, round.Id)).ShouldNotBeNull();
        await scene.ExecuteAsync("UPDATE exams.mark_claims SET lease_until = now() - interval '1 minute' WHERE task_id = $1", lapsed.Id);
        foreach (var quick in project.Markers[1..])
        {
            for (var task = await MarkedProject.TakeAsync(quick, round.Id); task is not null && task.Id != lapsed.Id; task = await MarkedProject.TakeAsync(quick, round.Id))
            {
                await (await MarkedProject.MarkAsync(quick, task.Id, 10)).ReadAsync<MarkReceipt>();
            }

            await (await MarkedProject.MarkAsync(quick, lapsed.Id, 10)).ReadAsync<MarkReceipt>();
        }

        (await slow.Http.GetAsync<MarkerDesk>("/api/marking/desk")).Held.ShouldBeNull();
    }

    [Fact]
    public async Task Marking_waits_until_what_was_received_in_time_is_in_the_papers_that_the_server_closed()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        await scene.ExecuteAsync("UPDATE exams.sessions SET end_kind = 'AtDeadline', extra_seconds = 300 WHERE project_id = $1", project.Id);

        // Five minutes of extra time and two of grace: closed half a minute ago.
        await scene.ExecuteAsync("UPDATE exams.sittings SET ends_at = now() - interval '450 seconds' WHERE project_id = $1", project.Id);
        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.papers-settling");

        await scene.ExecuteAsync("UPDATE exams.sittings SET ends_at = now() - interval '490 seconds' WHERE project_id = $1", project.Id);
        await project.OpenAsync();
    }

    [Fact]
    public async Task Marking_waits_for_the_decision_on_late_answers_and_lets_none_count_afterwards()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var session = await scene.ReadAsync(data => data.ExamSessions.Where(session => session.ProjectId == project.Id).Select(session => session.Id).SingleAsync());
        await scene.ExecuteAsync("UPDATE exams.sessions SET standing = '{}' WHERE id = $1", session);

        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.late-answers-wait");
        (await project.Officer.Http.GetAsync<MarkingOverview>($"/api/exam-projects/{project.Id}/marking")).Sittings.Single().LateUndecided.ShouldBe(1);
        await scene.ExecuteAsync("UPDATE exams.sessions SET standing = jsonb_build_object('lateDecidedUntil', (SELECT max(received_at) FROM exams.answers WHERE session_id = $1)) WHERE id = $1", session);
        await project.OpenAsync();

        await (await project.PostAsync($"/api/exam-sessions/{session}/late-decisions", new DecideLateRequest(true, "断网"))).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.scripts-in-marking");
    }

    [Fact]
    public async Task A_marker_meets_his_own_answer_again_without_seeing_what_he_gave()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("一");
        await project.HandInAsync("二");
        var round = await project.OpenAsync(new() { SelfCheckEvery = 2 });
        var marker = project.Markers[0];
        var first = (await MarkedProject.TakeAsync(marker, round.Id)).ShouldNotBeNull();
        var second = (await (await MarkedProject.MarkAsync(marker, first.Id, 8)).ReadAsync<MarkReceipt>()).Next.ShouldNotBeNull();

        var again = (await (await MarkedProject.MarkAsync(marker, second.Id, 9)).ReadAsync<MarkReceipt>()).Next.ShouldNotBeNull();
        (again.Id, again.OwnMark).ShouldBe((first.Id, null));
        (await (await MarkedProject.MarkAsync(marker, again.Id, 15)).ReadAsync<MarkReceipt>()).Next.ShouldBeNull();

        var figures = (await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}")).Markers.Single();
        (figures.Marks, figures.SelfChecks, figures.SelfAgreement).ShouldBe((2, 1, 0));
    }

    [Fact]
    [Clause("EX-6.3-mark", at: "Api/Exams/Marking/LookAgain.cs")]
    public async Task The_officer_looks_again_and_sends_what_is_wrong_to_the_adjudicator()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("写了很多却得零分");
        var round = await project.OpenAsync();
        await project.MarkAllAsync(round.Id, _ => 0);
        var check = (await project.Officer.Http.GetAsync<MarkingRoundDetails>($"/api/marking-rounds/{round.Id}")).SpotChecks.Single();
        check.Cause.ShouldBe(SpotCheckCause.ZeroPoints);
        (await project.Officer.Http.GetAsync<SpotCheckDetails>($"/api/marking-tasks/{check.TaskId}/spot-check")).Case.Marks.Length.ShouldBe(2);

        await (await project.PostAsync($"/api/marking-tasks/{check.TaskId}/spot-checks", new DecideSpotCheck(false, "至少有一个要点"))).ReadAsync<Done>();

        (await project.Adjudicator.Http.GetAsync<AdjudicationCase>($"/api/marking-tasks/{check.TaskId}/adjudication")).ReopenedReason.ShouldBe("至少有一个要点");
        await (await project.Adjudicator.Http.PostCommandAsync($"/api/marking-tasks/{check.TaskId}/adjudications", new Adjudicate(4, "补一个要点"))).ReadAsync<MarkDetails>();
        (await scene.ReadAsync(data => data.MarkingTasks.SingleAsync(task => task.Id == check.TaskId))).Points.ShouldBe(4);
    }

    [Fact]
    public async Task Marking_does_not_open_while_somebody_still_writes_nor_twice_nor_on_a_broken_script()
    {
        var project = await scene.ProjectAsync();
        var writing = await project.CandidateAsync();
        var running = await project.AddRunningAsync(writing, project.Sitting);
        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.sitting-not-over");

        await scene.ExecuteAsync("UPDATE exams.sessions SET state = 'Absent', end_kind = 'Absent' WHERE id = $1", running);
        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "marking.no-scripts");

        await project.HandInAsync("答");
        await scene.ExecuteAsync("UPDATE exams.hand_ins SET canonical = replace(canonical, '答', '改') WHERE canonical LIKE '%答%' AND session_id IN (SELECT id FROM exams.sessions WHERE project_id = $1)", project.Id);
        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.script-broken");

        await scene.ExecuteAsync("UPDATE exams.hand_ins SET canonical = replace(canonical, '改', '答') WHERE session_id IN (SELECT id FROM exams.sessions WHERE project_id = $1)", project.Id);
        await project.OpenAsync();
        await (await project.StartAsync()).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.already-open");
    }

    [Fact]
    public async Task Rules_are_fixed_from_the_first_mark_on()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        await (await project.StartAsync(new() { ThresholdShare = 2 })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.out-of-range");
        var round = await project.OpenAsync();

        await (await project.StartAsync(new() { Step = 0.25m })).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.already-open");

        await (await project.ChangeAsync(round.Id, new() { ThresholdShare = 0.1m })).ReadAsync<MarkingSettings>();
        (await scene.ReadAsync(data => data.MarkingTasks.SingleAsync(task => task.RoundId == round.Id))).Threshold.ShouldBe(2);
        await (await project.ChangeAsync(round.Id, new() { Step = 0.25m })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "marking.step-unknown");
        await project.MarkAllAsync(round.Id, _ => 10);
        await (await project.ChangeAsync(round.Id, new() { ThresholdShare = 0.3m })).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.settings-fixed");
        (await (await project.ChangeAsync(round.Id, new() { ThresholdShare = 0.1m, Weight = 60 })).ReadAsync<MarkingSettings>()).Weight.ShouldBe(60);
    }

    [Fact]
    public async Task How_fill_ins_are_compared_stays_as_it_was_when_the_round_opened_and_nothing_changes_beneath_published_scores()
    {
        var project = await scene.ProjectAsync();
        await project.HandInAsync("答");
        var round = await project.OpenAsync();

        (await (await project.PostAsync($"/api/marking-rounds/{round.Id}/settings", MarkingSettings.Default with { IgnoresCase = false, IgnoresWidth = false })).ReadAsync<MarkingSettings>())
            .ShouldBe(MarkingSettings.Default);
        await project.MarkAllAsync(round.Id, _ => 10);
        var notice = await project.PublishAsync();

        await (await project.ChangeAsync(round.Id, new() { Weight = 60 })).ShouldRefuseAsync(HttpStatusCode.Conflict, "marking.scores-released");
        await (await project.PostAsync($"/api/score-notices/{notice.Summary.Id}/withdrawals", new TakeDownScores("占比有误"))).ReadAsync<ScoreNoticeDetails>();
        (await (await project.ChangeAsync(round.Id, new() { Weight = 60 })).ReadAsync<MarkingSettings>()).Weight.ShouldBe(60);
    }
}
