using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Resumes;
using Pinchang.Domain.Applications;

namespace Pinchang.Domain.Tests.Applications;

public sealed class JobApplicationTests
{
    private static readonly DateTimeOffset Now = Recruiting.Now;
    private static readonly Guid Room = Guid.CreateVersion7(Now);

    [Fact]
    public void The_resume_is_sent_as_it_stands()
    {
        var application = Send(OpenJob).Value.ShouldNotBeNull();

        application.State.ShouldBe(ApplicationState.Received);
        application.Resume.ShouldBe(Recruiting.Resume);
        application.JobVersion.ShouldBe(1);
    }

    [Fact]
    public void A_job_that_is_not_there_is_not_found() => Send(new()).Refusal!.Code.ShouldBe("common.not-found");

    [Fact]
    public void A_second_application_names_the_first() =>
        Send(OpenJob with { AppliedAt = Now }).Refusal!.ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("applications.duplicate"),
            refusal => refusal.Arguments.ShouldBe(["2026-03-02 09:30"]));

    [Fact]
    [Clause("LH-3.1", at: "Domain/Applications/ApplyRule.cs")]
    public void A_closed_job_takes_no_application()
    {
        var circumstances = OpenJob;
        circumstances.Job!.Close(Now);

        Send(circumstances).Refusal!.Code.ShouldBe("jobs.closed");
    }

    [Fact]
    public void A_job_that_nobody_approved_takes_none()
    {
        var employer = Recruiting.EmployerApproved;

        Send(OpenJob with { Employer = employer, Job = Recruiting.JobSubmitted(employer) }).Refusal.ShouldBe(JobRefusals.NotApproved);
    }

    [Fact]
    [Clause("LH-3.1", at: "Domain/Applications/ApplyRule.cs")]
    public void A_room_takes_applications_for_its_own_jobs()
    {
        var fromRoom = Command with { RoomId = Room };

        Send(OpenJob, fromRoom).Refusal.ShouldBe(ApplicationRefusals.NotInRoom);
        Send(OpenJob with { Place = new(Room, Room) }, fromRoom).Value!.RoomId.ShouldBe(Room);
    }

    [Fact]
    [Clause("JF-7.4", at: "Domain/Applications/ApplyRule.cs")]
    public void A_text_that_changed_since_it_was_read_is_shown_first()
    {
        Send(OpenJob, Command with { JobVersion = 1 }).IsAccepted.ShouldBeTrue();
        Send(OpenJob, Command with { JobVersion = 2 }).Refusal.ShouldBe(JobRefusals.Changed);
    }

    [Fact]
    public void Nobody_applies_to_their_own_employer() =>
        Send(OpenJob with { IsMember = true }).Refusal.ShouldBe(ApplicationRefusals.OwnEmployer);

    [Fact]
    public void A_resume_that_says_too_little_is_not_sent()
    {
        Send(OpenJob with { Resume = null }).Refusal.ShouldBe(ResumeRefusals.Incomplete);
        Send(OpenJob with { Resume = new() { Name = "陈思远" } }).Refusal.ShouldBe(ResumeRefusals.Incomplete);
    }

    [Fact]
    public void A_message_is_short() =>
        Send(OpenJob, Command with { Message = new string('好', 201) }).Refusal!.Code.ShouldBe("common.too-long");

    [Fact]
    public void Opening_marks_it_viewed_and_keeps_a_decision()
    {
        var application = Send(OpenJob).Value!;
        application.Open(Now);
        application.State.ShouldBe(ApplicationState.Viewed);

        application.Decide(new(ApplicationState.Shortlisted, "约面试"), Recruiting.Person, Now);
        application.Open(Now.AddHours(1));

        application.State.ShouldBe(ApplicationState.Shortlisted);
        application.ViewedAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData(ApplicationState.Received)]
    [InlineData(ApplicationState.Viewed)]
    [InlineData(ApplicationState.Withdrawn)]
    [InlineData((ApplicationState)77)]
    public void An_employer_shortlists_or_declines_and_nothing_else(ApplicationState state) =>
        Send(OpenJob).Value!.Decide(new(state, null), Recruiting.Person, Now).Refusal.ShouldBe(CommonRefusals.Malformed.On("state"));

    [Fact]
    public void What_the_candidate_took_back_is_not_decided()
    {
        var application = Send(OpenJob).Value!;
        application.Withdraw(Now);
        application.Withdraw(Now.AddHours(1));

        application.WithdrawnAt.ShouldBe(Now);
        application.Decide(new(ApplicationState.Declined, null), Recruiting.Person, Now).Refusal!.Code.ShouldBe("applications.withdrawn");
    }

    private static Apply Command => new() { JobId = Guid.Empty };

    private static ApplyCircumstances OpenJob
    {
        get
        {
            var employer = Recruiting.EmployerApproved;
            return new() { Employer = employer, Job = Recruiting.JobApproved(employer), Resume = Recruiting.Resume };
        }
    }

    private static Outcome<JobApplication> Send(ApplyCircumstances circumstances, Apply? command = null) =>
        JobApplication.Send(Guid.CreateVersion7(Now), Recruiting.Person, command ?? Command, circumstances, Now);
}
