using System.Net;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Api.Tests.Exams;

public sealed class ExamNoticeTests(ExamScene scene) : IClassFixture<ExamScene>
{
    [Fact]
    [Clause("EX-5.4", at: "Domain/Exams/Projects/NoticeCompleteness.cs")]
    public async Task A_notice_that_lacks_something_is_refused_by_the_names_of_what_it_lacks()
    {
        var draft = await scene.DraftAsync(scene.Content with { ContactPhone = "待定", RegistrationOpensAt = null, Introduction = " " });
        draft.Missing.ShouldBe([NoticeContent.Introduction, NoticeContent.Positions, NoticeContent.Requirements, NoticeContent.RegistrationTime, NoticeContent.Contact]);

        var refused = await scene.PublishAsync(draft.Id);

        await refused.ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "exam-notices.incomplete");
        (await refused.Content.ReadAsStringAsync()).ShouldContain("招考说明、招考职位、职位条件、报名时间、联系方式");
        (await scene.Api.Browser().GetAsync($"/api/exams/{draft.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Clause("EX-5.4", at: "Domain/Exams/Projects/NoticeScreening.cs")]
    public async Task What_a_rule_forbids_in_a_position_is_marked_and_published_only_on_a_ground_that_stays()
    {
        var draft = await scene.DraftAsync();
        await scene.AddPositionAsync(draft.Id, ExamScene.Position with { Requirements = "限男性。" });
        var read = await scene.Officer.Http.GetAsync<ExamProjectDetails>($"/api/exam-projects/{draft.Id}");
        read.Marks.ShouldHaveSingleItem().Field.ShouldBe("positions.01001.requirements");
        read.NeedsGround.ShouldBeTrue();
        await (await scene.PublishAsync(draft.Id)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "screening.unexplained");

        var published = await (await scene.PublishAsync(draft.Id, ground: "监狱人民警察岗位，司法部有关规定")).ReadAsync<ExamProjectDetails>();
        published.NeedsGround.ShouldBeFalse("it was answered for");
        published.Ground.ShouldBe("监狱人民警察岗位，司法部有关规定");
    }

    [Fact]
    [Clause("EX-5.4", at: "Domain/Exams/Projects/ExamProjectText.cs")]
    public async Task Registration_cannot_close_before_it_opens()
    {
        var content = scene.Content;
        var body = content with { RegistrationClosesAt = content.RegistrationOpensAt };

        await (await scene.Officer.Http.PostCommandAsync("/api/exam-projects", body))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-projects.closes-before-opening");
    }

    [Fact]
    [Clause("EX-5.4", at: "Api/Exams/Projects/PublicExams.cs")]
    public async Task A_published_notice_is_read_without_signing_in_and_listed_with_its_closing_time()
    {
        var visitor = scene.Api.Browser();

        var listed = await visitor.GetAsync<Page<ExamSummary>>("/api/exams?phase=open");
        var exam = await visitor.GetAsync<ExamDetails>($"/api/exams/{scene.Project.Id}");

        listed.Items.ShouldContain(item => item.Id == scene.Project.Id && item.RegistrationClosesAt == exam.Notice.RegistrationClosesAt);
        exam.Notice.ClientName.ShouldBe(scene.Client.Name);
        exam.Notice.Positions.ShouldHaveSingleItem().Content.Requirements.ShouldBe("有两年以上工作经历。");
        exam.Pledge.Text.ShouldNotBeEmpty();
    }

    [Fact]
    [Clause("EX-5.4", at: "Api/Exams/Projects/PublishExamNotice.cs")]
    public async Task A_change_is_a_new_version_with_its_reason_and_those_registered_are_told()
    {
        var project = await scene.PublishedProjectAsync();
        var (candidate, _) = await scene.RegisteredAsync(project);
        await (await scene.PublishAsync(project.Id)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-notices.unchanged");
        var changed = await (await scene.Officer.Http.SendCommandAsync(
            HttpMethod.Put, $"/api/exam-projects/{project.Id}", scene.Content with { RegistrationClosesAt = scene.Api.Clock.GetUtcNow().AddDays(9) }))
            .ReadAsync<ExamProjectDetails>();
        changed.HasUnpublishedChanges.ShouldBeTrue();
        await (await scene.PublishAsync(project.Id)).ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-notices.reason-required");

        await (await scene.PublishAsync(project.Id, "延长报名时间")).ReadAsync<ExamProjectDetails>();

        var exam = await scene.Api.Browser().GetAsync<ExamDetails>($"/api/exams/{project.Id}");
        exam.Version.ShouldBe(2);
        exam.Versions.Select(version => version.Reason).ShouldBe(["延长报名时间", null]);
        (await scene.Api.Browser().GetAsync<ExamDetails>($"/api/exams/{project.Id}?version=1")).Version.ShouldBe(1);
        var told = await scene.ReadAsync(data => data.Messages.Where(message => message.UserId == candidate.UserId && message.Text.Contains("延长报名时间")).ToListAsync());
        told.Select(message => message.Channel).ShouldBe([MessageChannel.Inbox, MessageChannel.Sms], ignoreOrder: true);
    }

    [Fact]
    public async Task What_an_officer_changes_binds_nobody_until_it_is_published()
    {
        var project = await scene.PublishedProjectAsync();

        await scene.AddPositionAsync(project.Id, ExamScene.Position with { Code = "01002", Name = "新增职位" });

        (await scene.Api.Browser().GetAsync<ExamDetails>($"/api/exams/{project.Id}")).Notice.Positions.Length.ShouldBe(1);
        var candidate = await scene.Api.CandidateAsync();
        await scene.AcknowledgeAsync(candidate, project.Id);
        var unpublished = (await scene.Officer.Http.GetAsync<ExamProjectDetails>($"/api/exam-projects/{project.Id}")).Positions.Single(position => position.Content.Code == "01002");
        await (await scene.SubmitAsync(candidate, await ExamScene.FormAsync(candidate), project.Id, unpublished.Id))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-registrations.position-unknown");
    }

    [Fact]
    public async Task One_code_is_one_position_and_a_chosen_position_stays()
    {
        var project = await scene.PublishedProjectAsync();
        await scene.RegisteredAsync(project);

        await (await scene.Officer.Http.PostCommandAsync($"/api/exam-projects/{project.Id}/positions", ExamScene.Position))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-positions.code-taken");
        await (await scene.Officer.Http.PostCommandAsync($"/api/exam-projects/{project.Id}/positions/{project.Positions[0].Id}/removal", null))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-positions.in-use");
    }

    [Fact]
    public async Task Another_agencys_officer_and_a_role_that_is_not_asked_for_see_nothing()
    {
        var path = $"/api/exam-projects/{scene.Project.Id}";
        await (await scene.Stranger.Http.GetAsync(path)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Stranger.Http.SendCommandAsync(HttpMethod.Put, path, scene.Content)).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Stranger.Http.GetAsync($"{path}/registrations")).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");
        await (await scene.Stranger.Http.PostCommandAsync($"{path}/review-claims", new ClaimReview())).ShouldRefuseAsync(HttpStatusCode.NotFound, "common.not-found");

        var marker = await scene.Api.ProjectStaffAsync(scene.Project.Id, Roles.Marker);
        await (await marker.Http.GetAsync($"{path}/registrations")).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
        (await marker.Http.GetAsync<ExamProjectDetails>(path)).Roles.ShouldBe([Roles.Marker]);

        // An officer may read and not decide: whoever decides is a named reviewer.
        var (_, registration) = await scene.RegisteredAsync();
        await (await scene.DecideAsync(registration.Summary.Id, ReviewVerdict.Pass, by: scene.Officer)).ShouldRefuseAsync(HttpStatusCode.Forbidden, "access.forbidden");
    }

    [Fact]
    [Clause("EX-4.5", at: "Api/Staff/StaffPlanner.cs")]
    [Clause("EX-7.4-secrecy", at: "Api/Staff/StaffPlanner.cs")]
    public async Task Whoever_puts_somebody_on_a_project_sees_what_they_lack()
    {
        var project = await scene.PublishedProjectAsync();
        var path = $"/api/exam-projects/{project.Id}/staff";
        var staff = await (await scene.Officer.Http.PostCommandAsync(path, new AddExamStaff(scene.Api.NextPhone(), "监考老孙", Roles.Invigilator))).ReadAsync<ExamStaffMember[]>();
        staff.Single(member => member.IsSelf).Lacks.ShouldBeEmpty();
        staff.Single(member => !member.IsSelf).Lacks.ShouldBe(["没有考务方面的培训或证书", "尚未签署《工作人员保密协议》", "尚未签署《服务与廉洁承诺书》"]);
    }

    [Fact]
    public async Task Staff_are_added_by_phone_and_a_project_keeps_an_officer()
    {
        var project = await scene.PublishedProjectAsync();
        var path = $"/api/exam-projects/{project.Id}/staff";
        var newcomer = scene.Api.NextPhone();

        var staff = await (await scene.Officer.Http.PostCommandAsync(path, new AddExamStaff(newcomer, "监考老吴", Roles.Invigilator))).ReadAsync<ExamStaffMember[]>();

        staff.Select(member => member.Role).ShouldBe([Roles.ExamOfficer, Roles.Invigilator]);
        await (await scene.Officer.Http.PostCommandAsync(path, new AddExamStaff(newcomer, "监考老吴", Roles.Invigilator)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-staff.already");
        await (await scene.Officer.Http.PostCommandAsync(path, new AddExamStaff(newcomer, "监考老吴", "operator")))
            .ShouldRefuseAsync(HttpStatusCode.BadRequest, "exam-staff.role-unknown");
        var officer = staff.Single(member => member.IsSelf);
        await (await scene.Officer.Http.PostCommandAsync($"{path}/{officer.Id}/removal", null)).ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-staff.last-officer");
        var (candidate, _) = await scene.RegisteredAsync(project);
        await (await scene.Officer.Http.PostCommandAsync(path, new AddExamStaff(candidate.Phone, "考生", Roles.Marker)))
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "exam-staff.is-candidate");
    }
}
