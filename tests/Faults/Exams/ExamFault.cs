using System.Diagnostics;
using Pinchang.Support.Exams;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Exams;

/// <summary>
/// The exam's scenarios. Where no process dies, one product serves all seeds, each with a sitting of its own. Where one does, each seed
/// has its own product: AppHost waits longer each time before it starts again what keeps dying.
/// </summary>
internal sealed class ExamFault(string name) : FaultScenario, IAsyncDisposable
{
    private const int Crowd = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly string[] Names = ["X1", "X2", "X3", "X5", "X6", "X7", "X16", "X17", "X18", "X21", "X22"];

    private static readonly string[] Deadly = ["X1", "X2", "X3", "X6", "X7", "X22"];

    private RunningProduct? _product;

    public override async Task<SeedResult> RunAsync(int seed)
    {
        if (Deadly.Contains(name))
        {
            await DisposeAsync();
        }

        _product ??= await RunningProduct.StartAsync(Configuration);
        return name switch
        {
            "X1" => await DuringAnswersAsync(seed, within: 10, async _ => await SignalAsync(_product, "api", "KILL")),
            "X2" => await DuringAnswersAsync(seed, within: 10, StopThenKillAsync),
            "X5" => await DuringAnswersAsync(seed, within: 3, FreezeAsync),
            "X6" => await DuringAnswersAsync(seed, within: 10, async random => await SignalAsync(_product, "postgresql", random.Next(2) == 0 ? "INT" : "QUIT")),
            "X7" => await DuringAnswersAsync(seed, within: 15, async _ => await SignalAsync(_product, "postgresql", "KILL")),
            "X3" => await InTheStormAsync(seed, kill: true),
            "X21" => await InTheStormAsync(seed, kill: false),
            "X16" => await DuringAnswersAsync(seed, within: 3, _ => Task.CompletedTask, clocks: TimeSpan.FromHours(9)),
            "X17" => await DuringAnswersAsync(seed, within: 3, _ => Task.CompletedTask, reordering: true),
            "X18" => await TwoTabsAsync(seed),
            "X22" => await ColdStartAsync(seed),
            _ => throw new InvalidOperationException($"There is no {name}."),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_product is not null)
        {
            await _product.DisposeAsync();
            _product = null;
        }
    }

    /// <summary>Everybody writes, something breaks at a drawn moment and heals, everybody goes on and hands in, some more than once.</summary>
    private async Task<SeedResult> DuringAnswersAsync(
        int seed, double within, Func<Random, Task> breakAsync, bool reordering = false, TimeSpan clocks = default)
    {
        await using var exam = await ExamUnderFault.SeatAsync(_product!, Crowd, seed, SittingTimes.RunningAt(DateTimeOffset.UtcNow), clocksAreWrongBy: clocks);
        var random = exam.Random;
        using var over = new CancellationTokenSource();
        var writing = exam.WriteAsync(reordering, over.Token);
        await Task.Delay(TimeSpan.FromSeconds(3 + (random.NextDouble() * 3)));
        await breakAsync(random);
        var recovery = await exam.RecoveryAsync(DateTimeOffset.UtcNow, Patience);
        await Task.Delay(TimeSpan.FromSeconds(4));
        await over.CancelAsync();
        await writing;
        await exam.HandInAsync(Patience, times: reordering ? 3 : 1);
        if (reordering)
        {
            await Task.WhenAll(exam.Takers.Select(taker => taker.ReplayAsync()));
        }

        var result = await exam.ResultAsync(seed);
        result.Recovered("answers were acknowledged again", recovery, TimeSpan.FromSeconds(within));
        result.Broken.AddRange(exam.Takers.Where(taker => taker.Receipt is null).Select(taker => $"{taker.SessionId} could not hand in"));

        if (reordering && exam.Takers.Sum(taker => taker.Refused.GetValueOrDefault("exam.handed-in")) < Crowd)
        {
            result.Broken.Add("a save replayed after the hand-in was not refused");
        }

        return result;
    }

    /// <summary>
    /// Stopped in the middle of many saves: what the database was given it commits, and nobody is answered; then killed. Whoever sends
    /// again must find it kept once.
    /// </summary>
    private async Task StopThenKillAsync(Random random)
    {
        await SignalAsync(_product!, "api", "STOP");
        await Task.Delay(300);
        await SignalAsync(_product!, "api", "KILL");
    }

    private async Task FreezeAsync(Random random)
    {
        await SignalAsync(_product!, "api", "STOP");
        await Task.Delay(TimeSpan.FromSeconds(2 + (random.NextDouble() * 4)));
        await SignalAsync(_product!, "api", "CONT");
    }

