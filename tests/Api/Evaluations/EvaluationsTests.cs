using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Evaluations;
using Pinchang.Contracts.Improvements;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Maintenance;
using Pinchang.Contracts.Surveys;
using Pinchang.Domain;

namespace Pinchang.Api.Tests.Evaluations;

public sealed class EvaluationsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/evaluations";

    private DateOnly Today => ChinaTime.DateOf(scene.Api.Clock.GetUtcNow());

    [Fact]
    [Clause("LH-6.1", at: "Api/Evaluations/KeepEvaluations.cs")]
    [Clause("JF-10", at: "Api/Evaluations/KeepEvaluations.cs")]
    [Clause("EX-9", at: "Api/Evaluations/EvaluationEvidenceFinder.cs")]
    [Clause("LH-6.2.4", at: "Api/Evaluations/EvaluationCounter.cs")]
    public async Task Two_people_grade_a_sheet_what_does_not_conform_gets_its_measure_and_then_it_stands()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var inspector = await scene.Api.StaffAsync(Roles.Inspector);
        var support = await scene.Api.StaffAsync(Roles.Support);
        await (await head.Http.PostCommandAsync("/api/operations/incidents", new OpenIncident("排队页打不开", IncidentSeverity.Major, "十分钟"))).ReadAsync<IncidentDetails>();
        var open = new OpenEvaluation(SurveyService.JobFair, Today.AddDays(-30), Today);
        var sheet = await (await head.Http.PostCommandAsync(Desk, open)).ReadAsync<EvaluationDetails>();
        var here = $"{Desk}/{sheet.Summary.Id}";
        await (await head.Http.PostCommandAsync(Desk, open)).ShouldRefuseAsync(HttpStatusCode.Conflict, EvaluationRefusals.PeriodTaken.Code);
        await (await inspector.Http.PostCommandAsync(Desk, open)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await support.Http.GetAsync(here)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        (sheet.Summary.Graded, sheet.Figures.Incidents, sheet.NeedsOutside).ShouldBe((0, 1, false));

        // What the product knows stands ready: the incident belongs to the point about emergencies, the figures of complaints to all that ask for them.
        var candidates = await head.Http.GetAsync<EvidenceCandidate[]>($"{here}/evidence");
        var incident = candidates.Single(one => one.Evidence.Kind == EvidenceKind.Incident);
        incident.For.ShouldContain(sheet.Rows.Single(row => row.Title == "安全防护与应急").Id);
        var figures = candidates.Single(one => one.Evidence.Kind == EvidenceKind.Complaints).Evidence;
        EvidenceLink[] links = [new(figures.Kind, figures.Id)];

        var bad = sheet.Rows.Single(row => row.Title == "安全防护与应急").Id;
        await (await head.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{bad}", new GradeRow(EvaluationGrade.Conforming, null, []))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, EvaluationRefusals.EvidenceRequired.Code);
        await (await head.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{bad}", new GradeRow(EvaluationGrade.Conforming, null, [new(EvidenceKind.Incident, Guid.NewGuid())])))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, EvaluationRefusals.EvidenceUnknown.Code);
        foreach (var row in sheet.Rows)
        {
            await (await inspector.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{row.Id}", new GradeRow(EvaluationGrade.Conforming, null, links))).ReadAsync<EvaluationDetails>();
        }

        var failing = new GradeRow(EvaluationGrade.NotConforming, "没有备用入口", [new(EvidenceKind.Incident, incident.Evidence.Id)]);
        var graded = await (await head.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{bad}", failing)).ReadAsync<EvaluationDetails>();
        (graded.Summary.Graded, graded.Summary.NotConforming, graded.Rows.Single(row => row.Id == bad).MissesMeasure).ShouldBe((sheet.Rows.Length, 1, true));
        (await scene.ReadAsync(data => data.Evaluations.Where(one => one.Id == sheet.Summary.Id).SelectMany(one => one.Rows).Select(row => row.GradedBy).Distinct().CountAsync())).ShouldBe(2);

        var closing = new CloseEvaluation("总体符合，入口需要备用", "入口故障五分钟内恢复");
        await (await head.Http.PostCommandAsync($"{here}/closures", closing)).ShouldRefuseAsync(HttpStatusCode.Conflict, EvaluationRefusals.PeriodRuns.Code);
        scene.Api.Clock.Advance(TimeSpan.FromDays(1));
        (head, inspector) = (await scene.Api.StaffAsync(Roles.Operator), await scene.Api.StaffAsync(Roles.Inspector));   // signed in anew: a day ends a session
        await (await head.Http.PostCommandAsync($"{here}/closures", closing)).ShouldRefuseAsync(HttpStatusCode.Conflict, EvaluationRefusals.MeasureMissing.Code);

        var origin = await head.Http.GetAsync<ImprovementOrigin>($"/api/operations/improvements/origins?source=evaluation&id={bad}");
        (origin.Finding, origin.Title).ShouldBe(("没有备用入口", "安全防护与应急：整改"));
        var measure = new OpenImprovement(origin.Title!, origin.Finding!, ImprovementSource.Evaluation, bad, support.UserId, Today.AddDays(20));
        var opened = await (await head.Http.PostCommandAsync("/api/operations/improvements", measure)).ReadAsync<ImprovementDetails>();

        // The improvement points to its row, and the row leads to the sheet.
        var linked = await head.Http.GetAsync<EvaluationDetails>($"{Desk}/{opened.SourceId}");
        (linked.Summary.Id, linked.Rows.Single(row => row.Id == bad).Measure!.Id).ShouldBe((sheet.Summary.Id, opened.Summary.Id));

        var closed = await (await head.Http.PostCommandAsync($"{here}/closures", closing)).ReadAsync<EvaluationDetails>();
        (closed.Summary.State, closed.Rights.MayGrade).ShouldBe((EvaluationState.Closed, false));
        await (await head.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{bad}", failing)).ShouldRefuseAsync(HttpStatusCode.Conflict, EvaluationRefusals.Closed.Code);
        (await head.Http.GetStringAsync($"{here}/sheet.csv")).ShouldContain("没有备用入口");
        (await inspector.Http.GetAsync<Page<EvaluationSummary>>($"{Desk}?service=jobFair&state=closed")).Items.ShouldHaveSingleItem().NotConforming.ShouldBe(1);
        (await inspector.Http.GetAsync<EvaluationDue[]>($"{Desk}/due")).Single(one => one.Service == SurveyService.JobFair).LastUntil.ShouldBe(open.Until);

        var lines = await scene.ReadAsync(data => data.LedgerLines.Where(line => line.SubjectId == sheet.Summary.Id).Select(line => line.Kind).ToListAsync());
        lines.ShouldBe(Enumerable.Repeat(LedgerKinds.EvaluationStepped, sheet.Rows.Length + 3));
        foreach (var statement in new[]
        {
            $"UPDATE compliance.evaluations SET conclusion = '' WHERE id = '{sheet.Summary.Id}'", $"UPDATE compliance.evaluation_rows SET remark = '' WHERE evaluation_id = '{sheet.Summary.Id}'",
        })
        {
            (await Should.ThrowAsync<PostgresException>(() => scene.ReadAsync(data => data.Database.ExecuteSqlRawAsync(statement)))).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
        }
    }

    [Fact]
    public async Task Another_agency_sees_no_sheet_and_its_grades_are_refused()
    {
        var head = await scene.Api.StaffAsync(Roles.Operator);
        var stranger = await scene.Api.StaffOfAsync(scene.Api.OtherAgencyId, Roles.Operator);
        var sheet = await (await head.Http.PostCommandAsync(Desk, new OpenEvaluation(SurveyService.LiveHiring, Today.AddDays(-9), Today.AddDays(-1)))).ReadAsync<EvaluationDetails>();
        var here = $"{Desk}/{sheet.Summary.Id}";
        await (await stranger.Http.GetAsync(here)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await stranger.Http.SendCommandAsync(HttpMethod.Put, $"{here}/rows/{sheet.Rows[0].Id}", new GradeRow(EvaluationGrade.NotApplicable, "x", []))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await stranger.Http.GetAsync<Page<EvaluationSummary>>(Desk)).Total.ShouldBe(0);
        var heard = await (await head.Http.SendCommandAsync(HttpMethod.Put, $"{here}/outside-view", new RecordOutsideView("行业协会", Today, EvaluationGrade.Conforming, "流程完整"))).ReadAsync<EvaluationDetails>();
        (heard.NeedsOutside, heard.Outside!.Organisation).ShouldBe((true, "行业协会"));
    }
}
