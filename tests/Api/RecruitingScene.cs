using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts;
using Pinchang.Contracts.Applications;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Data;
using Pinchang.Domain;

namespace Pinchang.Api.Tests;

/// <summary>Two approved employers with their owners and licences for rooms, a reviewer, and a second agency's people beside them.</summary>
public sealed class RecruitingScene : IAsyncLifetime
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int _codes;
    private Task? _made;

    public ApiFixture Api { get; init; } = new();

    public SignedInClient Reviewer { get; private set; } = null!;

    public SignedInClient ForeignReviewer { get; private set; } = null!;

    public SignedInClient Owner { get; private set; } = null!;

    /// <summary>The owner of another employer of the same agency.</summary>
    public SignedInClient Rival { get; private set; } = null!;

    public EmployerDetails Employer { get; private set; } = null!;

    /// <summary>Made once, whatever number of scenes stands on it.</summary>
    public Task InitializeAsync() => _made ??= MakeAsync();

    public Task DisposeAsync() => Api.DisposeAsync();

    public RegisterEmployer Registration(SignedInClient author) => new()
    {
        Name = "深圳星河智能科技有限公司",
        CreditCode = NextCreditCode(),
        Address = "深圳市南山区科技园一路 1 号",
        Industry = "软件和信息技术服务业",
        ContactName = "林晓晨",
        ContactPhone = author.Phone,
        AgencyId = Api.AgencyId,
    };

    public async Task<EmployerDetails> ApprovedEmployerAsync()
    {
        var author = await Api.CandidateAsync();
        var employer = await (await author.Http.PostCommandAsync("/api/employers", Registration(author))).ReadAsync<EmployerDetails>();
        return await (await Reviewer.Http.PostCommandAsync($"/api/employers/{employer.Id}/review-decisions", new DecideReview(true, null))).ReadAsync<EmployerDetails>();
    }

    /// <summary>An approved employer that has shown its business licence only, with its owner.</summary>
    public async Task<(EmployerDetails Employer, SignedInClient Owner)> UnlicensedAsync()
    {
        var employer = await ApprovedEmployerAsync();
        return (employer, await Api.MemberAsync(employer.Id, Roles.Owner));
    }

    public PostJob Posting(string title = "嵌入式工程师") => new()
    {
        Title = title,
        City = "深圳",
        PayFrom = 25_000,
        PayTo = 40_000,
        PayMonths = 15,
        Headcount = 3,
        Experience = "3-5年",
        Education = "本科",
        Description = "负责控制板固件的设计、调试和量产支持，与硬件同事一起定位问题。",
        Tags = ["双休"],
        OpenUntil = ChinaTime.DateOf(Api.Clock.GetUtcNow()).AddDays(30),
    };

    public async Task<JobDetails> SubmittedJobAsync(PostJob? posting = null) =>
        await (await Owner.Http.PostCommandAsync("/api/jobs", posting ?? Posting())).ReadAsync<JobDetails>();

    public async Task<JobDetails> ApprovedJobAsync(PostJob? posting = null) => await ApproveAsync((await SubmittedJobAsync(posting)).Summary.Id);

    public async Task<JobDetails> ApproveAsync(Guid jobId) =>
        await (await Reviewer.Http.PostCommandAsync($"/api/jobs/{jobId}/review-decisions", new DecideReview(true, null))).ReadAsync<JobDetails>();

    public static SaveResume Resume => new()
    {
        Name = "陈思远",
        Headline = "五年固件经验",
        Intention = "嵌入式开发",
        Experience = [new("星河智能", "工程师", "2021.07", null, "控制板")],
    };

    /// <summary>A candidate whose résumé is kept and complete.</summary>
    public async Task<SignedInClient> CandidateWithResumeAsync()
    {
        var candidate = await Api.CandidateAsync();
        await (await candidate.Http.SendCommandAsync(HttpMethod.Put, "/api/resume", Resume)).ReadAsync<ResumeDetails>();
        return candidate;
    }

    public static async Task<ApplicationSummary> ApplyAsync(SignedInClient candidate, Guid jobId) =>
        await (await candidate.Http.PostCommandAsync("/api/applications", new Apply { JobId = jobId })).ReadAsync<ApplicationSummary>();

    /// <summary>Looks behind the scenes.</summary>
    public Task<T> ReadAsync<T>(Func<PinchangContext, Task<T>> read) =>
        Api.InScopeAsync(services => read(services.GetRequiredService<PinchangContext>()));

    public static string NextCreditCode()
    {
        var code = "91440300MA5" + Interlocked.Increment(ref _codes).ToString("D6", CultureInfo.InvariantCulture);
        var (sum, weight) = (0, 1);
        foreach (var character in code)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return code + Alphabet[(31 - (sum % 31)) % 31];
    }

    private async Task MakeAsync()
    {
        await Api.InitializeAsync();
        Reviewer = await Api.StaffAsync(Roles.Reviewer);
        ForeignReviewer = await Api.StaffOfAsync(Api.OtherAgencyId, Roles.Reviewer);
        (Employer, Owner) = await UnlicensedAsync();
        (_, Rival) = await UnlicensedAsync();
        foreach (var holder in new[] { Owner, Rival })
        {
            await LicenceActs.ApprovedAsync(holder, "/api/employers/mine/licences", LicenceKind.HrServiceLicence, Reviewer);
        }
    }
}