    /// <summary>Hand-ins around the very end, a third of them repeated; in X3 the server dies among them, and the grace is for who comes back.</summary>
    private async Task<SeedResult> InTheStormAsync(int seed, bool kill)
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(15);
        var times = new SittingTimes(end.AddHours(-2), end.AddHours(-1), end) { GraceSeconds = kill ? 30 : 1 };
        await using var exam = await ExamUnderFault.SeatAsync(_product!, Crowd, seed, times);
        await exam.WriteUntilAsync(end.AddSeconds(-1.5));
        var plans = exam.Takers.Select(_ => (At: end.AddSeconds(-0.9 + (exam.Random.NextDouble() * 1.2)), Twice: exam.Random.Next(3) == 0)).ToArray();
        var killAt = end.AddSeconds(-0.7 + (exam.Random.NextDouble() * 0.8));
        var storm = Task.WhenAll(exam.Takers.Zip(plans, async (taker, plan) =>
        {
            await UntilAsync(plan.At);
            await taker.HandInAsync(Patience, plan.Twice ? 2 : 1);
        }));
        TimeSpan? recovery = null;
        if (kill)
        {
            await UntilAsync(killAt);
            await SignalAsync(_product!, "api", "KILL");
            recovery = await exam.RecoveryAsync(DateTimeOffset.UtcNow, Patience);
        }

        await storm;
        var ended = await exam.EverybodyEndedAsync(Patience);
        var result = await exam.ResultAsync(seed);
        if (kill)
        {
            result.Recovered("hand-ins were acknowledged again", recovery, TimeSpan.FromSeconds(times.GraceSeconds));
        }

        if (!ended)
        {
            result.Broken.Add("the server did not hand in for everybody who had not");
        }

        result.Broken.AddRange(exam.Takers.Where(taker => taker.Receipt is null).Select(taker => $"{taker.SessionId} has no receipt"));
        return result;
    }

    /// <summary>A second tab takes the session over while the first goes on: one writes, the other is told, both are kept.</summary>
    private async Task<SeedResult> TwoTabsAsync(int seed)
    {
        await using var exam = await ExamUnderFault.SeatAsync(_product!, Crowd, seed, SittingTimes.RunningAt(DateTimeOffset.UtcNow));
        await exam.WriteUntilAsync(DateTimeOffset.UtcNow.AddSeconds(2));
        var overtaken = 0;
        var stolen = 0;
        await Task.WhenAll(exam.Takers.Select(async taker =>
        {
            if (await taker.EnterAsync("another device"))
            {
                Interlocked.Increment(ref stolen);
            }

            var before = taker.Epoch;
            if (await taker.EnterAsync(SampleStandings.Device) && (int)await taker.PutAsOtherAsync(before, 100_000, "旧页") == 409)
            {
                Interlocked.Increment(ref overtaken);
            }
        }));
        await exam.WriteUntilAsync(DateTimeOffset.UtcNow.AddSeconds(2));
        await exam.HandInAsync(Patience);
        var result = await exam.ResultAsync(seed);
        if (overtaken < Crowd || stolen > 0)
        {
            result.Broken.Add($"{overtaken} of {Crowd} old tabs were told, {stolen} devices came in without a nod");
        }

        return result;
    }

    /// <summary>The server has just come up, nothing is awake, and everybody starts at the same second.</summary>
    private async Task<SeedResult> ColdStartAsync(int seed)
    {
        var start = DateTimeOffset.UtcNow.AddSeconds(14);
        await using var exam = await ExamUnderFault.SeatAsync(
            _product!, Crowd * 5, seed, new(start.AddMinutes(-20), start, start.AddHours(1)), started: false);
        await UntilAsync(start.AddSeconds(-5 - exam.Random.NextDouble()));
        await SignalAsync(_product!, "api", "KILL");
        await UntilAsync(start.AddSeconds(0.5));
        var waits = await Task.WhenAll(exam.Takers.Select(async taker =>
        {
            var watch = Stopwatch.StartNew();
            return await taker.StartAsync(Patience) ? watch.Elapsed : TimeSpan.MaxValue;
        }));
        var result = await exam.ResultAsync(seed);
        var p99 = waits.Order().ElementAt((int)(waits.Length * 0.99));
        result.Recovered("99 of 100 had started", p99 == TimeSpan.MaxValue ? null : p99, TimeSpan.FromSeconds(5));
        if (waits.Count(wait => wait == TimeSpan.MaxValue) is > 0 and var never)
        {
            result.Broken.Add($"{never} could not start");
        }

        return result;
    }

    private static Task UntilAsync(DateTimeOffset at) => at - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero ? Task.Delay(wait) : Task.CompletedTask;
}
