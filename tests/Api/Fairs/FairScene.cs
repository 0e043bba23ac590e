using Pinchang.Api.Tests.Hosting;
using Pinchang.Api.Tests.Organisations;
using Pinchang.Contracts;
using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.Jobs;

namespace Pinchang.Api.Tests.Fairs;

/// <summary>A published fair with two booths of two employers, each with a job and a recruiter on duty.</summary>
public sealed class FairScene : IAsyncLifetime
{
    public RecruitingScene Recruiting { get; init; } = new();

    public ApiFixture Api => Recruiting.Api;

    public SignedInClient Operator { get; private set; } = null!;   // made in InitializeAsync

    public SignedInClient ForeignOperator { get; private set; } = null!;

    public FairDetails Fair { get; private set; } = null!;

    public ExhibitorDetails Booth { get; private set; } = null!;

    public ExhibitorDetails OtherBooth { get; private set; } = null!;

    public SignedInClient Recruiter { get; private set; } = null!;

    public SignedInClient Colleague { get; private set; } = null!;

    public SignedInClient OtherRecruiter { get; private set; } = null!;

    public JobDetails Job { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Recruiting.InitializeAsync();
        Operator = await Api.StaffAsync(Roles.Operator);
        ForeignOperator = await Api.StaffOfAsync(Api.OtherAgencyId, Roles.Operator);
        Job = await Recruiting.ApprovedJobAsync();
        Recruiter = Recruiting.Owner;
        Colleague = await Api.MemberAsync(Recruiting.Employer.Id, Roles.Recruiter);
        await LicenceActs.LicenseAgencyAsync(Operator, Recruiting.Reviewer);
        Fair = await PublishedFairAsync();
        Booth = await ExhibitAsync(Fair, Recruiter, [Job.Summary.Id], [Recruiter.UserId, Colleague.UserId]);

        var otherJob = await (await Recruiting.Rival.Http.PostCommandAsync("/api/jobs", Recruiting.Posting("测试工程师"))).ReadAsync<JobDetails>();
        await Recruiting.ApproveAsync(otherJob.Summary.Id);
        OtherRecruiter = Recruiting.Rival;
        OtherBooth = await ExhibitAsync(Fair, OtherRecruiter, [otherJob.Summary.Id], [OtherRecruiter.UserId]);
        await OpenHallsAsync();
        await TakeDutyAsync(Recruiter, Booth);
        await TakeDutyAsync(Colleague, Booth);
        await TakeDutyAsync(OtherRecruiter, OtherBooth);
    }

    public Task DisposeAsync() => Recruiting.DisposeAsync();

    public SaveFair Announcement(TimeSpan? opensIn = null) => new()
    {
        Name = "2026 春季网络招聘会",
        Organizer = "聘场人力资源服务有限公司",
        CoOrganizers = "无",
        OpensAt = Api.Clock.GetUtcNow() + (opensIn ?? TimeSpan.FromMinutes(30)),
        ClosesAt = Api.Clock.GetUtcNow() + (opensIn ?? TimeSpan.FromMinutes(30)) + TimeSpan.FromHours(6),
        Content = "企业在线设展，求职者取号与招聘人员洽谈。",
        Audience = "高校毕业生和在职求职者",
        Scale = "参会企业 2 家，岗位 2 个",
        Requirements = "实名注册，简历完整。",
        HowToRegister = "登录后在本页报名。",
        Enquiries = "0755-12345678",
        Halls = [new(null, "智能制造展区", "制造"), new(null, "互联网展区", null)],
    };

    public async Task<FairDetails> PublishedFairAsync(TimeSpan? opensIn = null)
    {
        var draft = await (await Operator.Http.PostCommandAsync("/api/fairs", Announcement(opensIn))).ReadAsync<FairDetails>();
        return await (await Operator.Http.PostCommandAsync($"/api/fairs/{draft.Summary.Id}/publications", new PublishFair())).ReadAsync<FairDetails>();
    }

    public async Task<ExhibitorDetails> ExhibitAsync(FairDetails fair, SignedInClient recruiter, Guid[] jobs, Guid[] staff)
    {
        var path = $"/api/fairs/{fair.Summary.Id}";
        var exhibitor = await (await recruiter.Http.PostCommandAsync($"{path}/exhibitors", new RegisterExhibitor
        {
            Introduction = "专注嵌入式控制，欢迎来聊。",
            JobIds = jobs,
            StaffIds = staff,
        })).ReadAsync<ExhibitorDetails>();
        return await (await Operator.Http.PostCommandAsync($"{path}/exhibitor-decisions", new DecideExhibitor { ExhibitorId = exhibitor.Id, SubmittedAt = exhibitor.SubmittedAt, Approved = true }))
            .ReadAsync<ExhibitorDetails>();
    }

    /// <summary>The announced time comes; the scene's booths hear of it like of any change.</summary>
    public Task OpenHallsAsync()
    {
        Api.Clock.Advance(TimeSpan.FromMinutes(31));
        return Task.CompletedTask;
    }

    /// <summary>Registered, approved, with a résumé.</summary>
    public async Task<SignedInClient> VisitorAsync(FairDetails? fair = null)
    {
        var candidate = await Recruiting.CandidateWithResumeAsync();
        var path = $"/api/fairs/{(fair ?? Fair).Summary.Id}";
        var registration = await (await candidate.Http.PostCommandAsync($"{path}/registrations", new RegisterForFair())).ReadAsync<FairRegistrationDetails>();
        await (await Operator.Http.PostCommandAsync($"{path}/registration-decisions", new DecideRegistrations([registration.Id], true, null)))
            .ReadAsync<RegistrationsDecided>();
        return candidate;
    }

    public static async Task<QueuePlace> TakeNumberAsync(SignedInClient candidate, ExhibitorDetails booth, Guid? key = null) =>
        await (await candidate.Http.PostCommandAsync($"/api/booths/{booth.BoothId}/queue-places", new TakeNumberRequest(), key)).ReadAsync<QueuePlace>();

    public static async Task<TalkStanding> CallAsync(SignedInClient recruiter, ExhibitorDetails booth) =>
        await (await recruiter.Http.PostCommandAsync($"/api/booths/{booth.BoothId}/calls", null)).ReadAsync<TalkStanding>();

    public static async Task<TalkStanding> AnswerAsync(SignedInClient candidate, TalkStanding call) =>
        await (await candidate.Http.PostCommandAsync($"/api/queue-places/{call.PlaceId}/answers", null)).ReadAsync<TalkStanding>();

    private static async Task TakeDutyAsync(SignedInClient recruiter, ExhibitorDetails booth) =>
        await (await recruiter.Http.PostCommandAsync($"/api/booths/{booth.BoothId}/duties", new TakeDutyRequest(true))).ReadAsync<BoothFigures>();
}
