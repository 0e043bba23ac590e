using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Sittings;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Sittings;

/// <summary>A project with an officer and two invigilators, and sittings around the present moment.</summary>
public sealed class SittingScene : IAsyncLifetime
{
    public ApiFixture Api { get; } = new();

    public NpgsqlDataSource Owner { get; private set; } = null!;   // made in InitializeAsync

    public SamplePlace Place { get; private set; } = null!;

    public SignedInClient Officer { get; private set; } = null!;

    public SignedInClient Invigilator { get; private set; } = null!;

    public SignedInClient SecondInvigilator { get; private set; } = null!;

    /// <summary>An officer and invigilator of another agency's project.</summary>
    public SignedInClient Stranger { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        Owner = NpgsqlDataSource.Create(Api.OwnerConnectionString);
        Place = await SeatedExam.PlaceAsync(Owner, Api.AgencyId);
        Officer = await Api.ProjectStaffAsync(Place.ProjectId, Roles.ExamOfficer);
        Invigilator = await Api.ProjectStaffAsync(Place.ProjectId, Roles.Invigilator);
        SecondInvigilator = await Api.ProjectStaffAsync(Place.ProjectId, Roles.Invigilator);
        var elsewhere = await SeatedExam.PlaceAsync(Owner, Api.OtherAgencyId);
        Stranger = await Api.ProjectStaffOfAsync(Api.OtherAgencyId, elsewhere.ProjectId, Roles.ExamOfficer, Roles.Invigilator);
    }

    public async Task DisposeAsync()
    {
        await Owner.DisposeAsync();
        await Api.DisposeAsync();
    }

    public DateTimeOffset Now => Api.Clock.GetUtcNow();

    public Task<SeatedExam> SittingAsync(SittingTimes? times = null, SittingSettings? settings = null) => SeatedExam.MakeAsync(
        Owner, Api.Services.GetRequiredService<ExamKeys>(), Place, times ?? SittingTimes.RunningAt(Now), Now, settings);

    /// <summary>A sitting whose end and grace have just passed, and a candidate who had started in it.</summary>
    public async Task<Taker> OverdueAsync(TimeSpan? sinceEnd = null)
    {
        var end = Now - (sinceEnd ?? TimeSpan.FromMinutes(3));
        var exam = await SittingAsync(new(end.AddHours(-2), end.AddHours(-1), end));
        return await SeatAsync(exam, SampleStandings.StartedAt(end.AddHours(-1)));
    }

    public async Task<Taker> StartedAsync(SittingTimes? times = null)
    {
        var taker = await SeatAsync(await SittingAsync(times));
        await taker.StartAsync();
        return taker;
    }

    public async Task<Taker> SeatAsync(SeatedExam exam, SessionStanding? standing = null, SignedInClient? candidate = null)
    {
        candidate ??= await Api.CandidateAsync();
        var seats = await exam.SeatAsync(Owner, [candidate.UserId], standing);
        return new(exam, candidate, seats[0].SessionId) { Epoch = standing?.Epoch ?? 0 };
    }

    public async Task<T> ReadAsync<T>(string sql, Guid id)
    {
        await using var command = Owner.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ChangeAsync(string sql)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An approved registration with its ticket number.</summary>
    public Task AdmitAsync(SamplePlace place, Guid candidateId) => ChangeAsync(
        $$"""
        INSERT INTO exams.positions (id, agency_id, project_id, code, name, headcount, education)
        VALUES ('{{candidateId}}', '{{place.AgencyId}}', '{{place.ProjectId}}', '01', '综合管理岗', 1, 'Any');
        INSERT INTO exams.notices (project_id, version, agency_id, title, client_name, opens_at, closes_at, headcount, contents, published_by, published_at)
        VALUES ('{{place.ProjectId}}', 1, '{{place.AgencyId}}', '公告', '招考单位', now() - interval '9 days', now() - interval '5 days', 1, '{}', '{{place.FirstId}}', now());
        INSERT INTO exams.registrations (id, agency_id, project_id, position_id, position_code, position_name, candidate_id, candidate_name, identity_key, sealed_identity, masked_identity, form,
                                         notice_version, pledge_version, notice_read_at, pledge_signed_at, state, revision, step_count, submitted_at, held_messages, ticket_number)
        VALUES ('{{candidateId}}', '{{place.AgencyId}}', '{{place.ProjectId}}', '{{candidateId}}', '01', '综合管理岗', '{{candidateId}}', '李思远', '', '', '', '{}',
                1, 1, now(), now(), 'Approved', 1, 0, now(), '{}', '{{candidateId.ToString("N")[..12]}}');
        """);
}

/// <summary>A candidate at their session.</summary>
public sealed class Taker(SeatedExam exam, SignedInClient candidate, Guid sessionId)
{
    public SeatedExam Exam => exam;

    public SignedInClient Candidate => candidate;

    public Guid SessionId => sessionId;

    public int Epoch { get; set; }

    public string Question(int number) => exam.QuestionIds[number];

    public async Task<ExamSessionView> EnterAsync(string device = "pc-1")
    {
        var view = await (await PostAsync("entries", new EnterExamRequest(device, "考场电脑"))).ReadAsync<ExamSessionView>();
        Epoch = view.Epoch!.Value;
        return view;
    }

    public async Task<ExamStart> StartAsync()
    {
        await EnterAsync();
        (await PostAsync("rules-acknowledgements", new AcknowledgeRulesRequest(true))).EnsureSuccessStatusCode();
        return await (await PostAsync("starts", new StartExamRequest(Epoch))).ReadAsync<ExamStart>();
    }

    public Task<HttpResponseMessage> SaveAsync(params AnswerItem[] items) => SaveAsync(Epoch, items);

    public Task<HttpResponseMessage> SaveAsync(int epoch, params AnswerItem[] items) =>
        candidate.Http.PutAsJsonAsync(Path("answers"), new SaveAnswersRequest(epoch, items), JsonDefaults.Options);

    public AnswerItem Text(long sequence, string text, int question = 0) =>
        new(sequence, Question(question), new(Text: text), false, DateTimeOffset.UtcNow);

    public Task<HttpResponseMessage> HandInAsync(long last = 0, params AnswerItem[] items) => PostAsync("hand-in", new HandInRequest(Epoch, last, items));

    public Task<HttpResponseMessage> PostAsync(string what, object body) => candidate.Http.PostAsync(Path(what), JsonContent.Create(body, body.GetType(), options: JsonDefaults.Options));

    public Task<AnswerSheet> SheetAsync() => candidate.Http.GetAsync<AnswerSheet>(Path("answers"));

    public Task<ExamSessionView> ViewAsync() => candidate.Http.GetAsync<ExamSessionView>($"/api/exam-sessions/{sessionId}");

    public string Path(string what) => $"/api/exam-sessions/{sessionId}/{what}";
}
