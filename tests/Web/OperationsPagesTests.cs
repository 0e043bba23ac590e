using System.Net;
using System.Text.Json.Nodes;
using Pinchang.Contracts.Maintenance;
using Pinchang.Contracts.Notifications;

namespace Pinchang.Web.Tests;

/// <summary>How the installation does, its incidents and drills, and who may do what.</summary>
public sealed class OperationsPagesTests : IDisposable
{
    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "operator", "/operations/state" },
        { "operator", "/operations/incidents" },
        { "operator", $"/operations/incidents?id={Shapes.Id(80)}" },
        { "operator", "/operations/access-matrix?q=岗位" },
        { "operator", "/operations/access-matrix?all=true" },
        { "operator", "/operations/notice-texts" },
        { "operator", "/operations/notice-texts?q=岗位" },
        { "operator", "/operations/notice-texts/job-refused" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        who.ShouldBe("operator");
        foreach (var isEmpty in new[] { false, true })
        {
            Prepare(isEmpty);
            await RenderedPage.CheckAsync(await _site.BrowserOf(Shapes.Operator).GetAsync(path));
        }
    }

    [Fact]
    public async Task The_worst_part_is_said_first_and_in_words()
    {
        Prepare(isEmpty: false);
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync("/operations/state");

        html.ShouldContain("有 1 项异常，1 项需要留意");
        html.ShouldContain("还没有备份过");
        html.ShouldContain("data-refresh=\"state\"");
    }

    [Fact]
    public async Task What_was_typed_stays_when_it_is_refused()
    {
        Prepare(isEmpty: false);
        var page = $"/operations/incidents?id={Shapes.Id(80)}";
        _site.Api.Refuse($"POST /api/operations/incidents/{Shapes.Id(80)}/closures", HttpStatusCode.BadRequest, "common.required", "请填写。", "measure");
        var answer = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), page, $"{page}&handler=Close", ("form", "close"), ("cause", "网关欠费"), ("measure", " "));

        (await answer.Content.ReadAsStringAsync()).ShouldContain(">网关欠费</textarea>");
        JsonNode.Parse(_site.Api.Last("POST", $"/api/operations/incidents/{Shapes.Id(80)}/closures").Body)!["cause"]!.GetValue<string>().ShouldBe("网关欠费");
    }

    public void Dispose() => _site.Dispose();

    private void Prepare(bool isEmpty)
    {
        var wording = new NoticeTextSummary("job-refused", "岗位退回修改", "“{岗位}”请修改：{原因}。", ["岗位", "原因"], true, Shapes.Noon);
        HealthReading[] readings =
        [
            .. Enum.GetValues<HealthCheck>().Select(check => new HealthReading(check, HealthLight.Green, isEmpty ? null : 42, isEmpty ? null : 3_000_000, 50, 100)),
        ];
        if (!isEmpty)
        {
            readings[(int)HealthCheck.Backup] = readings[(int)HealthCheck.Backup] with { Light = HealthLight.Yellow, Figure = null };
            readings[(int)HealthCheck.RestoreDrill] = readings[(int)HealthCheck.RestoreDrill] with { Light = HealthLight.Red, Detail = "pg_control is missing", At = Shapes.Noon };
        }

        IncidentDetails incident = new(
            Shapes.Id(80), "待发消息异常", IncidentSeverity.Major, HealthCheck.Outbox, Shapes.Noon, null, null, null,
            [new(Shapes.Noon, IncidentStep.Opened, null, "连续 5 分钟异常"), new(Shapes.Noon, IncidentStep.Noted, "周运营", "<b>联系了运营商</b>")]);
        _site.Api
            .Answer("GET /api/operations/state", new OperationsState(
                Shapes.Noon,
                isEmpty ? null : Shapes.Noon,
                readings,
                isEmpty ? [] : [new(HealthCheck.Outbox, [new(Shapes.Noon.AddMinutes(-30), HealthLight.Red, 900), new(Shapes.Noon.AddMinutes(-15), HealthLight.Green, null)])],
                isEmpty ? 0 : 1))
            .Answer("GET /api/operations/incidents", isEmpty ? Shapes.PageOf<IncidentDetails>() : Shapes.PageOf(incident, incident with { Id = Shapes.Id(81), ClosedAt = Shapes.Noon.AddHours(2), Cause = "网关欠费", Measure = "充值" }))
            .Answer("GET /api/operations/drills", isEmpty ? Shapes.PageOf<EmergencyDrillDetails>() : Shapes.PageOf(
                new EmergencyDrillDetails(Shapes.Id(82), "机器断电", new(2026, 12, 1), "周运营", null, null, null, null, null),
                new EmergencyDrillDetails(Shapes.Id(83), "短信中断", new(2026, 6, 1), "周运营", Shapes.Noon, 40, true, "周运营", "没有发现问题")))
            .Answer("GET /api/operations/notice-texts", isEmpty ? [] : new[] { wording, wording with { Key = "account-closes", Changed = false } })
            .Answer("GET /api/operations/notice-texts/job-refused", new NoticeTextDetails(
                isEmpty ? wording with { Changed = false } : wording, "岗位未通过审核", "岗位“{岗位}”未通过审核，原因：{原因}。",
                isEmpty ? [] : [new("岗位退回修改", "“{岗位}”请修改：{原因}。", "更客气", "周运营", Shapes.Noon), new(null, null, "再看看", "周运营", Shapes.Noon.AddDays(-1))]))
            .Answer("GET /api/operations/access-matrix", new AccessMatrix(
                Shapes.Noon, ["candidate", "operator", "owner", "marker"],
                isEmpty ? [] : [new("Jobs", [new("GET /api/jobs", [], true, ["candidate", "operator", "owner", "marker"]), new("POST /api/jobs", ["job.post"], false, ["owner"])])]));
    }
}
