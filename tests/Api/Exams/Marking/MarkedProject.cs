using System.Text.Json;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Exams;
using Pinchang.Domain.Exams.Papers;

namespace Pinchang.Api.Tests.Exams.Marking;

/// <summary>One sitting of a project, with its paper.</summary>
public sealed record SatSitting(Guid Id, MadePaper Paper)
{
    public string EssayId => Paper.Key.Questions.Single(question => question.Kind == QuestionKind.Essay).QuestionId;

    /// <summary>What earns all objective points.</summary>
    public Dictionary<string, AnswerResponse> AllRight() => Paper.Key.Questions
        .Where(question => question.Kind != QuestionKind.Essay)
        .ToDictionary(
            question => question.QuestionId,
            question => question.Kind == QuestionKind.FillIn
                ? new AnswerResponse(Blanks: [.. question.AcceptedBlanks.Select(variants => variants[^1])])
                : new AnswerResponse(question.RightOptions));
}

/// <summary>Somebody who sat there.</summary>
public sealed record SatCandidate(SignedInClient Person, Guid RegistrationId, string TicketNumber, string Name);

/// <summary>A project of the scene, and the ways to bring it forward.</summary>
public sealed class MarkedProject(MarkingScene scene, Guid id, Guid positionId, SignedInClient officer)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Guid Id { get; } = id;

    public SignedInClient Officer { get; } = officer;

    public SignedInClient[] Markers { get; init; } = [];

    public SignedInClient Adjudicator { get; init; } = null!;   // given with the project

    public List<SatSitting> Sittings { get; } = [];

    public SatSitting Sitting => Sittings[0];

    public async Task<SatSitting> AddSittingAsync(string name)
    {
        var paper = await scene.SealPaperAsync(Id, Officer, Adjudicator.UserId);
        var sitting = new SatSitting(Guid.CreateVersion7(), paper);
        await scene.ExecuteAsync(
            """
            INSERT INTO exams.sittings (id, agency_id, project_id, paper_id, name, state, opens_at, starts_at, ends_at, latest_entry_at, earliest_hand_in_at,
                                        grace_seconds, extra_seconds, settings, created_by, created_at)
            VALUES ($1, $2, $3, $4, $5, 'Planned', now() - interval '190 minutes', now() - interval '180 minutes', now() - interval '70 minutes',
                    now() - interval '170 minutes', now() - interval '150 minutes', 120, 0, '{}', $6, now() - interval '1 day')
            """,
            sitting.Id, scene.Api.AgencyId, Id, paper.Content.PaperId, name, Officer.UserId);
        Sittings.Add(sitting);
        return sitting;
    }

    public async Task<SatCandidate> CandidateAsync(string name = "李思远", string? email = null)
    {
        var person = await scene.Api.CandidateAsync();
        var candidate = new SatCandidate(person, Guid.CreateVersion7(), scene.NextTicket(), name);
        var form = JsonSerializer.Serialize(
            new RegistrationForm { Name = name, IdentityNumber = "", Education = EducationLevel.Bachelor, School = "", Major = "", Graduated = "", Address = "", Email = email },
            Json).Replace("\"education\":3", "\"education\":\"bachelor\"", StringComparison.Ordinal);
        await scene.ExecuteAsync(
            """
            INSERT INTO exams.registrations (id, agency_id, project_id, position_id, position_code, position_name, candidate_id, candidate_name, identity_key, sealed_identity, masked_identity, form,
                                             notice_version, pledge_version, notice_read_at, pledge_signed_at, state, revision, step_count, submitted_at, held_messages, ticket_number)
            VALUES ($1, $2, $3, $4, '0101', '综合管理岗', $5, $6, $7, '', '', $8::jsonb, 1, 1, now(), now(), 'Approved', 1, 0, now(), '{}', $9)
            """,
            candidate.RegistrationId, scene.Api.AgencyId, Id, positionId, person.UserId, name, candidate.RegistrationId.ToByteArray(), form, candidate.TicketNumber);
        return candidate;
    }

    /// <summary>Somebody who handed in these objective answers and this essay.</summary>
    public async Task<SatCandidate> HandInAsync(string? essay, Dictionary<string, AnswerResponse>? answers = null, string name = "李思远", string? email = null)
    {
        var candidate = await CandidateAsync(name, email);
        await HandInAsync(candidate, Sitting, essay, answers);
        return candidate;
    }

    public async Task<Guid> HandInAsync(SatCandidate candidate, SatSitting sitting, string? essay, Dictionary<string, AnswerResponse>? answers = null)
    {
        var all = answers ?? sitting.AllRight();
        if (essay is not null)
        {
            all[sitting.EssayId] = new(Text: essay);
        }

        var session = await AddSessionAsync(candidate, sitting, "HandedIn", "ByCandidate", hasReceipt: true);
        var sequence = 0L;
        foreach (var (question, response) in all)
        {
            // First something else, from a browser that was then overtaken or changed its mind: none of it counts.
            await AnswerAsync(session, 1, ++sequence, question, new(Text: "先写的，后来改了"), "Counted");
            await AnswerAsync(session, 2, sequence, question, response, "Counted");
            await AnswerAsync(session, 1, 900 + sequence, question, new(Text: "旧窗口里的"), "Overtaken");
            await AnswerAsync(session, 3, sequence, question, new(Text: "交卷以后的"), "Late");
        }

        var (text, sha256) = MarkingScene.CanonicalOf(session, sitting.Paper.Content.PaperId, all);
        await scene.ExecuteAsync(
            """
            INSERT INTO exams.hand_ins (session_id, version, end_kind, ended_at, code, sha256, answered, questions, canonical)
            VALUES ($1, 1, 'ByCandidate', now() - interval '80 minutes', 'AAAAA-AAAAA', $2, 8, 8, $3)
            """,
            session, sha256, text);
        return session;
    }

    public Task<Guid> AddAbsentAsync(SatCandidate candidate, SatSitting sitting) => AddSessionAsync(candidate, sitting, "Absent", "Absent", hasReceipt: false);

    public Task<Guid> AddTerminatedAsync(SatCandidate candidate, SatSitting sitting) => AddSessionAsync(candidate, sitting, "Terminated", "Terminated", hasReceipt: true);

    public Task<Guid> AddRunningAsync(SatCandidate candidate, SatSitting sitting) => AddSessionAsync(candidate, sitting, "Started", null, hasReceipt: false);

    public Task AnswerAsync(Guid session, int epoch, long sequence, string question, AnswerResponse response, string standing) => scene.ExecuteAsync(
        """
        INSERT INTO exams.answers (session_id, epoch, sequence, question_id, response, marked, client_at, received_at, standing)
        VALUES ($1, $2, $3, $4, $5::jsonb, false, now(), now(), $6)
        """,
        session, epoch, sequence, question, JsonSerializer.Serialize(response, Json), standing);

    public async Task<MarkingRoundSummary> OpenAsync(MarkingSettings? settings = null, SatSitting? sitting = null) =>
        await (await StartAsync(settings, sitting)).ReadAsync<MarkingRoundSummary>();

    public Task<HttpResponseMessage> StartAsync(MarkingSettings? settings = null, SatSitting? sitting = null) =>
        Officer.Http.PostCommandAsync($"/api/exam-sittings/{(sitting ?? Sitting).Id}/marking", new OpenMarking(settings));

    public static async Task<BlindTask?> TakeAsync(SignedInClient marker, Guid roundId) =>
        (await (await marker.Http.PostCommandAsync($"/api/marking-rounds/{roundId}/claims", new ClaimAnswer())).ReadAsync<ClaimedAnswer>()).Task;

    public static Task<HttpResponseMessage> MarkAsync(SignedInClient marker, Guid taskId, decimal points, Guid? key = null) =>
        marker.Http.PostCommandAsync($"/api/marking-tasks/{taskId}/marks", new GiveMark(points, "要点齐全"), key);

    /// <summary>Two markers give each waiting answer the points that the rule says.</summary>
    public async Task MarkAllAsync(Guid roundId, Func<BlindTask, decimal> points)
    {
        foreach (var marker in Markers.Take(2))
        {
            for (var task = await TakeAsync(marker, roundId); task is not null;)
            {
                task = (await (await MarkAsync(marker, task.Id, points(task))).ReadAsync<MarkReceipt>()).Next;
            }
        }
    }

    /// <summary>Changes an open round by the settings it was opened with, or others.</summary>
    public Task<HttpResponseMessage> ChangeAsync(Guid roundId, MarkingSettings settings) => PostAsync($"/api/marking-rounds/{roundId}/settings", new ChangeMarking
    {
        ThresholdShare = settings.ThresholdShare,
        Step = settings.Step,
        SpotCheckShare = settings.SpotCheckShare,
        SelfCheckEvery = settings.SelfCheckEvery,
        Weight = settings.Weight,
    });

    public Task<HttpResponseMessage> PostAsync(string path, object body, Guid? key = null) => Officer.Http.PostCommandAsync(path, body, key);

    /// <summary>Scores put together, confirmed and published.</summary>
    public async Task<ScoreNoticeDetails> PublishAsync(PublishScores? terms = null)
    {
        var made = await (await PostAsync($"/api/exam-projects/{Id}/score-notices", new { })).ReadAsync<ScoreNoticeDetails>();
        await (await PostAsync($"/api/score-notices/{made.Summary.Id}/confirmations", new ConfirmScores("招考单位张主任", "人函〔2026〕12号", made.Fingerprint))).ReadAsync<ScoreNoticeDetails>();
        return await (await PostAsync($"/api/score-notices/{made.Summary.Id}/publications", terms ?? new PublishScores())).ReadAsync<ScoreNoticeDetails>();
    }

    private async Task<Guid> AddSessionAsync(SatCandidate candidate, SatSitting sitting, string state, string? endKind, bool hasReceipt)
    {
        var id = Guid.CreateVersion7();
        await scene.ExecuteAsync(
            """
            INSERT INTO exams.sessions (id, agency_id, project_id, sitting_id, paper_id, registration_id, candidate_id, candidate_name, ticket_number, seed, draw, state,
                                        end_kind, epoch, extra_seconds, receipt_code, receipt_sha256, standing, arranged_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'seed', '{}', $10, nullif($11, ''), 2, 0, $12, $12,
                    -- Somebody has already said that what came late does not count.
                    jsonb_build_object('lateDecidedUntil', now() + interval '1 hour'), now() - interval '1 day')
            """,
            id, scene.Api.AgencyId, Id, sitting.Id, sitting.Paper.Content.PaperId, candidate.RegistrationId, candidate.Person.UserId, candidate.Name,
            candidate.TicketNumber, state, endKind ?? "", hasReceipt ? "receipt" : DBNull.Value);
        return id;
    }
}
