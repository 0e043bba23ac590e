using System.Net;
using System.Text.Json.Nodes;
using Pinchang.Contracts.Organisations;

namespace Pinchang.Web.Tests;

/// <summary>Members of an employer, and the page that an invitation's link leads to.</summary>
public sealed class MemberPagesTests : IDisposable
{
    private const string Token = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq";
    private readonly WebSite _site = new();

    public static TheoryData<string, string> EveryPage => new()
    {
        { "recruiter", "/recruiting/members" }, { "recruiter", "/recruiting/members?q=周" }, { "anonymous", $"/invitations/{Token}" }, { "candidate", $"/invitations/{Token}" },
    };

    [Theory]
    [MemberData(nameof(EveryPage))]
    public async Task Every_page_renders(string who, string path)
    {
        foreach (var alone in new[] { false, true })
        {
            Prepare(alone);
            await RenderedPage.CheckAsync(await BrowserOf(who).GetAsync(path));
        }
    }

    [Fact]
    public async Task Rights_are_sent_as_they_were_ticked()
    {
        Prepare(alone: false);
        _site.Api.Answer("POST /api/employers/mine/member-invitations", new MemberActDone(Shapes.Id(71)));
        var sent = await WebSite.SendFormAsync(_site.BrowserOf(Shapes.Recruiter), "/recruiting/members", "/recruiting/members?handler=Invite",
            ("name", "何宁"), ("address", "13800138000"), ("rights", "Call"), ("department", "人事部"));

        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var body = JsonNode.Parse(_site.Api.Last("POST", "/api/employers/mine/member-invitations").Body)!;
        body["rights"]!.AsArray().Select(right => right!.GetValue<string>()).ShouldBe(["call"]);
        body["department"]!.GetValue<string>().ShouldBe("人事部");
    }

    [Fact]
    public async Task An_invitations_address_is_told_to_no_other_site_and_kept_by_no_cache()
    {
        Prepare(alone: false);
        var page = await _site.Browser().GetAsync(new Uri($"/invitations/{Token}", UriKind.Relative));

        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        (await page.Content.ReadAsStringAsync()).ShouldContain($"/sign-in?return=%2Finvitations%2F{Token}");
    }

    public void Dispose() => _site.Dispose();

    private HttpClient BrowserOf(string who) => who switch
    {
        "recruiter" => _site.BrowserOf(Shapes.Recruiter),
        "candidate" => _site.BrowserOf(Shapes.Candidate),
        _ => _site.Browser(),
    };

    private void Prepare(bool alone)
    {
        var own = new MemberSummary(Shapes.Id(2), "周敏", "138****0002", null, [.. Enum.GetValues<MemberRight>()], true, true, Shapes.Noon);
        _site.Api
            .Answer("GET /api/employers/mine/members", alone ? new MemberBook([own], [], []) : new MemberBook(
                [own, new(Shapes.Id(72), "陈一帆", "139****0003", "人事部", [MemberRight.PostJobs], false, false, Shapes.Noon)],
                [
                    new(Shapes.Id(73), "何宁", "137****0004", "市场部", [MemberRight.Present], "周敏", Shapes.Noon, Shapes.Noon.AddDays(7), false),
                    new(Shapes.Id(74), "方晴", "f***@example.com", null, [MemberRight.Manage], "周敏", Shapes.Noon, Shapes.Noon, true),
                ],
                ["人事部", "市场部"]))
            .Answer($"GET /api/member-invitations/{Token}", new InvitationDetails(
                "云栖软件", "周敏", "何宁", "137****0004", "市场部", [MemberRight.Present], Shapes.Noon.AddDays(7),
                alone ? new("members.invitation-expired", "邀请已过期，请联系发出邀请的人重新发送。") : null));
    }
}
