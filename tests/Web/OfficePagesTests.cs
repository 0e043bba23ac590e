using Pinchang.Contracts;
using Pinchang.Contracts.Accounts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Web.Tests;

/// <summary>The pages behind an exam: its questions, blueprints and papers, its sittings, and their invigilation.</summary>
public sealed class OfficePagesTests : IDisposable
{
    private static readonly Guid Exam = Shapes.Id(60);
    private static readonly Guid Question = Shapes.Id(61);
    private static readonly Guid Import = Shapes.Id(62);
    private static readonly Guid Blueprint = Shapes.Id(63);
    private static readonly Guid Paper = Shapes.Id(64);
    private static readonly Guid Sitting = Shapes.Id(65);

    private static readonly SessionDetails Officer = Shapes.Operator with { Roles = [Roles.ExamOfficer, Roles.PaperSetter, Roles.Invigilator] };

    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "officer", "/exam-office/questions" }, { "officer", "/exam-office/questions/new" }, { "officer", "/exam-office/questions/new?kind=Essay" },
        { "officer", $"/exam-office/questions/{Question}" }, { "officer", "/exam-office/questions/import" }, { "officer", $"/exam-office/questions/import/{Import}" },
        { "officer", $"/exam-office/projects/{Exam}/papers" }, { "officer", $"/exam-office/projects/{Exam}/blueprints/new" },
        { "officer", $"/exam-office/blueprints/{Blueprint}" }, { "officer", $"/exam-office/papers/{Paper}" }, { "officer", $"/exam-office/papers/{Paper}/preview" },
        { "officer", $"/exam-office/projects/{Exam}/sittings" }, { "officer", $"/exam-office/projects/{Exam}/sittings/{Sitting}" },
        { "officer", "/invigilation" }, { "officer", $"/invigilation/sittings/{Sitting}" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders_with_all_its_sentences_and_no_inline_script_or_style(string who, string path)
    {
        Prepare();
        who.ShouldBe("officer");
        await RenderedPage.CheckAsync(await _site.BrowserOf(Officer).GetAsync(path));
    }

    public void Dispose() => _site.Dispose();

    private void Prepare()
    {
        var project = $"/api/exam-projects/{Exam}";
        var sitting = $"/api/exam-sittings/{Sitting}";
        var papers = new[] { Papers.Summary };
        _site.Api
            .Answer($"GET {project}", ExamShapes.Project(Exam))
            .Answer("GET /api/exam-questions", Shapes.PageOf(Questions.Summary))
            .Answer("GET /api/exam-questions/stock", new[] { new QuestionStock("综合知识", "法律", QuestionKind.SingleChoice, 2, 12) })
            .Answer($"GET /api/exam-questions/{Question}", Questions)
            .Answer($"GET /api/exam-question-imports/{Import}", new QuestionImportPreview
            {
                Id = Import,
                FileName = "试题.xlsx",
                ReceivedAt = Shapes.Noon,
                News = 1,
                Changes = 0,
                Sames = 0,
                Refusals = 1,
                Rows =
                [
                    new(2, "A-1", QuestionKind.SingleChoice, "题干", ImportVerdict.New, []),
                    new(3, "A-2", null, "", ImportVerdict.Refused, [new("编号", "与第 2 行的编号相同。")]),
                ],
            })
            .Answer($"GET {project}/papers", papers)
            .Answer($"GET {project}/secrecy-agreement", new SecrecyAgreementDetails(1, "保密承诺书", ["不外传试题。"], Shapes.Noon))
            .Answer($"GET {project}/blueprints", new[] { Blueprints.Summary })
            .Answer($"GET /api/exam-blueprints/{Blueprint}", Blueprints)
            .Answer($"GET /api/exam-papers/{Paper}", Papers)
            .Answer($"GET /api/exam-papers/{Paper}/access", Shapes.PageOf(
                new PaperAccessLine(Shapes.Noon, PaperAct.Assembled, "冯教授", "组卷", "10.0.0.8", null),
                new PaperAccessLine(Shapes.Noon, PaperAct.Previewed, "冯教授", "查看全卷", "10.0.0.8", "exam.secrecy-unsigned")))
            .Answer($"GET /api/exam-papers/{Paper}/preview", new PaperPreview
            {
                Content = new()
                {
                    PaperId = Paper,
                    Title = "综合知识",
                    Sections = [new() { Id = "s", Title = "单选题", Questions = [new() { Id = "q", Kind = QuestionKind.SingleChoice, Stem = "题干", Points = 2, Options = [new("a", "对"), new("b", "错")] }] }],
                },
                Answers = [new("q", "GK-0012", 1, 2, ["a"], [], null, null)],
                Seed = "0F0F",
            })
            .Answer($"GET {project}/sittings", new[] { Planned })
            .Answer($"GET {sitting}", Planned)
            .Answer($"GET {sitting}/sessions", Shapes.PageOf(new SittingSession(
                Shapes.Id(66), "李晓雯", "260001000018", "A-01", ExamSessionState.HandedIn, SessionEndKind.ByCandidate, Shapes.Noon, Shapes.Noon.AddHours(1), 300, 40, 2, "7K3QW-0ZX9M")))
            .Answer($"GET {sitting}/late-answers", new[] { new LateAnswers(Shapes.Id(66), "李晓雯", "260001000018", 2, Shapes.Noon, Shapes.Noon, Shapes.Noon, null) })
            .Answer($"GET {sitting}/outages", new[] { new SessionOutage(Shapes.Id(66), "李晓雯", "260001000018", Shapes.Noon, Shapes.Noon.AddSeconds(40), 40, true, false) })
            .Answer("GET /api/invigilation/sittings", new[]
            {
                new InvigilationSitting
                {
                    Id = Sitting,
                    ProjectId = Exam,
                    ProjectTitle = "2026年度公开招聘",
                    Title = "综合知识",
                    OpensAt = Shapes.Noon,
                    StartsAt = Shapes.Noon,
                    EndsAt = Shapes.Noon.AddHours(2),
                    Candidates = 60,
                    OpenEvents = 3,
                },
            })
            .Answer($"GET {sitting}/wall", new InvigilationWall
            {
                SittingId = Sitting,
                ProjectTitle = "2026年度公开招聘",
                Title = "综合知识",
                OpensAt = Shapes.Noon,
                StartsAt = Shapes.Noon,
                EndsAt = Shapes.Noon.AddHours(2),
                ServerNow = Shapes.Noon,
                Version = 1,
                Tiles = [],
            });
    }

    private static QuestionDetails Questions => new()
    {
        Summary = new()
        {
            Id = Question,
            Code = "GK-0012",
            Kind = QuestionKind.SingleChoice,
            Subject = "综合知识",
            Topic = "法律",
            Difficulty = 2,
            Points = 2,
            Excerpt = "题干",
            Version = 2,
            State = BankState.Active,
            UpdatedAt = Shapes.Noon,
        },
        Question = new()
        {
            Code = "GK-0012",
            Kind = QuestionKind.SingleChoice,
            Subject = "综合知识",
            Topic = "法律",
            Difficulty = 2,
            Points = 2,
            Stem = "题干",
            Options = [new("对", true), new("错", false), new("以上都不对", false)],
        },
        Version = 2,
        Pinned = [false, false, true],
        Versions = [new(2, Shapes.Noon, "冯教授"), new(1, Shapes.Noon, "冯教授")],
    };

    private static BlueprintDetails Blueprints => new()
    {
        Summary = new(Blueprint, Exam, "综合知识", 100, 50, 1, Shapes.Noon),
        Blueprint = new()
        {
            Title = "综合知识",
            TotalPoints = 100,
            Sections = [new() { Title = "单选题", Rows = [new() { Kind = QuestionKind.SingleChoice, Subject = "综合知识", Count = 50, PointsEach = 2 }] }],
        },
        Supply = [new(0, 0, "单选题", 50, 40, 10)],
    };

    private static PaperDetails Papers => new()
    {
        Summary = new()
        {
            Id = Paper,
            ProjectId = Exam,
            Title = "综合知识",
            State = PaperState.Assembled,
            Questions = 50,
            Points = 100,
            AssembledAt = Shapes.Noon,
            AssembledBy = "冯教授",
            Released = false,
        },
        Sections = [new("s", "单选题", 50, 100, true, true)],
        SealNumber = "C78R4-74J8M",
        SecrecySigned = true,
        SealedByCaller = false,
        Accesses = 2,
    };

    private static SittingDetails Planned => new()
    {
        Id = Sitting,
        ProjectId = Exam,
        PaperId = Paper,
        Name = "上午场",
        State = SittingState.Planned,
        OpensAt = Shapes.Noon,
        StartsAt = Shapes.Noon.AddMinutes(30),
        EndsAt = Shapes.Noon.AddHours(2),
        LatestEntryAt = Shapes.Noon.AddHours(1),
        EarliestHandInAt = Shapes.Noon.AddHours(1),
        GraceSeconds = 120,
        ExtraSeconds = 0,
        Settings = new(),
        Figures = new(60, 59, 58, 1, 0, 1),
    };
}
