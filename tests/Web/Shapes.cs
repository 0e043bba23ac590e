using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;
using Pinchang.Contracts.Jobs;
using Pinchang.Contracts.LiveRooms;
using Pinchang.Contracts.Organisations;
using Pinchang.Contracts.Resumes;
using Pinchang.Contracts.Reviews;

namespace Pinchang.Web.Tests;

/// <summary>People and things as Api shows them, ready for a page.</summary>
internal static class Shapes
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly SessionDetails Candidate = new()
    {
        IsSignedIn = true,
        UserId = Id(1),
        DisplayName = "李晓雯",
        Phone = "138****0001",
        PhoneVerified = true,
        Roles = [Roles.Candidate],
        Unread = 2,
    };

    public static readonly SessionDetails Recruiter = new()
    {
        IsSignedIn = true,
        UserId = Id(2),
        DisplayName = "周敏",
        PhoneVerified = true,
        Roles = [Roles.Owner, Roles.Recruiter],
        AgencyId = Id(9),
        EmployerId = Id(10),
        EmployerName = "云栖软件",
    };

    public static readonly SessionDetails Operator = new()
    {
        IsSignedIn = true,
        UserId = Id(3),
        DisplayName = "孙立",
        PhoneVerified = true,
        Roles = [Roles.Operator],
        AgencyId = Id(9),
    };

    public static readonly ResumeDetails Resume = new()
    {
        Content = new SaveResume { Name = "李晓雯", Headline = "五年仓储管理", Intention = "仓储主管" },
        Version = 1,
        UpdatedAt = Noon,
        IsComplete = true,
    };

    public static Guid Id(int number) => new($"0197a0c0-0000-7000-8000-{number:d12}");

    public static Page<T> PageOf<T>(params T[] items) => new(items, items.Length, 1, 20);

    public static JobSummary Job(int number = 20, JobState state = JobState.Approved) => new()
    {
        Id = Id(number),
        Title = "仓储主管",
        EmployerId = Id(10),
        EmployerName = "澄海物流",
        City = "上海",
        Pay = "8–12K·13薪",
        Experience = "1–3 年",
        Education = "大专",
        Headcount = 3,
        Tags = ["双休"],
        State = state,
    };

    public static LicenceDetails Licence(LicenceState state) => new()
    {
        Id = Id(80),
        Holder = "澄海物流",
        EmployerId = Id(10),
        Kind = LicenceKind.HrServiceLicence,
        Number = "310115180001",
        Issuer = "上海市人力资源和社会保障局",
        ValidFrom = new DateOnly(2024, 1, 1),
        ValidUntil = new DateOnly(2027, 12, 31),
        Scope = "网络招聘服务",
        FileId = Id(81),
        State = state,
        IsValid = state == LicenceState.Approved,
        SubmittedAt = Noon,
        DecisionReason = state == LicenceState.Refused ? "扫描件不清晰" : null,
    };

    public static JobDetails JobDetails(JobState state = JobState.Approved, bool applied = false) => new()
    {
        Summary = Job(state: state),
        Posting = new PostJob
        {
            Title = "仓储主管",
            City = "上海",
            PayFrom = 8000,
            PayTo = 12000,
            PayMonths = 13,
            Headcount = 3,
            Experience = "1–3 年",
            Education = "大专",
            Description = "管好一个仓。<script>alert(1)</script>",
            OpenUntil = new DateOnly(2027, 1, 20),
        },
        Version = 1,
        UpdatedAt = Noon,
        Applied = applied,
    };

    public static LiveRoomSummary Room(LiveSessionState state, DateTimeOffset? startsAt = null) => new()
    {
        Id = Id(30),
        SessionId = Id(31),
        Title = "澄海物流春招专场",
        EmployerId = Id(10),
        EmployerName = "澄海物流",
        StartsAt = startsAt ?? Noon,
        State = state,
        Visibility = RoomVisibility.Public,
        Watching = 1284,
        JobCount = 1,
        HasReplay = state == LiveSessionState.Ended,
    };

    public static LiveRoomDetails RoomDetails(LiveSessionState state) => new()
    {
        Summary = Room(state),
        Introduction = "现场带看仓库",
        Jobs = [Job()],
        Rundown = [new(0, "开场", null)],
        CanRun = false,
        CanModerate = true,
        Reminded = false,
        Reminders = 128,
    };

    public static EmployerDetails Employer(EmployerState state) => new()
    {
        Id = Id(10),
        Name = "澄海物流",
        CreditCode = "91310000MA1FL002X4",
        Address = "上海市青浦区",
        Industry = "物流运输",
        ContactName = "周*",
        ContactPhone = "138****0007",
        State = state,
        SubmittedAt = Noon,
    };

    /// <summary>A session that the server handed in at the end.</summary>
    public static ExamSessionView HandedIn => new()
    {
        Id = Id(70),
        SittingId = Id(71),
        ProjectId = Id(72),
        PaperId = Id(73),
        Title = "综合知识",
        CandidateName = "李晓雯",
        TicketNumber = "2026110203",
        State = ExamSessionState.HandedIn,
        Phase = SessionPhase.Over,
        OpensAt = Noon,
        StartsAt = Noon,
        LatestEntryAt = Noon,
        EarliestHandInAt = Noon,
        ExtraSeconds = 0,
        ServerNow = Noon,
        DurableSequence = 0,
        Checks = new(true, IdentityState.Passed, null, true),
        Settings = new(),
        Receipt = new("7K3QW-0ZX9M", new string('a', 64), Noon, 38, 40, SessionEndKind.AtDeadline),
    };

    /// <summary>A job that waits on the desk, in nobody's hand or in one person's.</summary>
    public static ReviewCaseSummary ReviewCase(int round, Guid? claimant) => new()
    {
        Id = Id(200 + round),
        Kind = ReviewKind.Job,
        ThingId = Id(20),
        Title = "嵌入式工程师",
        EmployerName = "澄海物流",
        EmployerCreditCode = "91440300MA5000001X",
        OpenedAt = Noon,
        Round = round,
        ClaimedBy = claimant,
        ClaimantName = claimant is null ? null : "周审核",
        ClaimedUntil = claimant is null ? null : Noon.AddMinutes(30),
        IsTied = false,
        Checklist = [new("elements-complete", "LH-5.1.3c"), new("pay-plausible", "LH-5.1.3c")],
    };
}
