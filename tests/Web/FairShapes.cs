using Pinchang.Contracts.Fairs;
using Pinchang.Contracts.LiveRooms;

namespace Pinchang.Web.Tests;

/// <summary>A fair and its booths as Api shows them.</summary>
internal static class FairShapes
{
    public static readonly Guid FairId = Shapes.Id(60);
    public static readonly Guid HallId = Shapes.Id(61);
    public static readonly Guid BoothId = Shapes.Id(62);
    public static readonly Guid TalkId = Shapes.Id(63);

    public static readonly SaveFair Announcement = new()
    {
        Name = "春季物流专场网络招聘会",
        Organizer = "聘场人力资源服务有限公司",
        CoOrganizers = "无",
        OpensAt = Shapes.Noon,
        ClosesAt = Shapes.Noon.AddHours(5),
        Content = "物流、仓储、供应链岗位<b>",
        Audience = "有意从事物流行业的求职者",
        Scale = "企业 20 家，岗位 120 个",
        Requirements = "完善简历后报名",
        HowToRegister = "在本页报名",
        Enquiries = "021-60000000",
        Halls = [new(HallId, "仓储厅", "仓储")],
    };

    public static FairSummary Summary(FairPhase phase = FairPhase.Open) => new()
    {
        Id = FairId,
        Name = Announcement.Name,
        Organizer = Announcement.Organizer,
        Scale = Announcement.Scale,
        OpensAt = Announcement.OpensAt,
        ClosesAt = Announcement.ClosesAt,
        State = phase switch { FairPhase.Draft => FairState.Draft, FairPhase.Cancelled => FairState.Cancelled, _ => FairState.Published },
        Phase = phase,
        Exhibitors = 20,
        Jobs = 120,
        Registered = 318,
    };

    public static FairDetails Details(FairPhase phase = FairPhase.Open) => new()
    {
        Summary = Summary(phase),
        Announcement = Announcement,
        Notices = [new() { Id = Shapes.Id(64), FairId = FairId, Kind = FairNoticeKind.Change, Text = "结束时间改为 17:00", Reason = "报名人数较多", At = Shapes.Noon, Told = 318 }],
        CanRun = true,
        CanExhibit = true,
        CanEnter = phase == FairPhase.Open,
        ServerNow = Shapes.Noon,
    };

    public static ExhibitorDetails Exhibitor(FairRegistrationState state = FairRegistrationState.Submitted) => new()
    {
        Id = Shapes.Id(65),
        FairId = FairId,
        EmployerId = Shapes.Id(10),
        EmployerName = "澄海物流",
        Industry = "物流运输",
        Introduction = "全国 12 个仓",
        Jobs = [Shapes.Job()],
        Staff = [new(Shapes.Id(2), "周敏", "recruiter")],
        State = state,
        SubmittedAt = Shapes.Noon,
        BoothId = state == FairRegistrationState.Approved ? BoothId : null,
        BoothNumber = state == FairRegistrationState.Approved ? "A01" : null,
    };

    public static FairRegistrationDetails Registration(FairRegistrationState state = FairRegistrationState.Submitted) => new()
    {
        Id = Shapes.Id(66),
        FairId = FairId,
        CandidateName = "李*雯",
        Headline = "五年仓储管理",
        State = state,
        SubmittedAt = Shapes.Noon,
    };

    public static BoothCard Booth() => new()
    {
        Id = BoothId,
        HallId = HallId,
        Number = "A01",
        EmployerId = Shapes.Id(10),
        EmployerName = "澄海物流",
        Industry = "物流运输",
        JobCount = 1,
        Headcount = 3,
        Jobs = [Shapes.Job()],
        Cities = ["上海"],
        Figures = new() { BoothId = BoothId, State = BoothState.Open, Waiting = 4, Talking = 1, OnDuty = 2, Wait = new(8, 14), TalksDone = 6 },
    };

    public static LobbyDetails Lobby() => new()
    {
        Fair = Summary(),
        Halls = [new(HallId, "仓储厅", "仓储", [Booth()])],
        ForMe = [],
        Figures = new() { Online = 128, Waiting = 30, Talking = 12, TalksDone = 46 },
        Cities = ["上海"],
        Places = [],
        DutyBooths = [],
        ServerNow = Shapes.Noon,
    };

