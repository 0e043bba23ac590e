using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Exams.Papers;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Projects;

namespace Pinchang.Api.Tests.Exams;

public sealed class ReviewTests(ExamScene scene) : IClassFixture<ExamScene>
{
    [Fact]
    [Clause("EX-6.2", at: "Domain/Exams/Registrations/Registration.Review.cs")]
    public async Task Whoever_does_not_pass_is_told_why_or_nothing_is_decided()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var id = registration.Summary.Id;
        await (await scene.DecideAsync(id, ReviewVerdict.Refuse)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-reviews.reason-required");
        await (await scene.DecideAsync(id, ReviewVerdict.AskSupplement, "  ")).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-reviews.reason-required");

        await (await scene.DecideAsync(id, ReviewVerdict.Refuse, "专业不符", tellNow: true)).ReadAsync<RegistrationSummary>();

        var seen = await candidate.Http.GetAsync<RegistrationDetails>($"/api/exam-registrations/{id}");
        seen.Summary.Reason.ShouldBe("专业不符");
        (await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId && message.Text.Contains("专业不符")).CountAsync())).ShouldBe(2);
    }

    [Fact]
    [Clause("EX-6.2", at: "Api/Exams/Registrations/RegisterForExam.cs")]
    public async Task A_supplement_and_a_corrected_form_come_back_to_the_reviewer()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var id = registration.Summary.Id;
        await (await scene.DecideAsync(id, ReviewVerdict.AskSupplement, "请补充毕业时间")).ReadAsync<RegistrationSummary>();

        var corrected = registration.Form with { Graduated = "2022.07" };
        var again = await (await candidate.Http.PostCommandAsync(
            $"/api/exam-registrations/{id}/resubmission", new ResubmitRegistration(scene.PositionId, corrected, "已更正"))).ReadAsync<RegistrationDetails>();

        again.Summary.State.ShouldBe(RegistrationState.Submitted);
        again.Revision.ShouldBe(2);
        again.Steps.Select(step => step.Kind).ShouldBe([RegistrationStepKind.Submitted, RegistrationStepKind.SupplementAsked, RegistrationStepKind.Resubmitted]);
        await (await scene.DecideAsync(id, ReviewVerdict.Pass, revision: 1)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-reviews.changed");
        (await scene.DecideAsync(id, ReviewVerdict.Pass, revision: 2)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_decision_that_was_answered_before_it_was_told_is_told_no_more()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var id = registration.Summary.Id;
        await (await scene.DecideAsync(id, ReviewVerdict.AskSupplement, "请补充学位证书")).ReadAsync<RegistrationSummary>();
        await (await candidate.Http.PostCommandAsync(
            $"/api/exam-registrations/{id}/resubmission", new ResubmitRegistration(scene.PositionId, registration.Form, null))).ReadAsync<RegistrationDetails>();
        (await WaitingAsync("请补充学位证书")).ShouldBe(0);

        await (await scene.DecideAsync(id, ReviewVerdict.Refuse, "专业与岗位不符", revision: 2)).ReadAsync<RegistrationSummary>();
        await (await candidate.Http.PostCommandAsync($"/api/exam-registrations/{id}/withdrawal", null)).ReadAsync<RegistrationDetails>();
        (await WaitingAsync("专业与岗位不符")).ShouldBe(0);

        Task<int> WaitingAsync(string text) => scene.ReadAsync(data => data.Messages
            .CountAsync(message => message.UserId == candidate.UserId && message.Text.Contains(text) && message.CancelledAt == null));
    }

    [Fact]
    public async Task Approved_it_is_frozen()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var id = registration.Summary.Id;
        await (await scene.DecideAsync(id, ReviewVerdict.Pass)).ReadAsync<RegistrationSummary>();

        await (await candidate.Http.PostCommandAsync($"/api/exam-registrations/{id}/resubmission", new ResubmitRegistration(scene.PositionId, registration.Form, null)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-registrations.frozen");
        await (await candidate.Http.PostCommandAsync($"/api/exam-registrations/{id}/withdrawal", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-registrations.frozen");
        await (await scene.DecideAsync(id, ReviewVerdict.Refuse, "x")).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-reviews.not-waiting");
    }

    [Fact]
    public async Task A_decision_can_be_taken_back_until_the_candidate_is_told()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var id = registration.Summary.Id;
        await (await scene.DecideAsync(id, ReviewVerdict.Refuse, "点错了")).ReadAsync<RegistrationSummary>();
        var second = await scene.Api.ProjectStaffAsync(scene.Project.Id, Roles.RegistrationReviewer);
        await (await second.Http.PostCommandAsync($"/api/exam-registrations/{id}/review-undo", null)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "exam-reviews.undo-foreign");

        var undone = await (await scene.Reviewer.Http.PostCommandAsync($"/api/exam-registrations/{id}/review-undo", null)).ReadAsync<RegistrationSummary>();

        undone.State.ShouldBe(RegistrationState.Submitted);
        (await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId && message.Text.Contains("点错了")).ToListAsync()))
            .ShouldAllBe(message => message.CancelledAt != null);
        (await candidate.Http.GetAsync<RegistrationDetails>($"/api/exam-registrations/{id}")).Steps.Last().Kind.ShouldBe(RegistrationStepKind.Undone);

        await (await scene.DecideAsync(id, ReviewVerdict.Pass)).ReadAsync<RegistrationSummary>();
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(10));
        await (await scene.Reviewer.Http.PostCommandAsync($"/api/exam-registrations/{id}/review-undo", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-reviews.undo-too-late");
    }

    [Fact]
    public async Task Two_reviewers_never_have_one_registration_before_them()
    {
        var project = await scene.PublishedProjectAsync();
        var reviewers = new[]
        {
            await scene.Api.ProjectStaffAsync(project.Id, Roles.RegistrationReviewer),
            await scene.Api.ProjectStaffAsync(project.Id, Roles.RegistrationReviewer),
        };
        var (_, first) = await scene.RegisteredAsync(project);
        var (_, second) = await scene.RegisteredAsync(project);

        var desks = await Task.WhenAll(reviewers.Select(reviewer => ClaimAsync(reviewer, project.Id)));

        desks.Select(desk => desk.Registration!.Summary.Id).ShouldBe([first.Summary.Id, second.Summary.Id], ignoreOrder: true);
        var held = desks[0].Registration!.Summary.Id;
        await (await scene.DecideAsync(held, ReviewVerdict.Pass, by: reviewers[1])).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-reviews.claimed");
        (await scene.DecideAsync(held, ReviewVerdict.Pass, by: reviewers[0])).IsSuccessStatusCode.ShouldBeTrue();
        var after = await ClaimAsync(reviewers[0], project.Id);
        after.Registration.ShouldBeNull();
        after.Undoable.ShouldHaveSingleItem().Id.ShouldBe(held);
        after.Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task Skipping_lets_one_go_and_brings_the_next()
    {
        var project = await scene.PublishedProjectAsync();
        var reviewer = await scene.Api.ProjectStaffAsync(project.Id, Roles.RegistrationReviewer);
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await scene.RegisteredAsync(project)).Registration.Summary.Id);
        }

        var seen = new List<Guid> { (await ClaimAsync(reviewer, project.Id)).Registration!.Summary.Id };
        for (var i = 0; i < 3; i++)
        {
            seen.Add((await ClaimAsync(reviewer, project.Id, seen[^1])).Registration!.Summary.Id);
        }

        seen.ShouldBe([ids[0], ids[1], ids[2], ids[0]]);
    }

    [Fact]
    [Clause("EX-6.2", at: "Api/Exams/Registrations/IssueTickets.cs")]
    public async Task Everybody_who_passed_gets_a_number_of_their_own_once()
    {
        var project = await scene.PublishedProjectAsync();
        var reviewer = await scene.Api.ProjectStaffAsync(project.Id, Roles.RegistrationReviewer);
        var people = new List<(SignedInClient Candidate, RegistrationDetails Registration)>();
        for (var i = 0; i < 3; i++)
        {
            people.Add(await scene.RegisteredAsync(project));
        }

        foreach (var (_, registration) in people.Take(2))
        {
            await (await scene.DecideAsync(registration.Summary.Id, ReviewVerdict.Pass, by: reviewer)).ReadAsync<RegistrationSummary>();
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => scene.Officer.Http.PostCommandAsync($"/api/exam-projects/{project.Id}/tickets", null)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        var tickets = new List<AdmissionTicket>();
        foreach (var (candidate, registration) in people.Take(2))
        {
            tickets.Add(await candidate.Http.GetAsync<AdmissionTicket>($"/api/exam-registrations/{registration.Summary.Id}/ticket"));
        }

        tickets.Select(ticket => ticket.TicketNumber).Distinct().Count().ShouldBe(2);
        tickets.ShouldAllBe(ticket => TicketNumber.IsValid(ticket.TicketNumber));
        await (await people[2].Candidate.Http.GetAsync($"/api/exam-registrations/{people[2].Registration.Summary.Id}/ticket"))
            .ShouldRefuseAsync(HttpStatusCode.NotFound, "exam-tickets.none");
        await (await reviewer.Http.PostCommandAsync($"/api/exam-registrations/{people[0].Registration.Summary.Id}/review-undo", null))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-reviews.undo-too-late");
    }

    [Fact]
    [Clause("EX-4.4", at: "Api/Exams/Registrations/ExportRegistrations.cs")]
    public async Task Data_leaves_with_a_reason_masked_by_default_and_it_is_kept_who_took_it()
    {
        var project = await scene.PublishedProjectAsync();
        var (candidate, registration) = await scene.RegisteredAsync(project);
        var path = $"/api/exam-projects/{project.Id}/registrations.xlsx";
        await (await scene.Officer.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-exports.reason-required");

        var masked = Workbooks.TextOf(await scene.Officer.Http.GetByteArrayAsync($"{path}?reason={Uri.EscapeDataString("报招考单位核对")}"));
        var full = Workbooks.TextOf(await scene.Officer.Http.GetByteArrayAsync($"{path}?unmasked=true&reason={Uri.EscapeDataString("报招考单位核对")}"));

        masked.ShouldContain("林晓雨");
        masked.ShouldNotContain(candidate.Phone);
        full.ShouldContain($"<x:t>{registration.Form.IdentityNumber}</x:t>", customMessage: "as text, or a spreadsheet program drops its last digits");
        var kept = await scene.ReadAsync(data => data.RegistrationExports.Where(export => export.ProjectId == project.Id).OrderBy(export => export.At).ToListAsync());
        kept.Select(export => (export.By, export.Rows, export.Unmasked)).ShouldBe([(scene.Officer.UserId, 1, false), (scene.Officer.UserId, 1, true)]);
    }

    [Fact]
    public async Task Registrations_are_found_by_name_state_phone_and_identity()
    {
        var project = await scene.PublishedProjectAsync();
        var (candidate, registration) = await scene.RegisteredAsync(project);
        await scene.RegisteredAsync(project);

        Task<Page<RegistrationSummary>> FindAsync(string query) =>
            scene.Officer.Http.GetAsync<Page<RegistrationSummary>>($"/api/exam-projects/{project.Id}/registrations?{query}");

        (await FindAsync("q=林晓")).Total.ShouldBe(2);
        (await FindAsync($"q={candidate.Phone}")).Items.ShouldHaveSingleItem().Id.ShouldBe(registration.Summary.Id);
        (await FindAsync($"q={registration.Form.IdentityNumber}")).Items.ShouldHaveSingleItem().Id.ShouldBe(registration.Summary.Id);
        (await FindAsync("state=approved")).Total.ShouldBe(0);
    }

    private static async Task<ReviewDesk> ClaimAsync(SignedInClient reviewer, Guid projectId, Guid? skip = null) =>
        await (await reviewer.Http.PostCommandAsync($"/api/exam-projects/{projectId}/review-claims", new ClaimReview(skip))).ReadAsync<ReviewDesk>();
}
