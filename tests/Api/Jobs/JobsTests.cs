using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Api.Tests.Jobs;

public sealed class JobsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-4.4.1d", at: "Data/Jobs/PublishedJobs.cs")]
    public async Task A_job_is_public_only_once_it_is_approved()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("石墨烯工艺工程师"));
        var visitor = scene.Api.Browser();

        await (await visitor.GetAsync(Of(job))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await SearchAsync(visitor, "石墨烯")).Total.ShouldBe(0);

        await scene.ApproveAsync(job.Summary.Id);

        (await SearchAsync(visitor, "石墨烯")).Items.Single().Pay.ShouldBe("25–40K·15薪");
        (await visitor.GetAsync<JobDetails>(Of(job).ToString())).Posting.Description.ShouldBe("负责控制板固件的设计、调试和量产支持，与硬件同事一起定位问题。");
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Data/Jobs/PublishedJobs.cs")]
    public async Task Unreviewed_text_is_never_shown()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("激光标定工程师"));
        var visitor = scene.Api.Browser();

        var changed = await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, Of(job).ToString(), scene.Posting("日结高薪，加微信")))
            .ReadAsync<JobDetails>();

        (changed.Summary.State, changed.Version).ShouldBe((JobState.Submitted, 2));
        (await visitor.GetAsync<JobDetails>(Of(job).ToString())).Summary.Title.ShouldBe("激光标定工程师");
        (await SearchAsync(visitor, "日结高薪")).Total.ShouldBe(0);

        await DecideAsync(job.Summary.Id, new(false, "含导流信息"));
        (await visitor.GetAsync<JobDetails>(Of(job).ToString())).Summary.Title.ShouldBe("激光标定工程师");
        (await scene.Owner.Http.GetAsync<JobDetails>(Of(job).ToString())).DecisionReason.ShouldBe("含导流信息");
    }

    [Fact]
    public async Task The_same_change_sent_twice_is_one_change()
    {
        var job = await scene.ApprovedJobAsync();
        var posting = scene.Posting("改过的名字");

        await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, Of(job).ToString(), posting);
        var again = await (await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, Of(job).ToString(), posting)).ReadAsync<JobDetails>();

        again.Version.ShouldBe(2);
    }

    [Fact]
    [Clause("LH-5.1.1", at: "Domain/Jobs/PostingRights.cs")]
    public async Task Posting_for_others_needs_a_licence_that_the_employer_lacks()
    {
        var (_, owner) = await scene.UnlicensedAsync();
        await (await owner.Http.PostCommandAsync("/api/jobs", scene.Posting() with { Right = PostingRight.OnBehalf }))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "jobs.posting-right-missing");
        await (await scene.Owner.Http.PostCommandAsync("/api/jobs", scene.Posting() with { Right = PostingRight.Dispatch }))
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "jobs.posting-right-missing");
    }

    [Fact]
    public async Task Only_those_who_may_post_do()
    {
        var candidate = await scene.Api.CandidateAsync();
        var presenter = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);

        await (await candidate.Http.PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await presenter.Http.PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        await (await scene.Api.Browser().PostCommandAsync("/api/jobs", scene.Posting())).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "session.signed-out");
    }

    [Fact]
    public async Task Another_employers_job_is_not_there_to_be_changed_or_closed()
    {
        var job = await scene.ApprovedJobAsync();

        await (await scene.Rival.Http.SendCommandAsync(HttpMethod.Put, Of(job).ToString(), scene.Posting("抢来的"))).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Rival.Http.PostCommandAsync($"{Of(job)}/closure", null)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.ForeignReviewer.Http.PostCommandAsync($"{Of(job)}/review-decisions", new DecideReview(false, "不是我的")))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
    }

    [Fact]
    public async Task A_decision_is_made_once_and_on_what_was_read()
    {
        var job = await scene.SubmittedJobAsync();
        await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, Of(job).ToString(), scene.Posting("换了说法"));
        var path = $"{Of(job)}/review-decisions";

        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(true, null, Version: 1))).ShouldRefuseAsync(HttpStatusCode.Conflict, "jobs.changed");
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(false, " "))).ShouldRefuseAsync(HttpStatusCode.BadRequest, "reviews.reason-required");
        await DecideAsync(job.Summary.Id, new(true, null, Version: 2));
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.Conflict, "jobs.already-decided");
    }

    [Fact]
    [Clause("LH-5.1.3c", at: "Api/Jobs/JobShapes.cs")]
    public async Task Author_and_reviewer_see_what_screening_marked_and_the_public_does_not()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("搬运工") with { Description = "只招男性，负责装卸货物和整理库区，能上夜班，包吃住。" });
        job.Marks.ShouldHaveSingleItem().Field.ShouldBe("description");

        var path = $"{Of(job)}/review-decisions";
        await (await scene.Reviewer.Http.PostCommandAsync(path, new DecideReview(true, null))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "jobs.mark-unexplained");
        (await DecideAsync(job.Summary.Id, new(true, "客户为男子监狱，依法限男性"))).Marks.ShouldNotBeEmpty();
        (await scene.Api.Browser().GetAsync<JobDetails>(Of(job).ToString())).Marks.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_author_is_told_of_the_decision()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("通知专员"));
        await DecideAsync(job.Summary.Id, new(false, "职责描述过于笼统"));

        var texts = await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == scene.Owner.UserId).Select(message => message.Text).ToListAsync());
        texts.ShouldContain(text => text.Contains("通知专员") && text.Contains("职责描述过于笼统"));
    }

    [Theory]
    [InlineData("%", false)]
    [InlineData("_", false)]
    [InlineData("CNC深圳", true)]
    [InlineData("cnc磨床", true)]
    public async Task A_query_is_read_as_it_is_typed(string query, bool found)
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("CNC精密磨床工"));

        (await SearchAsync(scene.Api.Browser(), query)).Items.Any(item => item.Id == job.Summary.Id).ShouldBe(found);
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_圳")]
    public async Task A_place_is_read_as_it_is_typed(string city)
    {
        await scene.ApprovedJobAsync();

        (await SearchAsync(scene.Api.Browser(), "", city)).Items.ShouldBeEmpty();
    }

    [Fact]
    [Clause("JF-7.4", at: "Api/Jobs/CloseJob.cs")]
    public async Task A_closed_job_leaves_the_search_and_says_so_on_its_page()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("钛合金焊工"));
        var visitor = scene.Api.Browser();

        await (await scene.Owner.Http.PostCommandAsync($"{Of(job)}/closure", null)).ReadAsync<JobDetails>();

        (await SearchAsync(visitor, "钛合金")).Total.ShouldBe(0);
        (await visitor.GetAsync<JobDetails>(Of(job).ToString())).Summary.State.ShouldBe(JobState.Closed);
    }

    [Fact]
    public async Task Search_takes_every_word_city_and_any_signs()
    {
        await scene.ApprovedJobAsync(scene.Posting("量子测控工程师") with { City = "合肥" });
        await scene.ApprovedJobAsync(scene.Posting("量子算法研究员"));
        var visitor = scene.Api.Browser();

        (await SearchAsync(visitor, "量子")).Total.ShouldBe(2);
        (await SearchAsync(visitor, "量子 测控")).Total.ShouldBe(1);
        (await SearchAsync(visitor, "量子", "合肥")).Total.ShouldBe(1);
        (await SearchAsync(visitor, "量子%_'\\")).Total.ShouldBe(2);
        (await visitor.GetAsync<Page<JobSummary>>("/api/jobs?page=-3&q=量子")).Number.ShouldBe(1);
    }

    [Fact]
    public async Task Own_jobs_are_listed_by_state()
    {
        var job = await scene.SubmittedJobAsync(scene.Posting("待审岗位"));

        (await scene.Owner.Http.GetAsync<Page<JobDetails>>("/api/employers/mine/jobs?state=submitted")).Items.ShouldContain(item => item.Summary.Id == job.Summary.Id);
        (await scene.Rival.Http.GetAsync<Page<JobDetails>>("/api/employers/mine/jobs")).Items.ShouldNotContain(item => item.Summary.Id == job.Summary.Id);
        (await scene.Reviewer.Http.GetAsync<Page<JobDetails>>("/api/operations/jobs?state=submitted")).Items.ShouldContain(item => item.Summary.Id == job.Summary.Id);
        (await scene.ForeignReviewer.Http.GetAsync<Page<JobDetails>>("/api/operations/jobs")).Total.ShouldBe(0);
    }

    private static Uri Of(JobDetails job) => new($"/api/jobs/{job.Summary.Id}", UriKind.Relative);

    private static Task<Page<JobSummary>> SearchAsync(HttpClient client, string query, string? city = null) =>
        client.GetAsync<Page<JobSummary>>($"/api/jobs?q={Uri.EscapeDataString(query)}&city={Uri.EscapeDataString(city ?? "")}");

    private async Task<JobDetails> DecideAsync(Guid jobId, DecideReview decision) =>
        await (await scene.Reviewer.Http.PostCommandAsync($"/api/jobs/{jobId}/review-decisions", decision)).ReadAsync<JobDetails>();
}
