using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Ledger;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Api.Tests.Reviews;

public sealed class UndoneReviewTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/reviews";

    [Fact]
    [Clause("LH-4.4.1d", at: "Api/Reviews/UndoReview.cs")]
    public async Task A_job_approved_by_mistake_is_unseen_again_and_what_was_public_before_is_public()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("撤销前的标题"));
        await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{job.Summary.Id}", scene.Posting("误批的标题"))).ReadAsync<JobDetails>();
        await scene.ApproveAsync(job.Summary.Id);
        (await scene.Reviewer.Http.GetAsync<UndoableReview[]>($"{Desk}/undoable"))[0].Title.ShouldBe("误批的标题");

        var one = await CaseAsync(job.Summary.Id);
        var undone = await (await UndoAsync(scene.Reviewer, one)).ReadAsync<ReviewCaseSummary>();
        undone.ClaimedBy.ShouldBe(scene.Reviewer.UserId);
        var candidate = await scene.Api.CandidateAsync();
        (await candidate.Http.GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Summary.Title.ShouldBe("撤销前的标题");
        (await scene.Owner.Http.GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Summary.State.ShouldBe(JobState.Submitted);
        var told = await scene.ReadAsync(data => data.Messages.Where(message => message.Text.Contains("误批的标题") && message.CancelledAt == null).Select(message => message.Subject).ToListAsync());
        told.Count(subject => subject == "岗位已通过审核").ShouldBe(told.Count(subject => subject == "审核结论已撤销"), "whoever was told of the one is told of the other");
        (await scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.ReviewTakenBack && line.SubjectId == one))).ShouldBe(1);

        await (await scene.Reviewer.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/review-decisions", new DecideReview(false, "职责写得不清楚"))).ReadAsync<JobDetails>();
        (await candidate.Http.GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Summary.Title.ShouldBe("撤销前的标题");
    }

    [Fact]
    public async Task An_author_who_was_told_of_the_decision_is_told_that_it_was_taken_back()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("已告知的岗位"));
        await scene.ReadAsync(data => data.Messages.Where(message => message.Text.Contains("已告知的岗位"))
            .ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, scene.Api.Clock.GetUtcNow())));
        await (await UndoAsync(scene.Reviewer, await CaseAsync(job.Summary.Id))).ReadAsync<ReviewCaseSummary>();
        (await scene.ReadAsync(data => data.Messages.CountAsync(
            message => message.UserId == scene.Owner.UserId && message.Subject == "审核结论已撤销" && message.Text.Contains("已告知的岗位")))).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_taken_back_by_somebody_else_too_late_or_once_somebody_acted_on_it()
    {
        var colleague = await scene.Api.StaffAsync(Roles.Reviewer);
        var job = await scene.ApprovedJobAsync(scene.Posting("有人投递的岗位"));
        var one = await CaseAsync(job.Summary.Id);
        await (await UndoAsync(colleague, one)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.undo-foreign");
        (await scene.ForeignReviewer.Http.PostCommandAsync($"{Desk}/{one}/undoings", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await RecruitingScene.ApplyAsync(await scene.CandidateWithResumeAsync(), job.Summary.Id);
        await (await UndoAsync(scene.Reviewer, one)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.undo-applied");

        var changed = await scene.ApprovedJobAsync(scene.Posting("又改的岗位"));
        var before = await CaseAsync(changed.Summary.Id);
        await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{changed.Summary.Id}", scene.Posting("又改了"))).ReadAsync<JobDetails>();
        await (await UndoAsync(scene.Reviewer, before)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.undo-overtaken");

        var late = await scene.ApprovedJobAsync(scene.Posting("过时的岗位"));
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(10));
        await (await UndoAsync(scene.Reviewer, await CaseAsync(late.Summary.Id))).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.undo-late");
        (await scene.Reviewer.Http.GetAsync<UndoableReview[]>($"{Desk}/undoable")).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_employer_let_in_by_mistake_loses_its_owner_and_its_rights_unless_it_has_begun_to_work()
    {
        var author = await scene.Api.CandidateAsync();
        var employer = await EmployerAsync(author);
        var one = await CaseAsync(employer.Id);
        await (await UndoAsync(scene.Reviewer, one)).ReadAsync<ReviewCaseSummary>();
        (await scene.ReadAsync(data => data.Memberships.AnyAsync(member => member.ScopeId == employer.Id))).ShouldBeFalse();
        (await scene.ReadAsync(data => data.Licences.AllAsync(licence => licence.EmployerId != employer.Id || licence.State == LicenceState.Refused))).ShouldBeTrue();
        (await scene.ReadAsync(data => data.Employers.SingleAsync(row => row.Id == employer.Id))).OwnUntil.ShouldBeNull();

        (await DecideEmployerAsync(scene.Reviewer, employer.Id, new(true, null))).State.ShouldBe(EmployerState.Approved);
        var owner = await scene.Api.MemberAsync(employer.Id, Roles.Owner);
        await (await owner.Http.PostCommandAsync("/api/jobs", scene.Posting("第一个岗位"))).ReadAsync<JobDetails>();
        await (await UndoAsync(scene.Reviewer, one)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.undo-used");
    }

    [Fact]
    [Clause("LH-5.1.3b", at: "Domain/Reviews/SecondLooks.cs")]
    public async Task Two_people_look_at_a_dispatch_licence_and_where_they_differ_a_third_decides()
    {
        var (second, third) = (await scene.Api.StaffAsync(Roles.Reviewer), await scene.Api.StaffAsync(Roles.Reviewer));
        var (_, owner) = await scene.UnlicensedAsync();
        var licence = await LicenceActs.HandInAsync(owner, "/api/employers/mine/licences", LicenceKind.LabourDispatchLicence, null);
        (await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(true, null))).State.ShouldBe(LicenceState.Submitted);
        var one = await CaseAsync(licence.Id);
        await (await scene.Reviewer.Http.PostCommandAsync(LicenceActs.Decisions(licence.Id), new DecideReview(true, null)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.looked-before");
        await (await scene.Reviewer.Http.PostCommandAsync($"{Desk}/{one}/claims", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.looked-before");

        // Whoever looks second reads nowhere who was first, and what they found.
        var seen = (await second.Http.GetAsync<Page<ReviewCaseSummary>>($"{Desk}?page=1")).Items.Single(row => row.Id == one);
        (seen.SecondLookFor, seen.Looks, seen.LookedByMe, seen.ClaimantName).ShouldBe(("labour-dispatch", 1, false, null));
        (await LinesAsync(one)).ShouldBe(0);

        // Until then the first one may think again.
        await (await UndoAsync(scene.Reviewer, one)).ReadAsync<ReviewCaseSummary>();
        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(true, null));

        (await LicenceActs.DecideAsync(second, licence.Id, new(false, "许可范围不含派遣"))).State.ShouldBe(LicenceState.Submitted);
        await (await UndoAsync(scene.Reviewer, one)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.undo-foreign");
        (await LicenceActs.DecideAsync(third, licence.Id, new(false, "扫描件与编号不符"))).State.ShouldBe(LicenceState.Refused);
        (await LinesAsync(one)).ShouldBe(3);
    }

    [Fact]
    public async Task Two_who_agree_on_an_employer_of_a_risk_industry_let_it_in()
    {
        var second = await scene.Api.StaffAsync(Roles.Reviewer);
        var author = await scene.Api.CandidateAsync();
        var registration = scene.Registration(author) with { Industry = "境外劳务派遣" };
        var employer = await (await author.Http.PostCommandAsync("/api/employers", registration)).ReadAsync<EmployerDetails>();
        (await DecideEmployerAsync(scene.Reviewer, employer.Id, new(true, null))).State.ShouldBe(EmployerState.Submitted);
        (await scene.ReadAsync(data => data.Messages.AnyAsync(message => message.UserId == author.UserId))).ShouldBeFalse("nothing is decided yet");
        (await DecideEmployerAsync(second, employer.Id, new(true, null))).State.ShouldBe(EmployerState.Approved);

        await (await UndoAsync(second, await CaseAsync(employer.Id))).ReadAsync<ReviewCaseSummary>();
        (await DecideEmployerAsync(second, employer.Id, new(false, "境外招工无资质"))).State.ShouldBe(EmployerState.Submitted, "now they differ");
    }

    private static Task<HttpResponseMessage> UndoAsync(SignedInClient reviewer, Guid caseId) =>
        reviewer.Http.PostCommandAsync($"{Desk}/{caseId}/undoings", null);

    private static async Task<EmployerDetails> DecideEmployerAsync(SignedInClient reviewer, Guid id, DecideReview decision) =>
        await (await reviewer.Http.PostCommandAsync($"/api/employers/{id}/review-decisions", decision)).ReadAsync<EmployerDetails>();

    private async Task<EmployerDetails> EmployerAsync(SignedInClient author)
    {
        var employer = await (await author.Http.PostCommandAsync("/api/employers", scene.Registration(author))).ReadAsync<EmployerDetails>();
        return await DecideEmployerAsync(scene.Reviewer, employer.Id, new(true, null));
    }

    private Task<Guid> CaseAsync(Guid thingId) =>
        scene.ReadAsync(data => data.ReviewCases.Where(one => one.ThingId == thingId).OrderByDescending(one => one.Id).Select(one => one.Id).FirstAsync());

    private Task<int> LinesAsync(Guid caseId) =>
        scene.ReadAsync(data => data.LedgerLines.CountAsync(line => line.Kind == LedgerKinds.ReviewLooked && line.SubjectId == caseId));
}
