using Pinchang.Api.Accounts;
using Pinchang.Contracts;
using Pinchang.Data;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>A published exam that is open for registration: its client, positions and staff, two candidates with tickets, some who wait.</summary>
internal sealed class DemoExam(
    PinchangContext data, AccountMaker accounts, DemoPeople people, DemoEmployers employers, DemoRegistrations registrations, IOutbox outbox, TimeProvider time)
{
    private const string ClientPhone = "13900000031";

    public async Task<DemoExamStaff> BuildAsync(DemoStage stage, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var contactId = await people.StaffAsync("招考单位联系人", "顾明远", ClientPhone, "renshe", "临江市人社局：委托招考的单位");
        var client = await employers.ApprovedAsync(stage.AgencyId, DemoExamTexts.Client(ClientPhone), contactId, stage.ReviewerId, cancellation);
        var officerId = await people.StaffAsync("考务人员", "郑海燕", "13900000032", "kaowu", "招考项目、职位、公告、报名、准考证");
        await accounts.JoinAgencyAsync(officerId, stage.AgencyId, Roles.ExamOfficer);
        var project = await ProjectAsync(client, officerId, now, cancellation);
        var markers = await StaffAsync(stage, project);
        var notice = await registrations.OpenAsync(project, client, officerId, now, cancellation);
        await RegistrationsAsync(stage, project, notice, officerId, now, cancellation);
        return new(project, client, officerId, markers);
    }

    private async Task<ExamProject> ProjectAsync(Employer client, Guid officerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var project = DemoPeople.Accepted(ExamProject.Create(
            new(people.NewId(), client.AgencyId, officerId, 1), DemoExamTexts.Project(client.Id, now), now));
        data.ExamProjects.Add(project);
        await data.SaveChangesAsync(cancellation);
        data.Positions.AddRange(DemoExamTexts.Positions().Select(position => DemoPeople.Accepted(Position.Add(people.NewId(), project, position))));
        await data.SaveChangesAsync(cancellation);
        await accounts.JoinProjectAsync(officerId, client.AgencyId, project.Id, Roles.ExamOfficer);
        return project;
    }

    private async Task<Guid[]> StaffAsync(DemoStage stage, ExamProject project)
    {
        Task JoinAsync(Guid userId, params string[] roles) => accounts.JoinProjectAsync(userId, stage.AgencyId, project.Id, roles);

        await JoinAsync(stage.ReviewerId, Roles.RegistrationReviewer);
        await JoinAsync(await people.StaffAsync("命题人员", "冯教授", "13900000033", "mingti", "示范招考：题库、组卷"), Roles.PaperSetter);
        await JoinAsync(await people.StaffAsync("监考人员", "吴卫东", "13900000034", "jiankao", "示范招考：监考"), Roles.Invigilator);
        Guid[] markers =
        [
            await people.StaffAsync("阅卷人员", "孙一鸣", "13900000035", "yuejuan1", "示范招考：阅卷"),
            await people.StaffAsync("阅卷人员", "杜若", "13900000036", "yuejuan2", "示范招考：阅卷"),
            await people.StaffAsync("阅卷人员", "唐文博", "13900000037", "yuejuan3", "示范招考：阅卷和仲裁"),
        ];
        foreach (var marker in markers)
        {
            await JoinAsync(marker, Roles.Marker);
        }

        await JoinAsync(markers[^1], Roles.Adjudicator);
        return markers;
    }

    private async Task RegistrationsAsync(
        DemoStage stage, ExamProject project, ExamNotice notice, Guid officerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var registered = DemoExamTexts.Registered();
        var candidates = new List<Guid> { stage.First.Id, stage.Second.Id };
        for (var i = candidates.Count; i < registered.Length; i++)
        {
            candidates.Add(await people.ExtraAsync(registered[i].Form.Name, $"1370000000{i}"));
        }

        for (var i = 0; i < registered.Length; i++)
        {
            var portrait = i is 0 or 2 or 4 ? "portrait-a.jpg" : "portrait-b.jpg";
            // Those who wait came one after another, in the last hours.
            var at = i < 2 ? now : now.AddHours(i - registered.Length);
            var registration = await registrations.RegisterAsync(candidates[i], registered[i].Position, registered[i].Form, portrait, notice, at, cancellation);
            if (i < 2)
            {
                DemoRegistrations.Admit(registration, project, stage.ReviewerId, officerId, now);
                outbox.Enqueue(Notices.ExamTicketIssued(notice.Title, registration.TicketNumber!)
                    .To(registration.CandidateId, $"/my/exams/{registration.Id}", stage.AgencyId));
            }
        }

        await data.SaveChangesAsync(cancellation);
    }
}

/// <summary>The demo exam and who works on it; the one that was sat before has the same people.</summary>
internal sealed record DemoExamStaff(ExamProject Project, Employer Client, Guid OfficerId, Guid[] MarkerIds);
