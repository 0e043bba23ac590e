using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Files;
using Pinchang.Domain.Notify;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>A published exam that is open for registration: its client, positions and staff, two candidates with tickets, some who wait.</summary>
internal sealed class DemoExam(
    PinchangContext data, AccountMaker accounts, DemoPeople people, CandidateIdentities identities, IFileStore files, IOutbox outbox, TimeProvider time)
{
    private const string ClientPhone = "13900000031";

    public async Task<ExamProject> BuildAsync(DemoStage stage, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var client = await ClientAsync(stage, now, cancellation);
        var officerId = await people.StaffAsync("考务人员", "郑海燕", "13900000032", "kaowu", "招考项目、职位、公告、报名、准考证");
        await accounts.JoinAgencyAsync(officerId, stage.AgencyId, Roles.ExamOfficer);
        var project = await ProjectAsync(client, officerId, now, cancellation);
        await StaffAsync(stage, project);
        var notice = await PublishAsync(project, client, officerId, now, cancellation);
        await RegistrationsAsync(stage, project, notice, officerId, now, cancellation);
        return project;
    }

    private async Task<Employer> ClientAsync(DemoStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        var contactId = await people.StaffAsync("招考单位联系人", "顾明远", ClientPhone, "renshe", "临江市人社局：委托招考的单位");
        var client = DemoPeople.Accepted(Employer.Register(new(people.NewId(), stage.AgencyId, contactId, ClientPhone), DemoExamTexts.Client(ClientPhone), now));
        DemoPeople.Accepted(client.Decide(new(true, null), stage.ReviewerId, now));
        data.Employers.Add(client);
        await data.SaveChangesAsync(cancellation);
        await accounts.JoinEmployerAsync(contactId, stage.AgencyId, client.Id, Roles.Owner);
        return client;
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

    private async Task StaffAsync(DemoStage stage, ExamProject project)
    {
        Task JoinAsync(Guid userId, params string[] roles) => accounts.JoinProjectAsync(userId, stage.AgencyId, project.Id, roles);

        await JoinAsync(stage.ReviewerId, Roles.RegistrationReviewer);
        await JoinAsync(await people.StaffAsync("命题人员", "冯教授", "13900000033", "mingti", "示范招考：题库、组卷"), Roles.PaperSetter);
        await JoinAsync(await people.StaffAsync("监考人员", "吴卫东", "13900000034", "jiankao", "示范招考：监考"), Roles.Invigilator);
        await JoinAsync(await people.StaffAsync("阅卷人员", "孙一鸣", "13900000035", "yuejuan1", "示范招考：阅卷"), Roles.Marker);
        await JoinAsync(await people.StaffAsync("阅卷人员", "杜若", "13900000036", "yuejuan2", "示范招考：阅卷"), Roles.Marker);
        await JoinAsync(await people.StaffAsync("阅卷人员", "唐文博", "13900000037", "yuejuan3", "示范招考：阅卷和仲裁"), Roles.Marker, Roles.Adjudicator);
    }

    private async Task<ExamNotice> PublishAsync(ExamProject project, Employer client, Guid officerId, DateTimeOffset now, CancellationToken cancellation)
    {
        var sources = new NoticeSources(project, client.Name, DemoTexts.Agency, [.. data.Positions.Local]);
        var notice = DemoPeople.Accepted(ExamNotice.Publish(sources, null, null, officerId, now));
        data.ExamNotices.Add(notice);
        project.PublishedAs(notice);
        await data.SaveChangesAsync(cancellation);
        return notice;
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
            var registration = await RegisterAsync(candidates[i], registered[i].Position, registered[i].Form, portrait, notice, at, cancellation);
            if (i < 2)
            {
                DemoPeople.Accepted(registration.Decide(new(ReviewVerdict.Pass, null, registration.Revision, TellNow: true), stage.ReviewerId, now));
                DemoPeople.Accepted(registration.IssueTicket(project, officerId, now));
                outbox.Enqueue(Notices.ExamTicketIssued(notice.Title, registration.TicketNumber!)
                    .To(registration.CandidateId, $"/my/exams/{registration.Id}", stage.AgencyId));
            }
        }

        await data.SaveChangesAsync(cancellation);
    }

    private async Task<Registration> RegisterAsync(
        Guid candidateId, string code, RegistrationForm form, string portrait, ExamNotice notice, DateTimeOffset at, CancellationToken cancellation)
    {
        form = form with { PhotoFileId = await PhotoAsync(candidateId, portrait, at, cancellation) };
        var given = DemoPeople.Accepted(Acknowledgement.Sign(notice, candidateId, new(notice.Version, true, PledgeText.Current.Version, form.Name), at));
        var position = notice.Contents.Positions.Single(position => position.Content.Code == code);
        var identity = identities.Seal(form.IdentityNumber)!;
        var registration = DemoPeople.Accepted(Registration.Submit(
            new(people.NewId(), candidateId, identity),
            new(notice.ProjectId, position.Id, form),
            new() { Notice = notice, Acknowledgement = given, HasPhoto = true },
            at));
        var kept = KeptRegistrationForm.Begin(candidateId);
        kept.Keep(form, identity.Sealed, at);
        data.Acknowledgements.Add(given);
        data.KeptRegistrationForms.Add(kept);
        data.Registrations.Add(registration);
        return registration;
    }

    private async Task<Guid> PhotoAsync(Guid candidateId, string portrait, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var picture = typeof(DemoExam).Assembly.GetManifestResourceStream($"Pinchang.Api.Demo.{portrait}")!;
        await using var incoming = await files.ReceiveAsync(picture, FileLimits.Of(FileKind.ExamPhoto).Bytes, cancellation);
        var upload = new Upload(people.NewId(), FileKind.ExamPhoto, candidateId, people.NewId(), "证件照.jpg");
        var file = DemoPeople.Accepted(UploadedFile.Receive(upload, incoming.Content, at));
        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(file.Location, cancellation);
        return file.Id;
    }
}
