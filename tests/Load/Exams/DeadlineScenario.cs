using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// S1: everybody hands in at once over 512 lines, each with an answer that was not acknowledged yet and a fifth of them twice, until the last
/// receipt; the peer inserts as many rows as that left, one by one (and need not update the session's row). S2: the same around the very
/// end: whatever was received in time is accepted, whatever came after it is not.
/// </summary>
internal sealed class DeadlineScenario : IScenario
{
    private const int Lines = 512;
    private const int WarmCrowd = 2_000;
    private const int SavedBefore = 8;

    /// <summary>A request that left this long before the close was stamped before it, however busy the server was.</summary>
    private static readonly TimeSpan UntilStamped = TimeSpan.FromMilliseconds(250);

    /// <summary>The answer that came along, the fact, the script, the line in the ledger.</summary>
    private const int RowsPerHandIn = 4;

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
        var inserted = 0L;
        var rows = new List<LoadRow>();
        if (options.Wants("S1"))
        {
            await WarmUp.UntilSteadyAsync("Pinchang", options.Quick, async () => WarmCrowd / (await HandInAsync(WarmCrowd)).Took.TotalSeconds);
            var series = await Pairs.RunAsync("S1", options.PairCount, OursAsync, "pgbench", PeerAsync);
            rows.Add(LoadRow.Of("S1", series, $"{peer.Name}, {inserted} rows", $"s to drain {count} hand-ins", must: 1.25, aim: 0.6, lowerIsBetter: true));
        }

        if (options.Wants("S2"))
        {
            rows.Add(await AcceptedAsync(stand, count));
        }

        return new(rows);

        async Task<Sample> OursAsync()
        {
            var before = await CountRowsAsync(stand);
            var (took, use, used) = await HandInAsync(count);
            inserted = await CountRowsAsync(stand) - before - (SavedBefore * count);
            return new(
                took.TotalSeconds,
                string.Create(CultureInfo.InvariantCulture, $"{use.ServerSeconds * 1e6 / count:F0} us Api + {used * 1e6 / count:F0} us database each, {inserted} rows"),
                use with { Others = Math.Max(0, use.Others - (used / use.Seconds)) });
        }

        async Task<(TimeSpan Took, WindowUse Use, double DatabaseSeconds)> HandInAsync(int people)
        {
            var (exam, crowd) = await stand.SeatAsync(people, SittingTimes.RunningAt(DateTimeOffset.UtcNow), Standings.Started);
            using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
            await storm.RunAsync(crowd, (member, _) => [Save(exam, member)]);
            await stand.SettleAsync();
            var (seconds, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var took = await storm.RunAsync(crowd, (member, i) => i % 5 == 0 ? [HandIn(exam, member), HandIn(exam, member)] : [HandIn(exam, member)]);
            return (took, watch.Stop(), stand.DatabaseSeconds - seconds);
        }

        async Task<Sample> PeerAsync() => new((inserted > 0 ? inserted : RowsPerHandIn * count) / await peer.RowsPerSecondAsync(options.Window), "", []);
    }

    private static async Task<long> CountRowsAsync(ExamStand stand)
    {
        await using var command = stand.Owner.CreateCommand(
            """
            SELECT (SELECT count(*) FROM exams.answers) + (SELECT count(*) FROM exams.session_facts) + (SELECT count(*) FROM exams.hand_ins)
                 + (SELECT count(*) FROM compliance.ledger_lines)
            """);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>
    /// From 0.9 s before the close to 0.3 s after it, evenly. Whether a hand-in came in time is told by this side's clock, the same
    /// machine's: one that left well before the close must be accepted, one that left after it must not.
    /// </summary>
    private static async Task<LoadRow> AcceptedAsync(ExamStand stand, int count)
    {
        var close = DateTimeOffset.UtcNow.AddSeconds(20 + (count / 400));
        var times = new SittingTimes(close.AddHours(-2), close.AddHours(-1), close) { GraceSeconds = 0 };
        var (exam, crowd) = await stand.SeatAsync(count, times, Standings.Started);
        using var storm = await Storm.ConnectAsync(stand.Api.Port, Lines);
        await storm.RunAsync(crowd, (member, _) => [Save(exam, member)]);
        var (leftAt, isTold) = (new DateTimeOffset[count], new bool[count]);
        await Task.Delay(close - DateTimeOffset.UtcNow - TimeSpan.FromSeconds(0.9));
        var took = await storm.RunAsync(
            crowd,
            (member, i) =>
            {
                leftAt[i] = DateTimeOffset.UtcNow;
                return [HandIn(exam, member)];
            },
            i => TimeSpan.FromSeconds(1.2 * i / count),
            (i, status, body) => isTold[i] = status == 200 && body.Contains("\"byCandidate\"", StringComparison.Ordinal));

        await using var command = stand.Owner.CreateCommand("SELECT count(*)::int FROM exams.sessions WHERE sitting_id = $1 AND end_kind = 'ByCandidate'");
        command.Parameters.Add(new() { Value = exam.SittingId });
        var kept = (int)(await command.ExecuteScalarAsync())!;
        var all = Enumerable.Range(0, count).ToArray();
        var told = isTold.Count(one => one);
        var refusedInTime = all.Count(i => !isTold[i] && leftAt[i] < close - UntilStamped);
        var acceptedLate = all.Count(i => isTold[i] && leftAt[i] > close);
        Console.WriteLine($"S2 {told} of {count} accepted, {kept} kept so, {refusedInTime} in time and refused, {acceptedLate} late and accepted, answered within {took.TotalSeconds:F2} s");
        var share = told == 0 ? 0 : (double)told / (told + refusedInTime);
        share = kept == told && acceptedLate == 0 ? share : Math.Min(share, 0.99);
        return new() { Id = "S2", Ours = share, Unit = $"of {told + refusedInTime} received in time", Ratio = share, Low = share, High = share, Must = 1, Aim = 1 };
    }

    private static byte[] Save(SeatedExam exam, CrowdMember member) => HttpLine.Request(
        "PUT",
        $"/api/exam-sessions/{member.Seat.SessionId}/answers",
        member.Cookie,
        $$"""{"epoch":1,"items":[{{string.Join(',', Enumerable.Range(1, SavedBefore).Select(n => Item(exam, n)))}}]}""");

    private static byte[] HandIn(SeatedExam exam, CrowdMember member) => HttpLine.Request(
        "POST", $"/api/exam-sessions/{member.Seat.SessionId}/hand-in", member.Cookie, $$"""{"epoch":1,"lastSequence":{{SavedBefore + 1}},"items":[{{Item(exam, SavedBefore + 1)}}]}""");

    private static string Item(SeatedExam exam, int number) =>
        $$"""{"sequence":{{number}},"questionId":"{{exam.QuestionIds[number]}}","response":{"text":"{{number}} xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},"marked":false,"at":"2026-06-06T01:00:00.000Z"}""";
}
