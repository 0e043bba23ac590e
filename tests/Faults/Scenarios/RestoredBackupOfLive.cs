using Pinchang.Faults.History;
using Pinchang.Support.Products;

namespace Pinchang.Faults.Scenarios;

/// <summary>
/// X29: a room is on air while the installation is backed up; then the machine is lost. What is restored into an empty folder has every
/// command that was acknowledged before the backup began, none twice, a whole ledger, and starts as the product.
/// </summary>
internal sealed class RestoredBackupOfLive : FaultScenario
{
    private const int Viewers = 20;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(90);

    public override async Task<SeedResult> RunAsync(int seed)
    {
        var random = new Random(seed);
        var (copies, restored) = (RunningProduct.MakeData(), RunningProduct.MakeData());
        var backup = Path.Combine(copies, "backup");
        try
        {
            AcknowledgedCommand[] before, all;
            Guid roomId;
            string said;
            await using (var product = await RunningProduct.StartAsync(Configuration))
            {
                await using var live = await LiveUnderFault.GoLiveAsync(product, Viewers);
                await live.EverybodyJoinedAsync();
                live.StartCommands(seed);
                await Task.Delay(TimeSpan.FromSeconds(3 + random.NextDouble() * 4));
                before = [.. live.Acknowledged];
                (_, said) = await TypeAsync(product.Data, "backup", backup);
                await Task.Delay(TimeSpan.FromSeconds(1));
                await live.QuietAsync();
                (all, roomId) = ([.. live.Acknowledged], live.RoomId);
            }

            var result = new SeedResult { Seed = seed, Acknowledged = before.Length, Notes = [$"{all.Length - before.Length} more were acknowledged during and after it", said.Trim()] };
            var (exitCode, restoring) = await TypeAsync(restored, "restore", backup);
            if (exitCode != 0)
            {
                result.Broken.Add($"the backup was not put back whole: {restoring}");
                Directory.Delete(restored, recursive: true);
                return result;
            }

            var began = TimeProvider.System.GetTimestamp();
            await using var again = await RunningProduct.StartAsync(Configuration, restored);
            result.Recovered("the restored product was ready", TimeProvider.System.GetElapsedTime(began), BackWithin);
            var kept = await RoomChecker.KeptAsync(again.Run.Database.Owner, roomId);
            var (early, everything) = (new SeedResult { Seed = seed, Acknowledged = 0 }, new SeedResult { Seed = seed, Acknowledged = 0 });
            RoomChecker.CheckCommands(before, kept, early);
            RoomChecker.CheckCommands(all, kept, everything);
            result.Lost.AddRange(early.Lost);
            result.Doubled.AddRange(everything.Doubled);
            return result;
        }
        finally
        {
            Directory.Delete(copies, recursive: true);
        }
    }
}
