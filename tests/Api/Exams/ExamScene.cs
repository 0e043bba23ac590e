using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Tests.Files;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;

namespace Pinchang.Api.Tests.Exams;

/// <summary>A published exam open for registration, with an officer and a reviewer; and another agency's beside them.</summary>
public sealed class ExamScene : IAsyncLifetime
{
    private static int _people;

    private readonly RecruitingScene _recruiting = new();

    public ApiFixture Api => _recruiting.Api;

    public RecruitingScene Recruiting => _recruiting;

    public EmployerDetails Client => _recruiting.Employer;

    /// <summary>An exam officer of the agency.</summary>
    public SignedInClient Officer { get; private set; } = null!;

    public SignedInClient Reviewer { get; private set; } = null!;

    /// <summary>Officer and reviewer in another agency's project.</summary>
    public SignedInClient Stranger { get; private set; } = null!;

    public ExamProjectDetails Project { get; private set; } = null!;

    public Guid PositionId => Project.Positions[0].Id;

    public async Task InitializeAsync()
    {
        await _recruiting.InitializeAsync();
        Officer = await Api.StaffAsync(Roles.ExamOfficer);
        Project = await PublishedProjectAsync();
        Reviewer = await Api.ProjectStaffAsync(Project.Id, Roles.RegistrationReviewer);
        Stranger = await Api.ProjectStaffOfAsync(Api.OtherAgencyId, Guid.CreateVersion7(Api.Clock.GetUtcNow()), Roles.ExamOfficer, Roles.RegistrationReviewer);
    }

    public Task DisposeAsync() => _recruiting.DisposeAsync();

    public SaveExamProject Content => new()
    {
        Name = "2026年度市属事业单位公开招聘",
        ClientId = Client.Id,
        RegistrationOpensAt = Api.Clock.GetUtcNow().AddDays(-1),
        RegistrationClosesAt = Api.Clock.GetUtcNow().AddDays(7),
        ContactName = "招考办公室",
        ContactPhone = "0571-8765 4321",
        Introduction = "根据事业单位公开招聘有关规定，面向社会公开招聘工作人员。",
        Guide = "请如实填写。",
    };

    public static SavePosition Position => new()
    {
        Code = "01001",
        Name = "综合管理",
        Department = "市图书馆",
        Headcount = 2,
        Education = EducationLevel.Bachelor,
        MaxAge = 35,
        Requirements = "有两年以上工作经历。",
    };

    public async Task<ExamProjectDetails> DraftAsync(SaveExamProject? content = null) =>
        await (await Officer.Http.PostCommandAsync("/api/exam-projects", content ?? Content)).ReadAsync<ExamProjectDetails>();

    public async Task<PositionDetails> AddPositionAsync(Guid projectId, SavePosition? position = null) =>
        await (await Officer.Http.PostCommandAsync($"/api/exam-projects/{projectId}/positions", position ?? Position)).ReadAsync<PositionDetails>();

    public Task<HttpResponseMessage> PublishAsync(Guid projectId, string? reason = null, string? ground = null) =>
        Officer.Http.PostCommandAsync($"/api/exam-projects/{projectId}/notices", new PublishNotice(reason, ground));

    public async Task<ExamProjectDetails> PublishedProjectAsync(SaveExamProject? content = null)
    {
        var draft = await DraftAsync(content);
        await AddPositionAsync(draft.Id);
        return await (await PublishAsync(draft.Id)).ReadAsync<ExamProjectDetails>();
    }

    public static async Task<RegistrationForm> FormAsync(SignedInClient candidate, string? identityNumber = null)
    {
        var photo = await (await candidate.Http.UploadAsync(FileKind.ExamPhoto, FileForms.Png, "照片.png")).ReadAsync<StoredFile>();
        return new()
        {
            Name = "林晓雨",
            IdentityNumber = identityNumber ?? NextIdentity(),
            Education = EducationLevel.Bachelor,
            School = "浙江大学",
            Major = "图书馆学",
            Graduated = "2022.06",
            Address = "浙江省杭州市西湖区",
            PhotoFileId = photo.Id,
        };
    }

    public async Task<ExamAcknowledgement> AcknowledgeAsync(SignedInClient candidate, Guid? projectId = null, string name = "林晓雨", int? version = null) =>
        await (await candidate.Http.PostCommandAsync(
            $"/api/exams/{projectId ?? Project.Id}/acknowledgements", new Acknowledge(version ?? 1, true, 1, name))).ReadAsync<ExamAcknowledgement>();

    public Task<HttpResponseMessage> SubmitAsync(SignedInClient candidate, RegistrationForm form, Guid? projectId = null, Guid? positionId = null, Guid? key = null) =>
        candidate.Http.PostCommandAsync(
            "/api/exam-registrations", new SubmitRegistration(projectId ?? Project.Id, positionId ?? PositionId, form), key);

    /// <summary>A candidate whose registration waits.</summary>
    public async Task<(SignedInClient Candidate, RegistrationDetails Registration)> RegisteredAsync(ExamProjectDetails? project = null)
    {
        var candidate = await Api.CandidateAsync();
        await AcknowledgeAsync(candidate, project?.Id);
        var submitted = await SubmitAsync(candidate, await FormAsync(candidate), project?.Id, project?.Positions[0].Id);
        return (candidate, await submitted.ReadAsync<RegistrationDetails>());
    }

    public Task<HttpResponseMessage> DecideAsync(Guid id, ReviewVerdict verdict, string? reason = null, int revision = 1, bool tellNow = false, SignedInClient? by = null) =>
        (by ?? Reviewer).Http.PostCommandAsync(
            $"/api/exam-registrations/{id}/review-decisions", new DecideRegistration(verdict, reason, revision, tellNow));

    public Task<T> ReadAsync<T>(Func<PinchangContext, Task<T>> read) =>
        Api.InScopeAsync(services => read(services.GetRequiredService<PinchangContext>()));

    /// <summary>A number that nobody else was given, born 1995-03-12.</summary>
    public static string NextIdentity(string born = "19950312")
    {
        const string Checks = "10X98765432";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var text = "3301" + (Interlocked.Increment(ref _people) / 1000 + 10).ToString("D2", CultureInfo.InvariantCulture) + born
            + (_people % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return text + Checks[weights.Select((weight, i) => weight * (text[i] - '0')).Sum() % 11];
    }
}
