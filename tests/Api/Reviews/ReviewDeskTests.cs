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

public sealed class ReviewDeskTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    private const string Desk = "/api/operations/reviews";
    private const string Ties = "/api/operations/reviewer-ties";

    [Fact]
    [Clause("LH-4.4.1d", at: "Data/Reviews/ReviewScribe.cs")]
    [Clause("JF-6.5", at: "Api/Reviews/ListReviewCases.cs")]
    public async Task One_queue_holds_every_kind_of_thing_until_it_is_decided()
    {
        var author = await scene.Api.CandidateAsync();
        var employer = await (await author.Http.PostCommandAsync("/api/employers", scene.Registration(author))).ReadAsync<EmployerDetails>();
        var licence = await LicenceActs.HandInAsync(scene.Owner, "/api/employers/mine/licences", LicenceKind.HrServiceLicence, null);
        var job = await scene.SubmittedJobAsync();

        (await CaseOfAsync(employer.Id)).Kind.ShouldBe(ReviewKind.Employer);
        (await CaseOfAsync(licence.Id)).EmployerName.ShouldBe(scene.Employer.Name);
        (await CaseOfAsync(job.Summary.Id)).Title.ShouldBe(job.Summary.Title);
        (await QueueAsync(scene.ForeignReviewer)).ShouldNotContain(one => one.ThingId == job.Summary.Id);
        (await QueueAsync(scene.Reviewer, "&kind=licence")).ShouldAllBe(one => one.Kind == ReviewKind.Licence);

        await (await scene.Reviewer.Http.PostCommandAsync($"/api/employers/{employer.Id}/review-decisions", new DecideReview(true, null))).ReadAsync<EmployerDetails>();
        await LicenceActs.DecideAsync(scene.Reviewer, licence.Id, new(false, "扫描件看不清"));
        await (await scene.Owner.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/closure", null)).ReadAsync<JobDetails>();
        var left = (await QueueAsync(scene.Reviewer)).Select(one => one.ThingId).ToArray();
        left.ShouldNotContain(employer.Id);
        left.ShouldNotContain(licence.Id);
        left.ShouldNotContain(job.Summary.Id);
        (await OutcomeOfAsync(employer.Id)).ShouldBe(ReviewOutcome.Approved);
        (await OutcomeOfAsync(licence.Id)).ShouldBe(ReviewOutcome.Refused);
        (await OutcomeOfAsync(job.Summary.Id)).ShouldBe(ReviewOutcome.Withdrawn);
        var figures = await scene.Reviewer.Http.GetAsync<ReviewFigures[]>($"{Desk}/figures");
        figures.Single(one => one.Kind == ReviewKind.Licence).Refused.ShouldBeGreaterThan(0);
        figures.Single(one => one.Kind == ReviewKind.Employer).MedianMinutes.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_one_reviewer_has_in_hand_no_other_decides_until_it_lapses_or_is_laid_back()
    {
        var colleague = await scene.Api.StaffAsync(Roles.Reviewer);
        var job = await scene.SubmittedJobAsync(scene.Posting("领取测试岗"));
        var found = await CaseOfAsync(job.Summary.Id);

        (await ClaimAsync(scene.Reviewer, found)).ClaimedBy.ShouldBe(scene.Reviewer.UserId);
        await (await colleague.Http.PostCommandAsync($"{Desk}/{found.Id}/claims", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.claimed-by-another");
        await (await DecideJobAsync(colleague, job, new(true, null))).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.claimed-by-another");
        (await QueueAsync(scene.Reviewer, "&mine=true")).ShouldContain(one => one.Id == found.Id);
        (await QueueAsync(colleague, "&mine=true")).ShouldBeEmpty();

        (await (await scene.Reviewer.Http.PostCommandAsync($"{Desk}/{found.Id}/releases", null)).ReadAsync<ReviewCaseSummary>()).ClaimedBy.ShouldBeNull();
        await ClaimAsync(colleague, found);
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(31));
        (await ClaimAsync(scene.Reviewer, found)).ClaimedBy.ShouldBe(scene.Reviewer.UserId);
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Data/Reviews/ReviewScribe.cs")]
    public async Task What_is_changed_is_reviewed_again_and_leaves_the_hand_of_whoever_read_it_before()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("改前"));
        var found = await ClaimAsync(scene.Reviewer, await CaseOfAsync(job.Summary.Id));
        await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{job.Summary.Id}", scene.Posting("改后"))).ReadAsync<JobDetails>();

        var renewed = await CaseOfAsync(job.Summary.Id);
        (renewed.Id, renewed.Title, renewed.Round, renewed.ClaimedBy).ShouldBe((found.Id, "改后", 2, (Guid?)null));

        await scene.ApproveAsync(job.Summary.Id);
        await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{job.Summary.Id}", scene.Posting("再改"))).ReadAsync<JobDetails>();
        (await CaseOfAsync(job.Summary.Id)).Id.ShouldNotBe(found.Id);
    }

    [Fact]
    [Clause("JF-7.1", at: "Api/Reviews/ReviewDoors.cs")]
    [Clause("EX-7.2", at: "Domain/Reviews/ReviewerTie.cs")]
    public async Task A_reviewer_decides_on_no_organisation_of_their_own_or_of_a_relative()
    {
        var kin = await scene.Api.StaffAsync(Roles.Reviewer);
        var job = await scene.SubmittedJobAsync(scene.Posting("亲属单位的岗位"));
        var held = await ClaimAsync(kin, await CaseOfAsync(job.Summary.Id));
        var tie = new DeclareTie { CreditCode = scene.Employer.CreditCode, Relation = TieRelation.Relative, Note = "配偶在该单位任职" };
        await (await kin.Http.PostCommandAsync(Ties, tie)).ReadAsync<ReviewerTieDetails>();
        await (await kin.Http.PostCommandAsync(Ties, tie)).ShouldRefuseAsync(HttpStatusCode.Conflict, "reviews.tie-declared");

        await (await DecideJobAsync(kin, job, new(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.tied");
        await (await kin.Http.PostCommandAsync($"{Desk}/{held.Id}/claims", null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.tied");
        (await QueueAsync(kin)).Single(one => one.Id == held.Id).IsTied.ShouldBeTrue();
        (await CaseOfAsync(job.Summary.Id)).ClaimedBy.ShouldBeNull("it went back to the others");
        (await scene.ReadAsync(data => data.LedgerLines.AnyAsync(line => line.Kind == LedgerKinds.TieDeclared && line.PersonId == kin.UserId))).ShouldBeTrue();

        // Whoever registered it needs to declare nothing.
        var author = await scene.Api.StaffAsync(Roles.Reviewer);
        var own = await (await author.Http.PostCommandAsync("/api/employers", scene.Registration(author))).ReadAsync<EmployerDetails>();
        await (await author.Http.PostCommandAsync($"/api/employers/{own.Id}/review-decisions", new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "reviews.tied");
    }

    [Fact]
    [Clause("LH-5.1.3d", at: "Domain/Reviews/ReviewChecklists.cs")]
    public async Task Nothing_passes_the_desk_with_a_point_of_its_list_unchecked()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("核对清单岗"));
        string[] list = [.. (await CaseOfAsync(job.Summary.Id)).Checklist.Select(check => check.Code)];

        await (await DecideJobAsync(scene.Reviewer, job, new(true, null, 1, list[1..]))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "reviews.checks-open");
        await (await DecideJobAsync(scene.Reviewer, job, new(true, null, 1, list))).ReadAsync<JobDetails>();
        (await scene.ReadAsync(data => data.ReviewCases.SingleAsync(one => one.ThingId == job.Summary.Id))).Checks.ShouldBe(list);
    }

    private static async Task<ReviewCaseSummary> ClaimAsync(SignedInClient reviewer, ReviewCaseSummary one) =>
        await (await reviewer.Http.PostCommandAsync($"{Desk}/{one.Id}/claims", null)).ReadAsync<ReviewCaseSummary>();

    private static Task<HttpResponseMessage> DecideJobAsync(SignedInClient reviewer, JobDetails job, DecideReview decision) =>
        reviewer.Http.PostCommandAsync($"/api/jobs/{job.Summary.Id}/review-decisions", decision);

    private static async Task<ReviewCaseSummary[]> QueueAsync(SignedInClient reviewer, string filter = "") =>
        (await reviewer.Http.GetAsync<Page<ReviewCaseSummary>>($"{Desk}?page=1{filter}")).Items;

    private async Task<ReviewCaseSummary> CaseOfAsync(Guid thingId) => (await QueueAsync(scene.Reviewer)).Single(one => one.ThingId == thingId);

    private Task<ReviewOutcome?> OutcomeOfAsync(Guid thingId) =>
        scene.ReadAsync(data => data.ReviewCases.Where(one => one.ThingId == thingId).Select(one => one.Outcome).SingleAsync());
}
