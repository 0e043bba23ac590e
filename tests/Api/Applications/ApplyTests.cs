using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Applications;

public sealed class ApplyTests(RecruitingScene scene) : IClassFixture<RecruitingScene>
{
    [Fact]
    [Clause("LH-3.1", at: "Api/Applications/SendApplication.cs")]
    public async Task The_kept_resume_is_sent_and_both_sides_are_told()
    {
        var job = await scene.ApprovedJobAsync(scene.Posting("射频工程师"));
        var candidate = await scene.CandidateWithResumeAsync();

        var application = await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);

        (application.State, application.JobTitle, application.CandidateName).ShouldBe((ApplicationState.Received, "射频工程师", "陈思远"));
        (await candidate.Http.GetAsync<Page<ApplicationSummary>>("/api/applications")).Items.Single().Id.ShouldBe(application.Id);
        (await scene.Api.Browser().GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Applied.ShouldBeFalse();
        (await candidate.Http.GetAsync<JobDetails>($"/api/jobs/{job.Summary.Id}")).Applied.ShouldBeTrue();
        var told = await scene.ReadAsync(data => data.Messages.Where(message => message.Text.Contains("射频工程师") && message.Subject != "岗位已通过审核").Select(message => message.UserId).ToListAsync());
        told.ShouldBe([candidate.UserId, scene.Owner.UserId], ignoreOrder: true);
    }

    [Fact]
    public async Task A_resume_filled_in_on_the_spot_is_kept_with_the_application()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, Resume = RecruitingScene.Resume }))
            .ReadAsync<ApplicationSummary>();

        (await candidate.Http.GetAsync<ResumeDetails>("/api/resume")).Content.Name.ShouldBe("陈思远");
    }

    [Fact]
    public async Task A_resume_filled_in_for_a_refused_application_is_not_kept()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.Api.CandidateAsync();

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, Resume = new() { Name = "陈思远" } }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "resumes.incomplete");

        (await scene.ReadAsync(data => data.Resumes.AnyAsync(resume => resume.CandidateId == candidate.UserId))).ShouldBeFalse();
    }

    [Fact]
    [Clause("LH-3.1", at: "Domain/Applications/ApplyRule.cs")]
    public async Task A_second_application_is_refused_with_the_time_of_the_first()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.CandidateWithResumeAsync();
        await RecruitingScene.ApplyAsync(candidate, job.Summary.Id);

        await (await ApplyAsync(candidate, job)).ShouldRefuseAsync(HttpStatusCode.Conflict, "applications.duplicate");
    }

    [Fact]
    public async Task Two_taps_at_once_send_one_application()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.CandidateWithResumeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(candidate, job)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
        (await CountAsync(candidate)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_command_replayed_a_thousand_times_is_one_application()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.CandidateWithResumeAsync();
        var key = Guid.NewGuid();
        var ids = new HashSet<Guid>();

        for (var round = 0; round < 125; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(candidate, job, key)));
            foreach (var answer in answers)
            {
                ids.Add((await answer.ReadAsync<ApplicationSummary>()).Id);
            }
        }

        ids.Count.ShouldBe(1);
        (await CountAsync(candidate)).ShouldBe(1);
        (await scene.ReadAsync(data => data.Messages.CountAsync(message => message.UserId == candidate.UserId))).ShouldBe(1);
    }

    [Fact]
    [Clause("LH-3.1", at: "Domain/Jobs/JobPosting.cs")]
    public async Task A_closed_expired_unapproved_or_missing_job_takes_none()
    {
        var candidate = await scene.CandidateWithResumeAsync();
        var closed = await scene.ApprovedJobAsync();
        await scene.Owner.Http.PostCommandAsync($"/api/jobs/{closed.Summary.Id}/closure", null);

        await (await ApplyAsync(candidate, closed)).ShouldRefuseAsync(HttpStatusCode.Gone, "jobs.closed");
        await (await ApplyAsync(candidate, await scene.SubmittedJobAsync())).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "jobs.not-approved");
        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = Guid.NewGuid() })).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        (await CountAsync(candidate)).ShouldBe(0);
    }

    [Fact]
    public async Task A_room_that_does_not_show_the_job_takes_none()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.CandidateWithResumeAsync();

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, RoomId = Guid.NewGuid() }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "applications.not-in-room");
        (await CountAsync(candidate)).ShouldBe(0);
    }

    [Fact]
    [Clause("JF-7.4", at: "Domain/Applications/ApplyRule.cs")]
    public async Task A_job_that_changed_since_it_was_read_is_shown_first()
    {
        var job = await scene.ApprovedJobAsync();
        await scene.Owner.Http.SendCommandAsync(HttpMethod.Put, $"/api/jobs/{job.Summary.Id}", scene.Posting("新的要求"));
        await scene.ApproveAsync(job.Summary.Id);
        var candidate = await scene.CandidateWithResumeAsync();

        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, JobVersion = 1 }))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "jobs.changed");
        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id, JobVersion = 2 })).ReadAsync<ApplicationSummary>();
    }

    [Fact]
    public async Task Without_a_resume_a_session_or_a_key_nothing_is_sent()
    {
        var job = await scene.ApprovedJobAsync();
        var candidate = await scene.Api.CandidateAsync();

        await (await ApplyAsync(candidate, job)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "resumes.incomplete");
        await (await scene.Api.Browser().PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id })).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "session.signed-out");
        await (await candidate.Http.SendCommandAsync(HttpMethod.Post, "/api/applications", new Apply { JobId = job.Summary.Id }, Guid.Empty))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "common.idempotency-key-missing");
    }

    [Fact]
    public async Task Nobody_applies_to_their_own_employer() =>
        await (await scene.Owner.Http.PostCommandAsync("/api/applications", new Apply { JobId = (await scene.ApprovedJobAsync()).Summary.Id, Resume = RecruitingScene.Resume }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "applications.own-employer");

    private static Task<HttpResponseMessage> ApplyAsync(SignedInClient candidate, JobDetails job, Guid? key = null) =>
        candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = job.Summary.Id }, key);

    private Task<int> CountAsync(SignedInClient candidate) =>
        scene.ReadAsync(data => data.Applications.CountAsync(application => application.CandidateId == candidate.UserId));
}
