using System.Text.Json;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts.Fairs;
using static Pinchang.Api.Tests.Fairs.FairScene;

namespace Pinchang.Api.Tests.Fairs;

public sealed class FairHubTests(FairScene scene) : IClassFixture<FairScene>
{
    [Fact]
    public async Task A_call_finds_the_candidate_on_every_page_and_a_signal_the_other_side_only()
    {
        var (candidate, stranger) = (await scene.VisitorAsync(), await scene.VisitorAsync());
        await using var lobby = await PageAsync(candidate);
        await using var elsewhere = await PageAsync(candidate);
        await using var bystander = await PageAsync(stranger);
        await using var desk = await HubPage.OpenAsync(scene.Api, "/hubs/fair", scene.Recruiter.Cookie());
        await desk.CallAsync("EnterDesk", scene.Booth.BoothId);
        var place = await TakeNumberAsync(candidate, scene.Booth);

        var call = await CallAsync(scene.Recruiter, scene.Booth);
        foreach (var page in new[] { lobby, elsewhere })
        {
            (await page.EventAsync("Called"))[0].GetProperty("id").GetGuid().ShouldBe(place.Id);
        }

        await AnswerAsync(candidate, call);
        CodeOf(await elsewhere.CallAsync("Signal", call.Id, "{\"kind\":\"hello\"}")).ShouldBeNull();
        (await desk.EventAsync("Signalled"))[1].GetString().ShouldBe("{\"kind\":\"hello\"}");
        CodeOf(await bystander.CallAsync("Signal", call.Id, "{}")).ShouldBe("fairs.talk-not-found");
        bystander.HasPassed("Called").ShouldBeFalse();
        bystander.HasPassed("Signalled").ShouldBeFalse();
        await EndAsync(candidate, call);
    }

    [Fact]
    public async Task A_broadcast_says_how_many_in_the_halls_heard_it()
    {
        var candidate = await scene.VisitorAsync();
        await using var lobby = await PageAsync(candidate);
        await using var elsewhere = await PageAsync(candidate);
        var notice = await (await scene.Operator.Http.PostCommandAsync(
            $"/api/fairs/{scene.Fair.Summary.Id}/broadcasts", new BroadcastToFair("14:30 起延长接待半小时"))).ReadAsync<FairNotice>();
        notice.Told.ShouldBeGreaterThanOrEqualTo(1);
        (await lobby.EventAsync("NoticePosted"))[0].GetProperty("text").GetString().ShouldBe("14:30 起延长接待半小时");
    }

    [Fact]
    public async Task The_longest_signal_passes_whatever_it_holds_and_a_longer_one_is_refused_on_a_line_that_lives_on()
    {
        var (candidate, call, page) = await TalkAsync();
        await using var line = page;
        await using var desk = await PageAsync(scene.Recruiter);

        var longest = string.Concat(Enumerable.Repeat("\"", 16_000));
        CodeOf(await page.CallAsync("Signal", call.Id, longest)).ShouldBeNull();
        (await desk.EventAsync("Signalled"))[1].GetString().ShouldBe(longest);
        CodeOf(await page.CallAsync("Signal", call.Id, longest + "x")).ShouldBe("fairs.signal-too-large");
        CodeOf(await page.CallAsync("Signal", call.Id, "{}")).ShouldBeNull();
        await EndAsync(candidate, call);
    }

    [Fact]
    public async Task Who_sends_hundreds_of_signals_is_held_up()
    {
        var (candidate, call, page) = await TalkAsync();
        await using var line = page;

        var codes = new HashSet<string?>();
        for (var i = 0; i < 320; i++)
        {
            codes.Add(CodeOf(await page.CallAsync("Signal", call.Id, "{}")));
        }

        codes.ShouldBe([null, "common.too-many"]);
        await EndAsync(candidate, call);
    }

    [Fact]
    public async Task A_socket_ends_with_the_sign_in_it_stands_on()
    {
        var candidate = await scene.VisitorAsync();
        await using var page = await PageAsync(candidate);

        (await candidate.Http.DeleteAsync(new Uri("/api/sessions/current", UriKind.Relative))).EnsureSuccessStatusCode();

        (await page.EventAsync("SessionTerminated"))[0].GetString().ShouldBe("session.signed-out");
        await page.EndAsync();
    }

    private async Task<(SignedInClient Candidate, TalkStanding Call, HubPage Page)> TalkAsync()
    {
        var candidate = await scene.VisitorAsync();
        var page = await PageAsync(candidate);
        await TakeNumberAsync(candidate, scene.Booth);
        return (candidate, await AnswerAsync(candidate, await CallAsync(scene.Recruiter, scene.Booth)), page);
    }

    private async Task<HubPage> PageAsync(SignedInClient person)
    {
        var page = await HubPage.OpenAsync(scene.Api, "/hubs/fair", person.Cookie());
        CodeOf(await page.CallAsync("EnterFair", scene.Fair.Summary.Id)).ShouldBeNull();
        return page;
    }

    private static async Task EndAsync(SignedInClient candidate, TalkStanding call) =>
        await (await candidate.Http.PostCommandAsync($"/api/talks/{call.Id}/endings", null)).ReadAsync<TalkStanding>();

    private static string? CodeOf(JsonElement answer) =>
        answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object ? problem.GetProperty("code").GetString() : null;
}
