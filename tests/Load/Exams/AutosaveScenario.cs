using System.Globalization;
using Pinchang.Load.Measuring;
using Pinchang.Support.Exams;

namespace Pinchang.Load.Exams;

/// <summary>
/// A1: answers acknowledged after they are durable, one per request, measured at the candidate's end of the wire. A3: how long an
/// acknowledgement takes at half of that, sent on a schedule of its own.
/// </summary>
internal sealed class AutosaveScenario : IScenario
{
    private const int Sessions = 2_000;
    private const int Lines = 128;

    public string Name => "autosave";

    public async Task<ScenarioResult> RunAsync(LoadOptions options)
    {
        if (!PgBench.IsHere)
        {
            throw new InvalidOperationException("The peer is pgbench: apt-get install postgresql-contrib.");
        }

        await using var stand = await ExamStand.StartAsync();
        await stand.StartApiAsync();
        var (exam, crowd) = await stand.SeatAsync(
            Sessions, SittingTimes.RunningAt(DateTimeOffset.UtcNow) with { EndsAt = DateTimeOffset.UtcNow.AddHours(5) }, Standings.Started);
        var peer = new PgBench(stand);
        await peer.PrepareAsync();
        var savers = await AnswerSavers.ConnectAsync(stand.Api.Port, exam, crowd, Lines);
        await WarmUp.UntilSteadyAsync("Pinchang", options.Quick, async () => await savers.SaturateAsync(options.WarmUp) / options.WarmUp.TotalSeconds);

        var rows = new List<LoadRow>();
        var best = 0.0;
        if (options.Wants("A1") || options.Wants("A3"))
        {
            var series = await Pairs.RunAsync("A1", options.PairCount, OursAsync, "pgbench", PeerAsync);
            best = Statistics.Median(series.Ours.Select(sample => sample.Value));
            rows.Add(LoadRow.Of("A1", series, peer.Name, "durable answers/s", must: 0.8, aim: 2.0));
        }

        if (options.Wants("A3"))
        {
            var series = await Pairs.RunAsync("A3", options.PairCount, HalfLoadAsync, "2 fsync + 5 ms", FsyncAsync);
            rows.Add(LoadRow.Of("A3", series, "2 fsync + 5 ms", "ms p99 at half load", must: 1.5, aim: 1.0, lowerIsBetter: true));
        }

        return new(rows) { Floors = new Dictionary<string, double> { ["fsync ms"] = stand.MeasureFsync() }, Remarks = [await CheckAsync(stand, savers)] };

        async Task<Sample> OursAsync()
        {
            await stand.SettleAsync();
            var (database, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var acks = await savers.SaturateAsync(options.Window);
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - database);
            return new(
                acks / use.Seconds,
                string.Create(CultureInfo.InvariantCulture, $"{use.ServerSeconds * 1e6 / acks:F1} us Api + {used * 1e6 / acks:F1} us database each"),
                use with { Others = Math.Max(0, use.Others - (used / use.Seconds)) });
        }

        async Task<Sample> PeerAsync()
        {
            var (database, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var rate = await peer.RowsPerSecondAsync(options.Window);
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - database);
            return new(rate, "", use with { Others = Math.Max(0, use.Others - (used / use.Seconds)) });
        }

        async Task<Sample> HalfLoadAsync()
        {
            // The checkpoint's price is paid by the pages touched first after it, within a second or two, and once in fifteen minutes.
            await stand.SettleAsync();
            await savers.PaceAsync(best / 2, options.WarmUp);
            var (database, watch) = (stand.DatabaseSeconds, new NoiseWatch(stand.Api));
            var latency = await savers.PaceAsync(best / 2, options.Window);
            var (use, used) = (watch.Stop(), stand.DatabaseSeconds - database);
            return new(
                latency.Percentile(0.99),
                string.Create(CultureInfo.InvariantCulture, $"p50 {latency.Percentile(0.5):F1} ms, max {latency.MaxNanoseconds / 1e6:F0} ms, {latency.Count / use.Seconds:N0}/s"),
                use with { Others = Math.Max(0, use.Others - (used / use.Seconds)) });
        }

        Task<Sample> FsyncAsync() => Task.FromResult(new Sample((2 * stand.MeasureFsync()) + 5, "", []));
    }

    /// <summary>What was acknowledged is in the rows: a rate of lost answers is no rate.</summary>
    private static async Task<string> CheckAsync(ExamStand stand, AnswerSavers savers)
    {
        await using var command = stand.Owner.CreateCommand("SELECT count(*) FROM exams.answers WHERE standing = 'Counted'");
        var rows = (long)(await command.ExecuteScalarAsync())!;
        return rows == savers.Acknowledged
            ? $"{rows} answers acknowledged, as many rows."
            : throw new InvalidOperationException($"{savers.Acknowledged} answers were acknowledged and {rows} are kept.");
    }
}
