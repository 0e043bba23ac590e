using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Papers;

public sealed class QuestionBankTests(PaperScene scene) : IClassFixture<PaperScene>
{
    private const string Questions = "/api/exam-questions";

    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Papers/ListQuestions.cs")]
    public async Task A_question_is_found_by_words_that_the_database_does_not_know()
    {
        var code = PaperScene.NextCode();
        await AddAsync(PaperScene.Single(code, "下列关于经济补偿的计算，正确的是哪一项？"));

        var found = await ListAsync("?q=经济补偿");

        found.Items.Single().Code.ShouldBe(code);
        (await ListAsync($"?q={code}")).Items.ShouldContain(question => question.Code == code);
        (await ListAsync("?q=经济补偿&kind=essay")).Total.ShouldBe(0);
        var kept = await scene.ReadAsync(data => data.Database.SqlQuery<string>(
            $"SELECT to_jsonb(q)::text || to_jsonb(v)::text AS \"Value\" FROM exams.questions q JOIN exams.question_versions v ON v.question_id = q.id WHERE q.code = {code}").SingleAsync());
        kept.ShouldNotContain("经济补偿");
        kept.ShouldNotContain("正解所在");
    }

    [Fact]
    public async Task A_changed_question_keeps_its_earlier_versions()
    {
        var question = PaperScene.Single(PaperScene.NextCode(), "原来的题干");
        var saved = await AddAsync(question);

        var changed = await (await ChangeAsync(saved.Id, 1, question with { Stem = "改过的题干" })).ReadAsync<QuestionSaved>();

        changed.Version.ShouldBe(2);
        (await GetAsync(saved.Id)).Question.Stem.ShouldBe("改过的题干");
        var first = await scene.Setter.Http.GetAsync<QuestionDetails>($"{Questions}/{saved.Id}?version=1");
        (first.Question.Stem, first.Version).ShouldBe(("原来的题干", 1));
        first.Versions.Select(version => version.Number).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Two_setters_do_not_write_over_each_other()
    {
        var question = PaperScene.Single(PaperScene.NextCode(), "原来的题干");
        var saved = await AddAsync(question);
        (await ChangeAsync(saved.Id, 1, question with { Stem = "先改的" })).EnsureSuccessStatusCode();

        await (await ChangeAsync(saved.Id, 1, question with { Stem = "后改的" })).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.question-changed");
        (await (await ChangeAsync(saved.Id, 1, question with { Stem = "先改的" })).ReadAsync<QuestionSaved>()).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_number_is_used_once()
    {
        var question = PaperScene.Single(PaperScene.NextCode(), "甲");
        await AddAsync(question);

        await (await scene.Setter.Http.PostCommandAsync(Questions, question with { Stem = "乙" })).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam.question-code-taken");
    }

    [Fact]
    public async Task A_program_is_no_picture()
    {
        var program = Convert.ToBase64String([0x4D, 0x5A, 0x90, 0x00, .. new byte[64]]);
        var question = PaperScene.Single(PaperScene.NextCode(), "看图") with { Pictures = [$"data:image/png;base64,{program}"] };

        await (await scene.Setter.Http.PostCommandAsync(Questions, question)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam.question-picture");
    }

    [Fact]
    public async Task The_kept_answer_to_a_command_holds_no_text_of_the_question()
    {
        var stem = "只有命题人知道的题干";
        await AddAsync(PaperScene.Single(PaperScene.NextCode(), stem));

        (await scene.Api.KeptAnswersHoldAsync(stem)).ShouldBeFalse();
    }

    [Fact]
    [Clause("EX-6.3-paper", at: "Api/Exams/Papers/PapersApi.cs")]
    public async Task The_bank_is_open_to_its_agencys_setters_alone()
    {
        var saved = await AddAsync(PaperScene.Single(PaperScene.NextCode(), "内部题目"));
        var marker = await scene.Api.ProjectStaffAsync(scene.ProjectId, Roles.Marker, Roles.Invigilator);
        var candidate = await scene.Api.CandidateAsync();

        await (await scene.Foreigner.Http.GetAsync(Path(saved.Id))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await scene.Foreigner.Http.GetAsync<Page<QuestionSummary>>(Questions)).Total.ShouldBe(0);
        await (await marker.Http.GetAsync(Path(saved.Id))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await candidate.Http.GetAsync(Path(saved.Id))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    private static Uri Path(Guid id) => new($"{Questions}/{id}", UriKind.Relative);

    private async Task<QuestionSaved> AddAsync(WriteQuestion question) => await (await scene.Setter.Http.PostCommandAsync(Questions, question)).ReadAsync<QuestionSaved>();

    private Task<HttpResponseMessage> ChangeAsync(Guid id, int version, WriteQuestion question) =>
        scene.Setter.Http.SendCommandAsync(HttpMethod.Put, $"{Questions}/{id}", new ChangeQuestion(version, question));

    private Task<QuestionDetails> GetAsync(Guid id) => scene.Setter.Http.GetAsync<QuestionDetails>($"{Questions}/{id}");

    private Task<Page<QuestionSummary>> ListAsync(string query) => scene.Setter.Http.GetAsync<Page<QuestionSummary>>(Questions + query);
}
