using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Data.Exams.Papers;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Marking;

/// <summary>A project whose sitting is over: an officer, three markers, an adjudicator, and candidates whose rows are as their sessions left them.</summary>
public sealed class MarkingScene : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private int _tickets;

    public RecruitingScene Recruiting { get; } = new();

    public ApiFixture Api => Recruiting.Api;

    public SignedInClient ForeignOfficer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Recruiting.InitializeAsync();
        ForeignOfficer = await Api.ProjectStaffOfAsync(Api.OtherAgencyId, Guid.CreateVersion7(), Roles.ExamOfficer, Roles.Marker, Roles.Adjudicator);
    }

    public Task DisposeAsync() => Recruiting.DisposeAsync();

    public Task<T> ReadAsync<T>(Func<PinchangContext, Task<T>> read) => Recruiting.ReadAsync(read);

    /// <summary>Changes rows behind the product's back, as its owner.</summary>
    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var source = NpgsqlDataSource.Create(Api.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>A new project with its people, whose paper is the sample paper: 8 + 4 + 1 + 4 objective points and an essay of 20.</summary>
    public async Task<MarkedProject> ProjectAsync()
    {
        var (projectId, positionId) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var officer = await Api.ProjectStaffAsync(projectId, Roles.ExamOfficer);
        await ExecuteAsync(
            """
            INSERT INTO exams.projects (id, agency_id, client_id, serial, name, notice_version, last_ticket, created_by, created_at, changed_at)
            VALUES ($1, $2, $3, (SELECT count(*) + 1 FROM exams.projects), '2026年事业单位公开招聘', 1, 0, $4, now(), now())
            """,
            projectId, Api.AgencyId, Recruiting.Employer.Id, officer.UserId);
        await ExecuteAsync(
            "INSERT INTO exams.positions (id, agency_id, project_id, code, name, headcount, education) VALUES ($1, $2, $3, '0101', '综合管理岗', 2, 'Any')",
            positionId, Api.AgencyId, projectId);
        await ExecuteAsync(
            """
            INSERT INTO exams.notices (project_id, version, agency_id, title, client_name, opens_at, closes_at, headcount, contents, published_by, published_at)
            VALUES ($1, 1, $2, '公告', '招考单位', now() - interval '9 days', now() - interval '5 days', 2, '{}', $3, now() - interval '10 days')
            """,
            projectId, Api.AgencyId, officer.UserId);
        var project = new MarkedProject(this, projectId, positionId, officer)
        {
            Markers = [await Api.ProjectStaffAsync(projectId, Roles.Marker), await Api.ProjectStaffAsync(projectId, Roles.Marker), await Api.ProjectStaffAsync(projectId, Roles.Marker)],
            Adjudicator = await Api.ProjectStaffAsync(projectId, Roles.Adjudicator),
        };
        await project.AddSittingAsync("综合知识");
        return project;
    }

    internal string NextTicket() => "2600010" + Interlocked.Increment(ref _tickets).ToString("D5", CultureInfo.InvariantCulture);

    internal Task<MadePaper> SealPaperAsync(Guid projectId, SignedInClient first, Guid secondId) => Api.InScopeAsync(async services =>
    {
        var now = Api.Clock.GetUtcNow();
        var made = SamplePapers.Make(Guid.CreateVersion7());
        await SamplePapers.SealAsync(
            services.GetRequiredService<PinchangContext>(),
            services.GetRequiredService<ExamKeys>(),
            made,
            new(Api.AgencyId, projectId, first.UserId, secondId),
            PaperTimes.Of(now.AddHours(-3), now.AddHours(-1)),
            now.AddDays(-1));
        return made;
    });

    /// <summary>The canonical text as docs/adr/0008 says it, made apart from the product.</summary>
    internal static (string Text, string Sha256) CanonicalOf(Guid sessionId, Guid paperId, IReadOnlyDictionary<string, AnswerResponse> answers)
    {
        var text = JsonSerializer.Serialize(
            new
            {
                answers = answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => new
                {
                    blanks = answer.Value.Blanks,
                    choices = answer.Value.Choices?.Order(StringComparer.Ordinal).ToArray(),
                    question = answer.Key,
                    text = answer.Value.Text,
                }),
                paper = paperId,
                session = sessionId,
            },
            Canonical);
        return (text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
