using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;
using Pinchang.Contracts.Resumes;

namespace Pinchang.Api.Tests.Exams;

public sealed class RegistrationTests(ExamScene scene) : IClassFixture<ExamScene>
{
    [Fact]
    [Clause("EX-6.1", at: "Domain/Exams/Registrations/Acknowledgement.cs")]
    public async Task A_direct_call_without_notice_and_pledge_is_refused()
    {
        var candidate = await scene.Api.CandidateAsync();
        var form = await ExamScene.FormAsync(candidate);

        await (await scene.SubmitAsync(candidate, form)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.notice-unread");
        await (await candidate.Http.PostCommandAsync($"/api/exams/{scene.Project.Id}/acknowledgements", new Acknowledge(1, false, 1, "林晓雨")))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.notice-unread");
        await scene.AcknowledgeAsync(candidate, name: "别人");
        await (await scene.SubmitAsync(candidate, form)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.pledge-of-another");

        var given = await scene.AcknowledgeAsync(candidate);
        var registration = await (await scene.SubmitAsync(candidate, form)).ReadAsync<RegistrationDetails>();

        var kept = registration.Acknowledgement;
        (kept.NoticeVersion, kept.PledgeVersion, kept.SignedName).ShouldBe((1, 1, "林晓雨"));
        kept.PledgeSignedAt.ShouldBe(given.PledgeSignedAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    [Clause("EX-6.1", at: "Api/Exams/Registrations/CandidateMessages.cs")]
    [Clause("EX-4.3-push", at: "Api/Exams/Registrations/CandidateMessages.cs")]
    public async Task Whoever_registered_is_told_in_the_inbox_and_by_text_message()
    {
        var (candidate, registration) = await scene.RegisteredAsync();

        var told = await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId).ToListAsync());

        told.Select(message => message.Channel).ShouldBe([MessageChannel.Inbox, MessageChannel.Sms], ignoreOrder: true);
        told.Single(message => message.Channel == MessageChannel.Inbox).Link.ShouldBe($"/my/exams/{registration.Summary.Id}");
        told.Single(message => message.Channel == MessageChannel.Sms).Recipient.ShouldBe(candidate.Phone);
    }

    [Fact]
    [Clause("EX-4.3-reg", at: "Domain/Exams/Registrations/RegisterRule.cs")]
    public async Task Nobody_registers_before_registration_opens_or_once_it_has_closed()
    {
        var now = scene.Api.Clock.GetUtcNow();
        var upcoming = await scene.PublishedProjectAsync(scene.Content with { RegistrationOpensAt = now.AddHours(1) });
        var closing = await scene.PublishedProjectAsync(scene.Content with { RegistrationClosesAt = now.AddMinutes(1) });
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate, upcoming.Id);
        await scene.AcknowledgeAsync(candidate, closing.Id);
        var form = await ExamScene.FormAsync(candidate);

        await (await scene.SubmitAsync(candidate, form, upcoming.Id, upcoming.Positions[0].Id))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.not-yet-open");
        scene.Api.Clock.Advance(TimeSpan.FromMinutes(2));
        await (await scene.SubmitAsync(candidate, form, closing.Id, closing.Positions[0].Id))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.closed");
    }

    [Fact]
    [Clause("EX-4.3-reg", at: "Api/Exams/Registrations/Circumstances.cs")]
    public async Task One_position_per_project_for_an_account_and_for_an_identity()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        await (await scene.SubmitAsync(candidate, await ExamScene.FormAsync(candidate)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-registrations.duplicate");

        var twin = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(twin);
        await (await scene.SubmitAsync(twin, await ExamScene.FormAsync(twin, registration.Form.IdentityNumber)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-registrations.identity-taken");
    }

    [Fact]
    public async Task Two_accounts_that_send_one_identity_in_the_same_moment_are_one_registration()
    {
        var identity = ExamScene.NextIdentity();
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Api.CandidateAsync()));
        var forms = new List<RegistrationForm>();
        foreach (var person in people)
        {
            await scene.AcknowledgeAsync(person);
            forms.Add(await ExamScene.FormAsync(person, identity));
        }

        var answers = await Task.WhenAll(people.Zip(forms).Select(pair => scene.SubmitAsync(pair.First, pair.Second)));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        answers.Where(answer => !answer.IsSuccessStatusCode).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
    }

    [Fact]
    [Clause("EX-4.3-reg", at: "Domain/Exams/Registrations/RegisterRule.cs")]
    public async Task A_hard_requirement_is_held_against_the_form()
    {
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate);
        var form = await ExamScene.FormAsync(candidate);

        await (await scene.SubmitAsync(candidate, form with { Education = EducationLevel.JuniorCollege }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.education-too-low");
        await (await scene.SubmitAsync(candidate, form with { IdentityNumber = ExamScene.NextIdentity("19800101") }))
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.too-old");
        await (await scene.SubmitAsync(candidate, form with { IdentityNumber = "330102199503121234" }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-registrations.identity-malformed");
    }

    [Fact]
    public async Task A_photo_is_a_picture_of_ones_own_whatever_its_name()
    {
        var candidate = await scene.Api.CandidateAsync();
        var program = Encoding.ASCII.GetBytes("MZ\u0090\0This program cannot be run in DOS mode.");
        await (await candidate.Http.UploadAsync(FileKind.ExamPhoto, program, "我的照片.jpg")).ShouldRefuseAsync(HttpStatusCode.UnsupportedMediaType, "files.wrong-type");

        await scene.AcknowledgeAsync(candidate);
        var form = await ExamScene.FormAsync(candidate);
        await (await scene.SubmitAsync(candidate, form with { PhotoFileId = null })).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-registrations.photo-missing");
        var foreign = await ExamScene.FormAsync(await scene.Api.CandidateAsync());
        await (await scene.SubmitAsync(candidate, form with { PhotoFileId = foreign.PhotoFileId }))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-registrations.photo-missing");
    }

    [Fact]
    [Clause("EX-4.3-acct", at: "Domain/Exams/Registrations/KeptRegistrationForm.cs")]
    public async Task What_was_entered_once_is_there_for_the_next_exam_and_the_number_lies_sealed()
    {
        var (candidate, registration) = await scene.RegisteredAsync();

        var kept = await candidate.Http.GetAsync<KeptForm>("/api/exam-form");

        kept.Form.ShouldBe(registration.Form);
        var row = await scene.ReadAsync(data => data.Registrations.AsNoTracking().SingleAsync(row => row.Id == registration.Summary.Id));
        row.Form.IdentityNumber.ShouldBeEmpty();
        Encoding.ASCII.GetString(row.SealedIdentity).ShouldNotContain(registration.Form.IdentityNumber);
    }

    [Fact]
    public async Task Sending_a_registration_twice_makes_one()
    {
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate);
        var form = await ExamScene.FormAsync(candidate);
        var key = Guid.NewGuid();

        var first = await (await scene.SubmitAsync(candidate, form, key: key)).ReadAsync<RegistrationDetails>();
        var second = await (await scene.SubmitAsync(candidate, form, key: key)).ReadAsync<RegistrationDetails>();

        second.Summary.Id.ShouldBe(first.Summary.Id);
    }

    [Fact]
    public async Task A_withdrawn_registration_makes_room_for_another()
    {
        var (candidate, registration) = await scene.RegisteredAsync();

        var withdrawn = await (await candidate.Http.PostCommandAsync($"/api/exam-registrations/{registration.Summary.Id}/withdrawal", null)).ReadAsync<RegistrationDetails>();

        withdrawn.Summary.State.ShouldBe(RegistrationState.Withdrawn);
        (await scene.SubmitAsync(candidate, registration.Form)).IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_takes_an_exam_that_they_work_in()
    {
        var staff = await scene.Api.ProjectStaffAsync(scene.Project.Id, Roles.Marker);
        await scene.AcknowledgeAsync(staff);

        await (await scene.SubmitAsync(staff, await ExamScene.FormAsync(staff))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.own-project");
    }

    [Fact]
    [Clause("EX-7.4-secrecy", at: "Api/Exams/Registrations/Circumstances.cs")]
    public async Task Who_sets_papers_of_another_project_of_the_agency_knows_the_bank_and_sits_none_of_its_exams()
    {
        var setter = await scene.Api.ProjectStaffAsync((await scene.DraftAsync()).Id, Roles.PaperSetter);
        await scene.AcknowledgeAsync(setter);
        await (await scene.SubmitAsync(setter, await ExamScene.FormAsync(setter))).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-registrations.own-project");

        // And the other way round: a candidate does not come to know the bank before the exam.
        var (candidate, _) = await scene.RegisteredAsync();
        var response = await scene.Officer.Http.PostCommandAsync(
            $"/api/exam-projects/{(await scene.DraftAsync()).Id}/staff", new AddExamStaff(candidate.Phone, "林晓雨", Roles.PaperSetter));
        response.IsSuccessStatusCode.ShouldBeFalse();
        (await response.Content.ReadAsStringAsync()).ShouldContain("exam-staff.is-candidate");
    }

    [Fact]
    [Clause("EX-4.3-push", at: "Api/Exams/Registrations/CandidateMessages.cs")]
    public async Task A_step_is_told_by_e_mail_too_where_the_form_names_an_address()
    {
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate);
        await (await scene.SubmitAsync(candidate, await ExamScene.FormAsync(candidate) with { Email = "lin@example.com" })).ReadAsync<RegistrationDetails>();
        (await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId).Select(message => message.Channel).ToListAsync()))
            .ShouldBe([MessageChannel.Inbox, MessageChannel.Sms, MessageChannel.Email], ignoreOrder: true);
    }

    [Fact]
    [Clause("EX-4.3-info", at: "Api/Exams/Registrations/OwnRegistrations.cs")]
    public async Task A_registration_and_its_photo_are_seen_by_whom_they_concern_and_by_nobody_else()
    {
        var (candidate, registration) = await scene.RegisteredAsync();
        var path = $"/api/exam-registrations/{registration.Summary.Id}";
        var photo = $"/api/files/{registration.Form.PhotoFileId}";

        (await candidate.Http.GetAsync<RegistrationDetails>(path)).Form.IdentityNumber.ShouldBe(registration.Form.IdentityNumber);
        (await scene.Reviewer.Http.GetAsync<RegistrationDetails>(path)).Form.IdentityNumber.ShouldContain("***");
        (await scene.Officer.Http.GetAsync<RegistrationDetails>(path)).Form.IdentityNumber.ShouldContain("***");
        (await scene.Reviewer.Http.GetAsync(photo)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var other = await scene.Api.CandidateAsync();
        var marker = await scene.Api.ProjectStaffAsync(scene.Project.Id, Roles.Marker);
        foreach (var nosy in new[] { other, marker, scene.Stranger })
        {
            (await nosy.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await nosy.Http.GetAsync($"{path}/ticket")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await nosy.Http.GetAsync(photo)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task What_a_command_answered_is_kept_for_its_repeat_and_can_be_read_by_nobody_else()
    {
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate);
        var form = await ExamScene.FormAsync(candidate);
        var key = Guid.CreateVersion7();

        var first = await (await scene.SubmitAsync(candidate, form, key: key)).Content.ReadAsStringAsync();
        var again = await (await scene.SubmitAsync(candidate, form, key: key)).Content.ReadAsStringAsync();

        first.ShouldContain(form.IdentityNumber);
        again.ShouldBe(first);
        (await scene.Api.KeptAnswersHoldAsync(form.IdentityNumber)).ShouldBeFalse();
        (await scene.Api.KeptAnswersHoldAsync(candidate.Phone)).ShouldBeFalse();
    }

    [Fact]
    [Clause("EX-5.4", at: "Domain/Exams/Registrations/Registration.cs")]
    public async Task A_position_taken_from_the_working_copy_stays_open_as_the_notice_in_force_says()
    {
        var draft = await scene.DraftAsync();
        await scene.AddPositionAsync(draft.Id);
        var going = await scene.AddPositionAsync(draft.Id, ExamScene.Position with { Code = "01002", Name = "古籍修复" });
        await (await scene.PublishAsync(draft.Id)).ReadAsync<ExamProjectDetails>();

        var renamed = ExamScene.Position with { Code = "01002", Name = "还没有公布的名称" };
        (await scene.Officer.Http.SendCommandAsync(HttpMethod.Put, $"/api/exam-projects/{draft.Id}/positions/{going.Id}", renamed)).EnsureSuccessStatusCode();
        (await scene.Officer.Http.PostCommandAsync($"/api/exam-projects/{draft.Id}/positions/{going.Id}/removal", null)).EnsureSuccessStatusCode();
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate, draft.Id);
        var registration = await (await scene.SubmitAsync(candidate, await ExamScene.FormAsync(candidate), draft.Id, going.Id)).ReadAsync<RegistrationDetails>();

        registration.Summary.PositionName.ShouldBe("古籍修复");
        registration.Position.Name.ShouldBe("古籍修复");
    }

    [Fact]
    public async Task Nobody_works_for_two_agencies()
    {
        var response = await scene.Officer.Http.PostCommandAsync(
            $"/api/exam-projects/{scene.Project.Id}/staff", new AddExamStaff(scene.Stranger.Phone, "外单位命题人", Roles.PaperSetter));

        await response.ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-staff.works-elsewhere");
    }
}
