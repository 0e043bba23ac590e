using System.Globalization;
using System.Net.Http.Headers;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// E1: a crowd starts. Everybody has been in the waiting room, heard of by the invigilators, and has fetched the sealed paper there, so what a start asks of the server at that moment is the durable
/// start with its key and draw; the peer is the way without seals, which sends everybody the paper's bytes then, from memory. Per second of
/// the processor time of all that serves, database included.
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
            var (perSecond, took, use, databaseSeconds) = await StartAsync(count);
            spreads.Add(string.Create(CultureInfo.InvariantCulture, $"{count} starts in {took.TotalSeconds:F2} s"));
            return new(
                perSecond,
                string.Create(CultureInfo.InvariantCulture, $"{count / took.TotalSeconds:N0}/s, {use.ServerSeconds * 1e6 / count:F0} us Api + {databaseSeconds * 1e6 / count:F0} us database each"),
                use with { Others = Math.Max(0, use.Others - (databaseSeconds / use.Seconds)) });
        }

        async Task<(double PerCpuSecond, TimeSpan Took, WindowUse Use, double DatabaseSeconds)> StartAsync(int people)
        {
            var (exam, crowd) = await stand.SeatAsync(people, SittingTimes.RunningAt(DateTimeOffset.UtcNow), Standings.Entered, singles: 60);
            paperBytes = await MeasurePaperAsync(stand, exam, crowd[0]);
            using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
            await storm.RunAsync(crowd, (member, _) =>
            [
                HttpLine.Request("GET", $"/api/exam-sessions/{member.Seat.SessionId}", member.Cookie),
                HttpLine.Request("GET", $"/api/exam-sittings/{exam.SittingId}/paper", member.Cookie),
                HttpLine.Request("POST", $"/api/exam-sessions/{member.Seat.SessionId}/heartbeats", member.Cookie, """{"epoch":1,"pending":0}"""),
            ]);
            await stand.SettleAsync();

            var (seconds, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var took = await storm.RunAsync(crowd, (member, _) =>
                [HttpLine.Request("POST", $"/api/exam-sessions/{member.Seat.SessionId}/starts", member.Cookie, """{"epoch":1}""")]);
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - seconds);
            return (people / (use.ServerSeconds + used), took, use, used);
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
