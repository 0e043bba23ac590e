using System.Diagnostics;
using Pinchang.Support.Products;

namespace Pinchang.Faults;

/// <summary>What one seed came to. Findings are sentences; a passed run has none.</summary>
internal sealed record SeedResult
{
    public required int Seed { get; init; }

    /// <summary>Commands and items that some client was told are kept.</summary>
    public required int Acknowledged { get; init; }

    public List<string> Lost { get; init; } = [];

    public List<string> Doubled { get; init; } = [];

    /// <summary>Promises other than P1 and P2 that did not hold.</summary>
    public List<string> Broken { get; init; } = [];

    public List<string> Notes { get; init; } = [];

    public double RecoverySeconds { get; set; }

    public bool Passed => Lost.Count + Doubled.Count + Broken.Count == 0;
}

/// <summary>One fault under load on a product of its own.</summary>
internal abstract class FaultScenario
{
    protected static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public abstract Task<SeedResult> RunAsync(int seed);

    /// <summary>Sends a signal to one process that this run started.</summary>
    protected static async Task SignalAsync(RunningProduct product, string process, string signal)
    {
        var id = product.Run.Processes[process] ?? throw new InvalidOperationException($"{process} does not run.");
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until something holds, and says how long that took.</summary>
    protected static async Task<TimeSpan> UntilAsync(Func<Task<bool>> holds, TimeSpan atMost)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < atMost)
        {
            if (await holds())
            {
                return watch.Elapsed;
            }

            await Task.Delay(50);
        }

        return TimeSpan.MaxValue;
    }
}
