using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Pinchang.Api.Accounts;
using Pinchang.Api.Exams.Marking;
using Pinchang.Api.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Marking;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Domain.Exams.Projects;
using Pinchang.Domain.Exams.Registrations;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Domain.Organisations;

namespace Pinchang.Api.Demo;

/// <summary>
/// A second exam, sat yesterday: its marking is open, so that the markers find real answers on the first start. Everything is made by the
/// rules of the day on which it would have happened.
/// </summary>
internal sealed class DemoMarkedExam(PinchangContext data, AccountMaker accounts, DemoPeople people, DemoRegistrations registrations, PaperSafe safe, TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(90);

    public async Task BuildAsync(DemoStage stage, DemoExamStaff staff, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var then = DemoMarkedExamTexts.Registered(now);
        var officerId = staff.OfficerId;
        var project = await ProjectAsync(staff.Client, officerId, then, cancellation);
        await StaffAsync(stage, project, staff);
        var notice = await registrations.OpenAsync(project, staff.Client, officerId, then, cancellation);
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
            // One of them can be signed in as, and finds the score in the inbox once it is published.
            var candidateId = script.Name == stage.First.Name ? stage.First.Id : await people.ExtraAsync(script.Name, $"1370000010{script.Order}");
            var registration = await registrations.RegisterAsync(
                candidateId, DemoMarkedExamTexts.Position().Code, DemoMarkedExamTexts.Form(script), script.Order % 2 == 0 ? "portrait-b.jpg" : "portrait-a.jpg", notice, then, cancellation);
            DemoRegistrations.Admit(registration, project, stage.ReviewerId, officerId, then);
            await data.SaveChangesAsync(cancellation);
            handed.Add(await SitAsync(script, registration, sitting, made, startsAt, cancellation));
        }

        var opened = DemoPeople.Accepted(RoundOpening.Open(
            new(
                new(sitting.Id, stage.AgencyId, project.Id, made.Content.PaperId, sitting.Name, sitting.EndsAt, handed.Count, 0, 0, null),
                handed,
                made.Key,
                new MarkingPaper(made.Content, made.Key).NumberOf,
                MarkingSettings.Default,
                officerId),
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

    private async Task StaffAsync(DemoStage stage, ExamProject project, DemoExamStaff staff)
    {
        await accounts.JoinProjectAsync(staff.OfficerId, stage.AgencyId, project.Id, Roles.ExamOfficer);
        foreach (var marker in staff.MarkerIds)
        {
            await accounts.JoinProjectAsync(marker, stage.AgencyId, project.Id, Roles.Marker);
        }

        // The one who decides on what three markers gave has given none of it.
        var adjudicatorId = await people.StaffAsync("仲裁人员", "魏敬之", "13900000038", "zhongcai", "示范招考（已考完）：阅卷仲裁");
        await accounts.JoinProjectAsync(adjudicatorId, stage.AgencyId, project.Id, Roles.Adjudicator);
    }

    private async Task<MadePaper> SealAsync(DemoStage stage, ExamProject project, Guid officerId, DateTimeOffset startsAt, DateTimeOffset then, CancellationToken cancellation)
    {
        var texts = DemoMarkedExamTexts.Questions().ToDictionary(_ => people.NewId());
        var pool = texts.Select(pair => new PoolQuestion(pair.Key, 1, pair.Value.Kind, pair.Value.Subject, pair.Value.Topic, pair.Value.Difficulty)).ToArray();
        var blueprint = DemoMarkedExamTexts.Blueprint();
        var seed = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var made = PaperMaking.Make(people.NewId(), blueprint, pool, PaperAssembly.Draw(blueprint, pool, seed), texts, seed);
        var paper = safe.Keep(made, stage.AgencyId, project.Id, new(officerId, "组卷"), then);
        await data.SaveChangesAsync(cancellation);
        await safe.SealByTwoAsync(paper, PaperTimes.Of(startsAt, startsAt + Length), officerId, stage.ReviewerId, then, cancellation);
        await data.SaveChangesAsync(cancellation);
        return made;
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
}
