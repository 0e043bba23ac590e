using System.Globalization;
using System.Net.Http.Headers;
using Pinchang.Load.Measuring;
using Pinchang.Load.Sockets;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// E1: a crowd starts. Everybody sits in the waiting room, heard of lately, with a line to the hub and the sealed paper at hand, so that what a
/// start costs the server at that moment is the durable start and the key over that line; the peer is the way without seals, which sends
/// everybody the paper's bytes then, from memory. Per second of the processor time of all that serves, database included, until the last
/// has the key. What turns the starts into facts afterwards is told beside it.
/// </summary>
internal sealed class StartScenario : IScenario
{
    private const int Lines = 256;
    private const int WarmCrowd = 2_000;

    public string Name => "start";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        await using var stand = await ExamStand.StartAsync();
        await stand.StartApiAsync();
        var count = options.Viewers ?? (options.Quick ? 3_000 : 10_000);
        var paperBytes = 0;
        var spreads = new List<string>();
        await WarmUp.UntilSteadyAsync("Pinchang", options.Quick, async () => (await StartAsync(WarmCrowd)).PerCpuSecond);

        Environment.SetEnvironmentVariable(CachedPaperHost.Bytes, $"{paperBytes}");
        await using var server = await ServerUnderLoad.StartHostAsync("cached-paper", 6612);
        using var peerStorm = await Storm.ConnectAsync(server.Port, Lines);
        var peerCrowd = Enumerable.Range(0, count).Select(_ => new CrowdMember(new(default, default, ""), new('x', 43))).ToArray();
        byte[][] peerRequest = [HttpLine.Request("GET", "/paper", peerCrowd[0].Cookie)];
        await WarmUp.UntilSteadyAsync("minimal API", options.Quick, async () => count / (await peerStorm.RunAsync(peerCrowd, (_, _) => peerRequest)).TotalSeconds);

        var series = await Pairs.RunAsync("E1", options.PairCount, OursAsync, "minimal API", PeerAsync);
        return new([LoadRow.Of("E1", series, $"minimal API, {paperBytes} cached bytes", "starts/s and core", must: 0.6, aim: 0.85)]) { Remarks = spreads };

        async Task<Sample> OursAsync()
        {
            var start = await StartAsync(count);
            spreads.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{count} have the key {start.Took.TotalSeconds:F2} s after the time; kept as facts afterwards for {start.LaterSeconds * 1e6 / count:F0} us each"));
            return new(
                start.PerCpuSecond,
                string.Create(CultureInfo.InvariantCulture, $"{start.Use.ServerSeconds * 1e6 / count:F0} us Api + {start.DatabaseSeconds * 1e6 / count:F0} us database each"),
                start.Use with { Others = Math.Max(0, start.Use.Others - (start.DatabaseSeconds / start.Use.Seconds)) });
        }

        async Task<(double PerCpuSecond, TimeSpan Took, WindowUse Use, double DatabaseSeconds, double LaterSeconds)> StartAsync(int people)
        {
            var now = DateTimeOffset.UtcNow;
            var startsAt = now.AddSeconds(14 + (people / 300));
            var (exam, crowd) = await stand.SeatAsync(people, new(now.AddHours(-1), startsAt, startsAt.AddHours(1)), Standings.Entered, singles: 60);
            paperBytes = await MeasurePaperAsync(stand, exam, crowd[0]);
            using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
            await storm.RunAsync(crowd, (member, _) =>
            [
                HttpLine.Request("GET", $"/api/exam-sessions/{member.Seat.SessionId}", member.Cookie),
                HttpLine.Request("GET", $"/api/exam-sittings/{exam.SittingId}/paper", member.Cookie),
            ]);
            using var room = await WaitingRoom.SeatAsync(stand.Api.Port, crowd);
            await storm.RunAsync(crowd, (member, _) =>
                [HttpLine.Request("POST", $"/api/exam-sessions/{member.Seat.SessionId}/heartbeats", member.Cookie, """{"epoch":1,"pending":0}""")]);
            await stand.SettleAsync();
            var left = startsAt - DateTimeOffset.UtcNow;
            if (left < TimeSpan.FromSeconds(1))
            {
                throw new InvalidOperationException($"The crowd of {people} was not in the waiting room in time: {left.TotalSeconds:F1} s.");
            }

            await Task.Delay(left - TimeSpan.FromSeconds(0.3));
            var due = Marker.Now + (long)(startsAt - DateTimeOffset.UtcNow).TotalNanoseconds;
            var (seconds, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            await room.OpenedAsync(TimeSpan.FromSeconds(60));
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - seconds);

            var before = stand.ServerSeconds;
            await stand.UntilAsync("SELECT NOT EXISTS (SELECT FROM exams.session_starts)", TimeSpan.FromMinutes(1));
            return (people / (use.ServerSeconds + used), TimeSpan.FromTicks((room.LastAt - due) / 100), use, used, stand.ServerSeconds - before);
        }

        async Task<Sample> PeerAsync()
        {
            var watch = new NoiseWatch(server);
            var took = await peerStorm.RunAsync(peerCrowd, (_, _) => peerRequest);
            var use = watch.Stop();
            return new(
                count / use.ServerSeconds,
                string.Create(CultureInfo.InvariantCulture, $"{count / took.TotalSeconds:N0}/s, {use.ServerSeconds * 1e6 / count:F0} us each"),
                use);
        }
    }

    private static async Task<int> MeasurePaperAsync(ExamStand stand, SeatedExam exam, CrowdMember member)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/exam-sittings/{exam.SittingId}/paper");
        request.Headers.Add("Cookie", member.Cookie);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        using var answer = await stand.Api.Control.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }
}
