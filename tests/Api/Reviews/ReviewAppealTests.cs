using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Reviews;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Api.Tests.Reviews;

public sealed class ReviewAppealTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/reviews";
    private static readonly AppealReview Appeal = new() { Text = "岗位没有收费，体检由公司承担费用。" };

    [Fact]
    [Clause("LH-5.1.3c", at: "Domain/Reviews/ReviewCase.Appeal.cs")]
    public async Task A_refused_job_is_read_once_more_by_somebody_who_did_not_refuse_it()
    {
        var colleague = await scene.Api.StaffAsync(Roles.Reviewer);
        var job = await RefusedJobAsync("申诉成立的岗位");
        var page = Of(job.Summary.Id);
        var refused = await scene.Owner.Http.GetAsync<ReviewAppealDetails>(page);
        (refused.CanAppeal, refused.Reason).ShouldBe((true, "涉及收费"));
        await (await scene.Owner.Http.PostCommandAsync(page, new AppealReview { Text = "不服" })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.too-short");
        var asked = await (await scene.Owner.Http.PostCommandAsync(page, Appeal)).ReadAsync<ReviewAppealDetails>();
        (asked.CanAppeal, asked.Text, asked.DueAt).ShouldBe((false, Appeal.Text, asked.AskedAt + TimeSpan.FromDays(3)));
        await (await scene.Owner.Http.PostCommandAsync(page, Appeal)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.appealed-before");

        var mine = (await QueueAsync(scene.Reviewer))[0];
        (mine.ThingId, mine.Appeal!.IsMine, mine.Appeal.Reason).ShouldBe((job.Summary.Id, true, "涉及收费"), "appeals come first");
        await (await scene.Reviewer.Http.PostCommandAsync($"{Desk}/{mine.Id}/claims", null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.appeal-own");
        await (await DecideAsync(scene.Reviewer, job, new(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.appeal-own");

        (await (await DecideAsync(colleague, job, new(true, "体检费由单位承担，有凭证"))).ReadAsync<JobDetails>()).Summary.State.ShouldBe(JobState.Approved);
        var answered = await scene.Owner.Http.GetAsync<ReviewAppealDetails>(page);
        (answered.Outcome, answered.Answer).ShouldBe((ReviewOutcome.Approved, "体检费由单位承担，有凭证"));
        (await ToldAsync("申诉成立，已改为通过", "申诉成立的岗位")).ShouldBe(1);
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.ReviewAppealed && line.Reason == Appeal.Text))).ShouldBeGreaterThan(0);
        var figures = (await scene.Reviewer.Http.GetAsync<ReviewFigures[]>($"{Desk}/figures")).Single(one => one.Kind == ReviewKind.Job);
        (figures.Appealed > 0 && figures.Overturned > 0).ShouldBeTrue();
        (await scene.Reviewer.Http.GetAsync<ReviewDay[]>($"{Desk}/days")).Sum(day => day.Decided).ShouldBeGreaterThan(0);
        (await scene.Reviewer.Http.GetStringAsync(new Uri($"{Desk}/figures.csv", UriKind.Relative))).ShouldContain("申诉改判");
    }

    [Fact]
    public async Task What_is_refused_again_stays_refused_until_the_text_is_changed_and_that_refusal_may_be_appealed()
    {
        var (second, third) = (await scene.Api.StaffAsync(Roles.Reviewer), await scene.Api.StaffAsync(Roles.Reviewer));
        var job = await RefusedJobAsync("维持不通过的岗位");
        await (await scene.Owner.Http.PostCommandAsync(Of(job.Summary.Id), Appeal)).ReadAsync<ReviewAppealDetails>();
        await (await DecideAsync(second, job, new(false, "体检费凭证不符"))).ReadAsync<JobDetails>();
        (await ToldAsync("申诉已复核，维持不通过", "体检费凭证不符")).ShouldBe(1);
        await (await scene.Owner.Http.PostCommandAsync(Of(job.Summary.Id), Appeal)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.appealed-before");

        await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{job.Summary.Id}", scene.Posting("维持不通过的岗位 改"))).ReadAsync<JobDetails>();
        await (await scene.Owner.Http.PostCommandAsync(Of(job.Summary.Id), Appeal)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.nothing-refused");
        await (await DecideAsync(third, job, new(false, "还是收费"))).ReadAsync<JobDetails>();
        (await (await scene.Owner.Http.PostCommandAsync(Of(job.Summary.Id), Appeal)).ReadAsync<ReviewAppealDetails>()).Reason.ShouldBe("还是收费");
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Api/Reviews/AppealKeeper.cs")]
    public async Task An_appeal_that_is_late_is_told_once_to_those_who_run_the_agency()
    {
        var boss = await scene.Api.StaffAsync(Roles.Operator);
        var job = await RefusedJobAsync("超期未答复的岗位");
        var asked = await (await scene.Owner.Http.PostCommandAsync(Of(job.Summary.Id), Appeal)).ReadAsync<ReviewAppealDetails>();
        var keeper = scene.Api.Services.GetRequiredService<AppealKeeper>();
        Task<int> HeardAsync() => scene.ReadAsync(data => data.Messages.CountAsync(
            message => message.UserId == boss.UserId && message.Subject == "有审核申诉超期未处理" && message.Text.Contains("超期未答复的岗位")));

        await keeper.TellAsync(asked.DueAt!.Value, CancellationToken.None);
        (await HeardAsync()).ShouldBe(0);
        await keeper.TellAsync(asked.DueAt.Value.AddMinutes(1), CancellationToken.None);
        await keeper.TellAsync(asked.DueAt.Value.AddMinutes(11), CancellationToken.None);
        (await HeardAsync()).ShouldBe(1);
        await (await DecideAsync(await scene.Api.StaffAsync(Roles.Reviewer), job, new(true, null))).ReadAsync<JobDetails>();
    }

    [Fact]
    public async Task An_employer_and_a_licence_are_appealed_for_by_their_own_people_and_by_nobody_else()
    {
        var colleague = await scene.Api.StaffAsync(Roles.Reviewer);
        var author = await scene.Api.CandidateAsync();
        var employer = await (await author.Http.PostCommandAsync("/api/employers", scene.Registration(author))).ReadAsync<EmployerDetails>();
        await DecideEmployerAsync(scene.Reviewer, employer.Id, new(false, "执照与名称不一致"));
        (await scene.Owner.Http.GetAsync(new Uri(Of(employer.Id), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Rival.Http.PostCommandAsync(Of(employer.Id), Appeal)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await author.Http.PostCommandAsync(Of(employer.Id), Appeal)).ReadAsync<ReviewAppealDetails>();
        (await DecideEmployerAsync(colleague, employer.Id, new(true, null))).State.ShouldBe(EmployerState.Approved);
        (await scene.ReadAsync(data => data.Memberships.CountAsync(member => member.ScopeId == employer.Id))).ShouldBe(1);

        var licence = await LicenceActs.HandInAsync(scene.Owner, "/api/employers/mine/licences", LicenceKind.HrServiceLicence, null);
        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(false, "扫描件看不清"));
        (await scene.Rival.Http.PostCommandAsync(Of(licence.Id), Appeal)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await (await scene.Owner.Http.PostCommandAsync(Of(licence.Id), Appeal)).ReadAsync<ReviewAppealDetails>();
        (await LicenceActs.DecideAsync(colleague, licence.Id, new(true, null))).State.ShouldBe(LicenceState.Approved);
    }

    [Fact]
    public async Task Who_registered_anew_has_nothing_to_appeal_against()
    {
        var author = await scene.Api.CandidateAsync();
        var registration = scene.Registration(author);
        var employer = await (await author.Http.PostCommandAsync("/api/employers", registration)).ReadAsync<EmployerDetails>();
        await DecideEmployerAsync(scene.Reviewer, employer.Id, new(false, "执照与名称不一致"));
        await (await author.Http.PostCommandAsync("/api/employers", registration)).ReadAsync<EmployerDetails>();
        await (await author.Http.PostCommandAsync(Of(employer.Id), Appeal)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.nothing-refused");
    }

    private static string Of(Guid thingId) => $"/api/review-appeals/{thingId}";

    private static Task<HttpResponseMessage> DecideAsync(SignedInClient reviewer, JobDetails job, DecideReview decision) =>
        reviewer.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/review-decisions", decision);

    private static async Task<EmployerDetails> DecideEmployerAsync(SignedInClient reviewer, Guid id, DecideReview decision) =>
        await (await reviewer.Http.PostCommandAsync($"/api/employers/{id}/review-decisions", decision)).ReadAsync<EmployerDetails>();

    private static async Task<ReviewCaseSummary[]> QueueAsync(SignedInClient reviewer) =>
        (await reviewer.Http.GetAsync<Page<ReviewCaseSummary>>($"{Desk}?page=1")).Items;

    private async Task<JobDetails> RefusedJobAsync(string title)
    {
        var job = await scene.SubmittedJobAsync(scene.Posting(title));
        return await (await DecideAsync(scene.Reviewer, job, new(false, "涉及收费"))).ReadAsync<JobDetails>();
    }

    private Task<int> ToldAsync(string subject, string words) => scene.ReadAsync(data => data.Messages.CountAsync(
        message => message.UserId == scene.Owner.UserId && message.Subject == subject && message.Text.Contains(words)));
}
