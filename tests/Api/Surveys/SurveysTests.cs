using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pinchang.Api.Tests.Fairs;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Surveys;

namespace Pinchang.Api.Tests.Surveys;

public sealed class SurveysTests(FairScene scene) : IClassFixture<FairScene>
{
    private const string Desk = "/api/operations/surveys";

    [Fact]
    [Clause("JF-10", at: "Api/Surveys/AnswerSurveys.cs")]
    [Clause("LH-6.2", at: "Domain/Surveys/SurveyTally.cs")]
    public async Task Whoever_was_at_the_fair_answers_once_and_nobody_reads_who_said_what()
    {
        var fair = await scene.PublishedFairAsync(TimeSpan.FromMinutes(30));
        SignedInClient[] visitors = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => scene.VisitorAsync(fair)))];
        await scene.OpenHallsAsync();
        var draft = await BeginAsync(fair.Summary.Id, SurveyAudience.Candidate);
        var id = draft.Summary.Id;
        await (await visitors[0].Http.GetAsync($"/api/surveys/{id}")).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await PublishAsync(id)).Summary.State.ShouldBe(SurveyState.Open);
        (await scene.Recruiting.ReadAsync(data => data.Messages.CountAsync(message => message.Channel == MessageChannel.Inbox && message.Link == $"/surveys/{id}"))).ShouldBe(5);

        var stranger = await scene.Api.CandidateAsync();
        await (await AnswerAsync(stranger, draft, 1)).ShouldRefuseAsync(HttpStatusCode.Forbidden, SurveyRefusals.NotAsked.Code);
        await (await AnswerAsync(scene.Recruiter, draft, 1)).ShouldRefuseAsync(HttpStatusCode.Forbidden, SurveyRefusals.NotAsked.Code);
        (await visitors[0].Http.GetAsync<OwnSurvey[]>("/api/surveys/mine")).ShouldHaveSingleItem().HasAnswered.ShouldBeFalse();

        (await visitors[0].Http.GetAsync<OwnSurvey[]>($"/api/surveys/mine?about={fair.Summary.Id}")).ShouldHaveSingleItem().Id.ShouldBe(id);
        (await visitors[0].Http.GetAsync<OwnSurvey[]>($"/api/surveys/mine?about={id}")).ShouldBeEmpty();
        (await stranger.Http.GetAsync<OwnSurvey[]>($"/api/surveys/mine?about={fair.Summary.Id}")).ShouldBeEmpty();

        // From two windows at once: one of them counts.
        var twice = await Task.WhenAll(AnswerAsync(visitors[0], draft, 2), AnswerAsync(visitors[0], draft, 5));
        twice.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        await twice.Single(answer => !answer.IsSuccessStatusCode).ShouldRefuseAsync(HttpStatusCode.Conflict, SurveyRefusals.Answered.Code);
        foreach (var visitor in visitors[1..])
        {
            await (await AnswerAsync(visitor, draft, 2)).ReadAsync<OwnSurvey>();
        }

        (await visitors[0].Http.GetAsync<SurveySheet>($"/api/surveys/{id}")).Survey.HasAnswered.ShouldBeTrue();
        var open = await ResultsAsync(scene.Operator, id);
        (open.Entitled, open.Answered, open.Questions.Length).ShouldBe((5, 5, 0));
        await (await scene.Operator.Http.GetAsync($"{Desk}/{id}/results.csv")).ShouldRefuseAsync(HttpStatusCode.Conflict, SurveyRefusals.TooFew.Code);

        await (await scene.Operator.Http.PostCommandAsync($"{Desk}/{id}/closures", null)).ReadAsync<SurveyDetails>();
        var results = await ResultsAsync(scene.Operator, id);
        var scale = results.Questions[0];
        (scale.Counts.Sum(), scale.IsLow, scale.Mean!.Value).ShouldSatisfyAllConditions(
            told => told.Item1.ShouldBe(5), told => told.IsLow.ShouldBeTrue(), told => told.Item3.ShouldBeInRange(2, 2.6));
        results.Questions[^1].Texts.ShouldContain(text => text.Contains("排队", StringComparison.Ordinal) && !text.Contains("13812345678", StringComparison.Ordinal));
        results.Trend.ShouldHaveSingleItem().Answered.ShouldBe(5);
        (await scene.Operator.Http.GetStringAsync($"{Desk}/{id}/results.csv")).ShouldContain("很方便，就是排队久");
        await (await AnswerAsync(visitors[1], draft, 5)).ShouldRefuseAsync(HttpStatusCode.Conflict, SurveyRefusals.NotOpen.Code);

        // Neither the ledger nor the kept commands lead from an answer to who gave it.
        var lines = await scene.Recruiting.ReadAsync(data => data.LedgerLines.Where(line => line.SubjectId == id).Select(line => line.Kind).ToListAsync());
        lines.Order().ShouldBe([LedgerKinds.SurveyClosed, LedgerKinds.SurveyPublished]);
        (await scene.Recruiting.ReadAsync(data => data.Commands.AnyAsync(command => command.Route.Contains("/answers") && command.UserId == visitors[1].UserId))).ShouldBeFalse();
    }

    [Fact]
    [Clause("JF-10", at: "Data/Migrations/0145_surveys.sql")]
    public async Task A_fair_has_one_questionnaire_for_employers_and_one_for_candidates_and_a_small_group_is_not_broken_down()
    {
        var fair = scene.Fair.Summary.Id;
        (await scene.Operator.Http.GetAsync<SurveySubject[]>($"{Desk}/subjects?service=jobFair")).ShouldContain(subject => subject.Id == fair);
        var survey = await BeginAsync(fair, SurveyAudience.Employer);
        await (await scene.Operator.Http.PostCommandAsync(Desk, new BeginSurvey(SurveyService.JobFair, SurveyAudience.Employer, fair)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, SurveyRefusals.SubjectTaken.Code);
        await BeginAsync(fair, SurveyAudience.Candidate);
        await (await scene.ForeignOperator.Http.PostCommandAsync(Desk, new BeginSurvey(SurveyService.JobFair, SurveyAudience.Candidate, fair)))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, SurveyRefusals.SubjectUnknown.Code);
        await (await scene.ForeignOperator.Http.GetAsync($"{Desk}/{survey.Summary.Id}")).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");

        var shorter = new ChangeSurvey("参会单位意见", null, [survey.Questions[0]]);
        (await (await scene.Operator.Http.SendCommandAsync(HttpMethod.Put, $"{Desk}/{survey.Summary.Id}", shorter)).ReadAsync<SurveyDetails>()).Questions.Length.ShouldBe(1);
        await PublishAsync(survey.Summary.Id);
        await (await scene.Operator.Http.SendCommandAsync(HttpMethod.Put, $"{Desk}/{survey.Summary.Id}", shorter)).ShouldRefuseAsync(HttpStatusCode.Conflict, SurveyRefusals.Published.Code);
        await (await scene.Colleague.Http.PostCommandAsync($"/api/surveys/{survey.Summary.Id}/answers", new AnswerSurvey([new(4, null, null)]))).ReadAsync<OwnSurvey>();
        await (await scene.Operator.Http.PostCommandAsync($"{Desk}/{survey.Summary.Id}/closures", null)).ReadAsync<SurveyDetails>();

        var results = await ResultsAsync(scene.Operator, survey.Summary.Id);
        (results.Entitled, results.Answered, results.Questions.Length, results.Mean).ShouldBe((3, 1, 0, null));
    }

    [Fact]
    public async Task The_application_can_neither_change_an_answer_nor_take_one_away()
    {
        foreach (var statement in new[] { "UPDATE compliance.survey_answers SET body = '[]'", "DELETE FROM compliance.survey_answers", "DELETE FROM compliance.surveys" })
        {
            (await Should.ThrowAsync<PostgresException>(() => scene.Recruiting.ReadAsync(data => data.Database.ExecuteSqlRawAsync(statement)))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private async Task<SurveyDetails> BeginAsync(Guid fairId, SurveyAudience audience) =>
        await (await scene.Operator.Http.PostCommandAsync(Desk, new BeginSurvey(SurveyService.JobFair, audience, fairId))).ReadAsync<SurveyDetails>();

    private async Task<SurveyDetails> PublishAsync(Guid id) =>
        await (await scene.Operator.Http.PostCommandAsync($"{Desk}/{id}/publications", new PublishSurvey(14))).ReadAsync<SurveyDetails>();

    private static Task<SurveyResults> ResultsAsync(SignedInClient staff, Guid id) => staff.Http.GetAsync<SurveyResults>($"{Desk}/{id}/results");

    private static Task<HttpResponseMessage> AnswerAsync(SignedInClient person, SurveyDetails survey, int score) =>
        person.Http.PostCommandAsync($"/api/surveys/{survey.Summary.Id}/answers", new AnswerSurvey([.. survey.Questions.Select(question => question.Kind switch
        {
            SurveyQuestionKind.Scale => new SurveyValue(score, null, null),
            SurveyQuestionKind.Text => new(null, null, "很方便，就是排队久，可以打 13812345678 问我。"),
            _ => new(null, [0], null),
        })]));
}
