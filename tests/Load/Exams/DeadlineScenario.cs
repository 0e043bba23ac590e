using System.Collections.Concurrent;
using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// S1: everybody hands in at once, each with an answer that was not acknowledged yet and a fifth of them twice, until the last receipt; the
/// peer inserts as many rows. S2: the same around the very end: whatever was received in time is accepted.
/// </summary>
internal sealed class DeadlineScenario : IScenario
{
    private const int Lines = 512;

    public string Name => "deadline";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        if (!PgBench.IsHere)
        {
            throw new InvalidOperationException("The peer is pgbench: apt-get install postgresql-contrib.");
        }

        await using var stand = await ExamStand.StartAsync();
        await stand.StartApiAsync();
        var peer = new PgBench(stand);
        await peer.PrepareAsync();
        var count = options.Viewers ?? (options.Quick ? 3_000 : 10_000);
        var rows = new List<LoadRow>();
        if (options.Wants("S1"))
        {
            var series = await Pairs.RunAsync("S1", options.PairCount + 1, OursAsync, "pgbench", PeerAsync);
            var warm = new PairedSeries(series.Ours[1..], series.Peer[1..]);
            rows.Add(LoadRow.Of("S1", warm, $"{peer.Name}, {count} rows", $"s to drain {count} hand-ins", must: 1.25, aim: 0.6, lowerIsBetter: true));
        }

        if (options.Wants("S2"))
        {
            rows.Add(await AcceptedAsync(stand, count));
        }

        return new(rows);

        async Task<Sample> OursAsync()
        {
            var (exam, crowd) = await stand.SeatAsync(count, SittingTimes.RunningAt(DateTimeOffset.UtcNow), Standings.Started);
            using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
            await storm.RunAsync(crowd, (member, _) => [Save(exam, member)]);
            await stand.SettleAsync();
            var (seconds, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var took = await storm.RunAsync(crowd, (member, i) => i % 5 == 0 ? [HandIn(exam, member), HandIn(exam, member)] : [HandIn(exam, member)]);
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - seconds);
            return new(
                took.TotalSeconds,
                string.Create(CultureInfo.InvariantCulture, $"{use.ServerSeconds * 1e6 / count:F0} us Api + {used * 1e6 / count:F0} us database each"),
                use with { Others = Math.Max(0, use.Others - (used / use.Seconds)) });
        }

        async Task<Sample> PeerAsync() => new(count / await peer.RowsPerSecondAsync(options.Window), "", []);
    }

    /// <summary>From 0.9 s before the close to 0.3 s after it, evenly; what came in time is told by the moment that the server stamped.</summary>
    private static async Task<LoadRow> AcceptedAsync(ExamStand stand, int count)
    {
        var close = DateTimeOffset.UtcNow.AddSeconds(20 + (count / 400));
        var times = new SittingTimes(close.AddHours(-2), close.AddHours(-1), close) { GraceSeconds = 0 };
        var (exam, crowd) = await stand.SeatAsync(count, times, Standings.Started);
        using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
        await storm.RunAsync(crowd, (member, _) => [Save(exam, member)]);
        var receipts = new ConcurrentDictionary<int, bool>();
        await Task.Delay(close - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(0.9));
        var took = await storm.RunAsync(
            crowd,
            (member, _) => [HandIn(exam, member)],
            i => TimeSpan.FromSeconds(1.2 * i / count),
            (i, status, body) => receipts[i] = status == 200 && body.Contains("\"byCandidate\"", StringComparison.Ordinal));

        await using var command = stand.Owner.CreateCommand(
            """
            SELECT count(*) FILTER (WHERE fact.at < $2)::int, count(*) FILTER (WHERE fact.at < $2 AND session.end_kind = 'ByCandidate')::int,
                   count(*) FILTER (WHERE session.end_kind = 'ByCandidate')::int
            FROM exams.sessions AS session JOIN exams.session_facts AS fact ON fact.session_id = session.id AND fact.kind = 'Sealed'
            WHERE session.sitting_id = $1
            """);
        command.Parameters.Add(new() { Value = exam.SittingId });
        command.Parameters.Add(new() { Value = close.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var (inTime, accepted, byCandidate) = (reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
        var told = receipts.Values.Count(receipt => receipt);
        Console.WriteLine($"S2 {inTime} of {count} in time, {accepted} accepted, {told} told so, answered within {took.TotalSeconds:F2} s");
        var share = inTime == 0 ? 0 : (double)accepted / inTime;
        share = byCandidate == accepted && told == accepted ? share : Math.Min(share, 0.99);
        return new() { Id = "S2", Ours = share, Unit = $"of {inTime} received in time", Ratio = share, Low = share, High = share, Must = 1, Aim = 1 };
    }

    private static byte[] Save(SeatedExam exam, CrowdMember member) => HttpLine.Request(
        "PUT",
        $"/api/exam-sessions/{member.Seat.SessionId}/answers",
        member.Cookie,
        $$"""{"epoch":1,"items":[{{string.Join(',', Enumerable.Range(1, 8).Select(n => Item(exam, n)))}}]}""");

    private static byte[] HandIn(SeatedExam exam, CrowdMember member) => HttpLine.Request(
        "POST", $"/api/exam-sessions/{member.Seat.SessionId}/hand-in", member.Cookie, $$"""{"epoch":1,"lastSequence":9,"items":[{{Item(exam, 9)}}]}""");

    private static string Item(SeatedExam exam, int number) =>
        $$"""{"sequence":{{number}},"questionId":"{{exam.QuestionIds[number]}}","response":{"text":"{{number}} xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},"marked":false,"at":"2026-06-06T01:00:00.000Z"}""";
}
