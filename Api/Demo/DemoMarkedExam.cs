using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Registrations;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Files;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>
/// A second exam, sat yesterday: its marking is open, so that the markers find real answers on the first start. Everything is made by the
/// rules of the day on which it would have happened.
/// </summary>
internal sealed class DemoMarkedExam(PinchangContext data, AccountMaker accounts, DemoPeople people, CandidateIdentities identities, ExamKeys keys, IFileStore files, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(90);

    public async Task BuildAsync(DemoStage stage, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var then = DemoMarkedExamTexts.Registered(now);
        var officerId = await PersonAsync("kaowu", cancellation);
        var client = await data.Employers.SingleAsync(employer => employer.Name.StartsWith("临江市人力资源"), cancellation);
        var project = await ProjectAsync(client, officerId, then, cancellation);
        await StaffAsync(stage, project, officerId, cancellation);
        var notice = await PublishAsync(project, client, officerId, then, cancellation);
        var startsAt = then.AddDays(1);
        var made = await SealAsync(stage, project, officerId, startsAt, then, cancellation);
        var sitting = DemoPeople.Accepted(Sitting.Plan(
            people.NewId(), stage.AgencyId, project.Id, officerId,
            new(made.Content.PaperId, DemoMarkedExamTexts.SittingName, startsAt, startsAt + Length), then));
        data.Sittings.Add(sitting);
        await data.SaveChangesAsync(cancellation);

        var handed = new List<HandedScript>();
        foreach (var script in DemoMarkedExamTexts.Scripts())
        {
            var registration = await RegisterAsync(stage, script, project, notice, officerId, then, cancellation);
            handed.Add(await SitAsync(script, registration, sitting, made, startsAt, cancellation));
        }

        var numbers = made.Content.Sections.SelectMany(section => section.Questions).Select((question, index) => (question.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index + 1);
        var opened = DemoPeople.Accepted(RoundOpening.Open(
            new(new(sitting.Id, stage.AgencyId, project.Id, made.Content.PaperId, sitting.Name, sitting.EndsAt, handed.Count, 0, 0), handed, made.Key, numbers, MarkingSettings.Default, officerId),
            RandomNumberGenerator.Fill,
            now));
        data.Add(opened.Round);
        data.AddRange(opened.Scripts);
        data.AddRange(opened.Tasks);
        await data.SaveChangesAsync(cancellation);
    }

    private async Task<ExamProject> ProjectAsync(Employer client, Guid officerId, DateTimeOffset then, CancellationToken cancellation)
    {
        var project = DemoPeople.Accepted(ExamProject.Create(new(people.NewId(), client.AgencyId, officerId, 2), DemoMarkedExamTexts.Project(client.Id, then), then));
        data.ExamProjects.Add(project);
        await data.SaveChangesAsync(cancellation);
        data.Positions.Add(DemoPeople.Accepted(Position.Add(people.NewId(), project, DemoMarkedExamTexts.Position())));
        await data.SaveChangesAsync(cancellation);
        return project;
    }

    private async Task StaffAsync(DemoStage stage, ExamProject project, Guid officerId, CancellationToken cancellation)
    {
        await accounts.JoinProjectAsync(officerId, stage.AgencyId, project.Id, Roles.ExamOfficer);
        foreach (var login in new[] { "yuejuan1", "yuejuan2", "yuejuan3" })
        {
            await accounts.JoinProjectAsync(await PersonAsync(login, cancellation), stage.AgencyId, project.Id, Roles.Marker);
        }

        // The one who decides on what three markers gave has given none of it.
        var adjudicatorId = await people.StaffAsync("仲裁人员", "魏敬之", "13900000038", "zhongcai", "示范招考（已考完）：阅卷仲裁");
        await accounts.JoinProjectAsync(adjudicatorId, stage.AgencyId, project.Id, Roles.Adjudicator);
    }

    private async Task<ExamNotice> PublishAsync(ExamProject project, Employer client, Guid officerId, DateTimeOffset then, CancellationToken cancellation)
    {
        var positions = await data.Positions.Where(position => position.ProjectId == project.Id).ToListAsync(cancellation);
        var notice = DemoPeople.Accepted(ExamNotice.Publish(new(project, client.Name, DemoTexts.Agency, positions), null, null, officerId, then));
        data.ExamNotices.Add(notice);
        project.PublishedAs(notice);
        await data.SaveChangesAsync(cancellation);
        return notice;
    }

    private async Task<MadePaper> SealAsync(DemoStage stage, ExamProject project, Guid officerId, DateTimeOffset startsAt, DateTimeOffset then, CancellationToken cancellation)
    {
        var texts = DemoMarkedExamTexts.Questions().ToDictionary(_ => people.NewId());
        var pool = texts.Select(pair => new PoolQuestion(pair.Key, 1, pair.Value.Kind, pair.Value.Subject, pair.Value.Topic, pair.Value.Difficulty)).ToArray();
        var blueprint = DemoMarkedExamTexts.Blueprint();
        var seed = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var made = PaperMaking.Make(people.NewId(), blueprint, pool, PaperAssembly.Draw(blueprint, pool, seed), texts, seed);
        var safe = new PaperSafe(data, keys);
        var paper = safe.Keep(made, stage.AgencyId, project.Id, new(officerId, "组卷"), then);
        await data.SaveChangesAsync(cancellation);
        var times = PaperTimes.Of(startsAt, startsAt + Length);
        if ((paper.Seal(times, officerId, then) ?? paper.Countersign(times, stage.ReviewerId, then)) is { } refusal)
        {
            throw new InvalidOperationException($"The demo met a rule: {refusal.Code}");
        }

        await safe.WrapForTimesAsync(paper, null, cancellation);
        await data.SaveChangesAsync(cancellation);
        return made;
    }

    private async Task<Registration> RegisterAsync(
        DemoStage stage, DemoScript script, ExamProject project, ExamNotice notice, Guid officerId, DateTimeOffset then, CancellationToken cancellation)
    {
        // One of them can be signed in as, and finds the score in the inbox once it is published.
        var candidateId = script.Name == stage.First.Name ? stage.First.Id : await people.ExtraAsync(script.Name, $"1370000010{script.Order}");
        var form = DemoMarkedExamTexts.Form(script) with { PhotoFileId = await PhotoAsync(candidateId, script.Order, then, cancellation) };
        var given = DemoPeople.Accepted(Acknowledgement.Sign(notice, candidateId, new(notice.Version, true, PledgeText.Current.Version, form.Name), then));
        var registration = DemoPeople.Accepted(Registration.Submit(
            new(people.NewId(), candidateId, identities.Seal(form.IdentityNumber)!),
            new(notice.ProjectId, notice.Contents.Positions[0].Id, form),
            new() { Notice = notice, Acknowledgement = given, HasPhoto = true },
            then));
        DemoPeople.Accepted(registration.Decide(new(ReviewVerdict.Pass, null, registration.Revision, TellNow: true), stage.ReviewerId, then));
        DemoPeople.Accepted(registration.IssueTicket(project, officerId, then.AddMinutes(1)));
        data.Acknowledgements.Add(given);
        data.Registrations.Add(registration);
        await data.SaveChangesAsync(cancellation);
        return registration;
    }

    /// <summary>One session from its arrangement to its receipt, with the answers that the receipt is over.</summary>
    private async Task<HandedScript> SitAsync(
        DemoScript script, Registration registration, Sitting sitting, MadePaper made, DateTimeOffset startsAt, CancellationToken cancellation)
    {
        var handedInAt = startsAt + Length - TimeSpan.FromMinutes(3 * script.Order);
        var answers = Answers(script, made).Select((answer, index) => new AnswerRecord(
            1, index + 1, answer.Key, answer.Value, false, startsAt.AddMinutes(5 * (index + 1)), startsAt.AddMinutes(5 * (index + 1)), AnswerStanding.Counted)).ToArray();
        var sessionId = people.NewId();
        var canonical = CanonicalForm.Of(sessionId, made.Content.PaperId, answers);
        var receipt = CanonicalForm.Receipt(canonical, handedInAt, answers.Length, made.Outline.Questions, SessionEndKind.ByCandidate, 1);
        var seed = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        data.ExamSessions.Add(new()
        {
            Id = sessionId,
            AgencyId = sitting.AgencyId,
            ProjectId = sitting.ProjectId,
            SittingId = sitting.Id,
            PaperId = sitting.PaperId,
            RegistrationId = registration.Id,
            CandidateId = registration.CandidateId,
            CandidateName = registration.CandidateName,
            TicketNumber = registration.TicketNumber!,
            Seat = script.Order.ToString("D3", System.Globalization.CultureInfo.InvariantCulture),
            Seed = seed,
            Draw = PaperShuffle.Draw(made.Outline, seed),
            State = ExamSessionState.HandedIn,
            EndKind = SessionEndKind.ByCandidate,
            Epoch = 1,
            StartedAt = startsAt,
            EndedAt = handedInAt,
            ReceiptCode = receipt.Code,
            ReceiptSha256 = receipt.Sha256,
            Standing = SessionStanding.Arranged with
            {
                State = ExamSessionState.HandedIn,
                Epoch = 1,
                DeviceChecked = true,
                Identity = IdentityState.Passed,
                RulesRead = true,
                StartedAt = startsAt,
                EndedAt = handedInAt,
                EndKind = SessionEndKind.ByCandidate,
                Receipt = receipt,
            },
            ArrangedAt = startsAt.AddHours(-12),
        });
        await data.SaveChangesAsync(cancellation);
        await KeepAsync(sessionId, answers, canonical, receipt, cancellation);
        return new(
            sessionId, registration.Id, ScriptState.HandedIn, new(registration.CandidateName, registration.TicketNumber, null, null), canonical, receipt.Sha256);
    }

    private async Task KeepAsync(Guid sessionId, AnswerRecord[] answers, string canonical, ExamReceipt receipt, CancellationToken cancellation)
    {
        foreach (var answer in answers)
        {
            var response = JsonSerializer.Serialize(answer.Response, JsonDefaults.Options);
            await data.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO exams.answers (session_id, epoch, sequence, question_id, response, marked, client_at, received_at, standing)
                VALUES ({sessionId}, {answer.Epoch}, {answer.Sequence}, {answer.QuestionId}, {response}::jsonb, false, {answer.ClientAt}, {answer.ReceivedAt}, 'Counted')
                """,
                cancellation);
        }

        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO exams.hand_ins (session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical)
            VALUES ({sessionId}, 1, 'ByCandidate', {receipt.HandedInAt}, {receipt.Code}, {receipt.Sha256}, {receipt.Answered}, {receipt.Questions}, {canonical})
            """,
            cancellation);
    }

    /// <summary>The first so many objective questions right, the others not; then what was written.</summary>
    private static Dictionary<string, AnswerResponse> Answers(DemoScript script, MadePaper made)
    {
        var content = made.Content.Sections.SelectMany(section => section.Questions).ToDictionary(question => question.Id);
        var answers = made.Key.Questions.Where(question => question.Kind != QuestionKind.Essay).Select((question, index) => (question, isRight: index < script.Right)).ToDictionary(
            pair => pair.question.QuestionId,
            pair => pair.question.Kind == QuestionKind.FillIn
                ? new AnswerResponse(Blanks: pair.isRight ? ["１２３４８", " 119 "] : ["12345", "119"])
                : new AnswerResponse(pair.isRight
                    ? pair.question.RightOptions
                    : [content[pair.question.QuestionId].Options.First(option => !pair.question.RightOptions.Contains(option.Id)).Id]));
        var essays = made.Key.Questions.Where(question => question.Kind == QuestionKind.Essay).ToArray();
        foreach (var essay in essays)
        {
            var text = content[essay.QuestionId].Stem.Contains("充电棚", StringComparison.Ordinal) ? script.First : script.Second;
            if (text is not null)
            {
                answers[essay.QuestionId] = new(Text: text);
            }
        }

        return answers;
    }

    private Task<Guid> PersonAsync(string login, CancellationToken cancellation) =>
        data.Users.Where(user => user.UserName == login).Select(user => user.Id).SingleAsync(cancellation);

    private async Task<Guid> PhotoAsync(Guid candidateId, int order, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var picture = typeof(DemoMarkedExam).Assembly.GetManifestResourceStream($"Pinchang.Api.Demo.portrait-{(order % 2 == 0 ? 'b' : 'a')}.jpg")!;
        await using var incoming = await files.ReceiveAsync(picture, FileLimits.Of(FileKind.ExamPhoto).Bytes, cancellation);
        var file = DemoPeople.Accepted(UploadedFile.Receive(new(people.NewId(), FileKind.ExamPhoto, candidateId, people.NewId(), "证件照.jpg"), incoming.Content, at));
        data.Files.Add(file);
        await data.SaveChangesAsync(cancellation);
        await incoming.KeepAsync(file.Location, cancellation);
        return file.Id;
    }
}