    public static BoothDetails BoothDetails(bool canRecruit = false, Problem? whyNoNumber = null) => new()
    {
        Card = Booth(),
        Fair = Summary(),
        HallName = "仓储厅",
        Introduction = "全国 12 个仓",
        Jobs = [Shapes.Job()],
        Staff = [new("周敏", true)],
        Applied = [],
        WhyNoNumber = whyNoNumber,
        CanRecruit = canRecruit,
        Settings = new(),
        ServerNow = Shapes.Noon,
    };

    public static TalkDetails Talk(bool isRecruiter = false) => new()
    {
        Standing = new()
        {
            Id = TalkId,
            BoothId = BoothId,
            PlaceId = Shapes.Id(67),
            CandidateId = Shapes.Id(1),
            CandidateName = "李晓雯",
            RecruiterId = Shapes.Id(2),
            RecruiterName = "周敏",
            State = TalkState.Talking,
            CalledAt = Shapes.Noon,
            AnswerBy = Shapes.Noon.AddMinutes(1),
            Extended = false,
            CandidatePresent = true,
            RecruiterPresent = true,
            ResumeShared = false,
            Revision = 3,
        },
        EmployerName = "澄海物流",
        FairId = FairId,
        Messages = [],
        IsRecruiter = isRecruiter,
        ExtensionMinutes = 5,
        ServerNow = Shapes.Noon,
    };

    public static FairReport Report() => new()
    {
        Fair = Summary(FairPhase.Over),
        Exhibitors = 20,
        Jobs = 120,
        Headcount = 300,
        Registered = 318,
        Attended = 260,
        NumbersTaken = 410,
        Talks = 300,
        Missed = 12,
        Fits = 80,
        SecondTalks = 40,
        DoesNotFit = 170,
        Unsettled = 10,
        Applications = 95,
        MedianWaitMinutes = 9,
        MedianTalkMinutes = 7,
        JobsByCity = [new("上海", 80)],
        HeadcountByEducation = [new("大专", 200)],
        JobsByIndustry = [new("物流运输", 120)],
        JobsByPay = [new("8–10K", 60)],
        CandidatesByEducation = [new("本科", 120)],
        Moments = [new(Shapes.Noon, 30, 12, 1)],
        Booths = [new("A01", "澄海物流", 6, 20, 40, 30, 2, 8, 4, 16, 9, 8, null)],
    };

    /// <summary>Everything that the fair's pages ask for.</summary>
    public static StubApi Prepare(StubApi api, FairPhase phase = FairPhase.Open) => api
        .Answer("GET /api/fairs", Shapes.PageOf(Summary(phase)))
        .Answer("GET /api/operations/fairs", Shapes.PageOf(Summary(phase)))
        .Answer("GET /api/recruiting/fairs", new[] { new EmployerFair(Details(phase).Summary, Exhibitor(FairRegistrationState.Approved), false) })
        .Answer($"GET /api/fairs/{FairId}", Details(phase))
        .Answer($"GET /api/fairs/{FairId}/lobby", Lobby())
        .Answer($"GET /api/fairs/{FairId}/publications", new[] { new FairPublication { Id = Shapes.Id(68), Medium = "市人社局网站", Address = "https://rsj.example", PublishedAt = Shapes.Noon, Tasks = [new(Shapes.Id(69), Shapes.Id(64), FairNoticeKind.Change, Shapes.Noon.AddDays(1), true, null, null)] } })
        .Answer($"GET /api/fairs/{FairId}/exhibitors", new[] { Exhibitor() })
        .Answer($"GET /api/fairs/{FairId}/exhibitor-choices", new ExhibitorChoices([Shapes.Job()], [new(Shapes.Id(2), "周敏", "recruiter")]))
        .Answer($"GET /api/fairs/{FairId}/registrations", Shapes.PageOf(Registration()))
        .Answer($"GET /api/fairs/{FairId}/summary", Report())
        .Answer($"GET /api/booths/{BoothId}", BoothDetails())
        .Answer($"GET /api/talks/{TalkId}", Talk());
}
