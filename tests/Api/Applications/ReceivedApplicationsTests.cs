using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Applications;

namespace Pinchang.Api.Tests.Applications;

public sealed class ReceivedApplicationsTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-5.1.4", at: "Api/Applications/OpenApplication.cs")]
    public async Task Opening_shows_the_resume_as_sent_marks_it_viewed_and_logs_who_looked()
    {
        var candidate = await scene.CandidateWithResumeAsync();
        var application = await SentAsync(candidate);
        await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", RecruitingScene.Resume with { Headline = "后来改的" });

        var seen = await scene.Owner.Http.GetAsync<ApplicationDetails>($"/api/applications/{application.Id}");

        (seen.Summary.State, seen.Resume.Headline, seen.Phone).ShouldBe((ApplicationState.Viewed, "五年固件经验", $"{candidate.Phone[..3]}****{candidate.Phone[^4..]}"));
        var views = await scene.ReadAsync(data => data.ApplicationViews.Where(view => view.ApplicationId == application.Id).ToListAsync());
        views.Single().MemberId.ShouldBe(scene.Owner.UserId);
    }

    [Fact]
    public async Task The_candidates_own_look_is_not_a_view()
    {
        var candidate = await scene.CandidateWithResumeAsync();
        var application = await SentAsync(candidate);

        (await candidate.Http.GetAsync<ApplicationDetails>($"/api/applications/{application.Id}")).Summary.State.ShouldBe(ApplicationState.Received);
        (await scene.ReadAsync(data => data.ApplicationViews.AnyAsync(view => view.ApplicationId == application.Id))).ShouldBeFalse();
    }

    [Fact]
    [Clause("LH-5.1.4", at: "Api/Applications/OpenApplication.cs")]
    public async Task A_member_without_the_right_or_of_another_employer_finds_nothing()
    {
        var application = await SentAsync(await scene.CandidateWithResumeAsync());
        var presenter = await scene.Api.MemberAsync(scene.Employer.Id, Roles.Presenter);
        var path = new Uri($"/api/applications/{application.Id}", UriKind.Relative);

        foreach (var other in new[] { presenter, scene.Rival, scene.Reviewer, await scene.Api.CandidateAsync() })
        {
            await (await other.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        }

        await (await scene.Rival.Http.PostCommandAsync($"{path}/decisions", new DecideApplication(ApplicationState.Declined, null)))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await scene.Rival.Http.GetAsync<Page<ApplicationSummary>>("/api/employers/mine/applications")).Total.ShouldBe(0);
        await (await presenter.Http.GetAsync(new Uri("/api/employers/mine/applications", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    [Clause("LH-4.3.1b", at: "Api/Applications/ListReceivedApplications.cs")]
    public async Task Received_applications_are_found_by_job_state_and_words()
    {
        var candidate = await scene.CandidateWithResumeAsync();
        var job = await scene.ApprovedJobAsync(scene.Posting("钙钛矿研究员"));
        var application = await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);

        foreach (var filter in new[] { $"jobId={job.Summary.Id}", $"jobId={job.Summary.Id}&state=received", "q=钙钛矿" })
        {
            (await ListAsync(filter)).Items.Single().Id.ShouldBe(application.Id);
        }

        (await ListAsync($"jobId={job.Summary.Id}&state=declined")).Total.ShouldBe(0);
        (await ListAsync($"roomId={Guid.NewGuid()}")).Total.ShouldBe(0);
    }

    [Fact]
    public async Task A_decision_reaches_the_candidate()
    {
        var candidate = await scene.CandidateWithResumeAsync();
        var application = await SentAsync(candidate);

        var decided = await (await scene.Owner.Http.PostCommandAsync($"/api/applications/{application.Id}/decisions", new DecideApplication(ApplicationState.Shortlisted, "约面试")))
            .ReadAsync<ApplicationSummary>();

        decided.State.ShouldBe(ApplicationState.Shortlisted);
        var subjects = await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId).Select(message => message.Subject).ToListAsync());
        subjects.ShouldContain("您的简历通过了初筛");
        await (await scene.Owner.Http.PostCommandAsync($"/api/applications/{application.Id}/decisions", new DecideApplication(ApplicationState.Withdrawn, null)))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.malformed");
    }

    [Fact]
    public async Task What_was_withdrawn_can_no_longer_be_read_or_decided()
    {
        var candidate = await scene.Api.CandidateAsync();
        var pdf = await (await candidate.Http.UploadAsync(FileKind.Resume, FileForms.Pdf)).ReadAsync<StoredFile>();
        await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", RecruitingScene.Resume with { AttachmentId = pdf.Id });
        var application = await SentAsync(candidate);
        var file = new Uri($"/api/files/{pdf.Id}", UriKind.Relative);
        (await scene.Owner.Http.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.ReadAsync(data => data.ApplicationViews.SingleAsync(view => view.ApplicationId == application.Id))).Part.ShouldBe(ViewedPart.Attachment);

        await (await scene.Rival.Http.PostCommandAsync($"/api/applications/{application.Id}/withdrawal", null)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await candidate.Http.PostCommandAsync($"/api/applications/{application.Id}/withdrawal", null)).ReadAsync<ApplicationSummary>();

        await (await scene.Owner.Http.GetAsync(file)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Owner.Http.GetAsync(new Uri($"/api/applications/{application.Id}", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Conflict, "applications.withdrawn");
        await (await scene.Owner.Http.PostCommandAsync($"/api/applications/{application.Id}/decisions", new DecideApplication(ApplicationState.Declined, null)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "applications.withdrawn");
    }

    private async Task<ApplicationSummary> SentAsync(SignedInClient candidate) =>
        await RecruitingScene.ApplyAsync(candidate, (await scene.ApprovedJobAsync()).Summary.Id);

    private Task<Page<ApplicationSummary>> ListAsync(string filter) =>
        scene.Owner.Http.GetAsync<Page<ApplicationSummary>>($"/api/employers/mine/applications?{filter}");
}
