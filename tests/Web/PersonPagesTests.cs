using System.Net;
using System.Text.Json.Nodes;
using Pinchang.Contracts.Persons;

namespace Pinchang.Web.Tests;

/// <summary>A person's own data, a look at somebody else's, and the terms.</summary>
public sealed class PersonPagesTests : IDisposable
{
    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "candidate", "/my/personal-data" }, { "operator", $"/reveals?thing=Employer&id={Shapes.Id(1)}&part=Phone&back=/operations/employers" }, { "operator", "/operations/retention" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var closing in new[] { false, true })
        {
            Prepare(closing);
            await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path));
        }
    }

    [Fact]
    public async Task A_value_is_shown_after_its_reason_and_stands_in_no_address_and_no_cache()
    {
        Prepare(closing: false);
        _site.Api.Answer("POST /api/reveals", new RevealedValue("13800138000"));
        var page = $"/reveals?thing=Employer&id={Shapes.Id(1)}&part=Phone&back=/operations/employers";
        var shown = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Operator), page, page, ("reason", "电话核实联系人"));

        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shown.Content.ReadAsStringAsync()).ShouldContain("13800138000");
        shown.Headers.CacheControl!.NoStore.ShouldBeTrue();
        JsonNode.Parse(_site.Api.Last("POST", "/api/reveals").Body)!["reason"]!.GetValue<string>().ShouldBe("电话核实联系人");
    }

    [Fact]
    public async Task The_way_back_leads_nowhere_else()
    {
        Prepare(closing: false);
        var html = await _site.BrowserOf(Shapes.Operator).GetStringAsync($"/reveals?thing=Employer&id={Shapes.Id(1)}&part=Phone&back=https://example.com/");
        html.ShouldNotContain("href=\"https://example.com");
    }

    public void Dispose() => _site.Dispose();

    private HttpClient BrowserOf(string who) => _site.BrowserOf(who == "operator" ? Shapes.Operator : Shapes.Candidate);

    private void Prepare(bool closing) => _site.Api
        .Answer("GET /api/person", new PersonFile
        {
            DisplayName = "林晓雨",
            Phone = "138****0001",
            CreatedAt = Shapes.Noon,
            Held = [new("Resume", "简历", 1, "教育和工作经历", "投递岗位", "账号注销为止", false), new("Chat", "直播间发言", null, "弹幕", "处理投诉", "直播结束后 3 年", true)],
            Consents =
            [
                new(ConsentPurpose.ResumeSharing, true, null), new(ConsentPurpose.KeptExamForm, false, Shapes.Noon), new(ConsentPurpose.Reminders, true, Shapes.Noon),
            ],
            Closure = closing ? new(Shapes.Noon, Shapes.Noon.AddDays(15)) : null,
            CoolingDays = 15,
        })
        .Answer("GET /api/operations/retention", new RetentionPlan(
            [new("SignIns", "登录日志", "3 年", "JF-9c", "删除", 3, Shapes.Noon, Shapes.Noon), new("Resume", "简历", "账号注销为止", "GB/T 35273", "删除", null, null, null)],
            closing ? [] : [new(Shapes.Noon, "登录日志", 12)], Shapes.Noon));
}
