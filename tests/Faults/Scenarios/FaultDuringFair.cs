using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X1 and X6 for a fair: kill -9 of Api, or a restart of PostgreSQL, in the middle of queues, calls and talks. Nothing that
/// was answered is lost, nobody is in two talks, and the booths go on by themselves.
/// </summary>
internal sealed class FaultDuringFair(string process) : FaultScenario
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        await using var product = await RunningProduct.StartAsync(Configuration);
        await using var fair = await FairUnderFault.OpenAsync(product, seed);
        await Task.Delay(TimeSpan.FromSeconds(4 + (random.NextDouble() * 4)));

        var how = process == "api" ? "KILL" : random.Next(2) == 0 ? "INT" : "QUIT";
        await SignalAsync(product, process, how);
        await Task.Delay(300);
        if (process != "api")
        {
            await UntilAsync(() => DatabaseAnswersAsync(product), TimeSpan.FromSeconds(60));
        }

        var before = fair.Acknowledged.Count;
        var back = await UntilAsync(() => Task.FromResult(fair.Acknowledged.Count > before + 1), TimeSpan.FromSeconds(60));
        await Task.Delay(TimeSpan.FromSeconds(5));
        await fair.QuietAsync();
        var result = new SeedResult
        {
            Seed = seed,
            Acknowledged = fair.Acknowledged.Count,
            Notes = [string.Join(", ", fair.Acknowledged.CountBy(told => told.Kind).Select(kind => $"{kind.Value} × {kind.Key}")), $"SIG{how} to {process}"],
        };
        await FairChecker.CheckAsync(product.Run.Database.Owner, fair.Acknowledged, result);
        result.Recovered("numbers and calls were acknowledged again", back, BackWithin);

        return result;
    }
}
