using System.Globalization;
using Pinchang.Faults.Clusters;
using Pinchang.Support.Exams;

namespace Pinchang.Faults.Exams;

/// <summary>
/// X1 in a cluster: each of its two processes is killed in turn while a sitting writes, so that half of the sessions come up on the other
/// each time. No answer that was acknowledged is missing, and none is kept by two writers.
/// </summary>
internal sealed class KilledSiloDuringExam : FaultScenario
{
    private const int Crowd = 100;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        await using var cluster = await RunningCluster.StartAsync(Configuration, seed);
        await using var exam = await ExamUnderFault.SeatAsync(cluster, Crowd, seed, SittingTimes.RunningAt(DateTimeOffset.UtcNow));
        using var over = new CancellationTokenSource();
        var writing = exam.WriteAsync(reordering: false, over.Token);
        var waits = new List<TimeSpan?>();
        foreach (var victim in exam.Random.Next(2) == 0 ? cluster.Members : [.. cluster.Members.Reverse()])
        {
            await UntilAsync(cluster.IsWholeAsync, Patience);
            await Task.Delay(TimeSpan.FromSeconds(3 + (exam.Random.NextDouble() * 3)));
            await victim.KillAsync();
            waits.Add(await exam.RecoveryAsync(DateTimeOffset.UtcNow, Patience));
            await victim.StartAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(4));
        await over.CancelAsync();
        await writing;
        await exam.HandInAsync(Patience);
        var result = await exam.ResultAsync(seed);
        result.Recovered("answers were acknowledged again", waits.All(wait => wait is not null) ? waits.Max() : null, BackWithin);
        result.Notes.Add($"after the first and second kill: {string.Join(", ", waits.Select(wait => wait is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s") : "never"))}");
        result.Broken.AddRange(exam.Takers.Where(taker => taker.Receipt is null).Select(taker => $"{taker.SessionId} could not hand in"));
        return result;
    }
}
