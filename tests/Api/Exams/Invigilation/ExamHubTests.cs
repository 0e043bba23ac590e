using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pinchang.Api.Tests.Hosting;
using Pinchang.Contracts;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Tests.Exams.Invigilation;

public sealed class ExamHubTests(WatchScene scene) : IClassFixture<WatchScene>
{
    [Fact]
    public async Task Nobody_opens_it_without_a_sign_in_or_from_a_foreign_page()
    {
        (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync(null))).Message.ShouldContain("401");
        (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync(scene.Candidate, "http://evil.example"))).Message.ShouldContain("403");
    }

    [Fact]
    [Clause("EX-4.5", at: "Api/Exams/Invigilation/GetWall.cs")]
    [Clause("EX-4.5", at: "Api/Exams/Invigilation/ExamHub.cs")]
    public async Task An_invigilator_whose_training_does_not_count_sees_no_wall_by_page_or_by_socket()
    {
        var untrained = await scene.PersonAsync("监考新手", scene.Api.AgencyId, scene.ProjectId, Roles.Invigilator);
        await scene.Api.DisqualifyAsync(untrained);
        await (await untrained.Http.GetAsync(new Uri($"/api/exam-sittings/{scene.SittingId}/wall", UriKind.Relative))).ShouldRefuseAsync(HttpStatusCode.Forbidden, "staff.unqualified");
        await using var socket = await OpenAsync(untrained);
        CodeOf(await socket.CallAsync("Watch", scene.SittingId)).ShouldBe("staff.unqualified");
    }

    [Fact]
    public async Task Whose_session_and_sitting_it_is_decides_the_cookie()
    {
        await using var candidate = await OpenAsync(scene.Candidate);
        await using var invigilator = await OpenAsync(scene.Invigilator);
        await using var elsewhere = await OpenAsync(scene.ElsewhereInvigilator);
        await using var marker = await OpenAsync(scene.Marker);

        CodeOf(await candidate.CallAsync("Enter", scene.SessionId)).ShouldBeNull();
        CodeOf(await candidate.CallAsync("Enter", scene.NeighbourSessionId)).ShouldBe("invigilation.not-found");
        CodeOf(await candidate.CallAsync("Watch", scene.SittingId)).ShouldBe("invigilation.not-found");
        CodeOf(await candidate.CallAsync("RequestLook", scene.NeighbourSessionId, "camera")).ShouldBe("invigilation.not-found");
        CodeOf(await elsewhere.CallAsync("Watch", scene.SittingId)).ShouldBe("invigilation.not-found");
        CodeOf(await elsewhere.CallAsync("RequestLook", scene.SessionId, "camera")).ShouldBe("invigilation.not-found");
        CodeOf(await marker.CallAsync("Watch", scene.SittingId)).ShouldBe("access.forbidden");
        CodeOf(await invigilator.CallAsync("Enter", scene.SessionId)).ShouldBe("invigilation.not-found");
        (await invigilator.CallAsync("Watch", scene.SittingId)).GetProperty("value").GetProperty("tiles").GetArrayLength().ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    [Clause("EX-6.3-online-b", at: "Api/Exams/Invigilation/ExamHub.cs")]
    public async Task A_recording_that_stops_is_on_the_wall_within_seconds()
    {
        var (person, sessionId) = await CandidateAsync("何停");
        await using var wall = await OpenAsync(scene.Invigilator);
        await using var page = await OpenAsync(person);
        await page.CallAsync("Enter", sessionId);
        await wall.CallAsync("Watch", scene.SittingId);
        await TileAsync(wall, sessionId, tile => tile.GetProperty("connected").GetBoolean());

        await (await person.Http.PostCommandAsync($"/api/exam-sessions/{sessionId}/events", new RaiseSessionEvent(SessionEventKind.CameraStopped, scene.Api.Clock.GetUtcNow())))
            .ReadAsync<SessionEvent>();
        var stopped = await TileAsync(wall, sessionId, tile => tile.GetProperty("openEvents").GetInt32() == 1);

        stopped.GetProperty("risk").GetProperty("level").GetString().ShouldBe("urgent");
        stopped.GetProperty("risk").GetProperty("cause").GetString().ShouldBe("recordingStopped");
        stopped.GetProperty("stopped")[0].GetString().ShouldBe("camera");
    }

    [Fact]
    public async Task A_browser_that_dies_is_missed_at_once()
    {
        var (person, sessionId) = await CandidateAsync("韩断");
        await using var wall = await OpenAsync(scene.Invigilator);
        await wall.CallAsync("Watch", scene.SittingId);
        await using (var page = await OpenAsync(person))
        {
            await page.CallAsync("Enter", sessionId);
            await TileAsync(wall, sessionId, tile => tile.GetProperty("connected").GetBoolean());
        }

        var lost = await TileAsync(wall, sessionId, tile => !tile.GetProperty("connected").GetBoolean());
        lost.GetProperty("risk").GetProperty("cause").GetString().ShouldBe("lineLost");
    }

    [Fact]
    public async Task Messages_extensions_and_the_end_reach_the_page_they_are_for()
    {
        var (person, sessionId) = await CandidateAsync("蒋听");
        await using var page = await OpenAsync(person);
        await using var other = await OpenAsync(scene.Neighbour);
        await page.CallAsync("Enter", sessionId);
        await other.CallAsync("Enter", scene.NeighbourSessionId);

        await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sittings/{scene.SittingId}/messages", new SendInvigilationMessage("请坐正", sessionId));
        (await page.EventAsync("MessageArrived"))[0].GetProperty("text").GetString().ShouldBe("请坐正");
        await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sessions/{sessionId}/extensions", new ExtendRequest(5, "设备故障"));
        (await page.EventAsync("DeadlineChanged"))[0].GetGuid().ShouldBe(sessionId);
        await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sessions/{sessionId}/endings", new EndSessionRequest("作弊", "携带资料", "抓拍", scene.Colleague.UserId));
        (await page.EventAsync("SessionEnded"))[1].GetString().ShouldBe("terminated");

        await scene.Invigilator.Http.PostCommandAsync($"/api/exam-sittings/{scene.SittingId}/messages", new SendInvigilationMessage("还有十分钟"));
        (await other.EventAsync("MessageArrived"))[0].GetProperty("text").GetString().ShouldBe("还有十分钟");
        other.HasPassed("SessionEnded").ShouldBeFalse();
        other.HasPassed("DeadlineChanged").ShouldBeFalse();
    }

    [Fact]
    public async Task A_live_look_is_passed_between_its_two_sides_and_ends_with_the_one_who_looks()
    {
        var (person, sessionId) = await CandidateAsync("沈看");
        await using var page = await OpenAsync(person);
        await using var eavesdropper = await OpenAsync(scene.Neighbour);
        await page.CallAsync("Enter", sessionId);
        await eavesdropper.CallAsync("Enter", scene.NeighbourSessionId);
        JsonElement look;
        await using (var wall = await OpenAsync(scene.Invigilator))
        {
            await wall.CallAsync("Watch", scene.SittingId);
            await TileAsync(wall, sessionId, tile => tile.GetProperty("connected").GetBoolean());
            look = (await wall.CallAsync("RequestLook", sessionId, "screen")).GetProperty("value");
            var lookId = look.GetProperty("id").GetGuid();
            (await page.EventAsync("LiveLookRequested"))[0].GetProperty("id").GetGuid().ShouldBe(lookId);

            var longest = new string('"', 16_000);
            await page.CallAsync("SendLookSignal", new LookSignal(lookId, longest));
            (await wall.EventAsync("LookSignalReceived"))[0].GetProperty("body").GetString().ShouldBe(longest);
            await eavesdropper.CallAsync("SendLookSignal", new LookSignal(lookId, """{"kind":"foreign"}"""));
            await page.CallAsync("SendLookSignal", new LookSignal(lookId, """{"kind":"hello"}"""));
            (await wall.EventAsync("LookSignalReceived"))[0].GetProperty("body").GetString().ShouldBe("""{"kind":"hello"}""");
            wall.HasPassed("LookSignalReceived").ShouldBeFalse();
            await wall.CallAsync("SendLookSignal", new LookSignal(lookId, """{"kind":"answer"}"""));
            (await page.EventAsync("LookSignalReceived"))[0].GetProperty("body").GetString().ShouldBe("""{"kind":"answer"}""");
        }

        (await page.EventAsync("LiveLookEnded"))[0].GetGuid().ShouldBe(look.GetProperty("id").GetGuid());
        eavesdropper.HasPassed("LiveLookRequested").ShouldBeFalse();
        (await scene.TimelineAsync(sessionId)).Measures.ShouldContain(measure => measure.Kind == MeasureKind.Looked && measure.Reason == "Live");
    }

    [Fact]
    public async Task A_socket_ends_with_the_sign_in_it_stands_on()
    {
        var leaving = await scene.PersonAsync("监考将离", scene.Api.AgencyId, scene.ProjectId, Roles.Invigilator);
        await using var wall = await OpenAsync(leaving);
        await wall.CallAsync("Watch", scene.SittingId);

        (await leaving.Http.DeleteAsync(new Uri("/api/sessions/current", UriKind.Relative))).EnsureSuccessStatusCode();

        (await wall.EventAsync("SessionTerminated"))[0].GetString().ShouldBe("session.signed-out");
        await wall.EndAsync();
    }

    [Fact]
    public async Task Sixty_candidates_who_speak_at_once_are_sixty_tiles_in_the_order_of_need()
    {
        var (projectId, sittingId) = await scene.MakeSittingAsync();
        var invigilator = await scene.PersonAsync("监考老彭", scene.Api.AgencyId, projectId, Roles.Invigilator);
        var people = await Task.WhenAll(Enumerable.Range(1, 60).Select(number => scene.PersonAsync($"考生{number:00}")));
        var sessions = new List<Guid>();
        foreach (var person in people)
        {
            sessions.Add(await scene.ArrangeAsync(sittingId, person));
        }

        await using var wall = await OpenAsync(invigilator);
        (await wall.CallAsync("Watch", sittingId)).GetProperty("value").GetProperty("tiles").GetArrayLength().ShouldBe(60);

        byte[] still = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[20_000], 0xFF, 0xD9];
        await Task.WhenAll(people.Zip(sessions).Select(async pair =>
        {
            var (person, sessionId) = pair;
            (await new Recorder(person.Http, sessionId).SendAsync(0)).EnsureSuccessStatusCode();
            (await new Recorder(person.Http, sessionId, "screen").SendAsync(0)).EnsureSuccessStatusCode();
            (await person.Http.PutAsync($"/api/exam-sessions/{sessionId}/stills/{Guid.NewGuid()}", new ByteArrayContent(still))).EnsureSuccessStatusCode();
            await (await person.Http.PostCommandAsync($"/api/exam-sessions/{sessionId}/heartbeats", new Heartbeat(1, 0, true, true, true, true))).ReadAsync<HeartbeatAck>();
        }));
        await (await people[41].Http.PostCommandAsync($"/api/exam-sessions/{sessions[41]}/events", new RaiseSessionEvent(SessionEventKind.SecondFace, scene.Api.Clock.GetUtcNow())))
            .ReadAsync<SessionEvent>();
        await (await people[7].Http.PostCommandAsync($"/api/exam-sessions/{sessions[7]}/events", new RaiseSessionEvent(SessionEventKind.HelpAsked, scene.Api.Clock.GetUtcNow(), "键盘失灵")))
            .ReadAsync<SessionEvent>();

        var drawn = await scene.Api.Services.GetRequiredService<IGrainFactory>().GetGrain<IInvigilationGrain>(sittingId).GetWall();
        await WatchScene.UntilAsync(async () =>
        {
            drawn = await invigilator.Http.GetAsync<InvigilationWall>($"/api/exam-sittings/{sittingId}/wall");
            return drawn.Tiles.All(tile => tile.StillId != null) && drawn.Tiles.Sum(tile => tile.OpenEvents) == 2;
        }, "all that was sent is on the wall");
        drawn!.Tiles.Take(2).Select(tile => (tile.SessionId, tile.Risk.Cause)).ShouldBe([(sessions[7], RiskCause.HelpAsked), (sessions[41], RiskCause.SeriousEvent)]);
    }

    private Task<HubPage> OpenAsync(SignedInClient? person, string origin = ApiFixture.Origin) => HubPage.OpenAsync(scene.Api, "/hubs/exam", person?.Cookie(), origin);

    private static string? CodeOf(JsonElement answer) =>
        answer.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object ? problem.GetProperty("code").GetString() : null;

    private static async Task<JsonElement> TileAsync(HubPage wall, Guid sessionId, Func<JsonElement, bool> fits)
    {
        bool IsIt(JsonElement tile) => tile.GetProperty("sessionId").GetGuid() == sessionId && fits(tile);
        var change = await wall.EventAsync("WallChanged", arguments => arguments[0].GetProperty("tiles").EnumerateArray().Any(IsIt));
        return change[0].GetProperty("tiles").EnumerateArray().First(IsIt);
    }

    private async Task<(SignedInClient Person, Guid SessionId)> CandidateAsync(string name)
    {
        var person = await scene.PersonAsync(name);
        return (person, await scene.ArrangeAsync(scene.SittingId, person));
    }
}
