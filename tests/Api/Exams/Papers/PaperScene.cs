using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;
using Pinchang.Data;
using Pinchang.Domain.Exams.Papers;
using Pinchang.Support.Exams;

namespace Pinchang.Api.Tests.Exams.Papers;

/// <summary>An exam project with a setter and an officer who signed its secrecy rules, and a bank of twenty questions.</summary>
public sealed class PaperScene : IAsyncLifetime
{
    private static int _codes;

    public ApiFixture Api { get; } = new();

    public Guid ProjectId { get; private set; }

    public SignedInClient Setter { get; private set; } = null!;

    public SignedInClient Officer { get; private set; } = null!;

    /// <summary>A setter of another agency.</summary>
    public SignedInClient Foreigner { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await Api.InitializeAsync();
        ProjectId = await MakeProjectAsync(Api.AgencyId);
        Setter = await Api.ProjectStaffAsync(ProjectId, Roles.PaperSetter);
        Officer = await Api.ProjectStaffAsync(ProjectId, Roles.ExamOfficer);
        Foreigner = await Api.ProjectStaffOfAsync(Api.OtherAgencyId, await MakeProjectAsync(Api.OtherAgencyId), Roles.PaperSetter);
        await SignAsync(Setter);
        await SignAsync(Officer);
        foreach (var question in Bank())
        {
            (await Setter.Http.PostCommandAsync("/api/exam-questions", question)).EnsureSuccessStatusCode();
        }
    }

    public Task DisposeAsync() => Api.DisposeAsync();

    public async Task SignAsync(SignedInClient who) => (await who.Http.PostCommandAsync(
        $"/api/exam-projects/{ProjectId}/secrecy-agreements", new SignSecrecyAgreement(SecrecyRules.Version, "考务老郑"))).EnsureSuccessStatusCode();

    public static WriteQuestion Single(string code, string stem, string topic = "法律常识", int difficulty = 2) => new()
    {
        Code = code,
        Kind = QuestionKind.SingleChoice,
        Subject = "综合知识",
        Topic = topic,
        Difficulty = difficulty,
        Points = 2,
        Stem = stem,
        Options = [new("正解所在", true), new("误解之一", false), new("误解之二", false), new("以上都对", false)],
    };

    public static string NextCode() => "T-" + Interlocked.Increment(ref _codes).ToString(CultureInfo.InvariantCulture);

    public static WriteBlueprint Blueprint(int singles = 6) => new()
    {
        Title = "综合知识",
        TotalPoints = (singles * 2) + 20,
        Sections =
        [
            new() { Title = "单选题", Rows = [new() { Kind = QuestionKind.SingleChoice, Count = singles, PointsEach = 2 }] },
            new() { Title = "问答题", ShuffleQuestions = false, Rows = [new() { Kind = QuestionKind.Essay, Count = 1, PointsEach = 20 }] },
        ],
    };

    public async Task<Guid> BlueprintAsync(WriteBlueprint? blueprint = null) =>
        (await (await Setter.Http.PostCommandAsync($"/api/exam-projects/{ProjectId}/blueprints", blueprint ?? Blueprint())).ReadAsync<BlueprintSaved>()).Id;

    public async Task<PaperSummary> PaperAsync() =>
        await (await Setter.Http.PostCommandAsync($"/api/exam-projects/{ProjectId}/papers", new AssemblePaper(await BlueprintAsync()))).ReadAsync<PaperSummary>();

    /// <summary>Sealed by both; opens in an hour, marking in three.</summary>
    public async Task<(PaperSummary Paper, SealPaper Times)> SealedAsync()
    {
        var paper = await PaperAsync();
        var now = Api.Clock.GetUtcNow();
        var times = new SealPaper(now.AddHours(1), now.AddHours(3));
        (await Setter.Http.PostCommandAsync(Of(paper, "seals"), times)).EnsureSuccessStatusCode();
        var confirmed = await Officer.Http.PostCommandAsync(Of(paper, "countersignatures"), new CountersignPaper(times.ReleaseAt, times.MarkingOpensAt));
        return (await confirmed.ReadAsync<PaperSummary>(), times);
    }

    public static string Of(PaperSummary paper, string what) => $"/api/exam-papers/{paper.Id}/{what}";

    public Task<T> ReadAsync<T>(Func<PinchangContext, Task<T>> read) =>
        Api.InScopeAsync(services => read(services.GetRequiredService<PinchangContext>()));

    public static async Task<HttpResponseMessage> UploadAsync(SignedInClient who, byte[] file, string name = "试题.xlsx", Guid? key = null)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(file);
        part.Headers.ContentType = MediaTypeHeaderValue.Parse(SheetFile.ContentType);
        form.Add(part, "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/exam-question-imports") { Content = form };
        request.Headers.Add("Idempotency-Key", (key ?? Guid.NewGuid()).ToString());
        return await who.Http.SendAsync(request);
    }

    private static IEnumerable<WriteQuestion> Bank() =>
    [
        .. Enumerable.Range(1, 18).Select(number => Single(NextCode(), $"第 {number} 题的题干")),
        .. Enumerable.Range(1, 2).Select(number => new WriteQuestion
        {
            Code = NextCode(),
            Kind = QuestionKind.Essay,
            Subject = "综合知识",
            Difficulty = 3,
            Points = 20,
            Stem = $"问答 {number}",
            ReferenceAnswer = "参考作答要点",
            Rubric = "观点 10 分，论述 10 分",
        }),
    ];

    private async Task<Guid> MakeProjectAsync(Guid agencyId)
    {
        await using var owner = NpgsqlDataSource.Create(Api.OwnerConnectionString);
        return (await SeatedExam.PlaceAsync(owner, agencyId)).ProjectId;
    }
}
