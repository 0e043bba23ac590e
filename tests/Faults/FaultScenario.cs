using System.Diagnostics;
using System.Globalization;
using Npgsql;
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

    /// <summary>Null when it never did, which is also a finding, or when nothing of the kind was measured.</summary>
    public double? RecoverySeconds { get; private set; }

    public bool Passed => Lost.Count + Doubled.Count + Broken.Count == 0;

    /// <param name="after">Null: not while it was waited for.</param>
    public void Recovered(string what, TimeSpan? after, TimeSpan within)
    {
        RecoverySeconds = after?.TotalSeconds;
        if (!(after <= within))
        {
            var late = after is { } wait ? string.Create(CultureInfo.InvariantCulture, $"only after {wait.TotalSeconds:0.0} s") : "never";
            Broken.Add($"{what} {late}");
        }
    }
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
        if (kill.ExitCode != 0)
        {
            throw new InvalidOperationException($"{process} could not be sent SIG{signal}.");
        }
    }

    /// <summary>A command of AppHost as people type it, beside a running product or not.</summary>
    protected static async Task<(int ExitCode, string Said)> TypeAsync(string dataFolder, params string[] command)
    {
        var appHost = Path.Combine(Checkout.Root, "AppHost", "bin", Configuration, "net10.0", "Pinchang.AppHost.dll");
        var start = new ProcessStartInfo("dotnet", [appHost, .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PINCHANG_DATA"] = dataFolder;
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }

    /// <summary>Waits until something holds, and says how long that took; null when it did not.</summary>
    protected static async Task<TimeSpan?> UntilAsync(Func<Task<bool>> holds, TimeSpan atMost)
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

        return null;
    }

    /// <summary>Whether the product's database takes connections.</summary>
    protected static async Task<bool> DatabaseAnswersAsync(RunningProduct product)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create($"{product.Run.Database.Owner};Pooling=false;Timeout=2");
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync();
            return true;
        }
        catch (Exception notYet) when (notYet is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
