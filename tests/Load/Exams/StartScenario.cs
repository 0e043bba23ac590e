using System.Globalization;
using System.Net.Http.Headers;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// E1: a crowd starts. Each start is the sealed paper's bytes and a durable start with its key and draw; the peer only sends as many
/// cached bytes. Per second of the processor time of all that serves, database included.
/// </summary>
internal sealed class StartScenario : IScenario
{
    private const int Lines = 256;

    public string Name => "start";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        await using var stand = await ExamStand.StartAsync();
        await stand.StartApiAsync();
        var count = options.Viewers ?? (options.Quick ? 3_000 : 10_000);
        var paperBytes = 0;
        var spreads = new List<string>();
        var series = await Pairs.RunAsync("E1", options.PairCount + 1, OursAsync, "minimal API", PeerAsync);

        // The first pair warms both sides up.
        var warm = new PairedSeries(series.Ours[1..], series.Peer[1..]);
        return new([LoadRow.Of("E1", warm, $"minimal API, {paperBytes} cached bytes", "starts/s and core", must: 0.6, aim: 0.85)]) { Remarks = spreads };

        async Task<Sample> OursAsync()
        {
            var now = DateTimeOffset.UtcNow;
            var (exam, crowd) = await stand.SeatAsync(count, SittingTimes.RunningAt(now), Standings.Entered, singles: 60);
            paperBytes = await MeasurePaperAsync(stand, exam, crowd[0]);
            var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
            await storm.RunAsync(crowd, (member, _) => [HttpLine.Request("GET", $"/api/exam-sessions/{member.Seat.SessionId}", member.Cookie)]);
            await stand.SettleAsync();

            var (seconds, watch) = (stand.ServerSeconds, new NoiseWatch(stand.Api));
            var took = await storm.RunAsync(crowd, (member, _) =>
            [
                HttpLine.Request("GET", $"/api/exam-sittings/{exam.SittingId}/paper", member.Cookie),
                HttpLine.Request("POST", $"/api/exam-sessions/{member.Seat.SessionId}/starts", member.Cookie, """{"epoch":1}"""),
            ]);
            var (use, used) = (watch.Stop(), stand.ServerSeconds - seconds);
            spreads.Add(string.Create(CultureInfo.InvariantCulture, $"{count} starts in {took.TotalSeconds:F2} s"));
            storm.Dispose();
            return new(
                count / used,
                string.Create(CultureInfo.InvariantCulture, $"{count / took.TotalSeconds:N0}/s, {use.ServerSeconds * 1e6 / count:F0} us Api + {(used - use.ServerSeconds) * 1e6 / count:F0} us database each"),
                use with { Others = Math.Max(0, use.Others - ((used - use.ServerSeconds) / use.Seconds)) });
        }

        async Task<Sample> PeerAsync()
        {
            Environment.SetEnvironmentVariable(CachedPaperHost.Bytes, $"{Math.Max(paperBytes, 1000)}");
            await using var server = await ServerUnderLoad.StartHostAsync("cached-paper", 6612);
            var storm = await Storm.ConnectAsync(server.Port, Lines);
            var crowd = Enumerable.Range(0, count).Select(_ => new CrowdMember(new(default, default, ""), new('x', 43))).ToArray();
            byte[][] request = [HttpLine.Request("GET", "/paper", crowd[0].Cookie)];
            await storm.RunAsync(crowd, (_, _) => request);
            var watch = new NoiseWatch(server);
            var took = await storm.RunAsync(crowd, (_, _) => request);
            var use = watch.Stop();
            storm.Dispose();
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
